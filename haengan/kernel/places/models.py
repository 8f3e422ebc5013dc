"""Districts with their dated names and boundaries, and sites."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables import guards, names
from haengan.kernel.tables.models import Record


class District(Record):
    """An eup, myeon or dong through all its names and boundaries. `code` is the administrative-district code, if known."""

    code = models.CharField(_("district code"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="district_code_once")]

    def __str__(self) -> str:
        return names.today(self) or self.code or self.key


@guards.no_overlap("district")
@guards.no_overlap("name_ko")
class DistrictVersion(Record):
    """What a district is called and how far it reaches, from a day until another.

    `polygon` is a GeoJSON Polygon or MultiPolygon (longitude, latitude, WGS 84); None where no boundary is known.
    """

    class Kind(models.TextChoices):
        EUP = "eup", _("eup")
        MYEON = "myeon", _("myeon")
        DONG = "dong", _("dong")

    district = models.ForeignKey(District, models.PROTECT, related_name="versions", verbose_name=_("district"))
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    name_ko = models.CharField(_("name in Korean"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    polygon = models.JSONField(_("boundary"), null=True, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("district version")
        verbose_name_plural = _("district versions")
        ordering = ["kind", "name_ko"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="district_version_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.name_ko


class Succession(Record):
    """Part or all of `before` became part or all of `after` on a day: a merger, a division, a promotion of kind."""

    before = models.ForeignKey(District, models.PROTECT, related_name="successors", verbose_name=_("before"))
    after = models.ForeignKey(District, models.PROTECT, related_name="predecessors", verbose_name=_("after"))
    happened_on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("succession of districts")
        verbose_name_plural = _("successions of districts")
        ordering = ["happened_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "happened_on"], name="district_succession_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="district_succeeds_another"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Site(Record):
    """A place with an address, coordinates or both. `district` is entered only where there are no coordinates."""

    name_ko = models.CharField(_("name in Korean"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    address_ko = models.CharField(_("address"), max_length=200, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="sites", verbose_name=_("district")
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["name_ko"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(lon__isnull=True) & Q(lat__isnull=True))
                | (Q(lon__gte=-180) & Q(lon__lte=180) & Q(lat__gte=-90) & Q(lat__lte=90)),
                name="site_has_both_coordinates",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="site_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name_ko


class Headcount(Record):
    """Where residents live on a day: points with how many are registered there, of them 65 or older, of them foreigners, and
    the district that they belong to. Statistics of the register, without names. `packed` is read by `headcounts.points`."""

    counted_on = models.DateField(_("counted on"), unique=True)
    source = models.CharField(_("source"), max_length=200)
    points = models.PositiveIntegerField(_("points"))
    residents = models.PositiveIntegerField(_("residents"))
    packed = models.BinaryField(editable=False, default=bytes)
    invented = models.BooleanField(_("invented for a sample city"), default=False)

    class Meta:
        verbose_name = _("headcount of residents")
        verbose_name_plural = _("headcounts of residents")
        ordering = ["-counted_on"]

    def __str__(self) -> str:
        return f"{self.counted_on}"
