"""Lets Django empty the tables after a TransactionTestCase, which the house's own guards would refuse. For tests only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@pytest.fixture(autouse=True, scope="session")
def _flush_with_guards_aside() -> Iterator[None]:
    from django.core.management.commands import flush

    original = flush.Command.handle

    def handle(self: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with guards_aside(connection):
            original(self, **options)

    flush.Command.handle = handle
    yield
    flush.Command.handle = original


@contextmanager
def guards_aside(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within it append-only tables may be emptied; after it their guards stand again."""
    from haengan.kernel.tables import guarding

    if connection.vendor == "sqlite":
        _execute(connection, [f'DROP TRIGGER "{name}"' for name in _append_only_triggers(connection)])
        try:
            yield
        finally:
            guarding.install(connection)
    else:
        _execute(connection, ["SET session_replication_role = replica"])
        try:
            yield
        finally:
            _execute(connection, ["SET session_replication_role = DEFAULT"])


def _append_only_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%is append-only%'")
        return [name for (name,) in cursor.fetchall()]


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
