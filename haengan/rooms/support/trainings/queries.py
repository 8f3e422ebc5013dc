"""Named reads of courses, cohorts, enrolments, attendance and ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from haengan.kernel.figures.rules import Period
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit, UnitVersion
from haengan.kernel.people.models import Official
from haengan.kernel.tables.queries import how_many
from haengan.rooms.support.trainings import rules
from haengan.rooms.support.trainings.models import Attendance, Cohort, Course, Enrolment, Rating, Session, Slip
from haengan.rooms.support.trainings.rules import CohortState, State

RAN = (CohortState.HELD.value, CohortState.CLOSED.value)
PLACES = Q(state__in=rules.HOLDING_A_PLACE)


def courses_listed() -> QuerySet[Course]:
    return Course.objects.annotate(runs=how_many(Cohort.objects.filter(state__in=RAN), "course"))


def listed() -> QuerySet[Cohort]:
    """Every cohort with the places that are taken, who waits, who completed, and its sessions."""
    who = Enrolment.objects.filter(cohort=OuterRef("pk")).order_by().values("cohort")
    met = Session.objects.filter(cohort=OuterRef("pk"), struck_on__isnull=True).order_by().values("cohort")
    return Cohort.objects.select_related("course").annotate(
        taken=_number(who.annotate(n=Count("pk", filter=PLACES))),
        waiting=_number(who.annotate(n=Count("pk", filter=Q(state=State.WAITING.value)))),
        completed=_number(who.annotate(n=Count("pk", filter=Q(state=State.COMPLETED.value)))),
        met=_number(met.annotate(n=Count("pk"))),
    )


def sessions_listed() -> QuerySet[Session]:
    came = Attendance.objects.filter(session=OuterRef("pk"), minutes__gt=0).order_by().values("session")
    return Session.objects.select_related("cohort__course").annotate(came=_number(came.annotate(n=Count("pk"))))


def enrolments_listed() -> QuerySet[Enrolment]:
    return Enrolment.objects.select_related("cohort__course", "official", "unit", "again__cohort__course")


def attendance_listed() -> QuerySet[Attendance]:
    return Attendance.objects.select_related("session__cohort__course", "official")


def ratings_listed() -> QuerySet[Rating]:
    return Rating.objects.select_related("cohort__course")


def ran() -> QuerySet[Cohort]:
    """Cohorts that took place."""
    return Cohort.objects.filter(state__in=RAN)


def met() -> QuerySet[Session]:
    return Session.objects.filter(cohort__state__in=RAN, struck_on__isnull=True)


def took_part() -> QuerySet[Enrolment]:
    """Who took part in a cohort that took place."""
    return Enrolment.objects.filter(cohort__state__in=RAN, state__in=rules.TAKING_PART)


def settled() -> QuerySet[Enrolment]:
    """Who took part in a cohort whose results are settled: the whole of the completion rate."""
    return Enrolment.objects.filter(cohort__state=CohortState.CLOSED.value, state__in=rules.TAKING_PART)


def completed() -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(cohort__state=CohortState.CLOSED.value, state=State.COMPLETED.value)


def attended() -> QuerySet[Attendance]:
    return Attendance.objects.filter(session__cohort__state__in=RAN, minutes__gt=0)


def rated() -> QuerySet[Rating]:
    return Rating.objects.filter(struck_on__isnull=True)


def to_be_retrained() -> QuerySet[Enrolment]:
    """Those who failed, from the day of the result until it is made good."""
    return Enrolment.objects.filter(state=State.FAILED.value)


def told_in_time() -> QuerySet[Cohort]:
    """Cohorts whose results were settled by the day that the decree sets."""
    return ran().filter(state=CohortState.CLOSED.value, closed_on__lte=F("result_due_on"))


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    return sessions_listed().filter(cohort=cohort, struck_on__isnull=True)


def attendance_of(session: Session) -> QuerySet[Attendance]:
    return attendance_listed().filter(session=session).order_by("official__name_ko", "pk")


def someone_there(cohort: Cohort, official: Official) -> bool:
    return Attendance.objects.filter(session__cohort=cohort, official=official, minutes__gt=0).exists()


def ran_in(period: Period) -> QuerySet[Cohort]:
    days = {"from_on__gte": period.from_on, "from_on__lt": period.until_on}
    return listed().filter(state__in=RAN, **days).order_by("course__kind", "course__name_ko", "from_on", "pk")


def open_cohorts(today: date) -> QuerySet[Cohort]:
    """Cohorts that officials may apply for today."""
    begun = Q(apply_from_on__isnull=True) | Q(apply_from_on__lte=today)
    lasting = Q(apply_until_on__gt=today) | Q(apply_until_on__isnull=True, from_on__gt=today)
    planned = listed().filter(begun & lasting, state=CohortState.PLANNED.value, from_on__gt=today)
    return planned.order_by("from_on", "pk")


def of_official(official: Official) -> QuerySet[Enrolment]:
    return enrolments_listed().filter(official=official).order_by("-cohort__from_on", "-pk")


def own(official_key: str) -> QuerySet[Enrolment]:
    """What an official may step back from: the cohort has not begun to be held."""
    states = [State.ENROLLED.value, State.WAITING.value]
    return Enrolment.objects.filter(official__key=official_key, state__in=states, cohort__state="planned")


def of_cohort(cohort: Cohort) -> QuerySet[Enrolment]:
    return enrolments_listed().filter(cohort=cohort).order_by("state", "applied_on", "pk")


def waiting_list(cohort: Cohort) -> QuerySet[Enrolment]:
    """First come, first served."""
    return Enrolment.objects.filter(cohort=cohort, state=State.WAITING.value).order_by("applied_on", "pk")


def places_taken(cohort: Cohort) -> int:
    return Enrolment.objects.filter(PLACES, cohort=cohort).count()


def minutes_planned(cohort: Cohort) -> int:
    return int(Session.objects.filter(cohort=cohort, struck_on__isnull=True).aggregate(n=Sum("minutes"))["n"] or 0)


def minutes_attended(cohort: Cohort) -> dict[int, int]:
    """Official's pk to minutes."""
    rows = Attendance.objects.filter(session__cohort=cohort).order_by().values("official")
    return {row["official"]: row["n"] for row in rows.annotate(n=Sum("minutes"))}


