"""Who keeps series, limits and keys of stations; everyone sees what is measured."""

from __future__ import annotations

from django.db.models import Q

from haengan.kernel.access.declare import Duty, opens
from haengan.kernel.acts.running import Actor
from haengan.kernel.readings.models import Series

READINGS = Duty(
    "house.readings.keep",
    ko="측정 관리",
    en="Keeping measurements",
    acts=("readings.*",),
    sees=("kernel_readings.Series", "kernel_readings.StationKey"),
)


@opens(Series)
def everything(actor: Actor) -> Q:
    return Q()
