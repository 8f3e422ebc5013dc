"""What local lawmaking gives to the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from haengan.kernel.figures.declare import FLOW, STOCK, Column, Figure, Table, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.support.ordinances import queries, rules

BASIS = "지방자치법 제32조"
SUBJECT = partition("subject", members=members(rules.SUBJECTS), ko="분야", en="Field")
KIND = partition("kind", members=members(rules.KINDS), ko="종류", en="Kind")
CUTS = {"subject": SUBJECT, "kind": KIND}
OF_CASE = {
    "subject": partition("case__subject", members=members(rules.SUBJECTS), ko="분야", en="Field"),
    "kind": partition("case__kind", members=members(rules.KINDS), ko="종류", en="Kind"),
}


def promulgated(name: str, ko: str, en: str, source: Callable[[], Any]) -> Figure:
    return Figure(
        f"support.ordinances.{name}",
        kind=FLOW,
        ko=ko,
        en=en,
        unit="개",
        basis=BASIS,
        one=("공포 한 건", "one promulgation"),
        source=source,
        at="promulgated_on",
        slices=CUTS,
        depends=("deed",),
    )


ENACTED = promulgated("enacted", "제정한 조례·규칙", "Ordinances and rules enacted", queries.enacted)
AMENDED = promulgated("amended", "개정한 조례·규칙", "Ordinances and rules amended", queries.amended)
REPEALED = promulgated("repealed", "폐지한 조례·규칙", "Ordinances and rules repealed", queries.repealed)
PROMULGATED = Figure(
    "support.ordinances.promulgated",
    kind=FLOW,
    ko="공포한 조례·규칙",
    en="Ordinances and rules promulgated",
    unit="개",
    basis=BASIS,
    one=("공포 한 건", "one promulgation"),
    source=queries.promulgated,
    at="promulgated_on",
    slices={**CUTS, "deed": partition("deed", members=members(rules.DEEDS), ko="구분", en="Deed")},
    equals=("support.ordinances.enacted", "support.ordinances.amended", "support.ordinances.repealed"),
)
IN_FORCE = Figure(
    "support.ordinances.in_force",
    kind=STOCK,
    ko="시행 중인 자치법규",
    en="Local laws in being",
    unit="개",
    basis="지방자치법 제28조·제29조",
    one=("자치법규 하나", "one local law"),
    source=queries.in_force,
    at="enacted_on",
    until="repealed_on",
    slices=CUTS,
)
ANNOUNCED = Figure(
    "support.ordinances.announced",
    kind=FLOW,
    ko="입법예고",
    en="Drafts announced",
    unit="건",
    basis="행정절차법 제41조",
    one=("입법예고 한 건", "one announced draft"),
    source=queries.announced,
    at="announced_on",
    slices=CUTS,
)
OPEN = Figure(
    "support.ordinances.open_for_opinions",
    kind=STOCK,
    ko="의견을 받고 있는 입법예고",
    en="Announced drafts open for opinions",
    unit="건",
    basis="행정절차법 제44조",
    one=("입법예고 한 건", "one announced draft"),
    source=queries.announced,
    at="announced_on",
    until="opinions_until_on",
    slices=CUTS,
)
OPINIONS = Figure(
    "support.ordinances.opinions",
    kind=FLOW,
    ko="입법예고 의견",
    en="Opinions on announced drafts",
    unit="건",
    basis="행정절차법 제44조",
    one=("의견 한 건", "one opinion"),
    source=queries.said,
    at="received_on",
    slices=OF_CASE,
)
OVERDUE = Figure(
    "support.ordinances.overdue",
    kind=STOCK,
    ko="기한이 지난 입법 절차",
    en="Overdue steps of lawmaking",
    unit="건",
    basis=BASIS,
    one=("기한 하나", "one deadline"),
    source=queries.late,
    at="late_from_on",
    until="met_on",
    slices={**OF_CASE, "due": partition("kind", members=members(rules.DUES), ko="의무", en="Duty")},
    depends=("met_on", "late_from_on"),
)
LIST = Table(
    "support.ordinances.list",
    ko="조례·규칙 공포 현황",
    en="Ordinances and rules promulgated",
    rows=queries.promulgated_in,
    columns=(
        Column("kind", "종류", "Kind", lambda row: _two(rules.KINDS[row.kind])),
        Column("number", "공포번호", "Number", lambda row: f"제{row.number}호"),
        Column(
            "law", "이름", "Name", lambda row: {"ko": row.law.name, "en": row.law.name_en or row.law.name}, align="left"
        ),
        Column("deed", "구분", "Deed", lambda row: _two(rules.DEEDS[row.deed])),
        Column("promulgated_on", "공포일", "Promulgated", lambda row: row.promulgated_on.isoformat()),
        Column("effective_on", "시행일", "In force", lambda row: row.effective_on.isoformat()),
    ),
)


def _two(names: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("ko", "en"), names, strict=True))
