"""How many handovers were completed, and how many of them in time."""

from haengan.kernel.figures.declare import FLOW, RATIO, Figure, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.support.handovers import queries, rules

BASIS = "행정업무의 운영 및 혁신에 관한 규정 제61조"
CAUSE = {"cause": partition("cause", members=members(rules.CAUSES), ko="사유", en="Cause")}
DONE = Figure(
    "support.handovers.completed",
    kind=FLOW,
    ko="업무 인계·인수 완료",
    en="Handovers of work completed",
    unit="건",
    basis=BASIS,
    one=("업무 인계·인수 한 건", "one handover of work"),
    source=queries.completed,
    at="done_on",
    depends=("state",),
    slices=CAUSE,
)
IN_TIME = Figure(
    "support.handovers.in_time",
    kind=FLOW,
    ko="기한 내 업무 인계·인수",
    en="Handovers of work completed in time",
    unit="건",
    basis=BASIS,
    one=("기한 안에 마친 업무 인계·인수 한 건", "one handover of work completed in time"),
    source=queries.completed_in_time,
    at="done_on",
    depends=("state", "due_on"),
    slices=CAUSE,
)
RATE = Figure(
    "support.handovers.in_time_rate",
    kind=RATIO,
    ko="기한 내 업무 인계·인수율",
    en="Share of handovers of work completed in time",
    unit="%",
    basis=BASIS,
    one=("기한 내 완료와 완료", "completed in time and completed"),
    part=IN_TIME,
    whole=DONE,
)
