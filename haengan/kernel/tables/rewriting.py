"""Writing a table of PostgreSQL anew, so that nothing deleted is left in its files."""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper

PLAIN = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a
    WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conrelid = a.attrelid AND a.attnum = ANY (c.conkey))
    ORDER BY EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND a.attnum = ANY (i.indkey::int2[])), a.attnum
    LIMIT 1
"""
"""A column without a constraint, best without an index, and its type."""


def anew(cursor: CursorWrapper, table: str) -> None:
    """Table, side table and indexes hold the rows that stand, and no other, under any load.

    VACUUM FULL would keep what a transaction anywhere on the server may still see, even one of another database. Changing a
    column's type (to the same) does not (PostgreSQL 15, 13.6 "Caveats"): whoever reads from an older snapshot finds the table
    empty. The house reads what is committed, and a backup holds the lock that this waits for.
    """
    cursor.execute(PLAIN, [f'"{table}"'])
    name, kind = cursor.fetchone()
    cursor.execute(
        f'ALTER TABLE "{table}" ALTER COLUMN "{name}" TYPE {kind} USING CASE WHEN random() >= 0 THEN "{name}" END'
    )
    cursor.execute(f'ANALYZE "{table}"')
