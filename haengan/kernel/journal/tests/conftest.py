"""A journal of sixty lines in three blocks, sealed and published once for a module; each test alters it and takes it back."""

from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.journal import entries, upkeep
from haengan.kernel.journal.models import Block, Content, Line, Member, Touch
from tests.flushing import guards_aside

SEALED = 60
PER_BLOCK = 20
AWKWARD = 'He said "no", 다음\n줄에\tC:\\temp'


def write(count=1, *, title="A thing"):
    """Lines as an act writes them; each touches two things."""
    for number in range(count):
        changes = [
            entries.Change("test.thing", f"thing{number}", "add", {}, {"name": "after", "size": number}, title),
            entries.Change("test.other", f"other{number}", "change", {"name": "before"}, {"name": "after"}),
        ]
        entries.write(kind="act", act="test.do", actor=System("t"), at=timezone.now(), changes=changes, reason=AWKWARD)


def seal():
    """Seal all that is committed."""
    return upkeep.seal(now=timezone.now())


@pytest.fixture
def places(tmp_path, settings):
    """Key and checkpoints of this test's own."""
    settings.JOURNAL_KEY = str(tmp_path / "journal-key.json")
    settings.JOURNAL_CHECKPOINTS = [str(tmp_path / "checkpoints")]
    return tmp_path


@pytest.fixture(scope="module")
def sealed_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The folder of its key and checkpoints. Committed, for on PostgreSQL nothing is sealed before its transaction ends."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("journal")
    ours = {"JOURNAL_KEY": str(folder / "journal-key.json"), "JOURNAL_CHECKPOINTS": [str(folder / "checkpoints")]}
    with django_db_blocker.unblock(), override_settings(**ours):
        empty()
        for _block in range(SEALED // PER_BLOCK):
            write(PER_BLOCK)
            seal()
    yield ours
    with django_db_blocker.unblock():
        empty()


@pytest.fixture
def sealed(sealed_once, settings, db):
    """The numbers of its lines, in order."""
    for name, value in sealed_once.items():
        setattr(settings, name, value)
    return list(Line.objects.order_by("number").values_list("number", flat=True))


@pytest.fixture
def attacker(sealed):
    """Whoever holds the database's password: no trigger and no foreign key stops them. All is taken back at the end."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'kernel_journal%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")

        def do(statement, *values):
            cursor.execute(statement, values)
            return cursor.rowcount

        yield do
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        transaction.set_rollback(True)


def empty():
    if connection.vendor == "sqlite":
        with guards_aside(connection), connection.cursor() as cursor:
            for model in (Member, Block, Content, Touch, Line):
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        return
    with guards_aside(connection), connection.cursor() as cursor:
        tables = ", ".join(f'"{model._meta.db_table}"' for model in (Member, Block, Content, Touch, Line))
        cursor.execute(f"TRUNCATE {tables}")


def header_of(number):
    return json.loads(Block.objects.get(number=number).header)
