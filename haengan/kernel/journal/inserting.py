"""A line, what it touched and its contents, put in with as few words to the database as it understands.

Every act of the house ends here; by the ORM it took three round trips and most of an act's time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from haengan.kernel.journal.models import Content, Line, Touch

Touched = tuple[str, str, str, str]
"""Type, key, operation, and the names of the changed fields as JSON."""

COLUMNS = [field.attname for field in Line._meta.concrete_fields if field.attname not in {"number", "xid"}]
LINE, TOUCH, CONTENT = (model._meta.db_table for model in (Line, Touch, Content))
SLICE = 200


def insert(columns: Mapping[str, Any], touches: Sequence[Touched], sealed: bytes) -> Line:
    """The line as it stands now. Runs in the caller's transaction."""
    at = connection.ops.adapt_datetimefield_value(columns["at"])
    values = [at if name == "at" else columns[name] for name in COLUMNS]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            some = touches[:SLICE]
            cursor.execute(_at_once(len(some)), [*values, *(cell for touch in some for cell in touch), sealed])
            number = int(cursor.fetchone()[0])
            _touched(cursor, number, touches[SLICE:], "%s::jsonb")
        else:
            number = _in_steps(cursor, values, touches, sealed)
    return Line.from_db(connection.alias, ["number", *COLUMNS], [number, *(columns[name] for name in COLUMNS)])


def _in_steps(cursor: CursorWrapper, values: Sequence[Any], touches: Sequence[Touched], sealed: bytes) -> int:
    cursor.execute(_into_line(), values)
    number = int(cursor.lastrowid)
    _touched(cursor, number, touches, "%s")
    cursor.execute(f'INSERT INTO "{CONTENT}" (line_id, sealed) VALUES (%s, %s)', [number, sealed])
    return number


def _touched(cursor: CursorWrapper, number: int, touches: Sequence[Touched], fields: str) -> None:
    for start in range(0, len(touches), SLICE):
        some = touches[start : start + SLICE]
        rows = ", ".join([f"(%s, %s, %s, %s, {fields})"] * len(some))
        into = f'INSERT INTO "{TOUCH}" (line_id, thing_type, thing_key, operation, fields) VALUES {rows}'
        cursor.execute(into, [cell for touch in some for cell in (number, *touch)])


@cache
def _into_line() -> str:
    names, places = ", ".join(f'"{column}"' for column in COLUMNS), ", ".join(["%s"] * len(COLUMNS))
    return f'INSERT INTO "{LINE}" ({names}) VALUES ({places})'


@cache
def _at_once(touches: int) -> str:
    """One statement for PostgreSQL: the line, its touches and its contents."""
    parts = [f"line AS ({_into_line()} RETURNING number)"]
    if touches:
        rows = ", ".join(["(%s, %s, %s, %s)"] * touches)
        parts.append(
            f'touch AS (INSERT INTO "{TOUCH}" (line_id, thing_type, thing_key, operation, fields) '
            f"SELECT line.number, t.a, t.b, t.c, t.d::jsonb FROM line, (VALUES {rows}) AS t (a, b, c, d))"
        )
    parts.append(f'content AS (INSERT INTO "{CONTENT}" (line_id, sealed) SELECT number, %s FROM line)')
    return f"WITH {', '.join(parts)} SELECT number FROM line"
