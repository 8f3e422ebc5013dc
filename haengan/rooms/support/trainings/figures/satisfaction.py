"""What was thought of it."""

from haengan.kernel.figures.declare import FLOW, RATIO, Figure
from haengan.rooms.support.trainings import queries
from haengan.rooms.support.trainings.figures.cuts import sliced

STARS = Figure(
    "support.trainings.satisfaction_marks",
    kind=FLOW,
    ko="만족도 점수 합(5점 만점)",
    en="Marks given for satisfaction (of 5 each)",
    unit="개",
    basis="직원 교육훈련 계획",
    one=("설문 응답 한 건의 종합 점수", "the overall mark of one answer"),
    source=queries.rated,
    at="rated_on",
    measure="overall",
    slices=sliced("cohort__course__"),
    depends=("struck_on",),
)
ANSWERS = Figure(
    "support.trainings.satisfaction_answers",
    kind=FLOW,
    ko="만족도 설문 응답",
    en="Answers on satisfaction",
    unit="건",
    basis="직원 교육훈련 계획",
    one=("설문 응답 한 건", "one answer"),
    source=queries.rated,
    at="rated_on",
    slices=sliced("cohort__course__"),
    depends=("struck_on",),
)
SATISFACTION = Figure(
    "support.trainings.satisfaction",
    kind=RATIO,
    ko="교육 만족도(100점 환산)",
    en="Satisfaction, out of 100",
    unit="점",
    basis="직원 교육훈련 계획",
    one=("만족도 점수 합과 응답 수", "marks given and answers"),
    part=STARS,
    whole=ANSWERS,
    times=20,
    slices=sliced("cohort__course__"),
)
