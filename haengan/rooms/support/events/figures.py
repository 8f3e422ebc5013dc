"""What the report asks of ceremonies and commemorations."""

from typing import Any

from haengan.kernel.figures.declare import FLOW, STOCK, Column, Figure, Table, overlapping, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.support.events import queries, rules
from haengan.rooms.support.events.models import Event

KINDS = members(rules.KINDS)
SLICES = {
    "kind": partition("kind", members=KINDS, ko="구분", en="Kind of event"),
    "event": partition(
        "series", members=members(rules.NATIONAL_DAYS), ko="행사", en="Event", naming=queries.series_named
    ),
}
SHARED: dict[str, Any] = {
    "kind": FLOW,
    "at": "from_on",
    "slices": SLICES,
    "basis": "국경일에 관한 법률 제1조, 시 기념행사 운영계획",
    "one": ("행사 한 건", "one event"),
}

HELD = Figure(
    "support.events.held",
    ko="행사 개최",
    en="Events held",
    unit="건",
    source=queries.held,
    **SHARED,
    headline=True,
)
ATTENDANCE = Figure(
    "support.events.attendance",
    ko="행사 참석 인원",
    en="People present at events",
    unit="명",
    source=queries.counted,
    measure="present",
    approximate="approximate",
    depends=("state",),
    **SHARED,
)
# A state that is told for a year, and of kinds that do not add up: years are not counted together.
YEARS_SINCE_LAST = Figure(
    "support.events.years_since_last",
    kind=STOCK,
    ko="직전 개최 후 지난 햇수",
    en="Years since it was held before",
    unit="년",
    slices={"kind": overlapping(members=KINDS, ko="구분", en="Kind of event")},
    basis="시 기념행사 운영계획",
    one=("행사 한 건", "one event"),
)


def _both(told: Any) -> Any:
    return lambda event: {language: told(event, language) for language in ("ko", "en")}


def _present(event: Event) -> Any:
    if event.present is None:
        return ""
    ko, en = ("여", "about ") if event.approximate else ("", "")
    return {"n": event.present, "text_ko": f"{event.present:,}{ko}", "text_en": f"{en}{event.present:,}"}


LIST = Table(
    "support.events.list",
    ko="국경일·기념행사 개최 현황",
    en="Ceremonies and commemorations held",
    rows=queries.held_in,
    model=lambda: Event,
    columns=(
        Column(
            "kind", "구분", "Kind", lambda e: dict(zip(("ko", "en"), rules.KINDS[e.kind], strict=True)), merged=True
        ),
        Column("name", "행사명", "Event", _both(Event.name), align="left"),
        Column("when", "일시", "When", _both(Event.when)),
        Column("place", "장소", "Where", _both(Event.place)),
        Column("present", "참석(명)", "Present", _present, align="right"),
    ),
)
