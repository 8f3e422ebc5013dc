"""The journal's tables withstand every way of changing them, after all migrations."""

import pytest
from django.db import Error, connection, transaction

from haengan.kernel.acts.running import System
from haengan.kernel.journal import entries, queries
from haengan.kernel.journal.models import Line
from haengan.kernel.tables import guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(db):
    from django.utils import timezone

    change = entries.Change("test.thing", "k", "add", {}, {"name": "before"}, "A thing")
    return entries.write(kind="act", act="test.do", actor=System("t"), at=timezone.now(), changes=[change])


@pytest.mark.parametrize("verb", ["update", "delete", "replace", "truncate"])
@pytest.mark.parametrize("model", guards.APPEND_ONLY, ids=lambda m: m._meta.label)
def test_an_append_only_table_withstands(verb, model, line):
    from django.db.models import Model

    table = model._meta.db_table
    field = next(f for f in model._meta.concrete_fields if not f.primary_key)
    statements = {
        "update": f'UPDATE "{table}" SET "{field.column}" = "{field.column}"',
        "delete": f'DELETE FROM "{table}"',
        "truncate": f'TRUNCATE "{table}" CASCADE' if connection.vendor == "postgresql" else f'DELETE FROM "{table}"',
        "replace": f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"',
    }
    if verb == "replace" and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL has no REPLACE; its ON CONFLICT UPDATE fires the UPDATE trigger")
    assert issubclass(model, Model)
    if not model._base_manager.exists():
        pytest.skip("covered by the house test, which fills every table")
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statements[verb])


def test_contents_are_sealed_and_read_back(line):
    assert b"before" not in bytes(line.content.sealed)
    assert queries.history("k")[0].changes == {"name": (None, "before")}


def test_a_line_still_verifies_when_its_contents_are_destroyed(line):
    line.content.delete()
    entry = queries.history("k")[0]
    assert entry.destroyed
    assert Line.objects.get(number=line.number).digest == line.digest
