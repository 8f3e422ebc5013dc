"""Named reads of equipment on any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from haengan.kernel.equipment.models import Condition, Equipment, Placement
from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables.queries import on_day


def all_installed() -> QuerySet[Equipment]:
    """Everything ever installed; as a figure it stands from `installed_on` until `removed_on`."""
    return Equipment.objects.all()


def standing(day: date, *, kinds: Iterable[str] = ()) -> QuerySet[Equipment]:
    """Installed and not yet removed on that day, with `in_order`: no fault, repair or switch-off is on record."""
    amiss = Condition.objects.filter(on_day(day), equipment=OuterRef("pk"))
    present = Q(installed_on__lte=day) & (Q(removed_on__isnull=True) | Q(removed_on__gt=day))
    found = Equipment.objects.filter(present).annotate(in_order=~Exists(amiss))
    return found.filter(kind__in=list(kinds)) if kinds else found


def placements(day: date, *, kinds: Iterable[str] = ()) -> QuerySet[Placement]:
    """Where each piece that stands on that day is: for maps and lists by district."""
    found = Placement.objects.filter(on_day(day), equipment__in=standing(day, kinds=kinds))
    return found.select_related("equipment", "site", "unit").order_by("site__name_ko", "id")


def placement_of(equipment: Equipment, day: date) -> Placement | None:
    return Placement.objects.filter(on_day(day), equipment=equipment).select_related("site", "unit").first()


def condition_of(equipment: Equipment, day: date) -> Condition | None:
    """None where it is in order."""
    return Condition.objects.filter(on_day(day), equipment=equipment).first()


def in_charge_of(unit: Unit, day: date) -> QuerySet[Equipment]:
    """What a unit looks after on that day."""
    return standing(day).filter(pk__in=Placement.objects.filter(on_day(day), unit=unit).values("equipment"))


def counts(day: date) -> dict[str, tuple[int, int]]:
    """By kind: how many stand, and how many of them are in order."""
    rows = (
        standing(day).order_by().values("kind").annotate(stand=Count("pk"), well=Count("pk", filter=Q(in_order=True)))
    )
    return {row["kind"]: (row["stand"], row["well"]) for row in rows}
