"""What town halls do by themselves."""

from __future__ import annotations

from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.jobs.declare import job
from haengan.rooms.autonomy.townhalls.actions import requests


@job("autonomy.townhalls.destroy_contacts", at="03:20")
def destroy_contacts() -> None:
    requests.destroy_contacts(today=timezone.localdate(), actor=System("autonomy.townhalls.destroy_contacts"))
