"""Lists of what is to be destroyed, reviews of who read personal data, and what people demand of their own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.people.models import Official
from haengan.kernel.privacy import rules
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import CodesField, Record
from haengan.kernel.tables.receipts import Received
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField


class Destruction(Record):
    """Personal data whose time is over: drawn up by one official, approved by another, and then destroyed.

    `retention` is the name of what was declared; `basis` is the norm with its article as it stood that day.
    """

    class State(models.TextChoices):
        DRAWN_UP = "drawn_up", _("drawn up")
        DONE = "done", pgettext_lazy("personal data", "destroyed")
        DROPPED = "dropped", _("dropped")

    retention = models.CharField(_("kind of data"), max_length=80)
    basis = models.CharField(_("basis"), max_length=300)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAWN_UP)
    things = models.PositiveIntegerField(_("records"))
    drawn_on = models.DateField(_("drawn up on"))
    drawn_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("drawn up by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    destroyed = models.PositiveIntegerField(_("destroyed records"), default=0)
    deliberated_on = models.DateField(_("deliberated on"), null=True, blank=True)
    deliberation = models.CharField(_("outcome of the deliberation"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("destruction of personal data")
        verbose_name_plural = _("destructions of personal data")
        ordering = ["-drawn_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["retention"], condition=models.Q(state="drawn_up"), name="privacy_one_list_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.retention} {self.drawn_on}"


class Listed(models.Model):
    """A record on a list; `emptied` tells that its data are gone, `held_for` why it was taken off the list (보류)."""

    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="listed")
    thing_key = models.CharField(max_length=22, db_index=True)
    thing_title = models.CharField(max_length=200)
    emptied = models.BooleanField(default=False)
    held_for = models.CharField(_("why it is kept"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("record on a list for destruction")
        constraints = [models.UniqueConstraint(fields=["destruction", "thing_key"], name="privacy_listed_once")]


class Review(Record):
    """What a look at a month's readings of personal data found (개인정보의 안전성 확보조치 기준 제8조)."""

    month = models.DateField(_("month"))
    readings = models.PositiveIntegerField(_("readings"))
    finding = models.TextField(_("finding"))
    reviewed_on = models.DateField(_("reviewed on"))
    reviewer = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("reviewer"))

    class Meta:
        verbose_name = _("review of readings")
        verbose_name_plural = _("reviews of readings")
        ordering = ["-month", "-id"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Demand(Received):
    """What someone asks about their own personal data, and what they were told (개인정보 보호법 제35조부터 제38조까지).

    `held` is what the house held on `gathered_on`, sealed: the answer is written from it, whatever becomes of the records.
    `first_due_on` is the day that the law set; `due_on` a later one, where access was postponed.
    """

    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("received by"), max_length=10, choices=choices(rules.CHANNELS))
    kind = models.CharField(_("what is demanded"), max_length=10, choices=choices(rules.KINDS), default=rules.ACCESS)
    wants = CodesField(_("what to look at"), choices=choices(rules.WANTS), blank=True)
    details = models.TextField(_("details"), blank=True)
    name = models.CharField(_("name of the person"), max_length=40)
    contact = EncryptedField(_("contact"), null=True, blank=True)
    contact_index = BlindIndexField(of="contact", normal="contact")
    born = EncryptedField(_("day of birth"), null=True, blank=True)
    by = models.CharField(_("who asks"), max_length=10, choices=choices(rules.BY), default="self")
    agent = models.CharField(_("name of the representative"), max_length=40, blank=True)
    confirmed = models.CharField(
        _("identity confirmed by"), max_length=10, choices=choices(rules.CONFIRMED), blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default=rules.State.RECEIVED.value, editable=False
    )
    first_due_on = models.DateField(_("due by law on"), editable=False)
    due_on = models.DateField(_("due on"), editable=False)
    postponed_on = models.DateField(_("postponed on"), null=True, blank=True, editable=False)
    postponed_for = models.CharField(_("why it was postponed"), max_length=500, blank=True, editable=False)
    gathered_on = models.DateField(_("looked up on"), null=True, blank=True, editable=False)
    held = EncryptedField(_("what the house holds"), null=True, blank=True, editable=False)
    found = models.PositiveIntegerField(_("records found"), default=0, editable=False)
    decided_on = models.DateField(_("told on"), null=True, blank=True, editable=False)
    ground = models.CharField(
        _("ground of the refusal"), max_length=10, choices=choices(rules.GROUNDS), blank=True, editable=False
    )
    reply = models.TextField(_("reply"), blank=True, editable=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("demand of a data subject")
        verbose_name_plural = _("demands of data subjects")
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["state", "due_on"], name="privacy_demand_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by="self") ^ ~models.Q(agent=""),
                name="privacy_demand_names_its_agent",
                violation_error_message=_("Name the representative, and nobody where the person asks alone."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(ground=""), name="privacy_demand_refused_on_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"


class Deed(Record):
    """What was done to one record at a demand: corrected, erased, suspended, lifted. Neither the old nor the new value."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="deeds", verbose_name=_("demand of a data subject"))
    what = models.CharField(_("what was done"), max_length=10, choices=choices(rules.DEEDS))
    thing_type = models.CharField(_("kind of data"), max_length=80)
    thing_key = models.CharField(max_length=22)
    field = models.CharField(_("item"), max_length=40, blank=True)
    done_on = models.DateField(_("done on"))
    done_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("done by"))

    class Meta:
        verbose_name = _("deed at a demand")
        verbose_name_plural = _("deeds at demands")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.demand.number} {self.get_what_display()}"


class Confirmation(Record):
    """What the keeper of one kind of data says of whom it was given to (시행령 제41조제1항제4호). Empty: to nobody else."""

    demand = models.ForeignKey(
        Demand, models.PROTECT, related_name="confirmations", verbose_name=_("demand of a data subject")
    )
    thing_type = models.CharField(_("kind of data"), max_length=80)
    given = models.CharField(_("given to"), max_length=500, blank=True)
    confirmed_on = models.DateField(_("confirmed on"))
    confirmed_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("confirmed by"))

    class Meta:
        verbose_name = _("confirmation of recipients")
        verbose_name_plural = _("confirmations of recipients")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["demand", "thing_type"], name="privacy_recipients_once")]

    def __str__(self) -> str:
        return f"{self.demand.number} {self.thing_type}"
