"""An empty database is begun at once, and comes to just what all migrations come to."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, migrations
from django.db.migrations.migration import Migration

from haengan.site import beginning

PROGRAM = Path(__file__).with_name("tables_process.py")


def migrated(way, home, database=""):
    home.mkdir()
    settings = {"HAENGAN_HOME": str(home), "DATABASE_URL": database}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), way],
        env=os.environ | settings | {"DJANGO_SETTINGS_MODULE": "haengan.site.settings.office"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.heavy
def test_both_ways_come_to_the_same_tables(tmp_path):
    in_turn = migrated("in-turn", tmp_path / "one")
    at_once = migrated("at-once", tmp_path / "two")

    assert len(in_turn) > 1_000
    assert {name: told for name, told in at_once.items() if in_turn.get(name) != told} == {}
    assert in_turn.keys() == at_once.keys()


@pytest.mark.heavy
@pytest.mark.trial
def test_both_ways_come_to_the_same_tables_on_postgresql(tmp_path):
    from tests.gate import databases

    said = []
    for way in ("in-turn", "at-once"):
        with databases.scratch() as address:
            if not address:
                pytest.skip(databases.MISSING)
            said.append(migrated(way, tmp_path / way, address))

    assert {name: told for name, told in said[1].items() if said[0].get(name) != told} == {}
    assert said[0].keys() == said[1].keys()


@pytest.mark.django_db
def test_where_tables_stand_nothing_is_begun():
    assert beginning.begin(connection) is False


def test_an_operation_that_no_state_tells_leaves_it_to_the_migrations(monkeypatch):
    """Such as one that makes an index beside the work of others, outside any transaction."""

    class Strange(migrations.operations.base.Operation):
        pass

    class Loader:
        graph = type("Graph", (), {"leaf_nodes": staticmethod(list)})

    class Executor:
        loader = Loader

        def __init__(self, connection):
            pass

        def migration_plan(self, leaves):
            strange = Migration("0001", "strange")
            strange.operations = [Strange()]
            return [(strange, False)]

    class Empty:
        introspection = type("Introspection", (), {"table_names": staticmethod(list)})

    monkeypatch.setattr(beginning, "MigrationExecutor", Executor)
    assert beginning.begin(Empty) is False
