"""Acts in the words of their readers."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.access.declare import duties
from haengan.kernel.registers import permission
from haengan.kernel.registers.declare import Register, registry

INTAKES = {
    "people.sealed.read": gettext_lazy("Personal data read"),
    "registers.personal.read": gettext_lazy("Personal data read"),
    "journal.contents.read": gettext_lazy("Contents of a line read"),
}


def act(name: str) -> str:
    """What was done: by the register whose act it is, else by the duty that it belongs to; its code where neither is known."""
    if name in INTAKES:
        return str(INTAKES[name])
    known = _of_registers().get(name)
    if known is not None:
        register, label = known
        return _("%(what)s: %(done)s") % {"what": register.label_of_one, "done": label}
    covering = [duty for duty in duties.values() if duty.covers(name)]
    # A duty over many acts says less of each of them.
    closest = min(covering, key=lambda duty: (len(duty.acts), duty.name), default=None)
    return closest.title if closest is not None else name


@cache
def _of_registers() -> dict[str, tuple[Register, Any]]:
    """Act to its register and what it does there. The registers are all declared before the first page is asked for."""
    found: dict[str, tuple[Register, Any]] = {}
    for register in registry.values():
        own = [
            (register.add, gettext_lazy("Entered")),
            (register.change, gettext_lazy("Corrected")),
            (register.retract, gettext_lazy("Retracted")),
            *((step.action, step.label) for step in register.steps),
        ]
        found |= {permission.act_name(action): (register, label) for action, label in own if action is not None}
    return found
