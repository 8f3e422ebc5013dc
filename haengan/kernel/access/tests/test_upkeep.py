import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from haengan.kernel.access import upkeep
from haengan.kernel.access.models import Knock

pytestmark = pytest.mark.django_db
END = datetime(2023, 9, 4, 10, tzinfo=UTC)


def knock(who="someone", times=1, until=END):
    return upkeep.count(door="ask", who=who, window=1, until=until, times=times)


def test_each_knock_counts_on_whoever_else_counts():
    assert [knock(), knock(), knock(times=20)] == [1, 2, 22]
    assert knock("someone else") == 1


def test_what_is_over_is_swept_and_nothing_else():
    knock()
    knock("later", until=END + timedelta(hours=1))
    assert upkeep.sweep(END + timedelta(minutes=1)) == 1
    assert Knock.objects.get().who == "later"


def test_what_is_forgiven_counts_from_nothing():
    knock()
    upkeep.forget(door="ask", who="someone")
    assert knock() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time: nothing to race with")
def test_knocks_that_come_together_are_all_counted():
    """Threads have connections of their own and commit; a door that is nobody else's is cleared by hand."""
    door = f"race.{secrets.token_hex(8)}"

    def several(_thread):
        try:
            return [upkeep.count(door=door, who="someone", window=1, until=END) for _ in range(25)]
        finally:
            connection.close()

    def clear():
        try:
            upkeep.forget(door=door, who="someone")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        told = [times for counted in threads.map(several, range(8)) for times in counted]
        threads.submit(clear).result()

    assert sorted(told) == list(range(1, 201))
