"""How the figures of training are divided. The slice `course` divides by the field that a course belongs to."""

from haengan.kernel.figures.declare import Slice, partition
from haengan.kernel.people.models import GRADES
from haengan.kernel.tables.bilingual import members
from haengan.rooms.support.trainings import queries, rules

BASIS = "지방공무원 교육훈련법"
DECREE = "지방공무원 교육훈련법 시행령 제20조"
GRADE_NAMES = {
    **{str(n): (f"{n}급", f"Grade {n}") for n in range(1, 10)},
    **{code: ("그 밖", "Others") for code, _label in GRADES if not code.isdigit()},
    "": ("그 밖", "Others"),
}


def sliced(to_course: str, **more: Slice) -> dict[str, Slice]:
    """By field and by course, along the path to the course."""
    return {
        "course": partition(f"{to_course}kind", members=members(rules.KINDS), ko="교육 분야", en="Field"),
        "name": partition(f"{to_course}key", ko="과정", en="Course", naming=queries.courses_named),
        **more,
    }


WHO = {
    "grade": partition("grade", members=members(GRADE_NAMES), ko="직급", en="Grade"),
    "division": partition("unit__key", ko="부서", en="Division", naming=queries.units_named),
}
STATES = ("cohort__state", "state")
