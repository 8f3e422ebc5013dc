"""What the mobile mayor's office gives to the report."""

from haengan.kernel.figures.declare import FLOW, RATIO, Column, Figure, Table, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.autonomy.townhalls import queries, rules

BASIS = "이동시장실 운영계획"
SECTOR = partition("sector", members=members(rules.SECTORS), ko="분야", en="Sector")
KIND = partition("kind", members=members(rules.KINDS), ko="방식", en="Kind")
DISTRICT = partition("district__key", ko="읍면동", en="District", naming=queries.districts_named)
OF_TOWNHALL = {
    "sector": partition("townhall__sector", members=members(rules.SECTORS), ko="분야", en="Sector"),
    "kind": partition("townhall__kind", members=members(rules.KINDS), ko="방식", en="Kind"),
}
GROUP = partition("group", members=members(rules.GROUPS), ko="참석·발언 집단", en="Group")
FIELD = partition("field", members=members(rules.FIELDS), ko="의견 분야", en="Field")
OUTCOME = partition("outcome", members=members(rules.OUTCOMES), ko="처리 결과", en="Outcome")

HELD = Figure(
    "autonomy.townhalls.held",
    kind=FLOW,
    ko="이동시장실 개최",
    en="Town halls held",
    unit="회",
    basis=BASIS,
    one=("이동시장실 한 번", "one town hall"),
    source=queries.held,
    at="meets_on",
    slices={"sector": SECTOR, "district": DISTRICT, "kind": KIND},
    depends=("state",),
    headline=True,
)
ATTENDANCE = Figure(
    "autonomy.townhalls.attendance",
    kind=FLOW,
    ko="이동시장실 참석자",
    en="People at town halls",
    unit="명",
    basis=BASIS,
    one=("한 집단의 참석 기록", "the attendance of one group"),
    source=queries.attended,
    at="townhall__meets_on",
    measure="people",
    slices={**OF_TOWNHALL, "group": GROUP},
    depends=("townhall__state", "people"),
)
OPINIONS = Figure(
    "autonomy.townhalls.opinions",
    kind=FLOW,
    ko="이동시장실 의견",
    en="Opinions given at town halls",
    unit="건",
    basis=BASIS,
    one=("의견 한 건", "one opinion"),
    source=queries.said,
    at="said_on",
    slices={**OF_TOWNHALL, "field": FIELD, "group": GROUP},
    depends=("state", "townhall__state"),
)
ANSWERED = Figure(
    "autonomy.townhalls.opinions_answered",
    kind=FLOW,
    ko="이동시장실 의견 가운데 답변한 것",
    en="Opinions answered, of those given in the period",
    unit="건",
    basis=BASIS,
    one=("답변한 의견 한 건", "one opinion that was answered"),
    source=queries.answered,
    at="said_on",
    slices={**OF_TOWNHALL, "field": FIELD, "outcome": OUTCOME},
    depends=("state", "townhall__state"),
)
ANSWERED_IN_TIME = Figure(
    "autonomy.townhalls.answered_in_time",
    kind=FLOW,
    ko="이동시장실 의견 가운데 기한 안에 답변한 것",
    en="Opinions answered in time, of those given in the period",
    unit="건",
    basis=BASIS,
    one=("기한 안에 답변한 의견 한 건", "one opinion that was answered in time"),
    source=queries.answered_in_time,
    at="said_on",
    slices=OF_TOWNHALL,
    depends=("state", "townhall__state", "answered_on", "due_on"),
)
ANSWER_RATE = Figure(
    "autonomy.townhalls.answer_rate",
    kind=RATIO,
    ko="이동시장실 의견 답변율",
    en="Share of opinions answered",
    unit="%",
    basis=BASIS,
    one=("답변한 의견과 의견", "opinions answered and opinions"),
    part=ANSWERED,
    whole=OPINIONS,
    slices=OF_TOWNHALL,
)
REQUESTS = Figure(
    "autonomy.townhalls.requests",
    kind=FLOW,
    ko="이동시장실 신청",
    en="Requests for town halls",
    unit="건",
    basis=BASIS,
    one=("신청 한 건", "one request"),
    source=queries.requested,
    at="received_on",
    slices={
        "sector": SECTOR,
        "channel": partition("channel", members=members(rules.CHANNELS), ko="접수 경로", en="Received by"),
        "state": partition("state", members=members(rules.REQUEST_STATES), ko="처리 상태", en="State"),
    },
)
LIST = Table(
    "autonomy.townhalls.list",
    ko="이동시장실 운영 현황",
    en="Town halls held",
    rows=queries.held_in,
    columns=(
        Column("meets_on", "개최일", "Day", lambda row: row.meets_on.isoformat()),
        Column("sector", "분야", "Sector", lambda row: dict(zip(("ko", "en"), rules.SECTORS[row.sector], strict=True))),
        Column("subject", "주제", "Subject", lambda row: row.subject, align="left"),
        Column("place", "장소", "Place", lambda row: row.place, align="left"),
        Column("came", "참석", "People", lambda row: row.came, unit="명"),
        Column("said", "의견", "Opinions", lambda row: row.said, unit="건"),
        Column("answered", "답변", "Answered", lambda row: row.answered, unit="건"),
    ),
)
OPINION_LIST = Table(
    "autonomy.townhalls.opinion_list",
    ko="이동시장실 의견과 처리 결과",
    en="Opinions and what became of them",
    rows=queries.said_in,
    columns=(
        Column("townhall", "이동시장실", "Town hall", lambda row: row.townhall.subject, align="left", merged=True),
        Column("field", "분야", "Field", lambda row: dict(zip(("ko", "en"), rules.FIELDS[row.field], strict=True))),
        Column("gist", "의견", "Opinion", lambda row: row.gist or "-", align="left"),
        Column(
            "outcome",
            "처리 결과",
            "Outcome",
            lambda row: dict(zip(("ko", "en"), rules.OUTCOMES.get(row.outcome, ("-", "-")), strict=True)),
        ),
    ),
    public=False,
)
