# ruff: noqa: S608  # the names are those of our own tables; what is asked goes as a parameter
"""Finding records: `search.find("이동시장실 건의", actor=actor)`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from haengan.kernel.acts.running import Actor
from haengan.kernel.search import dialects, rules
from haengan.kernel.search.declare import CITIZENS, Searchable, searchables, sight
from haengan.kernel.search.models import Entry, Part
from haengan.lib.hangul import tokens as hangul
from haengan.lib.hangul.tokens import Phrase

BATCH = 200
MOST_PHRASES = 12


@dataclass(frozen=True)
class Hit:
    """`label` is that of its `Searchable` ("autonomy_exchanges.exchange"), `title` the record's own."""

    label: str
    key: str
    title: str
    excerpt: str
    happened_on: date | None
    url: str

    @property
    def model(self) -> type[models.Model]:
        return searchables[self.label].model


@dataclass(frozen=True)
class Page:
    """`following` is what `find` takes as `after` to go on, None at the end."""

    hits: list[Hit]
    following: int | None


_Name = tuple[str, str]


@dataclass(frozen=True)
class _Row:
    label: str
    key: str
    happened_on: date | None


def find(text: str, *, actor: Actor, labels: frozenset[str] | None = None, limit: int = 20, after: int = 0) -> Page:
    """What holds every word of `text` and may be seen by the actor: best field first, then newest, then by key."""
    return _found(text, _visible_labels(actor, labels), lambda rows: _visible(actor, rows), limit, after)


def find_published(text: str, *, limit: int = 20, after: int = 0) -> Page:
    """The same for anyone, in what the rooms have published."""
    return _found(text, {label for label in searchables if label.endswith(CITIZENS)}, _published, limit, after)


def _found(text: str, labels: set[str], visible: Callable[[list[_Row]], set[_Name]], limit: int, after: int) -> Page:
    phrases = _phrases(text)
    if not phrases or not labels:
        return Page([], None)
    found: list[_Row] = []
    place = after
    for rows in _batches(phrases, labels, after):
        seen = visible(rows)
        for row in rows:
            place += 1
            if (row.label, row.key) in seen:
                found.append(row)
            if len(found) == limit:
                return Page(_hits(found, text), place)
    return Page(_hits(found, text), None)


def matching(model: type[models.Model], text: str) -> Q:
    """As a condition on a searchable model's rows; nothing to search for narrows nothing."""
    asked = Q()
    for phrase in _phrases(text):
        sql, params = _entries_of(phrase)
        keys = RawSQL(  # noqa: S611  # table names are ours, the phrase is a parameter
            f"SELECT key FROM {Entry._meta.db_table} WHERE label = %s AND id IN ({sql})",
            [model._meta.label_lower, *params],
        )
        asked &= Q(key__in=keys)
    return asked


def _phrases(text: str) -> list[Phrase]:
    cut = rules.LONGEST_TOKEN
    whole = (dataclasses.replace(p, tokens=tuple(t[:cut] for t in p.tokens)) for p in hangul.of_query(text))
    return list(dict.fromkeys(whole))[:MOST_PHRASES]


def _visible_labels(actor: Actor, asked: frozenset[str] | None) -> set[str]:
    known = frozenset(label for label in searchables if not label.endswith(CITIZENS))
    known = known if asked is None else asked & known
    return set.intersection(*(one.labels(actor, known) for one in sight)) if sight and known else set()


def _visible(actor: Actor, rows: list[_Row]) -> set[_Name]:
    return {
        (label, key)
        for label, keys in _by_label(rows).items()
        for key in set.intersection(*(one.keys(actor, label, frozenset(keys)) for one in sight))
    }


def _published(rows: list[_Row]) -> set[_Name]:
    found: set[_Name] = set()
    for label, keys in _by_label(rows).items():
        published = searchables[label].published
        if published is not None:
            found |= {(label, key) for key in published().filter(key__in=keys).values_list("key", flat=True)}
    return found


def _by_label(rows: list[_Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.label, set()).add(row.key)
    return found


def _batches(phrases: list[Phrase], labels: set[str], after: int) -> Iterator[list[_Row]]:
    sql, params = _ranked(phrases, sorted(labels))
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT {BATCH} OFFSET {int(after)}", params)
            rows = [_Row(label, key, _day(day)) for label, key, day in cursor.fetchall()]
        if rows:
            yield rows
        if len(rows) < BATCH:
            return
        after += BATCH


def _ranked(phrases: list[Phrase], labels: list[str]) -> tuple[str, list[Any]]:
    """Entries that hold every phrase, by the sum of the best weights; the newest first, undated ones last."""
    dialect = dialects.of(connection)
    joined = " JOIN ".join(f"({dialect.weighed()}) p{n}" + _same(n) for n in range(len(phrases)))
    score = " + ".join(f"p{n}.best" for n in range(len(phrases)))
    marks = ", ".join(["%s"] * len(labels))
    return (
        f"SELECT e.label, e.key, e.happened_on FROM {joined} JOIN {Entry._meta.db_table} e ON e.id = p0.entry_id "
        f"WHERE e.label IN ({marks}) "
        f"ORDER BY {score} DESC, e.happened_on IS NULL, e.happened_on DESC, "
        f"{dialect.sorted('e.key')}, {dialect.sorted('e.label')}",
        [*(dialect.asked(phrase) for phrase in phrases), *labels],
    )


def _same(number: int) -> str:
    return f" ON p{number}.entry_id = p0.entry_id" if number else ""


def _entries_of(phrase: Phrase) -> tuple[str, list[Any]]:
    sql, params = _parts_of(phrase)
    return f"SELECT entry_id FROM {_parts()} WHERE id IN ({sql})", params


def _parts_of(phrase: Phrase) -> tuple[str, list[Any]]:
    dialect = dialects.of(connection)
    return dialect.matching(), [dialect.asked(phrase)]


def _parts() -> str:
    return Part._meta.db_table


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _hits(rows: list[_Row], text: str) -> list[Hit]:
    """One query a model."""
    words = text.replace('"', " ").split()
    records: dict[tuple[str, str], models.Model] = {}
    for label in {row.label for row in rows}:
        keys = [row.key for row in rows if row.label == label]
        known = searchables[label]
        found: Any = known.model._default_manager.filter(key__in=keys)
        found = found.select_related(*known.beside) if known.beside else found
        records.update({(label, record.key): record for record in found})
    return [
        _hit(row, searchables[row.label], records[row.label, row.key], words)
        for row in rows
        if (row.label, row.key) in records
    ]


def _hit(row: _Row, known: Searchable, record: models.Model, words: list[str]) -> Hit:
    texts = [text for _weight, text in known.texts(record)]
    return Hit(row.label, row.key, str(record), rules.excerpt(texts, words), row.happened_on, known.address(record))
