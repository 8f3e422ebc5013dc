"""The bureau's ceremonies and commemorations of the year, through the register's own import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from haengan.kernel.people.models import Official
from samples import loading

KEEPER = "support-events"


def load_events(folder: Path, actor: Official, today: date) -> None:
    loading.bring("support.events", loading.read(folder / "events.csv"), name="events.csv", actor=actor)
