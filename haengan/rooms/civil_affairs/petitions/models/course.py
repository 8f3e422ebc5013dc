"""What happens to a petition: each a record with its moment and its author."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.civil_affairs.petitions.engine.clock.events import CAUSES, REASONS, Cause, Reason
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Outage, Template
from haengan.rooms.civil_affairs.petitions.rules import states

PAUSE_CAUSES = {cause.value: CAUSES[cause][1:] for cause in Cause}
REASON_NAMES = {reason.value: REASONS[reason] for reason in Reason}


class Happening(Record):
    """Abstract: of one petition, by somebody."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="%(class)ss", verbose_name=_("petition"))
    author = models.CharField(_("author"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.petition)


class Transfer(Happening):
    """It came to a division or left for another agency. `held_minutes` is how long, in working minutes, it lay where it
    was; `proposed` what routing proposed then, with the reasons that it gave."""

    from_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from division")
    )
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to division")
    )
    agency = models.CharField(_("to another agency"), max_length=120, blank=True)
    cause = models.CharField(_("cause"), max_length=11, choices=choices(states.TRANSFERS))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))
    on = models.DateField(_("on"))
    by_at = models.DateTimeField(_("to be passed on by"), null=True, blank=True)
    held_minutes = models.PositiveIntegerField(_("working minutes held"), default=0)
    proposed = models.JSONField(_("proposed"), default=list, blank=True)

    class Meta:
        verbose_name = _("transfer of a petition")
        verbose_name_plural = _("transfers of petitions")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(to_unit__isnull=True) ^ Q(agency=""), name="transfer_leads_somewhere"),
        ]


class Pause(Happening):
    """Time that does not count (영 제20조, 제17조제5항)."""

    cause = models.CharField(_("cause"), max_length=15, choices=choices(PAUSE_CAUSES))
    since_at = models.DateTimeField(_("since"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    longer = models.BooleanField(_("inquiry extended once"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    outage = models.ForeignKey(
        Outage, models.PROTECT, null=True, blank=True, related_name="pauses", verbose_name=_("outage")
    )

    class Meta:
        verbose_name = _("time that does not count")
        verbose_name_plural = _("times that do not count")
        ordering = ["since_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")), name="pause_ends_later"
            ),
            models.UniqueConstraint(fields=["petition", "outage"], name="pause_once_an_outage"),
        ]


class Supplement(Happening):
    """What was asked for and by when (법 제22조, 영 제24조); `again` for the second demand of at most ten days."""

    pause = models.OneToOneField(Pause, models.PROTECT, related_name="supplement", verbose_name=_("pause"))
    what = models.CharField(_("what is missing"), max_length=1000)
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("to be supplied by"))
    again = models.BooleanField(_("second demand"), default=False)
    postponed = models.PositiveSmallIntegerField(_("times put off"), default=0)
    came_back = models.PositiveSmallIntegerField(_("times the demand came back"), default=0)
    supplied_at = models.DateTimeField(_("supplied at"), null=True, blank=True)
    text = models.TextField(_("what was supplied"), blank=True)

    class Meta:
        verbose_name = _("supplement")
        verbose_name_plural = _("supplements")
        ordering = ["asked_at", "id"]


class Extension(Happening):
    """The period was made longer (영 제21조)."""

    reason = models.CharField(_("reason"), max_length=15, choices=choices(REASON_NAMES))
    explanation = models.CharField(_("explanation"), max_length=500)
    at = models.DateTimeField(_("at"))
    on = models.DateField(_("on"))
    by = models.CharField(_("by"), max_length=5, blank=True)
    consent = models.BooleanField(_("petitioner agreed"), default=False)
    consented_how = models.CharField(_("how the petitioner agreed"), max_length=200, blank=True)
    was_due_at = models.DateTimeField(_("was due at"))
    due_at = models.DateTimeField(_("to be answered by"))

    class Meta:
        verbose_name = _("extension of a period")
        verbose_name_plural = _("extensions of periods")
        ordering = ["at", "id"]


