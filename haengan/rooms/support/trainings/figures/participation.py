"""Who took part in what, and for how long."""

from haengan.kernel.figures.declare import DISTINCT, FLOW, Column, Figure, Table
from haengan.rooms.support.trainings import queries, rules
from haengan.rooms.support.trainings.figures.cuts import BASIS, STATES, WHO, sliced

PARTICIPANTS = Figure(
    "support.trainings.participants",
    kind=FLOW,
    ko="교육 참여 인원",
    en="Participants in trainings",
    unit="명",
    basis=BASIS,
    one=("한 사람의 기수 참여", "one official in one cohort"),
    source=queries.took_part,
    at="cohort__from_on",
    slices=sliced("cohort__course__", **WHO),
    depends=STATES,
    headline=True,
)
PEOPLE = Figure(
    "support.trainings.people",
    kind=DISTINCT,
    ko="교육을 받은 직원",
    en="Officials trained, each once",
    unit="명",
    basis=BASIS,
    one=("직원 한 사람", "one official"),
    source=queries.took_part,
    at="cohort__from_on",
    of="official",
    slices=sliced("cohort__course__", **WHO),
    depends=STATES,
)
SESSIONS = Figure(
    "support.trainings.sessions",
    kind=FLOW,
    ko="교육 횟수",
    en="Sessions held",
    unit="회",
    basis=BASIS,
    one=("교육 한 회", "one session"),
    source=queries.met,
    at="held_on",
    slices=sliced("cohort__course__"),
    depends=("cohort__state", "struck_on"),
)
COHORTS = Figure(
    "support.trainings.cohorts",
    kind=FLOW,
    ko="교육 기수",
    en="Cohorts held",
    unit="기수",
    basis=BASIS,
    one=("한 기수", "one cohort"),
    source=queries.ran,
    at="from_on",
    slices=sliced("course__"),
    depends=("state",),
)
COURSES = Figure(
    "support.trainings.courses",
    kind=DISTINCT,
    ko="운영 과정",
    en="Courses held",
    unit="개",
    basis=BASIS,
    one=("교육과정 하나", "one course"),
    source=queries.ran,
    at="from_on",
    of="course",
    slices=sliced("course__"),
    depends=("state",),
)
HOURS = Figure(
    "support.trainings.hours",
    kind=FLOW,
    ko="교육 이수 시간",
    en="Hours attended",
    unit="시간",
    basis=BASIS,
    one=("한 사람의 한 회 출석", "the attendance of one official at one session"),
    source=queries.attended,
    at="session__held_on",
    measure="minutes",
    slices=sliced("session__cohort__course__"),
    depends=("session__cohort__state",),
)
LIST = Table(
    "support.trainings.list",
    ko="직원 교육 운영 현황",
    en="Trainings held",
    rows=queries.ran_in,
    columns=(
        Column(
            "kind",
            "분야",
            "Field",
            lambda row: dict(zip(("ko", "en"), rules.KINDS[row.course.kind], strict=True)),
            merged=True,
        ),
        Column(
            "course",
            "과정",
            "Course",
            lambda row: {"ko": row.course.name_ko, "en": row.course.name_en or row.course.name_ko},
            align="left",
            merged=True,
        ),
        Column("from_on", "시작일", "From", lambda row: row.from_on.isoformat()),
        Column("nights", "숙박", "Nights", lambda row: row.nights, unit="박"),
        Column("met", "횟수", "Sessions", lambda row: row.met, unit="회"),
        Column("taken", "참여", "Participants", lambda row: row.taken, unit="명"),
        Column("completed", "수료", "Completed", lambda row: row.completed, unit="명"),
    ),
)
