"""Files for whoever checks an edition, and the comparison of a returned copy. What was made once is kept for the next reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.files import actions as files
from haengan.kernel.files.engine import kinds
from haengan.lib.documents.docx import reading
from haengan.lib.documents.model import Language
from haengan.report import access, masking, rendering, signing
from haengan.report.audit import gathering, package
from haengan.report.audit import kit as kits
from haengan.report.audit.model import Audit
from haengan.report.engine.returned import Finding, compare, is_copy
from haengan.report.models import Edition
from haengan.report.xbrl import package as packages


@dataclass(frozen=True)
class Compared:
    """In which language the copy is, and what was changed in it."""

    language: Language
    findings: list[Finding]
    numbers: int


def offered(actor: Actor, edition: Edition) -> dict[str, bool]:
    """What the edition's page offers beside its files."""
    kept = edition.freeze.evidence.exists()
    return {
        "has_evidence": kept,
        "may_have_kit": kept and may_have_kit(actor, edition),
        "may_check": access.may_check(actor),
    }


def may_have_kit(actor: Actor, edition: Edition) -> bool:
    """For whoever has a duty with the report; for everyone where nothing in it is about people."""
    return access.may_check(actor) or gathering.is_open(edition.freeze)


def xbrl(edition: Edition, language: Language, *, whole: bool = False) -> bytes:
    """A report package; raises `gathering.NoEvidence`, as all of these do. `whole` as in `rendering`."""
    return _kept(edition.key, f"xbri-{language}", whole)


def data(edition: Edition, *, whole: bool = False) -> bytes:
    return _kept(edition.key, "data", whole)


def kit(edition: Edition) -> bytes:
    return _kept(edition.key, "kit", True)


_MADE: dict[str, Callable[[Audit], bytes]] = {
    "xbri-ko": lambda audit: packages.xbri(audit, "ko"),
    "xbri-en": lambda audit: packages.xbri(audit, "en"),
    "data": package.packed,
    "kit": lambda audit: kits.packed(audit, signing.key()),
}


@lru_cache(maxsize=16)
def _kept(key: str, what: str, whole: bool) -> bytes:
    edition = Edition.objects.select_related("report", "freeze").get(key=key)
    told = gathering.audit(edition)
    return _MADE[what](told if whole else masking.audit(told, edition.freeze))


def compared(edition: Edition, upload: Any) -> Compared:
    """What was changed by hand in a copy of the edition's DOCX, in whichever language it is. Refuses what is no such copy."""
    kind = files.inspect(upload, on=timezone.localdate())
    if kind is not kinds.DOCX:
        raise Refused(_("This is not a Word document."), field="file", remedy=_("Bring the copy as DOCX."))
    upload.file.seek(0)
    try:
        copy = reading.read(upload.file.read())
    except reading.Unreadable as wrong:
        raise Refused(
            _("This document cannot be read: %(why)s.") % {"why": wrong},
            field="file",
            remedy=_("Save it anew as DOCX and bring it once more."),
        ) from wrong
    languages: tuple[Language, ...] = ("ko", "en")
    frozen = {language: reading.read(rendering.file(edition, language, "docx", whole=True)) for language in languages}
    fitting = [language for language in languages if is_copy(frozen[language], copy)]
    if not fitting:
        raise Refused(
            _("This is not a copy of edition %(number)s.") % {"number": edition.number},
            field="file",
            remedy=_("Choose the edition it was made of; its numbers carry marks of their own."),
        )
    told = {language: compare(frozen[language], copy) for language in fitting}
    language = min(fitting, key=lambda one: len(told[one]))
    return Compared(language, told[language], sum(len(line.chips) for line in frozen[language]))
