"""The bureau's exchanges of the year, through the registers' own imports: first the cities, then what was done with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from haengan.kernel.people.models import Official
from samples import loading

KEEPER = "autonomy-exchanges"


def load_exchanges(folder: Path, actor: Official, today: date) -> None:
    cities = loading.read(folder / "sister_cities.csv")
    loading.bring("autonomy.exchanges.cities", cities, name="sister_cities.csv", actor=actor)
    rows = loading.read(folder / "exchanges.csv")
    loading.bring("autonomy.exchanges", rows, name="exchanges.csv", actor=actor)
