# ruff: noqa: S608  # the names are those of our own tables; what is asked goes as a parameter
"""A long list narrowed by words, on SQLite. Asked as `key IN (…)`, a word that a fifth of a million records hold is collected
whole before the first page is shown (two seconds and more). Here the rarest word decides: where few hold it, those are taken;
where many do, the list is read in its order and each row asked, until the page is full. PostgreSQL's planner does as much by
itself. See docs/decisions/0025.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from haengan.kernel.search import dialects, queries
from haengan.kernel.search.dialects import FTS, PARTS
from haengan.kernel.search.models import Entry
from haengan.lib.hangul.tokens import Phrase

FEW = 5_000
LOOKED_AT = 10_000
SPREAD = 10
"""Where fewer than one in ten of those that hold a word are of this list, reading on meets them too late."""


@dataclass(frozen=True)
class Narrowed:
    """`keys` of the records that hold the rarest word, None where they are many: of those looked at, `known` were of the list."""

    model: type[models.Model]
    phrases: list[Phrase]
    keys: list[str] | None
    known: int

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that hold every word, each asked where it is met."""
        if self.keys is not None:
            rows = rows.filter(key__in=self.keys)
        for phrase in self.phrases[1:] if self.keys is not None else self.phrases:
            rows = rows.filter(_holds(self.model, phrase))
        return rows


def narrowed(model: type[models.Model], text: str) -> Narrowed | None:
    """None where the plain question does as well."""
    if connection.vendor != "sqlite":
        return None
    counted = sorted(((_count(phrase), phrase) for phrase in queries._phrases(text)), key=lambda one: one[0])
    if not counted:
        return None
    phrases = [phrase for _n, phrase in counted]
    keys = _keys(model, phrases[0], FEW + 1 if counted[0][0] <= FEW else LOOKED_AT)
    if counted[0][0] <= FEW:
        return Narrowed(model, phrases, list(dict.fromkeys(keys)), len(keys))
    if any(phrase.prefix for phrase in phrases):
        return None  # each row asked would merge all words that begin with it
    return Narrowed(model, phrases, None, len(set(keys))) if len(keys) * SPREAD >= LOOKED_AT else None


def at_least(asked: Narrowed, rows: QuerySet[Any]) -> int:
    """How many of the list fit, of the first that hold the rarest word of many."""
    keys = list(dict.fromkeys(_keys(asked.model, asked.phrases[0], LOOKED_AT // len(asked.phrases))))
    for phrase in asked.phrases[1:]:
        rows = rows.filter(_holds(asked.model, phrase))
    return rows.filter(Q(key__in=keys)).order_by().count()


def _count(phrase: Phrase) -> int:
    with connection.cursor() as cursor:
        asked = f"SELECT count(*) FROM (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s LIMIT {LOOKED_AT + 1})"
        cursor.execute(asked, [dialects.of(connection).asked(phrase)])
        return int(cursor.fetchone()[0])


def _keys(model: type[models.Model], phrase: Phrase, most: int) -> list[str]:
    """Of the newest entries that hold it, those of the model."""
    found = f"SELECT rowid AS id FROM {FTS} WHERE {FTS} MATCH %s ORDER BY rowid DESC LIMIT {most}"
    asked = (
        f"SELECT e.key FROM ({found}) f CROSS JOIN {PARTS} p ON p.id = f.id"
        f" CROSS JOIN {Entry._meta.db_table} e ON e.id = p.entry_id WHERE e.label = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [dialects.of(connection).asked(phrase), model._meta.label_lower])
        return [key for (key,) in cursor.fetchall()]


def _holds(model: type[models.Model], phrase: Phrase) -> RawSQL:
    asked = (
        f"EXISTS (SELECT 1 FROM {Entry._meta.db_table} e CROSS JOIN {PARTS} p ON p.entry_id = e.id"
        f" CROSS JOIN {FTS} ON {FTS}.rowid = p.id"
        f' WHERE e.label = %s AND e.key = "{model._meta.db_table}"."key" AND {FTS} MATCH %s)'
    )
    return RawSQL(  # noqa: S611  # table names are ours, the phrase is a parameter
        asked, [model._meta.label_lower, dialects.of(connection).asked(phrase)], output_field=BooleanField()
    )
