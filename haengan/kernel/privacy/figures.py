"""What people demand of their own personal data, what became of it, and how much of it in time."""

from __future__ import annotations

from haengan.kernel.figures.declare import FLOW, RATIO, Figure, partition
from haengan.kernel.privacy import queries, rules
from haengan.kernel.tables.bilingual import members

BASIS = "개인정보 보호법 제35조부터 제38조까지"
ONE = ("정보주체의 요구 한 건", "one demand of a data subject")
KIND = partition("kind", members=members(rules.KINDS), ko="요구 종류", en="Kind of demand")
STATE = partition("state", members=members(rules.STATES), ko="처리 상태", en="State")

RECEIVED = Figure(
    "kernel.privacy.demands",
    kind=FLOW,
    ko="개인정보 열람 등 요구",
    en="Demands of data subjects",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.demands,
    at="received_on",
    slices={"kind": KIND, "state": STATE},
)
DECIDED = Figure(
    "kernel.privacy.demands_decided",
    kind=FLOW,
    ko="처리한 개인정보 열람 등 요구",
    en="Demands of data subjects that were answered or refused",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.decided,
    at="decided_on",
    slices={"kind": KIND, "state": STATE},
)
IN_TIME = Figure(
    "kernel.privacy.demands_in_time",
    kind=FLOW,
    ko="기한 안에 처리한 개인정보 열람 등 요구",
    en="Demands of data subjects answered or refused in time",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.decided_in_time,
    at="decided_on",
    slices={"kind": KIND, "state": STATE},
    depends=("state", "due_on"),
)
IN_TIME_RATE = Figure(
    "kernel.privacy.demands_in_time_rate",
    kind=RATIO,
    ko="개인정보 열람 등 요구 기한 내 처리율",
    en="Share of demands of data subjects answered or refused in time",
    unit="%",
    basis=BASIS,
    one=("기한 안에 처리한 요구와 처리한 요구", "demands decided in time and demands decided"),
    part=IN_TIME,
    whole=DECIDED,
    slices={"kind": KIND, "state": STATE},
)
