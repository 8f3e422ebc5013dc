"""Accounts and the people behind them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.people.rules import Grade, Series
from haengan.kernel.tables import guards
from haengan.kernel.tables.models import Record, new_key
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField

GRADES = [
    (Grade.POLITICAL.value, _("political appointee")),
    (Grade.G1.value, _("grade 1")),
    (Grade.G2.value, _("grade 2")),
    (Grade.G3.value, _("grade 3")),
    (Grade.G4.value, _("grade 4")),
    (Grade.G5.value, _("grade 5")),
    (Grade.G6.value, _("grade 6")),
    (Grade.G7.value, _("grade 7")),
    (Grade.G8.value, _("grade 8")),
    (Grade.G9.value, _("grade 9")),
    (Grade.RESEARCHER_SENIOR.value, _("senior researcher")),
    (Grade.RESEARCHER.value, _("researcher")),
    (Grade.ADVISER_SENIOR.value, _("senior adviser")),
    (Grade.ADVISER.value, _("adviser")),
    (Grade.EXPERT.value, _("expert officer")),
    (Grade.SPECIAL.value, _("special service")),
    (Grade.GUARD.value, _("public guard")),
    (Grade.CONTRACT.value, _("public-service worker")),
]
SERIES = [
    (Series.ADMINISTRATION.value, _("administration")),
    (Series.TAX.value, _("tax")),
    (Series.COMPUTING.value, _("computing")),
    (Series.WELFARE.value, _("social welfare")),
    (Series.LIBRARY.value, _("library")),
    (Series.INDUSTRY.value, _("industry")),
    (Series.AGRICULTURE.value, _("agriculture")),
    (Series.FORESTRY.value, _("green space and forestry")),
    (Series.FISHERIES.value, _("maritime affairs and fisheries")),
    (Series.VETERINARY.value, _("veterinary")),
    (Series.HEALTH.value, _("health")),
    (Series.MEDICAL_TECHNOLOGY.value, _("medical technology")),
    (Series.NURSING.value, _("nursing")),
    (Series.MEDICINE.value, _("medicine")),
    (Series.PHARMACY.value, _("pharmacy")),
    (Series.FOOD_SAFETY.value, _("food hygiene")),
    (Series.ENVIRONMENT.value, _("environment")),
    (Series.FACILITIES.value, _("facilities")),
    (Series.DISASTER_SAFETY.value, _("disaster safety")),
    (Series.TELECOMMUNICATIONS.value, _("broadcasting and telecommunications")),
    (Series.DRIVING.value, _("driving")),
    (Series.MAINTENANCE.value, _("facility maintenance")),
    (Series.CLERICAL.value, _("clerical support")),
    (Series.RECORDS.value, _("records research")),
    (Series.OTHER.value, _("other series")),
]


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login=username)


class Account(AbstractBaseUser):
    """What one signs in with. Who it is stands in `Official` or `Resident`, mail addresses in `ContactPoint`."""

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    login = models.CharField(_("sign-in name"), max_length=80, unique=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="ko")
    is_active = models.BooleanField(_("active"), default=True)

    last_login = None

    USERNAME_FIELD = "login"
    objects = Accounts()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.login

    kind = "anyone"
    title: Any = property(lambda self: self.login)


class Official(Record):
    """Someone employed by the city, and the actor that pages and acts pass. Grade and series stand in `Rank`."""

    number = models.CharField(_("staff number"), max_length=20, unique=True)
    name_ko = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in Roman letters"), max_length=80, blank=True)
    from_on = models.DateField(_("employed from"))
    until_on = models.DateField(_("employed until"), null=True, blank=True)
    account = models.OneToOneField(
        Account, models.PROTECT, null=True, blank=True, related_name="official", verbose_name=_("account")
    )
    invented = models.BooleanField(_("invented for a sample city"), default=False)

    kind = "official"

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["name_ko", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="official_leaves_after_joining"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return f"{self.name_ko} ({self.number})"


@guards.no_overlap("official")
class Rank(Record):
    """The grade and series an official holds, from appointment or promotion on."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="ranks", verbose_name=_("official"))
    grade = models.CharField(_("grade"), max_length=20, choices=GRADES)
    series = models.CharField(_("series"), max_length=20, choices=SERIES, default=Series.ADMINISTRATION.value)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("rank")
        verbose_name_plural = _("ranks")
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="rank_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.get_series_display()}"


class Resident(Record):
    """A citizen whom the bureau knows by name, with or without an account."""

    name_ko = models.CharField(_("name"), max_length=80)
    account = models.OneToOneField(
        Account, models.PROTECT, null=True, blank=True, related_name="resident", verbose_name=_("account")
    )
    registered_on = models.DateField(_("registered on"))
    invented = models.BooleanField(_("invented for a sample city"), default=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    kind = "resident"

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ["-registered_on", "-id"]

    def __str__(self) -> str:
        return self.name_ko

    def lasting_title(self) -> str:
        return f"주민 {self.key[:6]}"

    @property
    def title(self) -> str:
        """As the one who acts stands in the journal."""
        return self.lasting_title()


class ContactPoint(Record):
    """Where someone is reached (class B): sealed, found by its whole or, for a number, by its last four digits."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", _("mobile phone")
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("e-mail")
        ADDRESS = "address", _("postal address")

    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("official")
    )
    resident = models.ForeignKey(
        Resident, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("resident")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    value = EncryptedField(_("number or address"))
    value_index = BlindIndexField(of="value", normal="contact")
    value_last4 = BlindIndexField(of="value", normal="contact", last=4)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = [
            models.CheckConstraint(
                condition=Q(official__isnull=True) ^ Q(resident__isnull=True), name="contact_point_has_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="contact_point_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Consent(Record):
    """A resident's consent to one purpose (개인정보 보호법 제15조, 제22조): what was shown, when, by which means."""

    class Means(models.TextChoices):
        ONLINE = "online", _("online")
        PAPER = "paper", _("on paper")
        SPOKEN = "spoken", _("by telephone or in person")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="consents", verbose_name=_("resident"))
    purpose = models.CharField(_("purpose"), max_length=80)
    text = models.TextField(_("text that was shown"))
    means = models.CharField(_("means"), max_length=8, choices=Means)
    from_on = models.DateField(_("given on"))
    until_on = models.DateField(_("kept until"), null=True, blank=True)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["purpose", "from_on"], name="consent_purpose")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="consent_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class Withdrawal(Record):
    """The end of a consent, as free as giving it (개인정보 보호법 제37조)."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="withdrawal", verbose_name=_("consent"))
    withdrawn_on = models.DateField(_("withdrawn on"))

    class Meta:
        verbose_name = _("withdrawal of consent")
        verbose_name_plural = _("withdrawals of consent")

    def __str__(self) -> str:
        return str(self.consent)


class Suspension(Record):
    """Processing of one record's personal data stands still (개인정보 보호법 제37조): nobody reads them or sends to them until it
    is lifted. `demand` is the number of the demand that it follows from; the record is named by type and key alone."""

    thing_type = models.CharField(_("kind of data"), max_length=80)
    thing_key = models.CharField(max_length=22)
    demand = models.CharField(_("demand"), max_length=12)
    from_on = models.DateField(_("suspended from"))
    until_on = models.DateField(_("suspended until"), null=True, blank=True)

    class Meta:
        verbose_name = _("suspension of processing")
        verbose_name_plural = _("suspensions of processing")
        constraints = [
            models.UniqueConstraint(
                fields=["thing_key"], condition=Q(until_on__isnull=True), name="suspended_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.demand
