# the names are those of our own tables
"""Making the database forget: contents of journal lines, the search index, and the bytes of the files themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import apps
from django.db import connection

from haengan.kernel.journal import inserting
from haengan.kernel.journal import upkeep as journal
from haengan.kernel.privacy.models import Destruction
from haengan.kernel.search import upkeep as search
from haengan.kernel.tables import rewriting


def empty_journal(made: Destruction, keys: Sequence[str]) -> None:
    """Also what the destruction itself would keep as "before". The lines stand and verify; their contents are gone."""
    made.listed.filter(thing_key__in=keys).update(emptied=True)
    journal.destroy_contents(keys)


def forget(table: str) -> None:
    """Safe to repeat."""
    search.forget()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for name in (apps.get_model(table)._meta.db_table, inserting.CONTENT):
            rewriting.anew(cursor, name)
        cursor.execute("CHECKPOINT")
