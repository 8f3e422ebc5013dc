"""What verification reads, by statements of its own: a hundred thousand lines in a second, never all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection

from haengan.kernel.journal.engine import headers, leaves
from haengan.kernel.journal.engine.headers import Position
from haengan.kernel.journal.models import Block, Content, Line, Member, Touch

LINE, TOUCH, CONTENT = (model._meta.db_table for model in (Line, Touch, Content))
MEMBER, BLOCK = Member._meta.db_table, Block._meta.db_table
TRIMMED = """CASE WHEN length(l."at") > 19 THEN rtrim(l."at", '0') ELSE l."at" END"""
BETWEEN = "BETWEEN %s AND %s"
OLDEST_HERE = """WITH running AS MATERIALIZED (SELECT pg_current_snapshot() AS seen)
SELECT min(xid) FROM (
    SELECT pg_snapshot_xmax(seen)::text::bigint AS xid FROM running
    UNION ALL
    SELECT ours::text::bigint FROM running, pg_snapshot_xip(seen) AS ours WHERE NOT EXISTS (
        SELECT 1 FROM pg_locks held JOIN pg_stat_activity client USING (pid)
        WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
        AND held.transactionid = ours::xid AND client.datname <> current_database())
) AS mine"""
"""The oldest transaction that still writes in this database. A server counts those of all its databases in one row; who holds
the lock on a transaction's id tells whose it is, and one that nobody holds (yet, or prepared) is taken for ours."""
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
    """Below it nobody writes here any more. It must be asked before the lines are read."""
    if connection.vendor == "sqlite":
        return (0, (one(f'SELECT max(number) FROM "{LINE}"') or 0) + 1)
    return (int(one(OLDEST_HERE)), 0)


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


def waiting(since: Position) -> tuple[int, datetime | None]:
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
        lines, touches = (_SQLite if connection.vendor == "sqlite" else _PostgreSQL)().texts(first, last)
        found.update(lines)
        for number, text in touches:
            if number in found:
                found[number] = f"{found[number]}\n{text}" if text else None
    return found


def oldest(numbers: Sequence[int]) -> str:
    """When the oldest of these lines, or of lines between them, was written; empty where there is none."""
    sqlite = connection.vendor == "sqlite"
    least = 'min(l."at")' if sqlite else "(min(l.\"at\") AT TIME ZONE 'UTC')::text"
    found = [one(f'SELECT {least} FROM "{LINE}" l WHERE l.number {BETWEEN}', span) for span in _together(numbers)]
    return min(filter(None, found), default="")


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


def heads(after: int, limit: int) -> list[tuple[int, str, bytes]]:
    """Number, header and signature, in their order."""
    return rows(
        f'SELECT number, header, signature FROM "{BLOCK}" WHERE number > %s ORDER BY number LIMIT %s', [after, limit]
    )


def hashes(first: int, last: int) -> dict[int, bytes]:
    """The stored leaves of some blocks."""
    found = rows(f'SELECT number, leaves FROM "{BLOCK}" WHERE number BETWEEN %s AND %s', [first, last])
    return {number: bytes(leaves) for number, leaves in found}


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


def _columns(names: Sequence[str], **differing: str) -> str:
    return ", ".join(differing.get(name) or f'l."{name}"' for name in names)


Text = tuple[int, str | None]
Span = tuple[int, int]


class _SQLite:
    """The database writes the JSON. What it cannot write (a BLOB in a column of text, JSON that is none) has no text."""

    def texts(self, first: int, last: int) -> tuple[Sequence[Text], Sequence[Text]]:
        columns = _columns(leaves.COLUMNS, at=TRIMMED, **{name: f'CAST(l."{name}" AS TEXT)' for name in leaves.NUMBERS})
        lines = f'SELECT l.number, json_array({columns}) FROM "{LINE}" l WHERE l.number {BETWEEN}'
        columns = _columns(leaves.TOUCHED, id="CAST(l.id AS TEXT)", fields="json(l.fields)")
        touches = f'SELECT l.line_id, json_array({columns}) FROM "{TOUCH}" l WHERE l.line_id {BETWEEN} ORDER BY l.line_id, l.id'
        return self._written(lines, (first, last)), self._written(touches, (first, last))

    def _written(self, statement: str, span: Span) -> list[Text]:
        try:
            return [(number, leaves.cleaned(text)) for number, text in rows(statement, span)]
        except DatabaseError:
            return list(self._one_by_one(statement, span))

    def _one_by_one(self, statement: str, span: Span) -> Iterator[Text]:
        for number in range(span[0], span[1] + 1):
            try:
                yield from ((one, leaves.cleaned(text)) for one, text in rows(statement, (number, number)))
            except DatabaseError:
                yield number, None


class _PostgreSQL:
    """The database puts the columns into one text, which is quick only without any escaping. Rows with a character that
    needs it, or with a NULL, are read once more, column by column."""

    at = "(l.\"at\" AT TIME ZONE 'UTC')::text"
    part = f"chr({ord(leaves.PART)})"

    def texts(self, first: int, last: int) -> tuple[Sequence[Text], Sequence[Text]]:
        return self._lines((first, last)), self._touches((first, last))

    def _whole(self, names: Sequence[str]) -> str:
        """NULL as soon as one column is."""
        numbers = {name: f'l."{name}"::text' for name in (*leaves.NUMBERS, "id")}
        return f" || {self.part} || ".join(_columns([name], at=self.at, **numbers) for name in names)

    def _lines(self, span: Span) -> list[Text]:
        whole = self._whole(leaves.COLUMNS[1:])
        found = rows(f'SELECT l.number, {whole} FROM "{LINE}" l WHERE l.number {BETWEEN}', span)
        plain = leaves.plain([text for _number, text in found], len(leaves.COLUMNS) - 1)
        texts: list[Text] = [
            (row[0], f'["{row[0]}","{text}"]') for row, text in zip(found, plain, strict=True) if text is not None
        ]
        again = [row[0] for row, text in zip(found, plain, strict=True) if text is None]
        if again:
            careful = f'SELECT {_columns(leaves.COLUMNS, at=self.at)} FROM "{LINE}" l WHERE l.number = ANY(%s)'
            texts += [(row[0], leaves.carefully(row)) for row in rows(careful, [again])]
        return texts

    def _touches(self, span: Span) -> list[Text]:
        whole = self._whole(leaves.TOUCHED[:-1])
        order = "ORDER BY l.line_id, l.id"
        statement = f'SELECT l.line_id, {whole}, l.fields::text FROM "{TOUCH}" l WHERE l.line_id {BETWEEN} {order}'
        found = rows(statement, span)
        plain = leaves.plain([text for _line, text, _fields in found], len(leaves.TOUCHED) - 1)
        again = {row[0] for row, text in zip(found, plain, strict=True) if text is None}
        texts: list[Text] = [
            (row[0], f'["{text}",{leaves.names(row[2])}]')
            for row, text in zip(found, plain, strict=True)
            if row[0] not in again
        ]
        if again:
            columns = _columns(leaves.TOUCHED, fields="l.fields::text")
            careful = f'SELECT l.line_id, {columns} FROM "{TOUCH}" l WHERE l.line_id = ANY(%s) {order}'
            texts += [(row[0], leaves.carefully_touched(row[1:])) for row in rows(careful, [list(again)])]
        return texts