class Consultation(Happening):
    """Another division is asked and has a clock of its own (법 제20조)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("division asked"))
    question = models.CharField(_("question"), max_length=1000)
    asked_at = models.DateTimeField(_("asked at"))
    reply_on = models.DateField(_("reply due on"))
    late_from_on = models.DateField(_("late from"), editable=False)
    extended = models.CharField(_("why the reply was put off"), max_length=500, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    opinion = models.TextField(_("opinion"), blank=True)

    class Meta:
        verbose_name = _("consultation on a petition")
        verbose_name_plural = _("consultations on petitions")
        ordering = ["asked_at", "id"]


class Answer(Happening):
    """What the city says. By letter it is a paper that is approved, numbered and sealed; `sent_at` when it left."""

    outcome = models.CharField(_("outcome"), max_length=9, choices=choices(states.OUTCOMES))
    text = models.TextField(_("answer"))
    means = models.CharField(_("told by"), max_length=6, choices=choices(states.MEANS))
    paper = models.CharField(_("paper"), max_length=22, blank=True, editable=False, db_index=True)
    drafted_at = models.DateTimeField(_("drafted at"))
    decided_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer to a petition")
        verbose_name_plural = _("answers to petitions")
        ordering = ["drafted_at", "id"]


class Pin(Record):
    """An article on which an answer or a template rests, as it read then."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="pins", verbose_name=_("article of law"))
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="pins", verbose_name=_("answer to a petition")
    )
    template = models.ForeignKey(
        Template, models.PROTECT, null=True, blank=True, related_name="pins", verbose_name=_("answer template")
    )

    class Meta:
        verbose_name = _("pinned article")
        verbose_name_plural = _("pinned articles")
        constraints = [
            models.CheckConstraint(condition=Q(answer__isnull=True) ^ Q(template__isnull=True), name="pin_of_one")
        ]

    def __str__(self) -> str:
        return str(self.article)


class Notice(Happening):
    """What the petitioner was told, when and how; `message` is its delivery."""

    what = models.CharField(_("about"), max_length=10, choices=choices(states.NOTICES))
    means = models.CharField(_("told by"), max_length=6, choices=choices(states.MEANS))
    text = models.TextField(_("text"))
    told_at = models.DateTimeField(_("told at"))
    told_on = models.DateField(_("told on"), db_index=True)
    message = models.CharField(max_length=22, blank=True, editable=False, db_index=True)
    failed_on = models.DateField(_("could not be delivered, found on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("notice to a petitioner")
        verbose_name_plural = _("notices to petitioners")
        ordering = ["told_at", "id"]


class Reminder(Happening):
    """독촉장: the examiner's letter to the head of a division about a petition that is late (영 제28조제2항)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("division in charge"))
    was_due_at = models.DateTimeField(_("was due at"))
    issued_on = models.DateField(_("issued on"), db_index=True)

    class Meta:
        verbose_name = _("reminder of a late petition")
        verbose_name_plural = _("reminders of late petitions")
        ordering = ["issued_on", "id"]
        constraints = [models.UniqueConstraint(fields=["petition", "was_due_at"], name="reminded_once_a_due_moment")]


class Rating(Happening):
    """How content the petitioner was (법 제26조)."""

    stars = models.PositiveSmallIntegerField(_("satisfaction"))
    comment = models.CharField(_("what could be better"), max_length=1000, blank=True)
    rated_on = models.DateField(_("rated on"), db_index=True)

    class Meta:
        verbose_name = _("rating of an answer")
        verbose_name_plural = _("ratings of answers")
        constraints = [
            models.UniqueConstraint(fields=["petition"], name="petition_rated_once"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="rating_of_one_to_five"),
        ]


class Appeal(Happening):
    """이의신청 against a refusal (법 제35조)."""

    text = models.TextField(_("what is appealed and why"))
    served_on = models.DateField(_("letter received on"), null=True, blank=True)
    appealed_on = models.DateField(_("appealed on"), db_index=True)
    due_on = models.DateField(_("to be decided by"))
    more_days = models.PositiveSmallIntegerField(_("put off by days"), default=0)
    more_reason = models.CharField(_("why it was put off"), max_length=500, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    upheld = models.BooleanField(_("granted"), null=True, blank=True)
    decision = models.TextField(_("decision"), blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["appealed_on", "id"]


class Amendment(Happening):
    """What the petitioner added or changed of his own accord (법 제22조제2항)."""

    text = models.TextField(_("what is added or changed"))
    amended_at = models.DateTimeField(_("amended at"))

    class Meta:
        verbose_name = _("amendment of a petition")
        verbose_name_plural = _("amendments of petitions")
        ordering = ["amended_at", "id"]
