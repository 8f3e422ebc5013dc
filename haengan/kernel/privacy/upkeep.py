# the names are those of our own tables
"""Making the database forget: contents of journal lines, the search index, and the bytes of the files themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.db import connection

from haengan.kernel.journal import inserting
from haengan.kernel.privacy import emptying
from haengan.kernel.privacy.models import Destruction
from haengan.kernel.search import upkeep as search


def empty_journal(made: Destruction, keys: Sequence[str]) -> None:
    """Also what the destruction itself would keep as "before". The lines stand and verify; their contents are gone."""
    made.listed.filter(thing_key__in=keys).update(emptied=True)
    emptying.empty_journal(keys)


def forget(table: str) -> None:
    """Safe to repeat. On PostgreSQL it must run outside of a transaction, as jobs do."""
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
