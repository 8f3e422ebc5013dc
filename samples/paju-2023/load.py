"""Brings the facts of the bureau's 2023 report in, through the acts and imports that its officials would use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from samples import loading, papers

FOLDER = Path(__file__).resolve().parent
YEAR = 2023
FOUNDED = date(2022, 1, 1)
ACCOUNTS = (
    ("bureau", loading.PASSWORD, "행정안전국장 / head of the bureau"),
    ("autonomy-townhalls", loading.PASSWORD, "이동시장실 담당 / keeper of the mobile mayor's office"),
    ("support-establishment", loading.PASSWORD, "조직·정원 담당 / keeper of the establishment"),
)
STEPS = ("organisation", "totals", "records", "report", "papers")


def load(progress: Callable[[int, int, str], None] = lambda done, total, what: None) -> None:
    """Everything, in the order of `index.yaml`."""
    index = yaml.safe_load((FOLDER / "index.yaml").read_text("utf8"))
    today = date(2024, 1, 2)
    progress(0, len(STEPS), "organisation")
    city = loading.part(FOLDER, "organisation").found(FOLDER, on=FOUNDED)
    progress(1, len(STEPS), "totals")
    loading.part(FOLDER, "totals").enter(FOLDER, index, city)
    progress(2, len(STEPS), "records")
    for name in loading.parts(FOLDER):
        if name not in {"organisation", "totals", "report"}:
            system = loading.part(FOLDER, name)
            getattr(system, f"load_{name}")(FOLDER, city.officials[system.KEEPER], today)
    progress(3, len(STEPS), "report")
    loading.part(FOLDER, "report").write(FOLDER, index, city, today)
    progress(4, len(STEPS), "papers")
    papers.file(city, on=today)
    progress(len(STEPS), len(STEPS), "done")
