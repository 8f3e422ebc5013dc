"""What the portfolio gives to the report. A task counts on the day on which it was adopted."""

from haengan.kernel.figures.declare import FLOW, RATIO, STOCK, Column, Figure, Slice, Table, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.digital.innovations import queries, rules

BASIS = "디지털 전환 추진계획"


def sliced(to_task: str, **more: Slice) -> dict[str, Slice]:
    return {
        "field": partition(f"{to_task}field", members=members(rules.FIELDS), ko="분야", en="Field"),
        "division": partition(f"{to_task}unit__key", ko="부서", en="Division", naming=queries.units_named),
        **more,
    }


TASKS = Figure(
    "digital.innovations.tasks",
    kind=FLOW,
    ko="발굴한 디지털 전환 과제",
    en="Tasks found",
    unit="개",
    basis=BASIS,
    one=("과제 하나", "one task"),
    source=queries.adopted,
    at="adopted_on",
    slices=sliced("", stage=partition("stage", members=members(rules.STAGES), ko="단계", en="Stage")),
    depends=("stage",),
)
OPEN = Figure(
    "digital.innovations.open",
    kind=STOCK,
    ko="진행 중인 디지털 전환 과제",
    en="Tasks that are open",
    unit="개",
    basis=BASIS,
    one=("과제 하나", "one task"),
    source=queries.adopted,
    at="adopted_on",
    until="ended_on",
    slices=sliced(""),
    depends=("stage",),
)
DONE = Figure(
    "digital.innovations.done",
    kind=FLOW,
    ko="완료한 디지털 전환 과제",
    en="Tasks done",
    unit="개",
    basis=BASIS,
    one=("과제 하나", "one task"),
    source=queries.done,
    at="done_on",
    slices=sliced(""),
    depends=("stage",),
)
BUDGET = Figure(
    "digital.innovations.budget",
    kind=FLOW,
    ko="디지털 전환 과제 예산",
    en="Budget of the tasks",
    unit="백만원",
    basis=BASIS,
    one=("한 과제의 한 해 예산", "the money of one task in one year"),
    source=queries.budgeted,
    at="on",
    measure="amount",
    slices=sliced("task__", source=partition("source", members=members(rules.SOURCES), ko="재원", en="Source")),
    depends=("task__stage",),
)
SPENT = Figure(
    "digital.innovations.spent",
    kind=FLOW,
    ko="디지털 전환 과제 집행액",
    en="Spent on the tasks",
    unit="백만원",
    basis=BASIS,
    one=("한 과제의 한 해 집행액", "what one task spent in one year"),
    source=queries.spent,
    at="on",
    measure="spent",
    slices=sliced("task__"),
    depends=("task__stage",),
)
MEASURED = Figure(
    "digital.innovations.indicators_measured",
    kind=FLOW,
    ko="측정한 성과지표",
    en="Indicators measured",
    unit="개",
    basis=BASIS,
    one=("성과지표의 한 해 측정값", "one indicator's value of one year"),
    source=queries.measured,
    at="measured_on",
    slices=sliced("indicator__task__"),
    depends=("met", "indicator__task__stage"),
)
MET = Figure(
    "digital.innovations.targets_met",
    kind=FLOW,
    ko="목표를 달성한 성과지표",
    en="Indicators that met their target",
    unit="개",
    basis=BASIS,
    one=("목표를 달성한 측정값", "one value that met its target"),
    source=queries.met,
    at="measured_on",
    slices=sliced("indicator__task__"),
    depends=("met", "indicator__task__stage"),
)
INDICATORS_MET = Figure(
    "digital.innovations.indicators_met",
    kind=RATIO,
    ko="성과지표 달성률",
    en="Share of indicators that met their target",
    unit="%",
    basis=BASIS,
    one=("목표를 달성한 성과지표와 측정한 성과지표", "indicators that met their target and indicators measured"),
    part=MET,
    whole=MEASURED,
    slices=sliced("indicator__task__"),
)
LIST = Table(
    "digital.innovations.list",
    ko="디지털 전환 과제 현황",
    en="Digital-transformation tasks",
    rows=queries.adopted_in,
    columns=(
        Column("field", "분야", "Field", lambda row: _two(rules.FIELDS[row.field]), merged=True),
        Column("name", "과제", "Task", lambda row: _two((row.name_ko, row.name_en or row.name_ko)), align="left"),
        Column("stage", "단계", "Stage", lambda row: _two(rules.STAGES[row.stage])),
        Column("money", "예산", "Budget", lambda row: row.money, unit="원", align="right"),
    ),
)


def _two(names: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("ko", "en"), names, strict=True))
