"""Equipment through all its places and conditions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Unit
from haengan.kernel.places.models import Site
from haengan.kernel.tables import guards
from haengan.kernel.tables.models import Record


def ends_later(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name=name)


class Equipment(Record):
    """One device or facility from its installation to its removal. `number` is the asset number it carries, if any.

    Where it stands and who is in charge is a `Placement`, how it works a `Condition`, both dated.
    """

    class Kind(models.TextChoices):
        SIREN = "siren", _("voice-warning siren")
        BOARD = "board", _("disaster text board")
        CCTV = "cctv", _("CCTV camera")
        GAUGE = "gauge", _("gauge")
        ALARM_TERMINAL = "alarm_terminal", _("civil-defence alarm terminal")
        ACCESS_POINT = "access_point", _("public Wi-Fi access point")
        PANIC_BELL = "panic_bell", _("emergency bell")
        WATER_FACILITY = "water_facility", _("emergency water facility")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    number = models.CharField(_("asset number"), max_length=40, blank=True)
    model = models.CharField(_("make and model"), max_length=120, blank=True)
    installed_on = models.DateField(_("installed on"))
    removed_on = models.DateField(_("removed on"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    invented = models.BooleanField(_("invented for a sample city"), default=False)

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ["kind", "number", "id"]
        indexes = [models.Index(fields=["kind", "installed_on", "removed_on"], name="equipment_days")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], condition=~Q(number=""), name="equipment_number_once"),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(removed_on__gte=F("installed_on")),
                name="equipment_removed_after_installed",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.get_kind_display()), self.number or self.model) if part)


@guards.no_overlap("equipment")
class Placement(Record):
    """Where equipment stands and which unit is in charge of it; `spot` says where at the site (roof, pole 3)."""

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="placements", verbose_name=_("equipment"))
    site = models.ForeignKey(Site, models.PROTECT, related_name="placements", verbose_name=_("site"))
    spot = models.CharField(_("spot"), max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements", verbose_name=_("unit in charge"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("placement of equipment")
        verbose_name_plural = _("placements of equipment")
        ordering = ["from_on", "id"]
        constraints = [ends_later("placement_ends_later")]

    def __str__(self) -> str:
        return f"{self.equipment} – {self.site}"


@guards.no_overlap("equipment")
class Condition(Record):
    """That equipment is faulty, switched off or under repair for some days; without one it is in order."""

    class State(models.TextChoices):
        FAULTY = "faulty", _("faulty")
        REPAIR = "repair", _("under repair")
        OFF = "off", _("switched off")

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="conditions", verbose_name=_("equipment"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    note = models.CharField(_("note"), max_length=300, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("condition of equipment")
        verbose_name_plural = _("conditions of equipment")
        ordering = ["from_on", "id"]
        constraints = [ends_later("condition_ends_later")]

    def __str__(self) -> str:
        return f"{self.equipment} – {self.get_state_display()}"
