"""The register of terminals."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch.models import Delivery, Terminal
from haengan.kernel.dispatch.rules import OPEN
from haengan.kernel.places.models import District

KINDS = {Terminal.Kind.SIREN: "siren", Terminal.Kind.BOARD: "board", Terminal.Kind.ALARM: "alarm_terminal"}
"""The kind of equipment that each kind of terminal is."""


@act("dispatch.terminals.enter", by=("official", "system"))
def enter(
    *, number: str, kind: str, from_on: date, actor: Actor, district: District | None = None, **told: Any
) -> Terminal:
    """A terminal in service from a day on; its own key may follow when it is known."""
    made = Terminal(number=number, kind=kind, from_on=from_on, district=district, **told)
    if Terminal.objects.filter(number=number).exists():
        raise Refused(
            _("There is a terminal %(number)s already.") % {"number": number},
            field="number",
            remedy=_("Choose another number, or correct that one."),
        )
    _checked(made)
    made.save()
    return made


@act("dispatch.terminals.correct", by=("official", "system"))
def correct(key: str, *, revision: int | None, actor: Actor, reason: str = "", **told: Any) -> Terminal:
    """Its switch cannot be entered otherwise while a message to it is under way."""
    terminal = access.take(actor, Terminal, key, revision)
    moved = "world" in told and told["world"] != terminal.world
    if moved and Delivery.objects.filter(terminal=terminal, state__in=OPEN, message__world=terminal.world).exists():
        raise Refused(
            _("Messages of the other world to %(number)s are still under way.") % {"number": terminal.number},
            field="world",
            remedy=_("Wait until they have ended or expired."),
        )
    for name, value in told.items():
        setattr(terminal, name, value)
    _checked(terminal)
    terminal.save()
    return terminal


def _checked(terminal: Terminal) -> None:
    terminal.clean_fields(exclude=["equipment", "district"])
    if terminal.until_on and terminal.until_on <= terminal.from_on:
        raise Refused(_("It must end after it begins."), field="until_on")
    equipment = terminal.equipment
    if equipment is not None and equipment.kind != KINDS[Terminal.Kind(terminal.kind)]:
        raise Refused(
            _("%(equipment)s is no %(kind)s.") % {"equipment": equipment, "kind": terminal.get_kind_display()},
            field="equipment",
            remedy=_("Choose equipment of that kind."),
        )
    if terminal.public_key:
        other = Terminal.objects.filter(public_key=terminal.public_key).exclude(pk=terminal.pk).first()
        if other is not None:
            raise Refused(
                _("That is the key of terminal %(number)s.") % {"number": other.number},
                field="public_key",
                remedy=_("Read the key of this terminal: it stands in its own folder."),
            )
