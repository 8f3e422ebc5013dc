"""What honorary mayors' registers do by themselves."""

from __future__ import annotations

from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.jobs.declare import job
from haengan.rooms.autonomy.honorary_mayors.actions import calls


@job("autonomy.honorary_mayors.destroy", at="03:25")
def destroy() -> None:
    calls.destroy(today=timezone.localdate(), actor=System("autonomy.honorary_mayors.destroy"))
