"""The list searched: the same rows by every way that SQLite may take, and a question as one types."""

import pytest
from django.db import connection
from django.http import QueryDict

from haengan.kernel.acts.running import System
from haengan.kernel.registers import listing
from haengan.kernel.search import narrowing
from haengan.rooms.civil_affairs.petitions.register.filed import PETITIONS

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's planner knows how words are spread")
ASKED = ("q=가로등", "q=가로등 침수", "q=침수&state=arrived", "q=고양이&sort=number", "q=없는말", "q=등")


@pytest.fixture
def filed(file):
    texts = ("가로등이 꺼졌어요", "지하차도 침수", "고양이가 웁니다", "침수된 가로등", "가로등 옆 고양이")
    return [file(title=f"민원 {n}", text=texts[n % len(texts)]) for n in range(15)]


def walked(query):
    """All pages of an answer."""
    found, cursor = [], ""
    while True:
        asked = listing.ask(PETITIONS, QueryDict(f"{query}&cursor={cursor}" if cursor else query), actor=HOUSE)
        page = listing.find(asked).page
        found.append([row.number for row in page.rows])
        if not page.next:
            return found
        cursor = page.next


@on_sqlite
@pytest.mark.parametrize("query", ASKED)
@pytest.mark.parametrize("few", [0, 2, 5_000])
def test_words_find_the_same_rows_however_many_hold_them(filed, query, few, monkeypatch):
    asked = listing.ask(PETITIONS, QueryDict(query), actor=HOUSE)
    expected = [row.number for row in listing.rows(asked)]
    monkeypatch.setattr(narrowing, "FEW", few)
    monkeypatch.setattr(narrowing, "LOOKED_AT", 10)
    assert [number for page in walked(query) for number in page] == expected
    found = listing.find(asked)
    assert found.count == len(expected) if not found.more else found.count < len(expected)


@on_sqlite
def test_many_are_read_in_order_and_few_are_collected(filed, monkeypatch):
    asked = listing.ask(PETITIONS, QueryDict("q=가로등"), actor=HOUSE)
    assert listing.find(asked).more is False
    monkeypatch.setattr(narrowing, "FEW", 2)
    monkeypatch.setattr(narrowing, "LOOKED_AT", 5)
    assert listing.find(asked).more is True


def test_a_number_is_found_by_the_index_and_not_by_looking_at_each(filed):
    asked = listing.ask(PETITIONS, QueryDict(f"q={filed[3].number}"), actor=HOUSE)
    assert [row.number for row in listing.find(asked).page.rows] == [filed[3].number]
    assert "LIKE" not in str(listing.rows(asked).query).upper().replace("ILIKE", "LIKE")


def test_the_list_answers_as_one_types(desk, clerk, filed):
    page = desk(clerk).get(PETITIONS.url("list")).content.decode()
    assert "input changed delay:250ms from:#registers-q" in page
