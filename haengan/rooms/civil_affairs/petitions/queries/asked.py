"""The questions of a kind of petition, and answers checked against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.lib.hangul.particles import settle
from haengan.rooms.civil_affairs.petitions.engine.questions import answering, declaring
from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Declaration, Malformed
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service


def of(service: Service) -> Declaration:
    """What is kept was read before it was kept."""
    return declaring.read(service.questions or {})


def checked(service: Service, told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept; refuses the first that is wrong, by ``told.CODE``."""
    kept, faults = answering.checked(of(service), told)
    for fault in faults:
        raise Refused(settle(fault.told(language())), field=f"told.{fault.code}", remedy=_("Answer the question anew."))
    return kept


def faults(service: Service, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the answers: code of the question and why, in the reader's language."""
    _kept, found = answering.checked(of(service), told)
    return [(fault.code, settle(fault.told(language()))) for fault in found]


def refuse_malformed(questions: Mapping[str, Any]) -> None:
    """A declaration that cannot be read is refused with its path and the remedy."""
    try:
        declaring.read(questions)
    except Malformed as wrong:
        raise Refused(settle(wrong.told(language())), field="questions") from wrong


def pairs(petition: Petition, *, public: bool = False) -> list[tuple[str, str]]:
    return answering.pairs(of(petition.service), petition.told or {}, language(), public=public)


def language() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
