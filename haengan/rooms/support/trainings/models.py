"""Courses, their cohorts and sessions, officials who take part, and what was thought of it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import GRADES, Official
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import CodesField, Record
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField
from haengan.rooms.support.trainings import rules

SCORE = [MinValueValidator(1), MaxValueValidator(5)]


class Course(Record):
    """What is taught. `graded` courses end with a score out of 100; the others are completed by being there."""

    code = models.CharField(_("course code"), max_length=30, unique=True)
    name_ko = models.CharField(_("name of the course (Korean)"), max_length=120)
    name_en = models.CharField(_("name of the course (English)"), max_length=120, blank=True)
    kind = models.CharField(_("field of training"), max_length=20, choices=choices(rules.KINDS))
    mode = models.CharField(_("way of teaching"), max_length=10, choices=choices(rules.MODES), default="classroom")
    grades = CodesField(_("for grades"), choices=GRADES, blank=True, help_text=_("None chosen: for every grade."))
    minutes = models.PositiveIntegerField(_("recognised minutes"), validators=[MinValueValidator(1)])
    graded = models.BooleanField(_("ends with a score"), default=False)
    goal = models.TextField(_("goal and contents"), blank=True)
    closed_on = models.DateField(_("no longer offered since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("training course")
        verbose_name_plural = _("training courses")
        ordering = ["kind", "name_ko"]

    def __str__(self) -> str:
        return self.name_ko if (get_language() or "ko").startswith("ko") or not self.name_en else self.name_en


class Cohort(Record):
    """One run of a course. `capacity` empty is without limit; `result_due_on` is the last day for telling results."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="cohorts", verbose_name=_("training course"))
    number = models.CharField(_("cohort number"), max_length=12, unique=True, editable=False)
    from_on = models.DateField(_("training begins on"))
    until_on = models.DateField(_("training ends on"))
    nights = models.PositiveSmallIntegerField(_("nights away"), default=0)
    place = models.CharField(_("place of training"), max_length=160)
    instructor = models.CharField(_("instructor"), max_length=120, blank=True)
    capacity = models.PositiveIntegerField(
        _("training places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: without limit."),
    )
    apply_from_on = models.DateField(_("training applications from"), null=True, blank=True)
    apply_until_on = models.DateField(_("training applications until"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.COHORT_STATES), default="planned", editable=False
    )
    result_due_on = models.DateField(_("results due on"), editable=False)
    closed_on = models.DateField(_("results settled on"), null=True, blank=True, editable=False)
    note = models.TextField(_("remarks on the cohort"), blank=True)
    invented = models.BooleanField(_("invented for a sample"), default=False, editable=False)

    class Meta:
        verbose_name = _("training cohort")
        verbose_name_plural = _("training cohorts")
        ordering = ["-from_on", "number"]
        indexes = [models.Index(fields=["state", "from_on"], name="training_cohort_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")),
                name="training_cohort_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first. Check both."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.number}"


class Session(Record):
    """One sitting of a cohort: a day, an hour, how many minutes count."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sessions", verbose_name=_("training cohort"))
    number = models.CharField(_("session number"), max_length=16, unique=True, editable=False)
    held_on = models.DateField(_("day of the session"))
    starts = models.TimeField(_("begins at"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes of the session"), validators=[MinValueValidator(1)])
    subject = models.CharField(_("subject of the session"), max_length=160, blank=True)
    instructor = models.CharField(_("instructor"), max_length=120, blank=True)
    struck_on = models.DateField(_("struck on"), null=True, editable=False)

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering = ["held_on", "starts", "number"]
        indexes = [models.Index(fields=["held_on"], name="training_session_day")]

    def __str__(self) -> str:
        return f"{self.number} ({self.held_on})"


class Enrolment(Record):
    """An official in a cohort. `unit` and `grade` are those of the day; `again` is the failed one that it makes good."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments", verbose_name=_("training cohort"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("trainee"))
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default="enrolled", editable=False
    )
    channel = models.CharField(
        _("way of applying"), max_length=5, choices=choices(rules.CHANNELS), default="desk", editable=False
    )
    applied_on = models.DateField(_("applied on"), editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("division of the trainee")
    )
    grade = models.CharField(_("grade of the trainee"), max_length=20, choices=GRADES, blank=True, editable=False)
    score = models.PositiveSmallIntegerField(
        _("score out of 100"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    share = models.PositiveSmallIntegerField(_("attended (%)"), null=True, editable=False)
    result_on = models.DateField(_("result settled on"), null=True, editable=False)
    certificate = models.CharField(_("certificate number"), max_length=12, blank=True, editable=False)
    again = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="retaken", verbose_name=_("made good for")
    )
    made_good_on = models.DateField(_("made good on"), null=True, editable=False)
    made_good_due_on = models.DateField(_("to be retrained by"), null=True, editable=False)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-cohort__from_on", "id"]
        indexes = [models.Index(fields=["official", "state"], name="training_enrolment_who")]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "official"],
                name="training_enrolment_once",
                violation_error_message=_("This official is in that cohort already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="completed") | Q(result_on__isnull=False) & ~Q(certificate=""),
                name="training_completion_has_its_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} {self.cohort.number}"


class Attendance(Record):
    """How many minutes of a session an official was there; 0 where an entry was taken back."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance", verbose_name=_("training session"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("trainee"))
    minutes = models.PositiveIntegerField(_("minutes attended"))

    class Meta:
        verbose_name = _("training attendance")
        verbose_name_plural = _("training attendance")
        ordering = ["session", "official"]
        constraints = [models.UniqueConstraint(fields=["session", "official"], name="training_attendance_once")]
        indexes = [models.Index(fields=["session", "minutes"], name="training_attendance_sum")]

    def __str__(self) -> str:
        return f"{self.official} {self.session.number}"


class Rating(Record):
    """One answer to the survey after a cohort. It holds no person, and no slip: nobody can tell whose it was."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="ratings", verbose_name=_("training cohort"))
    rated_on = models.DateField(_("counted on"), editable=False)
    overall = models.PositiveSmallIntegerField(_("overall"), validators=SCORE)
    contents = models.PositiveSmallIntegerField(_("what was taught"), null=True, blank=True, validators=SCORE)
    teaching = models.PositiveSmallIntegerField(_("teaching"), null=True, blank=True, validators=SCORE)
    setting = models.PositiveSmallIntegerField(_("place and hours"), null=True, blank=True, validators=SCORE)
    remark = models.TextField(_("remark"), blank=True)
    struck_on = models.DateField(_("struck on"), null=True, editable=False)

    class Meta:
        verbose_name = _("satisfaction answer")
        verbose_name_plural = _("satisfaction answers")
        ordering = ["-rated_on", "key"]

    def __str__(self) -> str:
        return f"{self.cohort} {self.overall}/5"


class Slip(Record):
    """A survey slip with a code, handed out in class to nobody in particular; each serves once."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="slips", verbose_name=_("training cohort"))
    code = EncryptedField(_("code of the slip"), editable=False)
    code_index = BlindIndexField(of="code")
    used_on = models.DateField(_("used on"), null=True, editable=False)

    class Meta:
        verbose_name = _("survey slip")
        verbose_name_plural = _("survey slips")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.cohort} {_('survey slip')}"
