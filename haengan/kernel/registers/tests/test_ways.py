"""Pages of narrowed lists: the same rows by every way, and the index that the way names."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict

from haengan.kernel.acts.running import System
from haengan.kernel.registers import listing, paging, paths, ways
from haengan.kernel.registers.declare import registry
from haengan.kernel.registers.tests.library.models import Book

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's planner knows how values are spread")
FIRST = datetime.date(2023, 1, 1)


def pages(rows, by, way, cursor=""):
    """Forwards to the end, and back again."""
    told, page = [], paging.page(rows, by, size=3, cursor=cursor, about="t", way=way)
    while True:
        told.append([row.title for row in page.rows])
        if not page.next:
            break
        page = paging.page(rows, by, size=3, cursor=page.next, about="t", way=way)
    while page.previous:
        page = paging.page(rows, by, size=3, cursor=page.previous, about="t", way=way)
        told.append([row.title for row in page.rows])
    return told


@pytest.mark.parametrize("path", ["", "title", "from_on"])
@pytest.mark.parametrize("descending", [False, True])
def test_every_way_reads_the_same_pages(buy, path, descending):
    for n in range(11):
        buy(f"책{n:02}", from_on=FIRST + datetime.timedelta(days=n % 4) if n % 3 else None)
    by = paging.order(Book, path, descending=descending)
    rows = Book.objects.filter(title__gte="책01")
    planned = pages(rows, by, ways.PLANNED)
    assert len(planned) == 7
    if connection.vendor == "sqlite":
        assert pages(rows, by, ways.walk(Book, path)) == planned
    assert pages(rows, by, ways.COLLECTED) == planned


@on_sqlite
def test_a_walk_reads_the_index_of_its_sort_and_sorts_nothing():
    register = registry["civil_affairs.petitions"]
    way = ways.walk(register.model, "passes")
    rows = ways.walked(register.rows().filter(state="answered"), way.by).order_by("passes", "pk")[:21]
    told = rows.explain()
    assert "SCAN civil_affairs_petitions_petition USING INDEX listed_by_" in told
    assert "TEMP B-TREE" not in told


@on_sqlite
def test_what_is_collected_is_found_by_what_narrows_it():
    register = registry["civil_affairs.petitions"]
    rows = ways.collected(register.rows().filter(state="answered"), "passes").order_by(ways.BARE, "pk")
    assert "(state=?)" in rows.values_list("pk")[:21].explain()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's way is told above")
def test_what_is_collected_is_sorted_as_a_value_that_no_index_serves():
    register = registry["civil_affairs.petitions"]
    rows = ways.collected(register.rows().filter(state="answered"), "passes").order_by(ways.BARE, ways.BARE_KEY)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")  # whoever could read it in its order would
    assert "Sort Key: ((ARRAY[" in rows.values_list("pk")[:21].explain()


def test_few_are_collected_whatever_the_database():
    register = registry["civil_affairs.petitions"]
    assert ways.chosen(register, {"state"}, "passes", 20, more=False) == ways.COLLECTED


@on_sqlite
def test_the_count_chooses_the_way():
    register = registry["civil_affairs.petitions"]
    chosen = lambda asked, sort, count, more=False: ways.chosen(register, asked, sort, count, more=more)  # noqa: E731
    by = lambda *path: ways.walk(register.model, *path)  # noqa: E731
    assert chosen({"state"}, "passes", 10_000, more=True) == by("passes")
    assert chosen({"state"}, "filed_at", 10_000, more=True) == by("state", "filed_at")
    assert chosen({"received_on", "state"}, "received_on", 10_000, more=True) == by("received_on")
    assert chosen({"received_on"}, "filed_at", 10_000, more=True) == ways.COLLECTED
    assert chosen({"received_on"}, "number", 10_000, more=True) == ways.COLLECTED
    assert chosen({"received_on"}, "passes", 10_000, more=True) == by("passes")
    assert chosen(set(), "passes", 20) == by("passes")
    assert chosen(None, "passes", 20) == ways.PLANNED
    assert by("passes").by
    assert by("passes") != by("state", "filed_at")


def test_a_list_narrowed_by_days_follows_them():
    register = registry["civil_affairs.petitions"]
    ask = lambda query: listing.ask(register, QueryDict(query), actor=HOUSE)  # noqa: E731
    assert ask("").sort == "-filed_at"
    assert ask("received_on_after=2023-01-01").sort == "-received_on"
    assert ask("due_on_before=2023-01-01&sort=number").sort == "number"
    assert paths.field_at(register.model, ask("received_on_after=2023-01-01").order.path) is not None


@on_sqlite
def test_the_rows_after_a_mark_are_collected_by_what_narrows_them():
    """Not by the order of entry, which would read half the table."""
    register = registry["civil_affairs.petitions"]
    rows = ways.collected(register.rows().filter(state="answered"), "passes")
    by = paging.Order(ways.BARE, False, False, key=ways.BARE_KEY)
    after = paging._legs(by, {"id": 7, "value": 1}, backwards=False)[0]
    assert "(state=?)" in rows.filter(after).order_by(*by.expressions()).values_list("pk")[:21].explain()
