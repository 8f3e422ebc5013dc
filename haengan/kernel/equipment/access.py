"""Who keeps the equipment, and that everyone may see where it stands."""

from __future__ import annotations

from django.db.models import Q

from haengan.kernel.access.declare import Duty, opens
from haengan.kernel.acts.running import Actor
from haengan.kernel.equipment.models import Condition, Equipment, Placement

EQUIPMENT = Duty(
    "house.equipment.keep",
    ko="장비 관리",
    en="Keeping equipment",
    acts=("equipment.*",),
    sees=("kernel_equipment.*",),
)


@opens(Equipment)
@opens(Placement)
@opens(Condition)
def everything(actor: Actor) -> Q:
    return Q()
