"""Who completed, whose results were told in time, and who is to be trained again."""

from haengan.kernel.figures.declare import FLOW, RATIO, STOCK, Figure
from haengan.rooms.support.trainings import queries
from haengan.rooms.support.trainings.figures.cuts import DECREE, STATES, WHO, sliced

SETTLED = Figure(
    "support.trainings.settled",
    kind=FLOW,
    ko="결과가 확정된 참여 인원",
    en="Participants whose results are settled",
    unit="명",
    basis=DECREE,
    one=("한 사람의 기수 참여", "one official in one cohort"),
    source=queries.settled,
    at="cohort__from_on",
    slices=sliced("cohort__course__", **WHO),
    depends=STATES,
)
COMPLETIONS = Figure(
    "support.trainings.completions",
    kind=FLOW,
    ko="수료 인원",
    en="Completions",
    unit="명",
    basis=DECREE,
    one=("수료 한 건", "one completion"),
    source=queries.completed,
    at="cohort__from_on",
    slices=sliced("cohort__course__", **WHO),
    depends=STATES,
)
COMPLETION_RATE = Figure(
    "support.trainings.completion_rate",
    kind=RATIO,
    ko="수료율",
    en="Completion rate",
    unit="%",
    basis=DECREE,
    one=("수료 인원과 결과가 확정된 참여 인원", "completions and participants whose results are settled"),
    part=COMPLETIONS,
    whole=SETTLED,
    slices=sliced("cohort__course__", **WHO),
)
TOLD_IN_TIME = Figure(
    "support.trainings.told_in_time",
    kind=FLOW,
    ko="기한 안에 결과를 확정한 기수",
    en="Cohorts whose results were settled in time",
    unit="기수",
    basis="지방공무원 교육훈련법 시행령 제20조제4항",
    one=("한 기수", "one cohort"),
    source=queries.told_in_time,
    at="from_on",
    slices=sliced("course__"),
    depends=("state", "closed_on", "result_due_on"),
)
RETRAINING = Figure(
    "support.trainings.retraining_owed",
    kind=STOCK,
    ko="재교육 대상자",
    en="Officials to be trained again",
    unit="명",
    basis="지방공무원 교육훈련법 시행령 제21조제1항",
    one=("미수료 한 건", "one training that was not completed"),
    source=queries.to_be_retrained,
    at="result_on",
    until="made_good_on",
    slices=sliced("cohort__course__"),
    depends=("state",),
)
