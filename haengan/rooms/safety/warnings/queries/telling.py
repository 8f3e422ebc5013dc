"""What a page says of one warning: its words as people will read them, what sending it would do, what is amiss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.choices import WAYS
from haengan.kernel.dispatch.models import Terminal
from haengan.kernel.norms import queries as norms
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import drawing, scoring
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.queries.warned import Preview
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Remark, State

SAID: dict[str, Any] = {
    "empty": gettext_lazy("The %(part)s is missing."),
    "long": gettext_lazy("The disaster text has %(value)s characters; at most %(better)s are allowed."),
    "when": gettext_lazy("The disaster text does not say when."),
    "where": gettext_lazy("The disaster text does not say where."),
    "do": gettext_lazy("The disaster text does not say what people should do."),
    "hard": gettext_lazy("“%(value)s” is hard to understand; say “%(better)s”."),
}
TITLES = dict(choices(rules.TEXTS))


@dataclass(frozen=True)
class Line:
    """One part of the wording with its texts, and how long the Korean one is."""

    part: str
    title: Any
    ko: str
    en: str

    @property
    def length(self) -> int:
        return len(self.ko)


def of(warning: Warning) -> dict[str, Any]:
    """For the room's templates around one warning."""
    now = timezone.now()
    open_ = warning.state in rules.OPEN
    return {
        "warning": warning,
        "by": [label for code, label in WAYS if code in warning.ways],
        "also": [label for code, label in choices(rules.TOLD) if code in warning.told],
        "words": words(warning.wording),
        "correction": words(warning.correction),
        "most": norms.value("warnings.text.length", on=timezone.localdate(now)),
        **(sight(warning, now) if open_ else {"seen": warning.seen}),
        "progress": dispatch.progress(warning.message) if warning.message else None,
        "score": scoring.score(warning),
        "map": drawing.of_warning(warning, timezone.localdate(now)),
        "drill": warning.world != "live",
        "in_force": warning.state == State.SENT and warning.expires_at > now,
    }


def sight(warning: Warning, now: datetime) -> dict[str, Any]:
    """Preview and remarks of what is not sent yet; what is drawn wrongly is said instead."""
    try:
        found = queries.preview(warning, now)
        remarks = queries.remarks(warning, timezone.localdate(now))
    except NotAnArea as wrong:
        return {"astray": wrong.told(get_language() or "ko")}
    return {
        "preview": found,
        "kinds": kinds(found),
        "remarks": [(remark.stops, said(remark)) for remark in remarks],
        "two": two(found, warning),
        "confirmation": confirmation(warning, found),
    }


def said(remark: Remark) -> str:
    """In the reader's words."""
    told = {"part": str(TITLES[remark.part]), "value": remark.value, "better": remark.better}
    return str(SAID[remark.code]) % told


def confirmation(warning: Warning, found: Preview) -> str:
    """What must be typed to send it, in the reader's language: ``실제 132``."""
    return rules.confirmations(warning.world, found.told)[(get_language() or "ko")[:2] != "ko"]


def two(found: Preview, warning: Warning) -> str:
    """Why it always takes two people, for the reader; empty where a standing order could do."""
    why = rules.needs_two(ways=warning.ways, whole_city=found.whole_city)
    told = {"tone": _("The siren tone always takes two people."), "city": _("The whole city always takes two people.")}
    return told.get(why, "")


def kinds(found: Preview) -> list[tuple[Any, int]]:
    """Terminals by kind in the reader's words."""
    return [(Terminal.Kind(code).label, count) for code, count in found.terminals.items()]


def words(texts: dict[str, dict[str, str]]) -> list[Line]:
    return [
        Line(part, TITLES[part], texts[part].get("ko", ""), texts[part].get("en", ""))
        for part in rules.TEXTS
        if part in texts
    ]
