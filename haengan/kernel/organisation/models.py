"""Units, posts and who holds them, each an identity with dated versions; restructurings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.engine.chart import shape
from haengan.kernel.organisation.engine.chart.changes import Verb
from haengan.kernel.people.models import GRADES, SERIES, Official
from haengan.kernel.places.models import District
from haengan.kernel.tables import guards, names
from haengan.kernel.tables.models import CodesField, Record

SEATS = [
    (shape.Seat.HEAD_OFFICE.value, _("head office")),
    (shape.Seat.COUNCIL.value, _("council secretariat")),
    (shape.Seat.COMMISSION.value, _("commission")),
    (shape.Seat.AGENCY.value, _("agency")),
    (shape.Seat.BUSINESS.value, _("business office")),
    (shape.Seat.BRANCH.value, _("branch office")),
    (shape.Seat.DISTRICT.value, _("eup, myeon and dong")),
]
KINDS = [
    (shape.Kind.CITY.value, _("city")),
    (shape.Kind.OFFICE.value, _("office")),
    (shape.Kind.BUREAU.value, _("bureau")),
    (shape.Kind.STAFF_OFFICE.value, _("staff office")),
    (shape.Kind.DIVISION.value, _("division")),
    (shape.Kind.TEAM.value, _("team")),
    (shape.Kind.SECRETARIAT.value, _("council secretariat")),
    (shape.Kind.COMMISSION.value, _("commission")),
    (shape.Kind.AGENCY.value, _("agency")),
    (shape.Kind.HEADQUARTERS.value, _("headquarters")),
    (shape.Kind.BUSINESS_OFFICE.value, _("business office")),
    (shape.Kind.BRANCH_OFFICE.value, _("branch office")),
    (shape.Kind.EUP.value, _("eup")),
    (shape.Kind.MYEON.value, _("myeon")),
    (shape.Kind.DONG.value, _("dong")),
]
VERBS = [
    (Verb.OPEN_UNIT.value, _("open a unit")),
    (Verb.CLOSE_UNIT.value, _("close a unit")),
    (Verb.RENAME_UNIT.value, _("rename a unit")),
    (Verb.MOVE_UNIT.value, _("move a unit")),
    (Verb.CHANGE_UNIT.value, _("change a unit's kind, seat or term")),
    (Verb.OPEN_POST.value, _("open a post")),
    (Verb.CLOSE_POST.value, _("close a post")),
    (Verb.CHANGE_POST.value, _("change a post")),
    (Verb.TRANSFER_POST.value, _("transfer a post")),
]


def ends_later(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name=name)


class Unit(Record):
    """A bureau, division or office through all its names and places. `code` is its standard agency code, if known."""

    code = models.CharField(_("agency code"), max_length=7, blank=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return names.today(self) or self.code or self.key


@guards.no_overlap("unit")
@guards.no_overlap("parent", "name_ko")
class UnitVersion(Record):
    """What a unit is and under which it stands, from a day until another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name=_("unit"))
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("stands under")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS)
    seat = models.CharField(_("seat"), max_length=12, choices=SEATS)
    name_ko = models.CharField(_("name in Korean"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    sort = models.PositiveIntegerField(_("order"), default=0)
    temporary_until_on = models.DateField(_("temporary unit until"), null=True, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("district")
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit version")
        verbose_name_plural = _("unit versions")
        ordering = ["sort", "name_ko"]
        indexes = [models.Index(fields=["from_on", "until_on"], name="unit_version_days")]
        constraints = [
            ends_later("unit_version_ends_later"),
            models.CheckConstraint(condition=~Q(parent=F("unit")), name="unit_not_under_itself"),
        ]

    def __str__(self) -> str:
        return self.name_ko


class Post(Record):
    """A position through all its titles and units."""

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return names.today(self, title="title") or self.key


@guards.no_overlap("post")
class PostVersion(Record):
    """What a post is, where it stands, how many seats it has and which duties come with it.

    `duties` are codes of `kernel.access`, which stands above and checks them.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="versions", verbose_name=_("post"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    title_ko = models.CharField(_("title in Korean"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    grades = CodesField(_("grades"), choices=GRADES)
    series = CodesField(_("series"), choices=SERIES, blank=True)
    head = models.BooleanField(_("heads the unit"), default=False)
    established = models.PositiveSmallIntegerField(_("establishment"), default=1)
    duties = models.JSONField(_("duties"), default=list, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("post version")
        verbose_name_plural = _("post versions")
        indexes = [models.Index(fields=["from_on", "until_on"], name="post_version_days")]
        constraints = [ends_later("post_version_ends_later")]

    def __str__(self) -> str:
        return self.title_ko


@guards.no_overlap("official", where={"kind": "regular"})
@guards.no_overlap("official", "post")
class Appointment(Record):
    """An official holds a post: as the one regular post, as acting head while it is vacant, or beside another."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("regular")
        ACTING = "acting", _("acting")
        CONCURRENT = "concurrent", _("concurrent")

    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments", verbose_name=_("official"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name=_("post"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REGULAR)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["from_on", "until_on"], name="appointment_days")]
        constraints = [ends_later("appointment_ends_later")]

    def __str__(self) -> str:
        return f"{self.official} ({self.get_kind_display()})"


@guards.no_overlap("post", "official")
class Deputy(Record):
    """Who acts for a post on days when its holder is away."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="deputies", verbose_name=_("post"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="deputised", verbose_name=_("official"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["-from_on", "-id"]
        constraints = [ends_later("deputy_ends_later")]

    def __str__(self) -> str:
        return str(self.official)


class Restructuring(Record):
    """A draft of changes that takes effect on a day as one act."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ENACTED = "enacted", _("enacted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    title_ko = models.CharField(_("title in Korean"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    effective_on = models.DateField(_("takes effect on"))
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("restructuring")
        verbose_name_plural = _("restructurings")
        ordering = ["-effective_on", "-id"]

    def __str__(self) -> str:
        return self.title_ko


class PlannedChange(Record):
    """One change of a restructuring: what is done to which unit or post, in order."""

    restructuring = models.ForeignKey(
        Restructuring, models.PROTECT, related_name="changes", verbose_name=_("restructuring")
    )
    position = models.PositiveIntegerField(_("order"))
    verb = models.CharField(_("what is done"), max_length=20, choices=VERBS)
    target = models.CharField(_("unit or post"), max_length=22)
    values = models.JSONField(_("values"), default=dict, blank=True)

    class Meta:
        verbose_name = _("planned change")
        verbose_name_plural = _("planned changes")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.get_verb_display())
