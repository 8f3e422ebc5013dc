"""How a room declares a figure. Declaring registers it; the name must be unique in the house."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from haengan.kernel.figures.rules import UNITS, Grain, Kind, Standing, Unit

PERSON = "명"
FLOW, STOCK, DISTINCT, RATIO = Kind.FLOW, Kind.STOCK, Kind.DISTINCT, Kind.RATIO


@dataclass(frozen=True)
class Member:
    """One part of a slice: its code and what people call it."""

    code: str
    ko: str
    en: str
    where: Q | None = None


@dataclass(frozen=True)
class Slice:
    """A way of dividing a figure. `paths` group by values; `members` with `where` select by condition.

    A partition puts every record into exactly one member (its members sum to the total); in an overlapping slice a
    record may stand in several or none.
    """

    is_partition: bool
    paths: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    ko: str = ""
    en: str = ""
    naming: Callable[[Sequence[str]], Mapping[str, tuple[str, str]]] | None = None

    @property
    def by_condition(self) -> bool:
        return bool(self.members) and self.members[0].where is not None

    def label(self, code: str, language: str = "ko") -> str:
        """What people call a member; its code where nobody named it."""
        for member in self.members:
            if member.code == code:
                return member.ko if language == "ko" else member.en
        if self.naming is not None:
            ko, en = self.naming([code]).get(code, (code, code))
            return ko if language == "ko" else en
        return code


def partition(
    *paths: str,
    members: Iterable[tuple[str, str, str]] = (),
    ko: str = "",
    en: str = "",
    naming: Callable[[Sequence[str]], Mapping[str, tuple[str, str]]] | None = None,
) -> Slice:
    """Group by the value of one path, or of several (codes joined by ``|``). `members` give codes their names."""
    return Slice(True, paths, tuple(Member(*m) for m in members), ko, en, naming)


def overlapping(
    path: str = "",
    *,
    members: Iterable[tuple[str, str, str] | tuple[str, str, str, Q]] = (),
    ko: str = "",
    en: str = "",
    naming: Callable[[Sequence[str]], Mapping[str, tuple[str, str]]] | None = None,
) -> Slice:
    """By a to-many path, or by members each with the condition (`Q`) that puts a record there."""
    return Slice(False, (path,) if path else (), tuple(Member(*m) for m in members), ko, en, naming)


@dataclass(frozen=True, eq=False)
class Figure:
    """A named question asked of the records (``room.system.measure``).

    `source` gives all records that count, without period. `at` is the path to the stored date on which a record counts
    (for a STOCK from which it stands; `until` the day from which it no longer does). `measure` is the whole-number path
    that is summed; empty counts records. `of` is what a DISTINCT counts once. A RATIO has `part`, `whole` and `times`.
    `depends` names further paths that the source's filter looks at. Without `source` only entered totals exist.
    """

    name: str
    kind: Kind
    ko: str
    en: str
    unit: str
    basis: str
    one: tuple[str, str]
    source: Callable[[], QuerySet[Any]] | None = None
    at: str = ""
    until: str = ""
    measure: str = ""
    of: str = ""
    part: Figure | None = None
    whole: Figure | None = None
    times: int = 100
    slices: Mapping[str, Slice] = field(default_factory=dict)
    depends: tuple[str, ...] = ()
    approximate: str = ""
    grain: Grain = Grain.DAY
    standing: Standing = Standing.COUNT
    public: bool = True
    headline: bool = False
    """Stands on the citizens' first page."""
    equals: tuple[str, ...] = ()
    """Names of figures whose sum this one must equal for the same period: checked with each close."""
    open_parts: bool = False
    """Its small parts, too, are told to everyone, though it counts people one by one: a law opens who they are."""

    def __post_init__(self) -> None:
        _declared_well(self)
        known = figures.get(self.name)
        if known is not None and known.ko != self.ko:
            raise ValueError(f"figure {self.name!r} is declared twice")
        figures[self.name] = self

    @property
    def shown_unit(self) -> Unit:
        return UNITS[self.unit]

    @property
    def guarded(self) -> bool:
        """Whether a small part could point to a person: it counts people one by one (`hiding.py`)."""
        return self.unit == PERSON and self.source is not None and not self.measure and not self.open_parts

    @cached_property
    def model(self) -> type[Model] | None:
        return None if self.source is None else self.source().model

    def label(self, language: str = "ko") -> str:
        return self.ko if language == "ko" else self.en

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path whose value can change this figure."""
        found = [self.at, self.until, self.measure, self.of, self.approximate, *self.depends]
        for cut in self.slices.values():
            found += cut.paths
            for member in cut.members:
                found += _q_paths(member.where) if member.where is not None else []
        return tuple(dict.fromkeys(path for path in found if path))

    def fingerprint(self) -> str:
        """Changes when the definition does: query, dates, measure, slices."""
        sql = "" if self.source is None else str(self.source().values("pk").query)
        cuts = [
            (n, s.is_partition, s.paths, [(m.code, str(m.where)) for m in s.members]) for n, s in self.slices.items()
        ]
        parts = (self.part.name if self.part else "", self.whole.name if self.whole else "", self.times)
        told = (self.kind, sql, self.at, self.until, self.measure, self.of, parts, sorted(cuts))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


figures: dict[str, Figure] = {}


def named(figure: str, slice: str = "", member: str = "", *, language: str = "ko") -> tuple[str, str, str]:
    """What people call a figure, one of its slices and a member of it; the code where nothing of that name is declared."""
    known = figures.get(figure)
    cut = known.slices.get(slice) if known is not None else None
    return (
        known.label(language) if known is not None else figure,
        (cut.ko if language == "ko" else cut.en) or slice if cut is not None else slice,
        cut.label(member, language) if cut is not None else member,
    )


def _declared_well(figure: Figure) -> None:
    def wrong(what: str) -> ValueError:
        return ValueError(f"figure {figure.name!r}: {what}")

    if figure.name.count(".") != 2:
        raise wrong("its name must be room.system.measure")
    if figure.unit not in UNITS:
        raise wrong(f"unit {figure.unit!r} is not among {', '.join(UNITS)}")
    if not (figure.ko and figure.en and figure.basis and all(figure.one)):
        raise wrong("it needs labels in both languages, a legal basis and what one record behind it is")
    if figure.kind is Kind.RATIO:
        if figure.part is None or figure.whole is None or figure.source is not None:
            raise wrong("a ratio has part and whole and no source of its own")
        return
    if figure.source is None:
        return
    if not figure.at:
        raise wrong("a figure with records needs `at`, the date on which one counts")
    if (figure.kind is Kind.STOCK) != bool(figure.until):
        raise wrong("a stock, and only a stock, has `until`")
    if (figure.kind is Kind.DISTINCT) != bool(figure.of):
        raise wrong("a distinct count, and only that, has `of`")


def _q_paths(condition: Q) -> list[str]:
    found: list[str] = []
    for child in condition.children:
        found += _q_paths(child) if isinstance(child, Q) else [str(child[0])]  # type: ignore[index]
    return found


@dataclass(frozen=True)
class Column:
    """A column of a published table. `value` gives for one record text, a whole number, or a list of both; text in two
    languages is ``{"ko": …, "en": …}``, a number printed otherwise ``{"n": 40000, "text_ko": "4만"}``."""

    name: str
    ko: str
    en: str
    value: Callable[[Any], Any]
    unit: str = ""
    align: str = "center"
    merged: bool = False
    """Consecutive rows with the same text share one cell, within the merged columns to its left."""


@dataclass(frozen=True, eq=False)
class Table:
    """A published list of records: `rows` gives those of a period in printing order."""

    name: str
    ko: str
    en: str
    rows: Callable[[Any], Iterable[Any]]
    columns: tuple[Column, ...]
    unit_ko: str = ""
    unit_en: str = ""
    public: bool = True
    model: Callable[[], type[Model]] | None = None
    """Of which records the rows are: a number in the table leads to the record of its row."""

    def row(self, key: str) -> Any:
        """The record of a row by its key, None where there is none."""
        return None if self.model is None else self.model()._base_manager.filter(key=key).first()

    def __post_init__(self) -> None:
        tables[self.name] = self

    def label(self, language: str = "ko") -> str:
        return self.ko if language == "ko" else self.en


tables: dict[str, Table] = {}
