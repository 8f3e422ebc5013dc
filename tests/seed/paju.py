"""Reads `samples/paju-2023` as plain data and answers a figure chip from it, without the application."""

import csv
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / "samples" / "paju-2023"
CHIP = re.compile(r"\{\{([^{}]*)\}\}")


class UnansweredError(Exception):
    pass


@dataclass(frozen=True)
class Fact:
    """One amount: an entered total, or what one record gives to a measure."""

    figure: str
    slices: frozenset[tuple[str, str]]
    first: date
    last: date
    amount: int
    unit: str
    file: str


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@cache
def document(name: str) -> dict:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _slices(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(tuple(part.split("=", 1)) for part in re.split(r"[;|]", text) if part)


@cache
def entered() -> list[Fact]:
    files = [entry["file"] for entry in document("index.yaml")["files"] if entry["kind"] == "entered"]
    return [
        Fact(
            figure=row["지표"],
            slices=_slices(row["분류"]),
            first=date.fromisoformat(row["시작"]),
            last=date.fromisoformat(row["끝"]),
            amount=int(row["값"]),
            unit=row["단위"],
            file=name,
        )
        for name in files
        for row in table(name)
    ]


def _measured(entry: dict, row: dict[str, str]) -> list[Fact]:
    return [
        Fact(
            figure=figure,
            slices=frozenset((key, row[column]) for key, column in entry["slices"].items()),
            first=date.fromisoformat(row[entry["from"]]),
            last=date.fromisoformat(row[entry["until"]]),
            amount=1 if columns == "count" else sum(int(row[column] or 0) for column in columns),
            unit="",
            file=entry["file"],
        )
        for figure, columns in entry["measures"].items()
    ]


@cache
def recorded() -> list[Fact]:
    entries = [entry for entry in document("index.yaml")["files"] if "measures" in entry]
    return [fact for entry in entries for row in table(entry["file"]) for fact in _measured(entry, row)]


def period(text: str) -> tuple[date, date]:
    """First and last day of ``2023``, ``2023-01``, ``2023-03-01`` or ``2022-08-01..2023-08-31``."""
    if ".." in text:
        first, last = text.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    year, month, day = (int(part) for part in (*text.split("-"), 0, 0)[:3])
    if day:
        return date(year, month, day), date(year, month, day)
    last_month = month or 12
    return date(year, month or 1, 1), date(year, last_month, monthrange(year, last_month)[1])


def behind(chip: str) -> list[Fact]:
    """The facts whose amounts add up to the chip's number; UnansweredError if there are none or the sum would be ambiguous.

    An entered total answers for exactly the chip's slice; for a whole that nobody entered, the members of the one
    partition that was entered do.
    """
    figure, asked, *members = chip.split("|")
    first, last = period(asked)
    wanted = _slices("|".join(members))

    def fits(fact: Fact) -> bool:
        return fact.figure == figure and wanted <= fact.slices and first <= fact.first and fact.last <= last

    records = [fact for fact in recorded() if fits(fact)]
    totals = [fact for fact in entered() if fits(fact)]
    if records and not totals:
        return records
    if exact := [fact for fact in totals if fact.slices == wanted]:
        return exact
    keys = {key for fact in totals for key, _ in fact.slices} - set(document("index.yaml")["overlapping"])
    if wanted or len(keys) != 1:
        raise UnansweredError(chip)
    return [fact for fact in totals if keys == {key for key, _ in fact.slices}]


def number(chip: str) -> int:
    return sum(fact.amount for fact in behind(chip))


def nodes(node: dict) -> list[dict]:
    """The node and everything below it, in reading order; notes count as nodes."""
    below = [*node.get("chapters", []), *node.get("notes", []), *node.get("items", [])]
    return [node, *(inner for child in below for inner in nodes(child))]
