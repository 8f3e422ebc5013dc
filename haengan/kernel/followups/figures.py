"""How much the bureau owes, how much of it is late, and how much was done in time. What is overdue on a day still to come is
what will be, if nothing more is done."""

from __future__ import annotations

from haengan.kernel.figures.declare import FLOW, RATIO, STOCK, Figure
from haengan.kernel.followups import queries

BASIS = "시 업무관리 방침"
ONE = ("조치사항 한 건", "one follow-up")

OPENED = Figure(
    "kernel.followups.opened",
    kind=FLOW,
    ko="등록한 조치사항",
    en="Follow-ups opened",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.everything,
    at="opened_on",
)
OPEN = Figure(
    "kernel.followups.open",
    kind=STOCK,
    ko="처리 중인 조치사항",
    en="Follow-ups open",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.everything,
    at="opened_on",
    until="ended_on",
)
OVERDUE = Figure(
    "kernel.followups.overdue",
    kind=STOCK,
    ko="기한이 지난 조치사항",
    en="Follow-ups overdue",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.ever_late,
    at="late_from_on",
    until="ended_on",
)
COMPLETED = Figure(
    "kernel.followups.completed",
    kind=FLOW,
    ko="마친 조치사항",
    en="Follow-ups completed",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.completed,
    at="completed_on",
)
IN_TIME = Figure(
    "kernel.followups.completed_in_time",
    kind=FLOW,
    ko="기한 안에 마친 조치사항",
    en="Follow-ups completed in time",
    unit="건",
    basis=BASIS,
    one=ONE,
    source=queries.completions_in_time,
    at="completed_on",
    depends=("followup__due_on",),
)
RATE = Figure(
    "kernel.followups.in_time_rate",
    kind=RATIO,
    ko="조치사항 기한 내 완료율",
    en="Share of follow-ups completed in time",
    unit="%",
    basis=BASIS,
    one=("기한 내 완료와 완료", "completed in time and completed"),
    part=IN_TIME,
    whole=COMPLETED,
)
