"""What the report itself keeps record of: awards, milestones, tasks."""

from __future__ import annotations

from typing import Any

from haengan.kernel.figures.declare import FLOW, Column, Figure, Table, partition
from haengan.report import queries

AWARDS_BASIS = "행정안전국 주요업무보고"

AWARDS = Figure(
    "report.awards.received",
    kind=FLOW,
    ko="수상 건수",
    en="Awards received",
    unit="건",
    basis=AWARDS_BASIS,
    one=("상 한 건", "one award"),
    source=queries.awards,
    at="awarded_on",
    depends=("retracted_on",),
    slices={"giver": partition("giver_ko", ko="수여기관", en="Awarded by")},
)
PRIZE = Figure(
    "report.awards.prize",
    kind=FLOW,
    ko="포상금",
    en="Prize money",
    unit="천원",
    basis=AWARDS_BASIS,
    one=("상 한 건", "one award"),
    source=queries.awards,
    at="awarded_on",
    depends=("retracted_on",),
    measure="prize",
    slices={"giver": partition("giver_ko", ko="수여기관", en="Awarded by")},
)
TASKS = Figure(
    "report.plan.task_count",
    kind=FLOW,
    ko="추진계획 과제",
    en="Planned tasks",
    unit="건",
    basis=AWARDS_BASIS,
    one=("과제 한 건", "one task"),
    source=queries.tasks,
    at="planned_on",
    depends=("retracted_on",),
    slices={
        "kind": partition(
            "kind",
            members=[
                ("own", "고유", "Own"),
                ("major", "주요", "Major"),
                ("new", "신규", "New"),
                ("pledge", "공약", "Pledge"),
            ],
            ko="구분",
            en="Kind",
        ),
        "division": partition("division_ko", ko="담당부서", en="Division"),
    },
)


def _two(ko: str, en: str) -> dict[str, str]:
    return {"ko": ko, "en": en}


def _prize(award: Any) -> Any:
    return "-" if award.prize is None else {"n": award.prize, "text": f"{award.prize // 1000:,}"}


def _day(award: Any) -> dict[str, str]:
    on = award.awarded_on
    return _two(f"{on.year}. {on.month}. {on.day}.", on.isoformat())


AWARD_LIST = Table(
    "report.awards.list",
    ko="수상실적",
    en="Awards",
    rows=queries.awards_reported,
    model=queries.award_model,
    columns=(
        Column("giver", "수여기관", "Awarded by", lambda a: _two(a.giver_ko, a.giver_en)),
        Column("day", "수상일", "Date", _day),
        Column("name", "수상명", "Award", lambda a: _two(a.name_ko, a.name_en), align="left"),
        Column("grade", "수상구분", "Class", lambda a: _two(a.grade_ko, a.grade_en)),
        Column("prize", "포상금(천원)", "Prize (thousand won)", _prize, align="right"),
    ),
)
TASK_LIST = Table(
    "report.plan.tasks",
    ko="주요업무",
    en="Tasks",
    rows=queries.tasks_planned,
    model=queries.task_model,
    columns=(
        Column("kind", "구분", "Kind", lambda t: _two(*queries.KIND_NAMES[t.kind])),
        Column("name", "사업명", "Task", lambda t: _two(t.name_ko, t.name_en), align="left"),
        Column("division", "담당부서", "Division", lambda t: _two(t.division_ko, t.division_en), merged=True),
    ),
)
