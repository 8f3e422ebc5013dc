"""Lines as `engine.leaves` has them, written by the database itself: one text a line, so that a hundred thousand of them
are read in a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, models

from haengan.kernel.journal.engine import headers, leaves
from haengan.kernel.journal.engine.headers import Position
from haengan.kernel.journal.models import Block, Content, Line, Member, Touch

LINE, TOUCH, CONTENT = (model._meta.db_table for model in (Line, Touch, Content))
MEMBER, BLOCK = Member._meta.db_table, Block._meta.db_table
NEAR = 500
"""Runs of numbers that lie as near as this are read in one go."""


@contextmanager
def snapshot() -> Iterator[None]:
    """One consistent state of the database, without a lock that a writer would wait for."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def rows(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def one(statement: str, values: Sequence[Any] = ()) -> Any:
    found = rows(statement, values)
    return found[0][0] if found else None


def epoch() -> str:
    """Whose count of transactions it is: a restored copy on another server begins a new one."""
    if connection.vendor == "sqlite":
        return "sqlite"
    return f"postgresql:{one('SELECT system_identifier FROM pg_control_system()')}"


def horizon() -> Position:
    """Below it nobody writes any more. It must be asked before the lines are read."""
    if connection.vendor == "sqlite":
        return (0, (one(f'SELECT max(number) FROM "{LINE}"') or 0) + 1)
    return (int(one("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")), 0)


def unsealed(since: Position, until: Position, limit: int) -> list[tuple[int, int]]:
    """Positions of lines that no block holds, from `since` to below `until`, first things first."""
    return rows(
        f'SELECT l.xid, l.number FROM "{LINE}" l WHERE {_from()} AND (l.xid < %s OR (l.xid = %s AND l.number < %s)) '
        f'AND NOT EXISTS (SELECT 1 FROM "{MEMBER}" m WHERE m.line_id = l.number) ORDER BY l.xid, l.number LIMIT %s',
        [*_values(since), until[0], until[0], until[1], limit],
    )


def strangers(limit: int) -> list[tuple[int, int]]:
    """Positions of all lines that no block holds, wherever they stand."""
    return rows(
        f'SELECT l.xid, l.number FROM "{LINE}" l LEFT JOIN "{MEMBER}" m ON m.line_id = l.number '
        f"WHERE m.line_id IS NULL ORDER BY l.number LIMIT %s",
        [limit],
    )


def waiting(since: Position) -> tuple[int, Any]:
    """How many lines are not sealed yet, and when the oldest was written."""
    found = rows(
        f'SELECT count(*), min(l.number) FROM "{LINE}" l WHERE {_from()} '
        f'AND NOT EXISTS (SELECT 1 FROM "{MEMBER}" m WHERE m.line_id = l.number)',
        _values(since),
    )
    count, first = found[0]
    return count, Line.objects.filter(number=first).values_list("at", flat=True).first() if count else None


def texts(numbers: Sequence[int]) -> dict[int, str | None]:
    """Each line's text by its number. A number without a line is missing; a line that can have no text has None."""
    found: dict[int, str | None] = {}
    for first, last in _together(numbers):
        found.update(rows(_lines(), [first, last]))
        for number, text in rows(_touches(), [first, last]):
            if number in found:
                found[number] = (found[number] or "") + (text or "")
    return found


def inserted(until: Position, limit: int) -> list[int]:
    """Lines below the horizon that no block holds: nobody could write there any more."""
    found = rows(
        f'SELECT l.number FROM "{LINE}" l LEFT JOIN "{MEMBER}" m ON m.line_id = l.number WHERE m.line_id IS NULL '
        f"AND (l.xid < %s OR (l.xid = %s AND l.number < %s)) ORDER BY l.number LIMIT %s",
        [until[0], until[0], until[1], limit],
    )
    return [number for (number,) in found]


def orphans(limit: int) -> list[int]:
    """Numbers of lines that are not there, and yet are said to have touched something."""
    found = rows(
        f'SELECT t.line_id FROM "{TOUCH}" t LEFT JOIN "{LINE}" l ON l.number = t.line_id WHERE l.number IS NULL LIMIT %s',
        [limit],
    )
    return [number for (number,) in found]


def members(first: int, last: int) -> list[tuple[int, int, int]]:
    """Block, leaf and line, in the order of the leaves."""
    return rows(
        f'SELECT block_id, leaf, line_id FROM "{MEMBER}" WHERE block_id BETWEEN %s AND %s ORDER BY block_id, leaf',
        [first, last],
    )


def blocks(after: int, limit: int) -> list[tuple[int, str, bytes, bytes]]:
    """Number, header, leaves and signature, in their order."""
    return rows(
        f'SELECT number, header, leaves, signature FROM "{BLOCK}" WHERE number > %s ORDER BY number LIMIT %s',
        [after, limit],
    )


def contents(numbers: Sequence[int]) -> dict[int, bytes]:
    """Sealed contents by line, where retention has left them."""
    found: dict[int, bytes] = {}
    for first, last in _together(numbers):
        found.update(rows(f'SELECT line_id, sealed FROM "{CONTENT}" WHERE line_id BETWEEN %s AND %s', [first, last]))
    return found


def _together(numbers: Sequence[int]) -> list[tuple[int, int]]:
    found: list[list[int]] = []
    for first, last in headers.spans(headers.runs(sorted(numbers))):
        if found and first - found[-1][1] <= NEAR:
            found[-1][1] = last
        else:
            found.append([first, last])
    return [(first, last) for first, last in found]


def _from() -> str:
    """By the table's own order on SQLite, by the index of transaction ids on PostgreSQL."""
    if connection.vendor == "sqlite":
        return "l.number >= %s"
    return "l.xid > 0 AND l.xid >= %s AND (l.xid, l.number) >= (%s, %s)"


def _values(since: Position) -> list[int]:
    return [since[1]] if connection.vendor == "sqlite" else [since[0], since[0], since[1]]


@cache
def _lines() -> str:
    written = _written(Line, leaves.COLUMNS)
    return f'SELECT l.number, {written} FROM "{LINE}" l WHERE l.number BETWEEN %s AND %s'


@cache
def _touches() -> str:
    written = _written(Touch, leaves.TOUCHED)
    return f"SELECT l.line_id, {_feed()} || {written} FROM \"{TOUCH}\" l WHERE l.line_id BETWEEN %s AND %s ORDER BY l.line_id, l.id"


def _feed() -> str:
    return "char(10)" if connection.vendor == "sqlite" else "chr(10)"


def _written(model: type[models.Model], columns: Sequence[str]) -> str:
    """The columns as one text. A column that is NULL makes the whole NULL, which no hash fits."""
    return " || ',' || ".join(_column(name) for name in columns)


def _column(name: str) -> str:
    place = f'l."{name}"'
    if name in leaves.NUMBERS:
        return place if connection.vendor == "sqlite" else f"{place}::text"
    if name == "at":
        return _moment(place)
    text = f"{place}::text" if name == "fields" and connection.vendor != "sqlite" else place
    return f"'''' || replace({text}, '''', '''''') || ''''"


def _moment(place: str) -> str:
    """UTC, to the microsecond: ``2026-11-22 10:03:04.000500``."""
    if connection.vendor == "sqlite":
        return f"CASE length({place}) WHEN 19 THEN {place} || '.000000' ELSE {place} END"
    return f"to_char({place} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
