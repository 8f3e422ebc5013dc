"""Terminals, what is told, to whom, and the proof of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.choices import (
    CHANNELS,
    IDENTITY,
    LANGUAGES,
    PUBLIC_KEY,
    STATES,
    TO_OFFICIALS,
    TO_PEOPLE,
    WAYS,
    WORLDS,
)
from haengan.kernel.dispatch.rules import WARNINGS, State, World
from haengan.kernel.dispatch.soundings import LocalIssue, Sounding  # noqa: F401  # named for Django, which looks here
from haengan.kernel.equipment.models import Equipment
from haengan.kernel.organisation.models import Post
from haengan.kernel.people.models import Official, Resident
from haengan.kernel.places.models import District
from haengan.kernel.tables import guards
from haengan.kernel.tables.models import CodesField, Record
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField


class Terminal(Record):
    """Equipment that obeys commands. `world` is what its switch shows, `public_key` signs what it says; `sim` is the
    number of the modem inside, which is a device's and nobody's."""

    class Kind(models.TextChoices):
        SIREN = "siren", _("voice-warning siren")
        BOARD = "board", _("disaster text board")
        ALARM = "alarm", _("civil-defence alarm terminal")

    number = models.CharField(_("terminal number"), max_length=40, unique=True, validators=[IDENTITY])
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    world = models.CharField(_("world"), max_length=5, choices=WORLDS, default=World.LIVE.value)
    groups = models.CharField(_("groups"), max_length=200, blank=True, help_text=_("Names with blanks between them."))
    equipment = models.OneToOneField(
        Equipment, models.PROTECT, null=True, blank=True, related_name="terminal", verbose_name=_("equipment")
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="terminals", verbose_name=_("district")
    )
    public_key = models.CharField(_("public key"), max_length=64, blank=True, validators=[PUBLIC_KEY])
    sim = models.CharField(_("number of its modem"), max_length=20, blank=True)
    from_on = models.DateField(_("in service from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("terminal")
        verbose_name_plural = _("terminals")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="terminal_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Pulse(models.Model):
    """What a terminal last said of itself: upkeep, one row each. `proved_at` is when it last did a whole command."""

    terminal = models.OneToOneField(Terminal, models.PROTECT, related_name="pulse", verbose_name=_("terminal"))
    heard_at = models.DateTimeField(_("last heard"), null=True, blank=True, db_index=True)
    proved_at = models.DateTimeField(_("last proven"), null=True, blank=True)
    about = models.JSONField(_("what it told"), default=dict)

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")


class Subscription(Record):
    """A person's word to be told: by which channel, in which languages, of which districts (none: the whole city). `topic`
    is what of: warnings, or one thing of a room (``petition:KEY``)."""

    topic = models.CharField(_("topic"), max_length=60, default=WARNINGS, editable=False, db_index=True)
    channel = models.CharField(_("channel"), max_length=8, choices=TO_PEOPLE)
    address = EncryptedField(_("address"))
    address_index = BlindIndexField(of="address", normal="contact")
    languages = CodesField(_("languages"), choices=LANGUAGES)
    asked_at = models.DateTimeField(_("asked at"))
    tries = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    why_ended = models.CharField(_("why it ended"), max_length=80, blank=True)
    emptied_on = models.DateField(_("address destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.get_channel_display())


class Area(Record):
    """A district of which a subscriber wants to be told."""

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="areas", verbose_name=_("subscription"))
    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))

    class Meta:
        verbose_name = _("area of a subscription")
        verbose_name_plural = _("areas of subscriptions")
        constraints = [models.UniqueConstraint(fields=["subscription", "district"], name="subscription_area_once")]

    def __str__(self) -> str:
        return str(self.district)


class Plan(Record):
    """Who is told when nobody acknowledges: its steps, one after the other, until somebody does."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("escalation plan")
        verbose_name_plural = _("escalation plans")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Step(Record):
    """`after` seconds from the message, whoever holds the post is told by this channel."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps", verbose_name=_("escalation plan"))
    after = models.PositiveIntegerField(_("seconds after the message"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("post"))
    channel = models.CharField(_("channel"), max_length=8, choices=TO_OFFICIALS)
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of an escalation")
        verbose_name_plural = _("steps of escalations")
        ordering = ["plan", "after", "id"]

    def __str__(self) -> str:
        return f"{self.plan} +{self.after}"


class Message(Record):
    """What is to be told. `wording` is text by way and language, `what` the ways that devices use (`rules`, `commands`).

    `origin_type` and `origin_key` name what it comes from, such as a warning; `corrects` the message that it corrects.
    """

    world = models.CharField(_("world"), max_length=5, choices=WORLDS)
    title = models.CharField(_("title"), max_length=200)
    cause = models.CharField(_("cause"), max_length=40)
    ways = CodesField(_("ways"), choices=WAYS, blank=True)
    clip = models.CharField(_("stored announcement"), max_length=40, blank=True)
    wording = models.JSONField(_("wording"), default=dict)
    local = models.CharField(_("local rule it covers"), max_length=40, blank=True)
    since = models.DateTimeField(_("since when that has stood"), null=True, blank=True)
    origin_type = models.CharField(max_length=80, blank=True, editable=False)
    origin_key = models.CharField(max_length=22, blank=True, editable=False, db_index=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="messages", verbose_name=_("escalation plan")
    )
    queued_at = models.DateTimeField(_("queued at"))
    queued_on = models.DateField(_("queued on"))
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-queued_at", "-id"]
        indexes = [models.Index(fields=["queued_on"], name="message_queued_on")]
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("queued_at")), name="message_expires_later")]

    def __str__(self) -> str:
        return self.title


class Acknowledgement(Record):
    """Somebody in charge has the message in hand: from then on nobody further is told."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="acknowledgement", verbose_name=_("message"))
    author = models.CharField(_("author"), max_length=120)
    acknowledged_at = models.DateTimeField(_("acknowledged at"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")

    def __str__(self) -> str:
        return str(self.message)


@guards.agrees("world", "message", "terminal")
class Delivery(models.Model):
    """One message to one terminal or person by one channel, moved by `intake` alone. Its world is that of the message and
    of the terminal: the database refuses any other. At `due_at` it is tried, or tried again."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="deliveries", verbose_name=_("message"))
    world = models.CharField(_("world"), max_length=5, choices=WORLDS)
    channel = models.CharField(_("channel"), max_length=8, choices=CHANNELS)
    terminal = models.ForeignKey(
        Terminal, models.PROTECT, null=True, related_name="deliveries", verbose_name=_("terminal")
    )
    subscription = models.ForeignKey(
        Subscription, models.PROTECT, null=True, related_name="deliveries", verbose_name=_("subscription")
    )
    official = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name=_("official"))
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+", verbose_name=_("resident"))
    step = models.ForeignKey(
        Step, models.PROTECT, null=True, related_name="deliveries", verbose_name=_("step of an escalation")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ko")
    state = models.CharField(_("state"), max_length=9, choices=STATES, default=State.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"), null=True)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["channel", "world", "due_at"], condition=Q(due_at__isnull=False), name="delivery_due"),
            models.Index(fields=["message", "state"], name="delivery_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["message", "terminal", "channel"], name="delivery_to_terminal_once"),
            models.UniqueConstraint(fields=["message", "subscription", "language"], name="delivery_to_subscriber_once"),
            models.UniqueConstraint(fields=["message", "official", "channel", "step"], name="delivery_by_step_once"),
            models.CheckConstraint(
                condition=~Q(channel="terminal") | Q(terminal__isnull=False), name="delivery_to_a_terminal_has_one"
            ),
        ]


@guards.append_only
class Evidence(models.Model):
    """An attempt, an acknowledgement or an end of one delivery. `source` says which, so that the same counts once; `signed`
    is what the terminal itself signed, `reference` what the carrier calls the message."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="evidence", verbose_name=_("delivery"))
    source = models.CharField(_("source"), max_length=40)
    at = models.DateTimeField(_("at"))
    noted_at = models.DateTimeField(_("noted at"))
    via = models.CharField(_("by way of"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True, db_index=True)
    signed = models.TextField(_("signed text"), blank=True)

    class Meta:
        verbose_name = _("evidence of a delivery")
        verbose_name_plural = _("evidence of deliveries")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["delivery", "source"], name="evidence_once")]


class Tally(Record):
    """How many deliveries of a message are in a state by a channel: kept beside them, so that a figure need not count a
    million rows and an acknowledgement marks its day."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="tallies", verbose_name=_("message"))
    channel = models.CharField(_("channel"), max_length=8, choices=CHANNELS)
    state = models.CharField(_("state"), max_length=9, choices=STATES)
    count = models.PositiveIntegerField(_("how many"), default=0)
    counted_on = models.DateField(_("queued on"))

    class Meta:
        verbose_name = _("tally of deliveries")
        verbose_name_plural = _("tallies of deliveries")
        ordering = ["message", "channel", "state"]
        constraints = [models.UniqueConstraint(fields=["message", "channel", "state"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.get_state_display()} {self.count}"
