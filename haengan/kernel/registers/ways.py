"""By which way SQLite reads a page of a narrowed list. Its planner has only averages: it collects and sorts 800,000 answered
petitions to show the first 20 of them. The list is counted up to 10,000 anyway, and that count tells more than the planner
knows (docs/decisions/0025): many rows are met soon on the sort's index, few are soon collected and sorted.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from django.db import connections
from django.db.models import F, Func, QuerySet
from django.db.models.sql.datastructures import BaseTable

from haengan.kernel.registers import paths
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.upkeep import indexes

FEW = 5_000
"""Of N rows, n of which fit, walking meets a page of 20 after about 20 N/n rows, and collecting reads n: among a million rows
both cost the same at some 4,500."""


BARE = "bare_sort"


class Way(Enum):
    PLANNED = "planned"
    WALKED = "walked"
    COLLECTED = "collected"


class Bare(Func):
    """The column as a value, which no index serves."""

    template = "+%(expressions)s"
    arity = 1

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


def chosen(register: Register, asked: set[str], sort: str, count: int, *, more: bool) -> Way:
    """The way for a list narrowed by filters of these paths alone, sorted by a path ("" for the order of entry)."""
    if not asked or "__" in sort or not _on_sqlite(register) or (sort and not paths.is_stored(register.model, sort)):
        return Way.PLANNED
    if not more and count <= FEW:
        return Way.COLLECTED
    spans = {one.path for one in register.spans}
    if asked & spans:  # a sort by other days runs with or against them: a walk would pass all the years between
        return Way.WALKED if sort in asked else Way.COLLECTED
    main = register.sortable.get(register.first_sort.removeprefix("-"), "")
    single = {one.path for one in register.asked if one.kind in indexes.ONE_VALUE}
    return Way.PLANNED if sort == main and asked & single else Way.WALKED


def walked(rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """The same rows, read in their order until the page is full."""
    found = rows.all()
    query, table = found.query, found.model._meta.db_table
    by = "NOT INDEXED"
    if sort:
        by = f'INDEXED BY "{next(indexes.of_path(found.model, sort)).name}"'
    query.get_initial_alias()
    query.alias_map[query.base_table] = Indexed(table, query.base_table, by)
    return found


def collected(rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """The same rows, to be ordered and marked by `BARE`, so that what narrows them is what finds them."""
    found: QuerySet[Any] = rows.alias(**{BARE: Bare(F(sort or "pk"))})
    return found


def _on_sqlite(register: Register) -> bool:
    return connections[register.model._default_manager.db].vendor == "sqlite"
