"""The petition itself, and who stands behind it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch.models import Subscription
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official, Resident
from haengan.kernel.places.models import District
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.receipts import Received
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField
from haengan.rooms.civil_affairs.petitions.models.kinds import Outage, Service
from haengan.rooms.civil_affairs.petitions.rules import states
from haengan.rooms.civil_affairs.petitions.rules.states import State


class Petition(Received):
    """`filed_at` is when it was sent, `arrived_at` when its sender was known, `received_at` when its clock began.

    `due_at` is reckoned by the engine from its own events and never typed; `due_on` is its day, `late_from_on` the day
    after. `next_at` is the moment of what is owed next (to receive it, to be supplemented, to answer it): the desk is sorted
    by it. `title` and `text` are the petitioner's own words; the public reads `public_title` and `public_text` at the
    coarsened `shown_lon`, `shown_lat` once `published_on` is set.
    """

    number = models.CharField(_("receipt number"), max_length=16, unique=True, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="petitions", verbose_name=_("kind of petition"))
    kind = models.CharField(_("legal kind"), max_length=13, choices=choices(states.KINDS))
    period = models.CharField(_("own period"), max_length=5, blank=True)
    channel = models.CharField(_("filed by"), max_length=8, choices=choices(states.CHANNELS))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what is asked for"))
    told = models.JSONField(_("answers to the questions"), default=dict, blank=True)
    name = models.CharField(_("name of the petitioner"), max_length=60, blank=True)
    organisation = models.CharField(_("group or organisation"), max_length=120, blank=True)
    contact = EncryptedField(_("contact"), null=True, blank=True)
    contact_index = BlindIndexField(of="contact", normal="contact")
    residence = EncryptedField(_("address of the petitioner"), null=True, blank=True)
    resident = models.ForeignKey(
        Resident, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resident")
    )
    subscription = models.OneToOneField(
        Subscription, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reply_by = models.CharField(_("answer wished by"), max_length=6, choices=choices(states.MEANS), default="page")
    language = models.CharField(_("language of the petitioner"), max_length=2, default="ko")
    people = models.PositiveIntegerField(_("signers"), default=1)
    address = models.CharField(_("place"), max_length=200, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    filed_at = models.DateTimeField(_("filed at"))
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    accept_due_at = models.DateTimeField(_("to be received by"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=11, choices=choices(states.STATES), default=State.UNCONFIRMED.value)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("division in charge")
    )
    handler = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handled by")
    )
    due_at = models.DateTimeField(_("to be answered by"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)
    late_from_on = models.DateField(_("late from"), null=True, blank=True, editable=False)
    next_at = models.DateTimeField(_("next moment"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    in_time = models.BooleanField(_("answered in time"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=9, choices=choices(states.OUTCOMES), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    closing = models.CharField(_("why it was closed"), max_length=11, choices=choices(states.CLOSINGS), blank=True)
    end_reason = models.CharField(_("reason of the end"), max_length=500, blank=True)
    agency = models.CharField(_("other agency"), max_length=120, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated", verbose_name=_("says again what")
    )
    submission = models.PositiveSmallIntegerField(_("time of submission"), default=1)
    audited = models.BooleanField(_("looked into by the audit division"), default=False)
    passes = models.PositiveSmallIntegerField(_("times passed on"), default=0, editable=False)
    lost_minutes = models.PositiveIntegerField(_("working minutes lost in transfers"), default=0, editable=False)
    rating = models.PositiveSmallIntegerField(_("satisfaction"), null=True, blank=True, editable=False)
    outage = models.ForeignKey(
        Outage, models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name=_("outage")
    )
    origin_type = models.CharField(max_length=60, blank=True, editable=False)
    origin_key = models.CharField(max_length=22, blank=True, editable=False, db_index=True)
    origin_title = models.CharField(_("said where"), max_length=200, blank=True, editable=False)
    public_wished = models.BooleanField(_("may be shown, the petitioner agrees"), default=False)
    public_title = models.CharField(_("title for the public"), max_length=200, blank=True)
    public_text = models.TextField(_("text for the public"), blank=True)
    published_on = models.DateField(_("shown to everyone since"), null=True, blank=True)
    shown_lon = models.FloatField(_("shown longitude"), null=True, blank=True, editable=False)
    shown_lat = models.FloatField(_("shown latitude"), null=True, blank=True, editable=False)
    invented = models.BooleanField(_("invented for a sample"), default=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        indexes = [
            models.Index(fields=["state", "next_at"], name="petition_next"),
            models.Index(fields=["unit", "state", "next_at"], name="petition_unit_next"),
            models.Index(fields=["handler", "state", "next_at"], name="petition_handler_next"),
            models.Index(fields=["published_on", "id"], name="petition_published"),
            models.Index(fields=["contact_index", "filed_at"], name="petition_of_one"),
            models.Index(fields=["lat", "lon"], name="petition_place", condition=Q(lat__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="petition_has_both_coordinates",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "supplement", "decided", "answered"])
                | Q(received_at__isnull=False, received_on__isnull=False),
                name="petition_in_hand_was_received",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | Q(answered_at__isnull=False, answered_on__isnull=False, in_time__isnull=False) & ~Q(outcome=""),
                name="petition_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state="merged") & ~Q(merged_into=F("id")),
                name="petition_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | ~Q(public_title=""), name="petition_published_has_title"
            ),
        ]

    def __str__(self) -> str:
        """Without its title: what a journal keeps for ever must not hold what a citizen typed."""
        return self.number


class Signer(Record):
    """Who signed a petition of several; up to three represent all (영 제8조)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="signers", verbose_name=_("petition"))
    name = models.CharField(_("name"), max_length=60)
    contact = EncryptedField(_("contact"), null=True, blank=True)
    represents = models.BooleanField(_("represents the others"), default=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("signer")
        verbose_name_plural = _("signers")
        ordering = ["-represents", "id"]

    def __str__(self) -> str:
        return str(self.petition)


class Joining(Record):
    """A citizen who was told of a public petition about the same and wants to be told what becomes of it."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="joinings", verbose_name=_("petition"))
    subscription = models.OneToOneField(Subscription, models.PROTECT, related_name="+", editable=False)
    joined_on = models.DateField(_("joined on"))

    class Meta:
        verbose_name = _("joining of a petition")
        verbose_name_plural = _("joinings of petitions")

    def __str__(self) -> str:
        return str(self.petition)
