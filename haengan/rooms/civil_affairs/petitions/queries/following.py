"""What a petitioner sees of his own petition."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from haengan.kernel.approvals.models import Sending
from haengan.rooms.civil_affairs.petitions.models.course import Appeal, Rating
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import answers, asked, petitions, seen
from haengan.rooms.civil_affairs.petitions.rules.states import OPEN, State


def told(petition: Petition) -> dict[str, Any]:
    """Everything that concerns him: state, due moment with its proof, notices, answer, supplement, appeal."""
    answer = answers.sent(petition)
    sending = Sending.objects.filter(paper__key=answer.paper).first() if answer and answer.paper else None
    return {
        "petition": petition,
        "proof": seen.proof(petition),
        "pairs": asked.pairs(petition),
        "notices": list(petition.notices.order_by("-told_at")),
        "waits": petitions.supplement_of(petition) if petition.state == State.SUPPLEMENT else None,
        "answer": answer,
        "pins": list(answer.pins.all()) if answer else [],
        "letter": sending.code if sending else "",
        "rating": Rating.objects.filter(petition=petition).first(),
        "appeal": Appeal.objects.filter(petition=petition).first(),
        "late": petition.state in OPEN and petition.due_at is not None and petition.due_at < timezone.now(),
    }


def may(petition: Petition) -> list[str]:
    """What the petitioner may do now."""
    found = []
    if petition.state == State.SUPPLEMENT:
        found += ["supply", "postpone"]
    if petition.state == State.ANSWERED and petition.rating is None:
        found.append("rate")
    refused = petition.kind == "statutory" and petition.outcome in ("refused", "partly")
    if petition.state == State.ANSWERED and refused and not Appeal.objects.filter(petition=petition).exists():
        found.append("appeal")
    if petition.state in OPEN:
        found.append("amend")
    if petition.state in OPEN:
        found.append("withdraw")
    return found


def language() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
