"""Installing, moving, replacing and removing equipment, and noting how it works."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.equipment import queries
from haengan.kernel.equipment.models import Condition, Equipment, Placement
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places.models import Site


@act("equipment.pieces.install", by=("official", "system"))
def install(
    *,
    kind: str,
    site: Site,
    unit: Unit,
    installed_on: date,
    actor: Actor,
    model: str = "",
    number: str = "",
    spot: str = "",
    invented: bool = False,
) -> Equipment:
    """New equipment at a site; several pieces share a site and differ by `spot`."""
    _new(kind, number)
    _place_stands(site, unit, installed_on)
    made = Equipment.objects.create(kind=kind, number=number, model=model, installed_on=installed_on, invented=invented)
    Placement.objects.create(equipment=made, site=site, spot=spot, unit=unit, from_on=installed_on)
    return made


@act("equipment.pieces.move", by=("official", "system"))
def move(
    key: str,
    *,
    revision: int | None,
    from_on: date,
    actor: Actor,
    site: Site | None = None,
    unit: Unit | None = None,
    spot: str | None = None,
    reason: str = "",
) -> Placement:
    """From a day on it stands elsewhere, or another unit is in charge; what is left out stays as it was."""
    piece = _taken(actor, key, revision)
    last = _last_placement(piece)
    site, unit = site or last.site, unit or last.unit
    spot = last.spot if spot is None else spot
    if from_on < last.from_on:
        raise Refused(
            _("It has stood where it is since %(day)s. Choose that day or a later one.") % {"day": last.from_on},
            field="from_on",
        )
    if (site, unit, spot) == (last.site, last.unit, last.spot):
        raise Refused(_("Nothing would change. Choose another site, unit or spot."), field="site")
    _place_stands(site, unit, from_on)
    piece.save()
    if from_on == last.from_on:
        last.site, last.unit, last.spot = site, unit, spot
        last.save()
        return last
    last.until_on = from_on
    last.save()
    return Placement.objects.create(equipment=piece, site=site, spot=spot, unit=unit, from_on=from_on)


@act("equipment.pieces.replace", by=("official", "system"))
def replace(
    key: str, *, revision: int | None, on: date, actor: Actor, model: str = "", number: str = "", reason: str = ""
) -> Equipment:
    """A new piece takes the old one's place on a day; the two stay linked."""
    old = _taken(actor, key, revision)
    last = _last_placement(old)
    _new(old.kind, number)
    _end(old, on=on)
    made = Equipment.objects.create(
        kind=old.kind,
        number=number,
        model=model or old.model,
        installed_on=on,
        replaces=old,
        invented=old.invented,
    )
    Placement.objects.create(equipment=made, site=last.site, spot=last.spot, unit=last.unit, from_on=on)
    return made


@act("equipment.pieces.remove", by=("official", "system"))
def remove(key: str, *, revision: int | None, on: date, reason: str, actor: Actor) -> Equipment:
    """It no longer stands from that day on."""
    piece = _taken(actor, key, revision)
    if not reason.strip():
        raise Refused(_("Say why it is removed."), field="reason")
    _end(piece, on=on)
    return piece


@act("equipment.pieces.report", by=("official", "system"))
def report(
    key: str, *, revision: int | None, from_on: date, actor: Actor, state: str = "", note: str = ""
) -> Condition | None:
    """How it works from a day on; no `state` means that it is in order again."""
    piece = _taken(actor, key, revision)
    if from_on < piece.installed_on:
        raise Refused(_("It was installed on %(day)s only.") % {"day": piece.installed_on}, field="from_on")
    if state and state not in Condition.State.values:
        raise Refused(_("This state is unknown. Choose one from the list."), field="state")
    if piece.conditions.filter(from_on__gt=from_on).exists():
        raise Refused(_("Something later is already on record. Choose a later day."), field="from_on")
    piece.save()
    before = queries.condition_of(piece, from_on)
    if before and before.from_on == from_on:
        return _said_again(before, state=state, note=note)
    if before:
        before.until_on = from_on
        before.save()
    return Condition.objects.create(equipment=piece, state=state, note=note, from_on=from_on) if state else None


def _said_again(condition: Condition, *, state: str, note: str) -> Condition:
    """Twice on one day: another state takes its place; a fault that was put right the same day stands for that day."""
    if state:
        condition.state, condition.note, condition.until_on = state, note, None
    else:
        condition.until_on = condition.from_on + timedelta(days=1)
    condition.save()
    return condition


def _taken(actor: Actor, key: str, revision: int | None) -> Equipment:
    piece = access.take(actor, Equipment, key, revision)
    if piece.removed_on:
        raise Refused(_("It was removed on %(day)s; nothing about it can change.") % {"day": piece.removed_on})
    return piece


def _last_placement(piece: Equipment) -> Placement:
    return piece.placements.select_related("site", "unit").order_by("-from_on")[0]


def _new(kind: str, number: str) -> None:
    if kind not in Equipment.Kind.values:
        raise Refused(_("This kind of equipment is unknown. Choose one from the list."), field="kind")
    if number and Equipment.objects.filter(kind=kind, number=number).exists():
        raise Refused(
            _("There is already one of this kind with number %(number)s. Check the number.") % {"number": number},
            field="number",
        )


def _place_stands(site: Site, unit: Unit, day: date) -> None:
    if site.from_on > day or (site.until_on and site.until_on <= day):
        raise Refused(_("The site does not exist on %(day)s.") % {"day": day}, field="site")
    if organisation.unit_on(unit, day) is None:
        raise Refused(_("The unit does not exist on %(day)s. Choose its successor.") % {"day": day}, field="unit")


def _end(piece: Equipment, *, on: date) -> None:
    last = _last_placement(piece)
    if on <= last.from_on:
        raise Refused(
            _("It has stood where it is since %(day)s. Choose a later day.") % {"day": last.from_on}, field="on"
        )
    for open_one in (last, piece.conditions.filter(until_on=None).order_by("-from_on").first()):
        if open_one is not None and open_one.from_on < on:
            open_one.until_on = on
            open_one.save()
    piece.removed_on = on
    piece.save()
