"""A change of keys while others write, and what a key leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from typer.testing import CliRunner

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.journal import queries as journal
from haengan.kernel.journal import verifying
from haengan.kernel.keys import actions, commands, queries
from haengan.kernel.people import actions as people
from haengan.kernel.people import queries as reading
from haengan.kernel.people.models import ContactPoint
from haengan.kernel.tables import sealed, upkeep
from haengan.lib.crypto import Cipher, ring

HOUSE = System("test")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
DAY = NOW.date()


@pytest.fixture
def keys(tmp_path, settings):
    """A ring of its own, with k1."""
    settings.HAENGAN_KEYS = tmp_path / "keys.json"
    ring.make(settings.HAENGAN_KEYS)
    return settings.HAENGAN_KEYS


def contact(resident, value="010-1234-5678"):
    return people.add_contact(person=resident, kind="mobile", value=value, from_on=DAY, actor=HOUSE)


def rotate():
    name = actions.add(now=NOW, actor=HOUSE)
    actions.use(name=name, now=NOW, actor=HOUSE)
    return name


def key_of(point):
    return Cipher.sealed_by(bytes(ContactPoint.objects.get(pk=point.pk).value))


def test_what_is_written_after_the_change_lies_under_the_new_key(keys, resident):
    old = contact(resident)
    rotate()
    assert (key_of(old), key_of(contact(resident, "010-2222-3333"))) == ("k1", "k2")


def test_both_are_found_between_two_keys(keys, resident):
    points = {contact(resident)}
    rotate()
    points.add(contact(resident))
    assert set(reading.contacts_like("01012345678", DAY)) == points == set(reading.contacts_like("5678", DAY))


def test_the_rest_is_sealed_again_with_its_indexes(keys, resident):
    point = contact(resident)
    rotate()
    upkeep.again()
    assert upkeep.under("k1") == {}
    actions.retire(name="k1", now=LATER, actor=HOUSE)
    assert list(reading.contacts_like("010-1234-5678", DAY)) == [point]
    assert reading.reveal(HOUSE, ContactPoint.objects.get(), "시험") == "010-1234-5678"


def test_the_journal_opens_and_verifies_after_the_old_key_is_gone(keys, resident):
    point = contact(resident)
    rotate()
    upkeep.again()
    actions.retire(name="k1", now=LATER, actor=HOUSE)
    assert journal.history(point.key)[0].changes["value"] == (None, "sealed")
    assert verifying.verify(contents=True).sound


def test_a_record_that_was_read_before_and_saved_after_stays_readable_and_is_met_again(keys, resident):
    point = contact(resident)
    stale = ContactPoint.objects.get(pk=point.pk)
    rotate()
    upkeep.again()
    ContactPoint.objects.filter(pk=point.pk).update(
        value=stale.value, value_index=stale.value_index, value_last4=stale.value_last4
    )
    assert list(reading.contacts_like("010-1234-5678", DAY)) == [point]
    assert upkeep.again().sealed == 1
    assert key_of(point) == "k2"


def test_a_value_written_meanwhile_is_left_alone(keys, resident, monkeypatch):
    """Between reading a slice and writing it someone saves another number."""
    point = contact(resident)
    rotate()
    opened = upkeep.Column._opened

    def and_someone_writes(self, row, value, ring):
        plain = opened(self, row, value, ring)
        if isinstance(row, ContactPoint):
            row = ContactPoint.objects.get(pk=row.pk)
            sealing = ContactPoint._meta.get_field("value")
            new = sealing.seal(row, "010-9999-0000", ring)
            ContactPoint.objects.filter(pk=row.pk).update(value=new, value_index=row.value_index)
        return plain

    monkeypatch.setattr(upkeep.Column, "_opened", and_someone_writes)
    upkeep.again()
    assert sealed.opened(ContactPoint.objects.get(), "value") == "010-9999-0000"
    assert list(reading.contacts_like("010-9999-0000", DAY)) == [point]


def test_a_key_with_values_under_it_is_not_retired(keys, resident):
    contact(resident)
    rotate()
    with pytest.raises(Refused, match=r"kernel_people\.ContactPoint\.value 1"):
        actions.retire(name="k1", now=LATER, actor=HOUSE)


def test_a_key_is_not_retired_while_a_transaction_may_still_write_under_it(keys, db):
    rotate()
    upkeep.again()
    with pytest.raises(Refused):
        actions.retire(name="k1", now=NOW + timedelta(minutes=59), actor=HOUSE)


@pytest.mark.parametrize("name", ["k1", "k9", ""])
def test_the_current_key_and_unknown_ones_are_not_retired(keys, db, name):
    with pytest.raises(Refused):
        actions.retire(name=name, now=LATER, actor=HOUSE)


@pytest.mark.parametrize("name", ["k1", "열쇠", "a b", "x" * 41])
def test_a_name_that_is_taken_or_none_is_refused(keys, db, name):
    with pytest.raises(Refused) as refused:
        actions.add(name=name, now=NOW, actor=HOUSE)
    assert refused.value.field == "name"


def test_the_name_of_a_retired_key_never_comes_back(keys, db):
    rotate()
    upkeep.again()
    actions.retire(name="k1", now=LATER, actor=HOUSE)
    assert (actions.add(now=LATER, actor=HOUSE), queries.retired()) == ("k3", ["k1"])


def test_values_that_cannot_be_opened_are_counted_and_stay(keys, resident):
    point = contact(resident)
    rotate()
    ContactPoint.objects.update(value=bytes(ContactPoint.objects.get().value)[:-1] + b"x")
    assert upkeep.again().closed == 1
    assert key_of(point) == "k1"


def test_a_missing_key_is_named(keys, resident):
    contact(resident)
    told = keys.read_text("utf8").replace('"k1"', '"k7"')
    keys.write_text(told, "utf8")
    assert queries.missing() == ["k1"]


def test_a_change_of_keys_leaves_a_line(keys, db):
    rotate()
    assert [line.act for line in journal.recent()[:2]] == ["keys.use", "keys.add"]


@pytest.mark.django_db
def test_an_empty_database_is_told_of_instead_of_a_traceback(monkeypatch):
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda *_given, **_more: [])
    answer = CliRunner().invoke(commands.app, ["list"])
    assert answer.exit_code == 1
    assert "haengan serve --migrate" in " ".join(answer.output.split())
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
