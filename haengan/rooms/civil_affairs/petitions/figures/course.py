"""What happened on the way and after the answer: transfers, extensions, reminders, ratings, appeals."""

from haengan.kernel.figures.declare import FLOW, RATIO, Figure, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.civil_affairs.petitions.queries import petitions as queries
from haengan.rooms.civil_affairs.petitions.rules import states

ACT = "민원 처리에 관한 법률"
OF_PETITION = {
    "kind": partition("petition__kind", members=members(states.KINDS), ko="민원 구분", en="Legal kind"),
    "unit": partition("petition__unit__key", ko="처리 부서", en="Division", naming=queries.units_named),
}

PASSED = Figure(
    "civil_affairs.petitions.passed",
    kind=FLOW,
    ko="부서 간 이송",
    en="Petitions passed between divisions",
    unit="건",
    basis=f"{ACT} 시행령 제13조제2항",
    one=("이송 한 번", "one transfer"),
    source=queries.passed,
    at="on",
    slices={
        "from": partition("from_unit__key", ko="보낸 부서", en="From", naming=queries.units_named),
        "to": partition("to_unit__key", ko="받은 부서", en="To", naming=queries.units_named),
        "cause": partition("cause", members=members(states.TRANSFERS), ko="사유", en="Cause"),
    },
)
LOST = Figure(
    "civil_affairs.petitions.lost_hours",
    kind=FLOW,
    ko="이송에 든 근무시간",
    en="Working hours lost in transfers",
    unit="시간",
    basis=f"{ACT} 시행령 제13조제2항",
    one=("이송 한 번", "one transfer"),
    source=queries.passed,
    at="on",
    measure="held_minutes",
    slices={"from": partition("from_unit__key", ko="보낸 부서", en="From", naming=queries.units_named)},
)
EXTENDED = Figure(
    "civil_affairs.petitions.extended",
    kind=FLOW,
    ko="처리기간 연장",
    en="Periods extended",
    unit="건",
    basis=f"{ACT} 시행령 제21조",
    one=("연장 한 번", "one extension"),
    source=queries.extended,
    at="on",
    slices=OF_PETITION,
)
REMINDED = Figure(
    "civil_affairs.petitions.reminded",
    kind=FLOW,
    ko="독촉장 발급",
    en="Reminders of late petitions",
    unit="건",
    basis=f"{ACT} 시행령 제28조제2항",
    one=("독촉장 한 장", "one reminder"),
    source=queries.reminded,
    at="issued_on",
    slices={"unit": partition("unit__key", ko="처리 부서", en="Division", naming=queries.units_named)},
)
RATED = Figure(
    "civil_affairs.petitions.rated",
    kind=FLOW,
    ko="민원 만족도 응답",
    en="Answers rated",
    unit="건",
    basis=f"{ACT} 제26조",
    one=("응답 한 건", "one rating"),
    source=queries.rated,
    at="rated_on",
    slices=OF_PETITION,
)
STARS = Figure(
    "civil_affairs.petitions.stars",
    kind=FLOW,
    ko="민원 만족도 별점 합계",
    en="Stars given",
    unit="개",
    basis=f"{ACT} 제26조",
    one=("응답 한 건의 점수(1–5)", "the points of one rating, one to five"),
    source=queries.rated,
    at="rated_on",
    measure="stars",
    slices=OF_PETITION,
)
CONTENT = Figure(
    "civil_affairs.petitions.satisfaction",
    kind=RATIO,
    ko="민원 만족도(별점 만점 대비)",
    en="Satisfaction with answers, of all stars",
    unit="%",
    basis=f"{ACT} 제26조·제42조",
    one=("만족도 점수와 응답", "points and ratings"),
    part=STARS,
    whole=RATED,
    times=20,
    slices=OF_PETITION,
)
APPEALED = Figure(
    "civil_affairs.petitions.appealed",
    kind=FLOW,
    ko="거부처분 이의신청",
    en="Appeals against refusals",
    unit="건",
    basis=f"{ACT} 제35조",
    one=("이의신청 한 건", "one appeal"),
    source=queries.appealed,
    at="appealed_on",
    slices=OF_PETITION,
)
