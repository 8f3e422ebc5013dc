"""What the shared pages need to know of courses, cohorts, sessions, enrolments, attendance and ratings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, B, C, Searchable
from haengan.rooms.support.trainings import forms, queries
from haengan.rooms.support.trainings.actions import courses, enrolments, results, surveys
from haengan.rooms.support.trainings.models import Attendance, Cohort, Course, Enrolment, Rating, Session
from haengan.rooms.support.trainings.register import papers
from haengan.rooms.support.trainings.rules import CohortState, State

KEEP = "support.trainings.keep"


def only(*states: str) -> Any:
    """A step that has its place in these states only."""
    return lambda record: record.state in states


PEOPLE = ["official", "unit", "grade", "state", "score", "share", "certificate"]
TRAINEE = (
    Column("official", link=True, personal="c"),
    Column("official__number", default=False),
)
COHORTS = Register(
    name="support.trainings",
    model=Cohort,
    title=_("Cohorts"),
    one=_("training cohort"),
    query=queries.listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("course"),
        Column("course__code", _("Course code"), default=False),
        Column("course__kind", _("Field of training"), kind="choice"),
        Column("from_on", _("Training days"), until="until_on", sort=True),
        Column("nights", _("Nights"), kind="number"),
        Column("place"),
        Column("met", _("Training sessions"), kind="number"),
        Column("taken", _("Enrolled"), kind="number"),
        Column("waiting", _("Waiting"), kind="number", default=False),
        Column("capacity", default=False),
        Column("completed", _("Completed"), kind="number"),
        "state",
        Column("result_due_on", sort=True, default=False),
        Column("closed_on", default=False),
        Column("instructor", default=False),
        Column("apply_from_on", _("Application period"), until="apply_until_on", default=False),
    ],
    filters=[
        "course",
        Filter("course__kind", _("Field of training")),
        "state",
        Filter("from_on", kind="year"),
        Filter("from_on", _("Training days"), kind="period", until="until_on"),
        "result_due_on",
    ],
    search=["=number", "course__name_ko", "course__name_en", "place", "instructor"],
    on="from_on",
    form=forms.CohortForm,
    add=courses.schedule,
    change=courses.correct,
    steps=[
        Step("hold", _("The training took place"), results.hold, when=only(CohortState.PLANNED)),
        Step("settle", _("Settle the results"), results.settle, forms.SettleForm, when=only(CohortState.HELD)),
        Step(
            "slips",
            _("Make survey slips"),
            surveys.make_slips,
            when=only(CohortState.PLANNED, CohortState.HELD, CohortState.CLOSED),
        ),
        Step("reopen", _("Reopen the results"), results.reopen, when=only(CohortState.CLOSED), grave=True),
        Step("cancel", _("Cancel the cohort"), courses.cancel, when=only(CohortState.PLANNED), grave=True),
    ],
    panels=[
        Panel(_("Training sessions"), queries.sessions_of, ["number", "held_on", "starts", "minutes", "subject"]),
        Panel(
            _("Trainees"),
            queries.of_cohort,
            [Column("official", personal="c"), *PEOPLE[1:]],
            limit=200,
        ),
    ],
    papers=[
        Paper("roll", _("List of trainees"), papers.roll, personal=True),
        Paper("slips", _("Survey slips"), papers.slips, when=lambda cohort: cohort.slips.exists(), personal=True),
    ],
    links=[Link(_("My trainings"), "mine")],
    personal_duty=KEEP,
)
COURSES = Register(
    name="support.trainings.courses",
    model=Course,
    title=_("Courses"),
    one=_("training course"),
    query=queries.courses_listed,
    columns=[
        Column("code", sort=True),
        Column("name_ko", link=True, sort=True),
        Column("name_en", default=False),
        "kind",
        "mode",
        "grades",
        Column("minutes", _("Minutes"), kind="number"),
        Column("graded"),
        Column("runs", _("Times held"), kind="number"),
        Column("closed_on", default=False),
    ],
    filters=["kind", "mode", "grades", "graded"],
    search=["=code", "name_ko", "name_en", "goal"],
    form=forms.CourseForm,
    add=courses.open_course,
    change=courses.correct_course,
    steps=[
        Step(
            "close",
            _("No longer offer it"),
            courses.close_course,
            when=lambda course: course.closed_on is None,
            grave=True,
        )
    ],
    panels=[
        Panel(
            _("Cohorts"),
            lambda course: queries.listed().filter(course=course).order_by("-from_on"),
            ["number", Column("from_on", _("Training days"), until="until_on"), "place", "state"],
        )
    ],
    natural=("code",),
)
SESSIONS = Register(
    name="support.trainings.sessions",
    model=Session,
    title=_("Training sessions"),
    one=_("training session"),
    query=queries.sessions_listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("cohort"),
        Column("cohort__number", _("Cohort number"), default=False),
        Column("held_on", sort=True),
        "starts",
        Column("minutes", _("Minutes"), kind="number"),
        "subject",
        Column("instructor", default=False),
        Column("came", _("Present"), kind="number"),
        Column("struck_on", default=False),
    ],
    filters=[Filter("cohort__course", _("Course"), kind="thing"), Filter("held_on", kind="year"), "held_on"],
    search=["=number", "subject", "instructor"],
    on="held_on",
    form=forms.SessionForm,
    add=courses.add_session,
    change=courses.correct_session,
    retract=courses.strike_session,
    steps=[
        Step(
            "all-present",
            _("Everyone was there"),
            enrolments.all_present,
            when=lambda session: session.struck_on is None,
        )
    ],
    panels=[
        Panel(_("Training attendance"), queries.attendance_of, [Column("official", personal="c"), "minutes"], limit=200)
    ],
    personal_duty=KEEP,
)
ENROLMENTS = Register(
    name="support.trainings.enrolments",
    model=Enrolment,
    title=_("Enrolments"),
    one=_("enrolment"),
    query=queries.enrolments_listed,
    columns=[
        *TRAINEE,
        Column("cohort"),
        Column("cohort__number", _("Cohort number"), default=False),
        Column("cohort__course__kind", _("Field of training"), value=lambda row: row.cohort.course.get_kind_display()),
        "unit",
        Column("grade", default=False),
        "state",
        Column("score", kind="number"),
        Column("share", kind="number", default=False),
        Column("certificate", default=False),
        Column("channel", default=False),
        Column("applied_on", default=False, sort=True),
        Column("result_on", default=False, sort=True),
        Column("again", default=False),
        Column("made_good_on", default=False),
        Column("made_good_due_on", default=False, sort=True),
    ],
    filters=[
        "state",
        Filter("cohort__course", _("Course"), kind="thing"),
        Filter("cohort__course__kind", _("Field of training")),
        "unit",
        "grade",
        "channel",
        Filter("applied_on", kind="year"),
        "made_good_due_on",
    ],
    search=["official__name_ko", "=official__number", "=cohort__number", "=certificate"],
    sorts=["cohort__from_on"],
    form=forms.EnrolmentForm,
    add=enrolments.enrol,
    change=enrolments.mark,
    steps=[
        Step(
            "withdraw",
            _("Withdraw the enrolment"),
            enrolments.withdraw,
            when=only(State.ENROLLED, State.WAITING),
            grave=True,
        ),
        Step("miss", _("Did not come"), enrolments.miss, when=only(State.ENROLLED)),
    ],
    papers=[Paper("certificate", _("Certificate"), papers.certificate, when=only(State.COMPLETED), personal=True)],
    natural=("cohort", "official"),
    personal_duty=KEEP,
)
ATTENDANCE = Register(
    name="support.trainings.attendance",
    model=Attendance,
    title=_("Training attendance"),
    one=_("training attendance"),
    query=queries.attendance_listed,
    columns=[
        *TRAINEE,
        Column("session"),
        Column("session__number", _("Session number"), default=False),
        Column("session__held_on", _("Day"), kind="date", sort=True, value=lambda row: row.session.held_on),
        Column("minutes", kind="number"),
    ],
    filters=[Filter("session__cohort", _("Cohort"), kind="thing"), Filter("session__held_on", kind="year")],
    search=["official__name_ko", "=official__number", "=session__number"],
    on="session__held_on",
    form=forms.AttendanceForm,
    add=enrolments.attend,
    change=enrolments.correct_attendance,
    retract=enrolments.strike_attendance,
    natural=("session", "official"),
    personal_duty=KEEP,
)
RATINGS = Register(
    name="support.trainings.ratings",
    model=Rating,
    title=_("Satisfaction"),
    one=_("satisfaction answer"),
    query=queries.ratings_listed,
    columns=[
        Column("cohort", link=True),
        Column("cohort__number", _("Cohort number"), default=False),
        Column("overall", kind="number", sort=True),
        Column("contents", kind="number"),
        Column("teaching", kind="number"),
        Column("setting", kind="number"),
        Column("remark"),
        Column("rated_on", default=False, sort=True),
        Column("struck_on", default=False),
    ],
    filters=[Filter("cohort__course", _("Course"), kind="thing"), "overall", Filter("rated_on", kind="year")],
    search=["remark"],
    on="rated_on",
    form=forms.RatingForm,
    add=surveys.type_in,
    retract=surveys.strike_rating,
)

Searchable(
    Course, fields={"name_ko": A, "name_en": A, "code": A, "goal": B}, url=lambda key: COURSES.url("detail", key)
)
Searchable(
    Cohort,
    fields={"number": A, "place": B, "instructor": B, "note": C},
    on="from_on",
    url=lambda key: COHORTS.url("detail", key),
)
Searchable(
    Session,
    fields={"number": A, "subject": A, "instructor": B},
    on="held_on",
    url=lambda key: SESSIONS.url("detail", key),
    standing=lambda row: row.struck_on is None,
)
