"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import FLOW, Figure, partition

BY_PLAN = partition(
    members=[
        ("village_2023", "'23년 마을계획", "Village plan 2023"),
        ("autonomy_2024", "'24년 자치계획형", "Autonomy plan 2024"),
    ],
    ko="계획",
    en="Plan",
)

VOTERS = Figure(
    "autonomy.assemblies.voters",
    kind=FLOW,
    ko="주민총회 투표자",
    en="Voters at residents' assemblies",
    unit="명",
    basis="지방자치법 제17조의2",
    one=("투표자 한 사람", "one voter"),
    headline=True,
)
PUT = Figure(
    "autonomy.assemblies.items_put",
    kind=FLOW,
    ko="상정 안건",
    en="Agenda items put",
    unit="건",
    basis="지방자치법 제17조의2",
    one=("안건 한 건", "one agenda item"),
    slices={"plan": BY_PLAN},
)
CARRIED = Figure(
    "autonomy.assemblies.items_carried",
    kind=FLOW,
    ko="가결 안건",
    en="Agenda items carried",
    unit="건",
    basis="지방자치법 제17조의2",
    one=("안건 한 건", "one agenda item"),
    slices={"plan": BY_PLAN},
)
MORE_VOTERS = Figure(
    "autonomy.assemblies.voters_increase",
    kind=FLOW,
    ko="전년 대비 투표자 증가",
    en="Voters more than the year before",
    unit="명",
    basis="지방자치법 제17조의2",
    one=("투표자 한 사람", "one voter"),
)
MORE_ITEMS = Figure(
    "autonomy.assemblies.items_increase",
    kind=FLOW,
    ko="전년 대비 마을의제 증가",
    en="Agenda items more than the year before",
    unit="개",
    basis="지방자치법 제17조의2",
    one=("안건 한 건", "one agenda item"),
)
