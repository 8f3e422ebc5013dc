"""What the report asks of exchange with cities abroad."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from haengan.kernel.figures.declare import DISTINCT, FLOW, STOCK, Column, Figure, Table, overlapping, partition
from haengan.kernel.figures.rules import Grain
from haengan.kernel.tables.bilingual import members
from haengan.rooms.autonomy.exchanges import queries, rules
from haengan.rooms.autonomy.exchanges.models import Exchange

BASIS = "지방자치법 제193조"


def _slices(prefix: str) -> dict[str, Any]:
    kinds = [(code, ko, en, Q(kinds__has=code)) for code, (ko, en) in rules.KINDS.items()]
    return {
        "country": partition(f"{prefix}city__country", ko="국가", en="Country", naming=queries.countries_named),
        "city": partition(f"{prefix}city__code", ko="도시", en="City", naming=queries.cities_named),
        "mode": partition(f"{prefix}mode", members=members(rules.MODES), ko="방식", en="Manner"),
        "kind": overlapping(members=kinds, ko="교류 구분", en="Kind of exchange"),
    }


OF_EXCHANGES, OF_LINES = _slices(""), _slices("exchange__")
SHARED: dict[str, Any] = {"basis": BASIS, "grain": Grain.MONTH}
ONE: dict[str, Any] = {"at": "from_on", "one": ("교류 한 건", "one exchange"), "slices": OF_EXCHANGES, **SHARED}
DIFFERENT: dict[str, Any] = {"kind": DISTINCT, "unit": "개", "source": queries.held, **ONE}


def _of_lines(
    name: str, *, names: tuple[str, str], source: Callable[[], QuerySet[Any]], measure: str, unit: str = "명"
) -> Figure:
    """A sum over the lines of exchanges that took place."""
    return Figure(
        name,
        kind=FLOW,
        ko=names[0],
        en=names[1],
        unit=unit,
        source=source,
        measure=measure,
        at="exchange__from_on",
        one=("교류 내용 한 줄", "one line of an exchange"),
        slices=OF_LINES,
        depends=("exchange__state", "approximate"),
        approximate="roughly",
        **SHARED,
    )


COUNTED: dict[str, Any] = {"kind": FLOW, "unit": "건", "source": queries.held, **ONE}
HELD = Figure("autonomy.exchanges.held", ko="교류 횟수", en="Exchanges held", headline=True, **COUNTED)
CITIES = Figure(
    "autonomy.exchanges.cities",
    ko="교류한 도시",
    en="Cities with exchanges",
    of="city__code",
    **DIFFERENT,
)
COUNTRIES = Figure(
    "autonomy.exchanges.countries",
    ko="교류한 국가",
    en="Countries with exchanges",
    of="city__country",
    **DIFFERENT,
)
SPENT = Figure(
    "autonomy.exchanges.spent",
    kind=FLOW,
    ko="교류 집행액",
    en="Spent on exchanges",
    unit="원",
    source=queries.paid,
    measure="spent",
    **ONE,
)
DELEGATES = _of_lines(
    "autonomy.exchanges.delegates",
    names=("파견·내방 인원", "Delegates sent and received"),
    source=queries.travelled,
    measure="delegates",
)
SENT = _of_lines(
    "autonomy.exchanges.delegates_sent",
    names=("파견 인원", "Delegates sent"),
    source=queries.sent,
    measure="delegates_out",
)
RECEIVED = _of_lines(
    "autonomy.exchanges.delegates_received",
    names=("내방 인원", "Delegates received"),
    source=queries.received,
    measure="delegates_in",
)
ATTENDANCE = _of_lines(
    "autonomy.exchanges.attendance",
    names=("교류 행사 참석 인원(파견·내방 제외)", "Others present at exchanges"),
    source=queries.attended,
    measure="others",
)
GIFTS = _of_lines(
    "autonomy.exchanges.gifts",
    names=("기부·구호금(미국 달러)", "Gifts of money (US dollars)"),
    unit="달러",
    source=queries.given_dollars,
    measure="gift",
)
GIFTS_WON = _of_lines(
    "autonomy.exchanges.gifts_won",
    names=("기부·구호금(원화)", "Gifts of money (won)"),
    unit="원",
    source=queries.given_won,
    measure="gift",
)
AGREEMENTS = Figure(
    "autonomy.exchanges.agreements",
    kind=STOCK,
    ko="유효한 교류 협정",
    en="Agreements in force",
    unit="건",
    basis="지방자치법 제47조제1항제10호",
    one=("협정 한 건", "one agreement"),
    source=queries.agreed,
    at="signed_on",
    until="until_on",
    slices={
        "kind": partition("kind", members=members(rules.AGREEMENTS), ko="협정 구분", en="Kind of agreement"),
        "country": partition("city__country", ko="국가", en="Country", naming=queries.countries_named),
    },
)
LIST = Table(
    "autonomy.exchanges.list",
    ko="우호교류 추진 실적",
    en="Exchanges with sister cities",
    rows=queries.held_in,
    model=lambda: Exchange,
    columns=(
        Column("country", "국가", "Country", lambda e: {"ko": e.city.country_ko, "en": e.city.country_en}, merged=True),
        Column("city", "도시", "City", lambda e: {"ko": e.city.name_ko, "en": e.city.name_en}, merged=True),
        Column("time", "시기", "When", lambda e: {"ko": e.time("ko"), "en": e.time("en")}),
        Column("content", "교류 내용", "What was exchanged", queries.content, align="left"),
        Column("kinds", "비고", "Kind", queries.kinds),
    ),
)
