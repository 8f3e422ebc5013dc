"""By which way a page of a narrowed list is read. SQLite's planner has only averages: it collects and sorts 800,000 answered
petitions to show the first 20 of them. PostgreSQL's knows how values are spread, and yet walks half the table for the last
few of a page. The list is counted up to 10,000 anyway, and that count tells more than a planner knows
(docs/decisions/0025): many rows are met soon on the sort's index, few are soon collected and sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import DateField, F, Func, Model, QuerySet
from django.db.models.sql.datastructures import BaseTable

from haengan.kernel.registers import paths
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.upkeep import indexes

FEW = 5_000
"""Of N rows, n of which fit, walking meets a page of 20 after about 20 N/n rows, and collecting reads n: among a million rows
both cost the same at some 4,500."""


BARE, BARE_KEY = "bare_sort", "bare_key"


@dataclass(frozen=True)
class Way:
    """Read in order by an index (`by`, as SQLite is told it); or collected and sorted; or, neither, as the planner finds best."""

    by: str = ""
    collects: bool = False


PLANNED = Way()
COLLECTED = Way(collects=True)


class Bare(Func):
    """The column as a value, which no index serves."""

    template = "+%(expressions)s"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **_named: Any) -> Any:
        return self.as_sql(compiler, connection, template="(ARRAY[%(expressions)s])[1]")

    def _resolve_output_field(self) -> Any:
        return self.get_source_fields()[0]


class Indexed(BaseTable):
    """The list's own table, read by one index or by the order of entry."""

    def __init__(self, table_name: str, alias: str | None, by: str) -> None:
        super().__init__(table_name, alias)
        self.by = by

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, given = super().as_sql(compiler, connection)
        return f"{sql} {self.by}", given

    def relabeled_clone(self, change_map: dict[str | None, str]) -> Indexed:
        return Indexed(self.table_name, change_map.get(self.table_alias) or self.table_alias, self.by)


def chosen(register: Register, asked: set[str] | None, sort: str, count: int, *, more: bool) -> Way:
    """The way for a list narrowed by filters of these paths (None: by something else, too), sorted by a path ("" for the
    order of entry)."""
    if asked is None or "__" in sort or (sort and not paths.is_stored(register.model, sort)):
        return PLANNED
    if asked and not more and count <= FEW:
        return COLLECTED
    if not _on_sqlite(register):
        return PLANNED
    days = {one.path for one in register.spans}
    if asked & days and sort not in asked and _runs_in_time(register.model, sort, days):
        return COLLECTED  # other days run with or against those asked for: a walk might pass all the years between
    main = register.sortable.get(register.first_sort.removeprefix("-"), "")
    single = [one.path for one in register.asked if one.kind in indexes.ONE_VALUE and one.path in asked]
    if sort == main and single and "__" not in single[0]:
        return walk(register.model, single[0], main)
    return walk(register.model, sort)


def walk(model: type[Model], path: str, then: str = "") -> Way:
    """By the index on the path, or by the order of entry; where it has none, as planned."""
    if not path:
        return Way("NOT INDEXED")
    index = next(indexes.of_path(model, path, then), None)
    return Way(f'INDEXED BY "{index.name}"') if index else PLANNED


def walked(rows: QuerySet[Any], by: str) -> QuerySet[Any]:
    """The same rows, read in their order until the page is full, whatever is joined to them."""
    found = rows.all()
    query, table = found.query, found.model._meta.db_table
    query.get_initial_alias()
    query.alias_map[str(query.base_table)] = Indexed(table, query.base_table, by)
    return found


def collected(rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """The same rows, to be ordered and marked by `BARE` and `BARE_KEY`, so that what narrows them is what finds them."""
    found: QuerySet[Any] = rows.alias(**{BARE: Bare(F(sort or "pk")), BARE_KEY: Bare(F("pk"))})
    return found


def _runs_in_time(model: type[Model], sort: str, days: set[str]) -> bool:
    """The order of entry, days and moments, and numbers given one after the other."""
    if not sort or sort in days:
        return True
    field = paths.field_at(model, sort)
    return isinstance(field, DateField) or bool(getattr(field, "unique", False))


def _on_sqlite(register: Register) -> bool:
    return connections[register.model._default_manager.db].vendor == "sqlite"
