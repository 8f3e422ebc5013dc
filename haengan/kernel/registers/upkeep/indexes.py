"""The indexes of all registers: they follow from the declared sorts and filters and are made after every migration.

A sort asks for (column, key), a filter for one value or for a span for (column, main sort, key); along a relation the other
table's column is indexed. What is computed, searched for inside a text or kept as several
codes has none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, models

from haengan.kernel.registers import paths
from haengan.kernel.registers.declare import Filter, Register, registry

PREFIX = "listed_by_"
ONE_VALUE = frozenset({"choice", "flag", "thing"})
LOOKED_AT = 2_000
UNINDEXED = frozenset({"codes", "text", "long"})


@dataclass(frozen=True)
class Index:
    table: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}({','.join(self.columns)})"

    @property
    def name(self) -> str:
        return PREFIX + hashlib.blake2b(str(self).encode(), digest_size=10).hexdigest()


def wanted(registers: Iterable[Register] | None = None) -> list[Index]:
    """In the order of declaration, each once."""
    every = registry.values() if registers is None else registers
    return list(dict.fromkeys(one for register in every for one in _of(register)))


def make(*, using: str) -> int:
    """Make those that are missing and whose table and columns stand, and drop those that nothing asks for; how many were made.

    A name holds table and columns, so that what stands is known by its name. Without a lock of its own: it runs where
    migrations do.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        tables, kept = set(connection.introspection.table_names(cursor)), _standing(cursor, connection.vendor)
        asked = {one.name: one for one in wanted()}
        for name in kept - set(asked):
            cursor.execute(f"DROP INDEX IF EXISTS {connection.ops.quote_name(name)}")
        lacking = [one for name, one in asked.items() if name not in kept and one.table in tables]
        columns = {table: _columns(cursor, connection, table) for table in {one.table for one in lacking}}
        able = [one for one in lacking if columns[one.table].issuperset(one.columns)]
        for one in able:
            cursor.execute(_statement(one, connection))
        return len(able)


def missing(*, using: str) -> list[str]:
    """Columns of declared sorts and filters that no index of ours serves, as ``table(column,…)``: lists name theirs."""
    connection = connections[using]
    with connection.cursor() as cursor:
        kept = _standing(cursor, connection.vendor)
    return [str(one) for one in wanted() if one.name not in kept]


def drop(apps: frozenset[str], *, using: str) -> None:
    """Those on tables of these apps: SQLite lets no column go that an index names."""
    connection = connections[using]
    tables = {model._meta.db_table for model in _models() if model._meta.app_label in apps}
    with connection.cursor() as cursor:
        kept = _standing(cursor, connection.vendor)
        for one in wanted():
            if one.table in tables and one.name in kept:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(one.name)}")


def renew_statistics(*, using: str) -> None:
    """SQLite's planner knows of an index what `ANALYZE` told it; some thousand entries of each are looked at."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
            cursor.execute("ANALYZE")


def before_migrating(*, plan: list[tuple[Any, bool]], using: str, **_given: Any) -> None:
    """Receives `pre_migrate`."""
    if plan and connections[using].vendor == "sqlite":
        drop(frozenset(migration.app_label for migration, _backwards in plan), using=using)


def after_migrating(*, using: str, **_given: Any) -> None:
    """Receives `post_migrate`."""
    make(using=using)


def _columns(cursor: Any, connection: Any, table: str) -> frozenset[str]:
    """As an empty answer names them: Django's own description of a SQLite table reads its whole definition by a parser."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608  # our own tables
    return frozenset(column[0] for column in cursor.description)


def _of(register: Register) -> Iterator[Index]:
    main = register.sortable.get(register.first_sort.removeprefix("-"), "")
    for path in register.sortable.values():
        yield from of_path(register.model, path)
    for question in register.asked:
        yield from _asked(register, question, main)


def _asked(register: Register, question: Filter, main: str) -> Iterator[Index]:
    if question.kind in UNINDEXED:
        return
    if question.until:
        yield from of_path(register.model, question.until)
    yield from of_path(register.model, question.path, main)


def of_path(model: type[models.Model], path: str, then: str = "") -> Iterator[Index]:
    """The index on (column, key) where the path ends in one; `then` stands between where it is of the same table."""
    field = paths.field_at(model, path)
    if field is None or not getattr(field, "column", None) or field.primary_key:
        return
    columns = [field.column]
    following = paths.field_at(model, then) if then and then != path else None
    if following is not None and following.model is field.model and "__" not in path:
        columns.append(following.column)
    table = field.model._meta
    yield Index(table.db_table, (*columns, table.pk.column))


def _statement(one: Index, connection: Any) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in one.columns)
    return f"CREATE INDEX IF NOT EXISTS {quote(one.name)} ON {quote(one.table)} ({columns})"


def _standing(cursor: Any, vendor: str) -> set[str]:
    """The names of those that stand: ours by their beginning, which no migration gives to an index."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'index'"
    if vendor != "sqlite":
        asked = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
    cursor.execute(asked)
    return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def _models() -> set[type[models.Model]]:
    found: set[type[models.Model]] = set()
    for register in registry.values():
        steps = [*register.sortable.values(), *(question.path for question in register.asked)]
        found |= {field.model for path in steps if (field := paths.field_at(register.model, path)) is not None}
    return found
