"""Keys change twice while clients write: nothing is lost from sight, nothing unreadable, nothing left under an old key."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections

from haengan.kernel.acts.running import System
from haengan.kernel.keys import actions
from haengan.kernel.people import actions as people
from haengan.kernel.people import queries as reading
from haengan.kernel.people.models import ContactPoint, Resident
from haengan.kernel.tables import sealed, upkeep
from haengan.lib.crypto import ring

HOUSE = System("test")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = NOW.date()
CLIENTS, EACH = 4, 12


@pytest.fixture
def shared(transactional_db, tmp_path, settings):
    """A database that many clients may open: the server's own, or for SQLite a copy in a file; and a ring of its own."""
    settings.HAENGAN_KEYS = tmp_path / "keys.json"
    ring.make(settings.HAENGAN_KEYS)
    if connection.vendor != "sqlite":
        yield
        return
    path, kept = tmp_path / "shared.sqlite3", connections.settings["default"]["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{path}'")
    connections.settings["default"]["NAME"] = path
    yield
    connections.settings["default"]["NAME"] = kept


def together(*clients):
    """Each on a connection of its own; what went wrong in any."""
    faults = []

    def run(client):
        try:
            client()
        except Exception as wrong:
            faults.append(repr(wrong))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return faults


def writer(at):
    """Adds numbers, and saves each again from what it read."""

    def write():
        person = people.register_resident(name_ko="홍길동", registered_on=DAY, actor=HOUSE)
        for n in range(EACH):
            point = people.add_contact(
                person=person, kind="mobile", value=f"010-{at:04d}-{n:04d}", from_on=DAY, actor=HOUSE
            )
            people.retire_contact(
                key=point.key, revision=point.revision, until_on=DAY + timedelta(days=n + 1), actor=HOUSE
            )

    return write


def changer():
    for _time in range(2):
        name = actions.add(now=NOW, actor=HOUSE)
        actions.use(name=name, now=NOW, actor=HOUSE)
        upkeep.again()


def nothing_left():
    """Whatever was saved from an old copy at the very end is what the nightly pass is for."""
    upkeep.again()
    assert (upkeep.under("k1"), upkeep.under("k2"), upkeep.missing()) == ({}, {}, set())
    assert (Resident.objects.count(), ContactPoint.objects.count()) == (CLIENTS, CLIENTS * EACH)
    for at in range(CLIENTS):
        for n in range(EACH):
            value = f"010-{at:04d}-{n:04d}"
            assert [sealed.opened(point, "value") for point in reading.contacts_like(value, DAY)] == [value]


@pytest.mark.django_db(transaction=True)
def test_keys_change_while_clients_write(shared):
    assert together(changer, *(writer(at) for at in range(CLIENTS))) == []
    assert together(nothing_left) == []
