"""What the database itself forbids: changing an append-only table, intervals of one thing that overlap, and a row that
leads to one of another kind (a drill to a live terminal).

Guards are declared beside the model and set again after every migration, because on SQLite a later migration that
rebuilds a table silently drops its triggers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Overlap:
    """Rows with the same `keys` must not overlap in ``[from_on, until_on)``; an open end is NULL.

    `where` narrows it to rows whose fields have those values.
    """

    model: type[models.Model]
    keys: tuple[str, ...]
    start: str = "from_on"
    end: str = "until_on"
    where: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}_{'_'.join(self.keys)}"[:48]


@dataclass(frozen=True)
class Kept:
    """Rows of `model` are never updated, and not deleted within `days` of `received`, a column of milliseconds since 1970."""

    model: type[models.Model]
    days: int
    received: str

    @property
    def ms(self) -> int:
        return self.days * 24 * 3600 * 1000


@dataclass(frozen=True)
class Agreement:
    """A row has in `field` what the rows have that its foreign keys `others` lead to."""

    model: type[models.Model]
    field: str
    others: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}_{self.field}"[:48]


APPEND_ONLY: list[type[models.Model]] = []
EMPTIED: dict[type[models.Model], tuple[str, ...]] = {}
"""Of append-only tables, the columns that retention may empty."""
KEPT: list[Kept] = []
OVERLAPS: list[Overlap] = []
AGREEMENTS: list[Agreement] = []


def append_only(model: type[M]) -> type[M]:
    """Class decorator: rows of this table are never updated, deleted, replaced or truncated."""
    APPEND_ONLY.append(model)
    return model


def append_only_but(*emptied: str) -> Callable[[type[M]], type[M]]:
    """Class decorator: append-only, but these texts may be emptied, and nothing else of the row with them, when what they
    belong to has come to the end of its retention."""

    def declare(model: type[M]) -> type[M]:
        EMPTIED[model] = emptied
        return append_only(model)

    return declare


def append_only_for(*, days: int, received: str) -> Callable[[type[M]], type[M]]:
    """Class decorator: append-only, but what came more than so many `days` ago may be deleted by retention. `received`
    names the column that tells when a row came, in milliseconds since 1970."""

    def declare(model: type[M]) -> type[M]:
        KEPT.append(Kept(model, days, received))
        return model

    return declare


def no_overlap(
    *keys: str, start: str = "from_on", end: str = "until_on", where: dict[str, str] | None = None
) -> Callable[[type[M]], type[M]]:
    """Class decorator: at most one row for `keys` on any day. Exclusion constraint on PostgreSQL, trigger on SQLite."""

    def declare(model: type[M]) -> type[M]:
        OVERLAPS.append(Overlap(model, keys, start, end, tuple((where or {}).items())))
        return model

    return declare


def agrees(field: str, *others: str) -> Callable[[type[M]], type[M]]:
    """Class decorator: no row leads to another that differs in `field`; triggers on both databases."""

    def declare(model: type[M]) -> type[M]:
        AGREEMENTS.append(Agreement(model, field, others))
        return model

    return declare
