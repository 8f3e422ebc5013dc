"""How many papers the bureau drafts, approves and returns, and how long they take."""

from __future__ import annotations

from haengan.kernel.approvals import queries
from haengan.kernel.approvals.words import CAPACITY_NAMES, CHANNEL_NAMES, DISCLOSURE_NAMES
from haengan.kernel.figures.declare import FLOW, RATIO, Figure, partition
from haengan.kernel.tables.bilingual import members

BASIS = "행정업무의 운영 및 혁신에 관한 규정"
OPENNESS = {"disclosure": partition("disclosure", members=members(DISCLOSURE_NAMES), ko="공개 구분", en="Disclosure")}

DRAFTED = Figure(
    "kernel.approvals.drafted",
    kind=FLOW,
    ko="기안 문서",
    en="Papers drafted",
    unit="건",
    basis=BASIS,
    one=("기안 문서 한 건", "one paper drafted"),
    source=queries.papers,
    at="drafted_on",
    slices=OPENNESS,
)
APPROVED = Figure(
    "kernel.approvals.approved",
    kind=FLOW,
    ko="결재 완료 문서",
    en="Papers approved",
    unit="건",
    basis=BASIS,
    one=("결재 완료 문서 한 건", "one paper approved"),
    source=queries.approved,
    at="approved_on",
    depends=("state",),
    slices=OPENNESS,
)
RETURNED = Figure(
    "kernel.approvals.returned",
    kind=FLOW,
    ko="반려",
    en="Papers returned",
    unit="건",
    basis=BASIS,
    one=("반려 한 건", "one return of a paper"),
    source=queries.returned,
    at="decided_on",
    slices={"via": partition("via", members=members(CAPACITY_NAMES), ko="자격", en="Capacity")},
)
SENT = Figure(
    "kernel.approvals.sent",
    kind=FLOW,
    ko="시행문 발송",
    en="Letters sent",
    unit="건",
    basis=BASIS,
    one=("발송한 시행문 한 건", "one letter sent"),
    source=queries.sendings,
    at="sent_on",
    slices={"channel": partition("channel", members=members(CHANNEL_NAMES), ko="발송 방법", en="How it was sent")},
)
DAYS = Figure(
    "kernel.approvals.days",
    kind=FLOW,
    ko="기안에서 결재까지 걸린 날수 합계",
    en="Days from draft to approval, in all",
    unit="일",
    basis=BASIS,
    one=("결재 완료 문서 한 건", "one paper approved"),
    source=queries.approved,
    at="approved_on",
    measure="days",
    depends=("state",),
)
AVERAGE_DAYS = Figure(
    "kernel.approvals.average_days",
    kind=RATIO,
    ko="기안에서 결재까지 평균 날수",
    en="Average days from draft to approval",
    unit="일",
    basis=BASIS,
    one=("걸린 날수와 결재 완료 문서", "days taken and papers approved"),
    part=DAYS,
    whole=APPROVED,
    times=1,
)
