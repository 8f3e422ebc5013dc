# the names are those of our own tables
"""Making the database forget: contents of journal lines, the search index, and the bytes of the files themselves."""

from __future__ import annotations

import time
from collections.abc import Sequence

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

from haengan.kernel.journal import inserting
from haengan.kernel.journal import upkeep as journal
from haengan.kernel.privacy.models import Destruction
from haengan.kernel.search import upkeep as search

PATIENCE = 60.0
OLDER = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age(%s::text::xid)
"""


def empty_journal(made: Destruction, keys: Sequence[str]) -> None:
    """Also what the destruction itself would keep as "before". The lines stand and verify; their contents are gone."""
    made.listed.filter(thing_key__in=keys).update(emptied=True)
    journal.destroy_contents(keys)


class StillRead(Exception):
    """A transaction that began before the deletion still sees what was deleted: PostgreSQL keeps the bytes for it."""


def forget(table: str, *, patience: float = PATIENCE) -> None:
    """Safe to repeat. On PostgreSQL it must run outside of a transaction, as jobs do, and waits `patience` seconds for
    transactions that began before (a backup, a long report); raises `StillRead` where they do not end, to be tried again."""
    if connection.vendor == "postgresql":
        _outlast_readers(patience)
    search.forget()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    tables = [apps.get_model(table)._meta.db_table, inserting.CONTENT]
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(f'VACUUM (FULL, ANALYZE) "{name}"')
        cursor.execute("CHECKPOINT")


def _outlast_readers(patience: float) -> None:
    """Until no session of this database sees what was deleted before now (PostgreSQL 15, 25.1.2: dead rows are kept for it)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        now = cursor.fetchone()[0]
        until = time.monotonic() + patience
        while _readers(cursor, now):
            if time.monotonic() > until:
                raise StillRead(
                    "Sessions that began before the deletion still run. It is tried again when they have ended."
                )
            time.sleep(0.05)


def _readers(cursor: CursorWrapper, before: str) -> int:
    cursor.execute(OLDER, [before])
    return int(cursor.fetchone()[0])
