"""An edition as plain values: all that kits, packages and XBRL pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from haengan.kernel.figures.rules import Kind, Origin, Period, Unit, period
from haengan.lib.documents import model as doc


@dataclass(frozen=True)
class Cut:
    """A slice: its name in both languages, the codes its declaration lists, and the members that the edition shows."""

    name: str
    ko: str
    en: str
    is_partition: bool
    declared: tuple[str, ...]
    members: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """A figure as it was declared when the edition was frozen."""

    name: str
    kind: Kind
    ko: str
    en: str
    unit: Unit
    basis: str
    one: tuple[str, str]
    standing: str = ""
    part: str = ""
    whole: str = ""
    times: int = 100
    equals: tuple[str, ...] = ()
    cuts: Mapping[str, Cut] = field(default_factory=dict)
    is_open: bool = True

    @property
    def room(self) -> str:
        return self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Place:
    """Which value is meant."""

    figure: str
    period: Period
    slice: str = ""
    member: str = ""

    def __str__(self) -> str:
        cut = f" {self.slice}={self.member}" if self.slice else ""
        return f"{self.figure} {self.period}{cut}"


@dataclass(frozen=True)
class Value:
    """A frozen value. `behind` holds the keys of records and statements in it, `entered` those of the statements alone;
    `since` is the day of the entered total from which a stock is counted on."""

    place: Place
    amount: Decimal | None
    origin: Origin
    approximate: bool
    behind: frozenset[str]
    entered: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True)
class Counted:
    """One record behind values of a figure. `one` is a number for what a distinct count counts once."""

    figure: str
    key: str
    at: str
    until: str
    amount: int
    one: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """An entered total, without its author."""

    key: str
    figure: str
    period: Period
    slice: str
    member: str
    amount: int
    approximate: bool
    document: str
    page: str


@dataclass(frozen=True)
class Heading:
    """A column of a published list."""

    name: str
    ko: str
    en: str
    unit: str


@dataclass(frozen=True)
class Listing:
    """A published list as it stood. `rows` are {"key": …, "cells": [[part, …], …]} as `kernel.figures.printing` makes them."""

    name: str
    ko: str
    en: str
    period: Period
    columns: tuple[Heading, ...]
    rows: tuple[dict[str, Any], ...]

    def numbers(self) -> list[tuple[str, str, int, int, str]]:
        """(column, record's key, which number of the cell from 1, the number, its unit), in printing order."""
        found = []
        for row in self.rows:
            for column, cell in zip(self.columns, row["cells"], strict=True):
                told = [part for part in cell if isinstance(part, dict) and "n" in part]
                for at, part in enumerate(told, start=1):
                    found.append((column.name, row["key"], at, part["n"], part.get("unit") or column.unit))
        return found


@dataclass(frozen=True)
class Audit:
    """One edition. `documents` by language."""

    year: int
    number: int
    title_ko: str
    title_en: str
    organisation_ko: str
    organisation_en: str
    base_on: date
    mark: int
    digest: str
    frozen_at: datetime
    freeze_key: str
    documents: Mapping[str, doc.Document]
    questions: Mapping[str, Question]
    values: tuple[Value, ...]
    records: tuple[Counted, ...]
    entries: tuple[Entry, ...]
    listings: tuple[Listing, ...]
    is_open: bool
    """Whether nothing in it is about people, so that citizens may have the whole kit."""
    licence: str = "KOGL-1"

    @property
    def stem(self) -> str:
        return f"report-{self.year}-{self.number}"

    @cached_property
    def by_place(self) -> dict[Place, Value]:
        return {value.place: value for value in self.values}

    def last_on(self, value: Value) -> date:
        """The last day that is counted: nothing later than the base date is."""
        return min(value.place.period.last_on, self.base_on)

    def place(self, number: doc.Number) -> Place | None:
        """What a printed number of a figure asks, None for one of a list, and for one that was signed for."""
        if number.figure not in self.questions or not number.period:
            return None
        cut, member = number.slice[0] if number.slice else ("", "")
        return Place(number.figure, period(number.period), cut, member)

    def before(self, number: doc.Number) -> Place | None:
        """Of a change: the value from which it is counted."""
        place = self.place(number)
        if place is None or not number.since:
            return None
        return Place(place.figure, period(number.since), place.slice, place.member)
