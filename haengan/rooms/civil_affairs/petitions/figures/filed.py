"""What petitions give to the report, and to the yearly evaluation of petition service."""

from haengan.kernel.figures.declare import FLOW, RATIO, STOCK, Figure, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.civil_affairs.petitions.queries import petitions as queries
from haengan.rooms.civil_affairs.petitions.rules import states

ACT = "민원 처리에 관한 법률"
KIND = partition("kind", members=members(states.KINDS), ko="민원 구분", en="Legal kind")
CHANNEL = partition("channel", members=members(states.CHANNELS), ko="신청 경로", en="Filed by")
UNIT = partition("unit__key", ko="처리 부서", en="Division", naming=queries.units_named)
OUTCOME = partition("outcome", members=members(states.OUTCOMES), ko="처리 결과", en="Outcome")
SERVICE = partition("service__key", ko="민원 종류", en="Kind of petition", naming=queries.services_named)
ONE = ("민원 한 건", "one petition")
LATE_OR_NOT = ("state", "in_time", "answered_on")

RECEIVED = Figure(
    "civil_affairs.petitions.received",
    kind=FLOW,
    ko="접수한 민원",
    en="Petitions received",
    unit="건",
    basis=f"{ACT} 제9조",
    one=ONE,
    source=queries.received,
    at="received_on",
    slices={"kind": KIND, "channel": CHANNEL, "unit": UNIT, "service": SERVICE},
    depends=("state",),
    headline=True,
)
OPEN = Figure(
    "civil_affairs.petitions.open",
    kind=STOCK,
    ko="처리 중인 민원",
    en="Petitions in hand",
    unit="건",
    basis=f"{ACT} 시행령 제22조",
    one=ONE,
    source=queries.received,
    at="received_on",
    until="ended_on",
    slices={"kind": KIND, "unit": UNIT},
    depends=("state",),
)
ANSWERED = Figure(
    "civil_affairs.petitions.answered",
    kind=FLOW,
    ko="답변한 민원",
    en="Petitions answered",
    unit="건",
    basis=f"{ACT} 제27조",
    one=ONE,
    source=queries.answered,
    at="answered_on",
    slices={"kind": KIND, "unit": UNIT, "outcome": OUTCOME},
    depends=("state",),
)
IN_TIME = Figure(
    "civil_affairs.petitions.answered_in_time",
    kind=FLOW,
    ko="처리기간 안에 답변한 민원",
    en="Petitions answered in time",
    unit="건",
    basis=f"{ACT} 제17조부터 제19조까지",
    one=ONE,
    source=queries.answered_in_time,
    at="answered_on",
    slices={"kind": KIND, "unit": UNIT},
    depends=LATE_OR_NOT,
)
IN_TIME_RATE = Figure(
    "civil_affairs.petitions.in_time_rate",
    kind=RATIO,
    ko="민원 처리기간 준수율",
    en="Share of petitions answered in time",
    unit="%",
    basis=f"{ACT} 제42조",
    one=("기간 안에 답변한 민원과 답변한 민원", "petitions answered in time and petitions answered"),
    part=IN_TIME,
    whole=ANSWERED,
    slices={"kind": KIND, "unit": UNIT},
    headline=True,
)
ENDED = Figure(
    "civil_affairs.petitions.ended",
    kind=FLOW,
    ko="끝난 민원",
    en="Petitions ended",
    unit="건",
    basis=f"{ACT} 제27조",
    one=ONE,
    source=queries.ended,
    at="ended_on",
    slices={
        "kind": KIND,
        "unit": UNIT,
        "state": partition("state", members=members(states.STATES), ko="상태", en="State"),
    },
    depends=("state",),
)
OF_MANY = Figure(
    "civil_affairs.petitions.of_many",
    kind=FLOW,
    ko="다수인관련민원",
    en="Petitions of many",
    unit="건",
    basis=f"{ACT} 제24조",
    one=ONE,
    source=queries.of_many,
    at="received_on",
    slices={"unit": UNIT},
    depends=("state", "people"),
)
BEST = Figure(
    "civil_affairs.petitions.best_agency_years",
    kind=STOCK,
    ko="민원서비스 종합평가 최우수 연속 햇수",
    en="Years in a row as best agency for petition service",
    unit="년",
    basis="민원 처리에 관한 법률 제42조",
    one=("선정된 해 하나", "one year of award"),
)