def minutes_by_session(cohort: Cohort) -> dict[tuple[int, int], int]:
    """(session, official) to minutes."""
    rows = Attendance.objects.filter(session__cohort=cohort, minutes__gt=0)
    return {(one.session_id, one.official_id): one.minutes for one in rows}


def owed_again(official: Official, course: Course) -> Enrolment | None:
    """The oldest failure in this course that is not made good yet."""
    failed = to_be_retrained().filter(official=official, cohort__course=course, made_good_on__isnull=True)
    return failed.order_by("result_on", "pk").first()


def last_count(model: Any, field: str, year: int) -> int:
    """The highest count among numbers such as ``2023-014``."""
    found = model.objects.filter(**{f"{field}__startswith": f"{year}-"}).order_by(f"-{field}")
    return max((int(number.split("-")[1]) for number in found.values_list(field, flat=True)[:1]), default=0)


def unused_slip(code: str) -> QuerySet[Slip]:
    return Slip.objects.filter(code_index__holds=code, used_on__isnull=True)


def ratable_until(cohort: Cohort) -> date:
    """Exclusive."""
    return cohort.until_on + timedelta(days=int(norms.value("trainings.survey.days", on=cohort.until_on)))


def means(cohort: Cohort) -> dict[str, float]:
    """Mean of each question, and how many answered."""
    sums: dict[str, Any] = {"n": Count("pk")}
    for name in ("overall", "contents", "teaching", "setting"):
        sums |= {f"{name}_sum": Sum(name), f"{name}_n": Count(name)}
    told = rated().filter(cohort=cohort).aggregate(**sums)
    names = [name for name in ("overall", "contents", "teaching", "setting") if told[f"{name}_n"]]
    return {"n": told["n"], **{name: told[f"{name}_sum"] / told[f"{name}_n"] for name in names}}


def courses_named(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    rows = Course.objects.filter(key__in=keys).values_list("key", "name_ko", "name_en")
    return {key: (ko, en or ko) for key, ko, en in rows}


def units_named(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    versions = UnitVersion.objects.filter(unit__key__in=keys).order_by("from_on").select_related("unit")
    return {row.unit.key: (row.name_ko, row.name_en or row.name_ko) for row in versions}


def unit_of(official: Official, day: date) -> Unit | None:
    version = organisation.unit_of(official, day)
    return version.unit if version else None


def city(language: str, today: date) -> str:
    """What the city is called on its papers."""
    roots = organisation.tree(today)
    if not roots:
        return "-"
    version = roots[0].version
    return str(version.name_ko if language == "ko" else version.name_en or version.name_ko)


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)
