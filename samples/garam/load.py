"""Garam, an invented city of 500,000: organisation, districts, sites, people, a year of work and its report.

Everything here is made up. One seed makes the same city each time; `scale` makes it larger (1: about 300 officials, as a
demonstration; 8: the officials of a real city of that size, for benchmarks).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from samples import loading, papers

FOLDER = Path(__file__).resolve().parent
SEED = 500_000
YEAR = 2025
FOUNDED = date(2024, 1, 1)
TODAY = date(2026, 1, 2)
MARKED = ("가상의 도시", "invented city")
ACCOUNTS = (
    ("bureau", loading.PASSWORD, "행정안전국장 / head of the bureau (가상의 도시)"),
    ("support-establishment", loading.PASSWORD, "조직·정원 담당 / keeper of the establishment"),
    ("autonomy-townhalls", loading.PASSWORD, "이동시장실 담당 / keeper of the mobile mayor's office"),
    ("civil-affairs-petitions", loading.PASSWORD, "민원 담당 / keeper of petitions"),
)
OWN = ("organisation", "places", "totals", "report")
"""Parts that belong to no system."""
Progress = Callable[[int, int, str], None]


def load(progress: Progress = lambda done, total, what: None, *, scale: float = 1.0) -> None:
    """Places and organisation first, then each system's year in the order of its name, entered totals, and the report.

    Each step is one transaction: what an interrupted loading leaves behind is whole steps.
    """
    city: Any = None
    steps: dict[str, Callable[[], Any]] = {"organisation": lambda: _found(scale)}
    for name in loading.parts(FOLDER):
        if name not in OWN:
            steps[name] = lambda name=name: _live(city, name, scale)  # type: ignore[misc]  # a default binds the name
    steps["totals"] = lambda: loading.part(FOLDER, "totals").enter(FOLDER, city)
    steps["report"] = lambda: loading.part(FOLDER, "report").write(FOLDER, city, year=YEAR, today=TODAY, marked=MARKED)
    steps["papers"] = lambda: papers.file(city, on=TODAY)
    for done, (name, step) in enumerate(steps.items()):
        progress(done, len(steps), name)
        with transaction.atomic():
            made = step()
        city = made if name == "organisation" else city
    progress(len(steps), len(steps), "done")


def _found(scale: float) -> Any:
    """The city with its districts, units, officials, sites and residents."""
    places, dice = loading.part(FOLDER, "places"), _dice("places")
    districts = places.draw(FOLDER, dice, on=FOUNDED)
    found = loading.part(FOLDER, "organisation").found
    city = found(FOLDER, _dice("organisation"), districts, on=FOUNDED, scale=scale)
    places.people_it(FOLDER, dice, city, on=FOUNDED, scale=scale)
    return city


def _live(city: Any, name: str, scale: float) -> None:
    """One system's year."""
    part = loading.part(FOLDER, name)
    keeper = getattr(part, "KEEPER", "") or _keeper(city, name)
    part.fill(_dice(name), city, city.officials[keeper], TODAY, scale)


def _dice(name: str) -> random.Random:
    """Each part throws its own: a new part changes no other."""
    return random.Random(f"{SEED} {name}")  # an invented city, no secret


def _keeper(city: loading.City, part: str) -> str:
    """The sign-in name of who keeps a system: `support-establishment` for ``establishment``."""
    ends = "-" + part.replace("_", "-")
    return next(login for login in city.officials if login.endswith(ends))


if __name__ == "__main__":
    import django

    asked = argparse.ArgumentParser(description="Load Garam into the database that the settings name.")
    asked.add_argument("--scale", type=float, default=1.0, help="1: about 300 officials; 8: a real city's")
    django.setup()
    load(lambda done, total, what: print(f"{done}/{total} {what}"), scale=asked.parse_args().scale)  # noqa: T201
