import pytest
from django.db import connection

from haengan.kernel.acts.running import System
from haengan.kernel.journal import entries
from haengan.kernel.registers.upkeep import indexes
from haengan.kernel.tables import guards
from haengan.site.doctor import records
from haengan.site.doctor.findings import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    from django.utils import timezone

    change = entries.Change("test.thing", "k", "add", {}, {"name": "a"}, "A thing")
    return entries.write(kind="act", act="test.do", actor=System("t"), at=timezone.now(), changes=[change])


def test_a_whole_database_is_well(line):
    found = [*records.migrations(), *records.standing_guards(), *records.journal_tail()]
    assert {finding.state for finding in found} == {State.WELL}


def test_a_guard_that_was_taken_away_is_named():
    table = guards.APPEND_ONLY[0]._meta.db_table
    with connection.cursor() as cursor:
        names = {"sqlite": f"{table}_no_update", "postgresql": f"{table}_no_row"}
        where = "" if connection.vendor == "sqlite" else f' ON "{table}"'
        cursor.execute(f'DROP TRIGGER "{names[connection.vendor]}"{where}')

    (finding,) = records.standing_guards()

    assert finding.state == State.FAULT
    assert names[connection.vendor] in finding.what


def test_an_index_that_was_taken_away_is_named_by_its_columns():
    one = indexes.wanted()[0]
    assert [finding.state for finding in records.standing_indexes()] == [State.WELL]
    with connection.cursor() as cursor:
        cursor.execute(f'DROP INDEX "{one.name}"')

    (finding,) = records.standing_indexes()

    assert finding.state == State.FAULT
    assert str(one) in finding.what


def test_altered_contents_of_a_line_are_a_fault(line):
    line.content.sealed = b"something else"
    line.content.save_base(raw=True)

    (finding,) = records.journal_tail()

    assert finding.state == State.FAULT
    assert str(line.number) in finding.what


def test_an_empty_journal_is_a_warning():
    (finding,) = records.journal_tail()
    assert finding.state == State.WARNING


def test_lines_that_have_waited_long_for_a_seal_are_a_fault(line, monkeypatch):
    monkeypatch.setattr(records, "LATE", -records.LATE)
    finding = next(iter(records.journal_seals()))
    assert finding.state == State.FAULT


def test_checkpoints_beside_the_data_are_warned_of(line, settings, tmp_path):
    states = [finding.state for finding in records.journal_seals()]
    settings.JOURNAL_CHECKPOINTS = [str(tmp_path)]

    assert states == [State.WELL, State.WARNING]
    assert [finding.state for finding in records.journal_seals()] == [State.WELL]
