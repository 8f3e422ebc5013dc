"""What honorary mayors give to the report. A person may belong to several groups, and is counted under one of them."""

from django.db.models import Q

from haengan.kernel.figures.declare import FLOW, Column, Figure, Table, overlapping, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.autonomy.honorary_mayors import queries, rules

BASIS = "일일 명예시장제 운영계획"
GROUP = partition("group", members=members(rules.GROUPS), ko="구분(주된 집단)", en="Counted as")
EVERY_GROUP = overlapping(
    members=[(code, ko, en, Q(groups__has=code)) for code, (ko, en) in rules.GROUPS.items()],
    ko="구분(해당하는 모든 집단)",
    en="All groups that hold",
)
DISABILITY = overlapping(
    members=[("yes", "장애인", "With a disability", Q(groups__has="disability"))], ko="장애", en="Disability"
)

APPOINTED = Figure(
    "autonomy.honorary_mayors.appointed",
    kind=FLOW,
    ko="명예시장 위촉",
    en="Honorary mayors appointed",
    unit="명",
    basis=BASIS,
    one=("명예시장 한 사람", "one honorary mayor"),
    source=queries.appointed,
    at="appointed_on",
    slices={"group": GROUP, "groups": EVERY_GROUP, "disability": DISABILITY},
    depends=("state",),
    headline=True,
)
APPLICATIONS = Figure(
    "autonomy.honorary_mayors.applications",
    kind=FLOW,
    ko="명예시장 지원",
    en="Applications for honorary mayor",
    unit="명",
    basis=BASIS,
    one=("지원 한 건", "one application"),
    source=queries.applied,
    at="received_on",
    slices={
        "group": GROUP,
        "groups": EVERY_GROUP,
        "state": partition("state", members=members(rules.APPLICATION_STATES), ko="처리 상태", en="State"),
    },
)
OPINIONS = Figure(
    "autonomy.honorary_mayors.opinions",
    kind=FLOW,
    ko="명예시장 시정의견",
    en="Opinions of honorary mayors",
    unit="건",
    basis=BASIS,
    one=("시정의견 한 건", "one opinion"),
    source=queries.voiced,
    at="given_on",
    slices={
        "outcome": partition(
            "outcome", members=[("", "검토 중", "Not answered yet"), *members(rules.OUTCOMES)], ko="결과", en="Outcome"
        ),
        "group": partition("appointment__group", members=members(rules.GROUPS), ko="제안자", en="Proposed by"),
    },
    depends=("state", "appointment__state"),
)
LIST = Table(
    "autonomy.honorary_mayors.list",
    ko="명예시장 위촉 현황(한 사람이 여러 집단에 해당할 수 있음)",
    en="Honorary mayors appointed (one person may belong to several groups)",
    rows=queries.appointed_in,
    columns=(
        Column("number", "위촉번호", "Number", lambda row: row.number),
        Column("appointed_on", "위촉일", "Appointed on", lambda row: row.appointed_on.isoformat()),
        Column(
            "group", "구분", "Counted as", lambda row: dict(zip(("ko", "en"), rules.GROUPS[row.group], strict=True))
        ),
        Column(
            "groups",
            "해당하는 집단",
            "All groups",
            lambda row: {"ko": queries.group_names(row.groups, "ko"), "en": queries.group_names(row.groups, "en")},
        ),
    ),
)
