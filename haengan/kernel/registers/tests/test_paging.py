import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haengan.kernel.registers import paging
from haengan.kernel.registers.tests.library.models import Book

pytestmark = pytest.mark.django_db
DAYS = [None, datetime.date(2023, 1, 1), datetime.date(2023, 1, 2)]


def walk(rows, by, size):
    """All pages forwards, then backwards from the last."""
    seen, cursor, pages = [], "", []
    while True:
        page = paging.page(rows, by, size=size, cursor=cursor, about="t")
        seen += [row.pk for row in page.rows]
        pages.append([row.pk for row in page.rows])
        if not page.next:
            break
        cursor = page.next
    back, cursor = [pages[-1]], page.previous
    while cursor:
        page = paging.page(rows, by, size=size, cursor=cursor, about="t")
        back.append([row.pk for row in page.rows])
        cursor = page.previous
    return seen, [pk for rows in reversed(back) for pk in rows]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(DAYS), max_size=12), st.booleans(), st.integers(1, 4))
def test_walking_forwards_and_backwards_meets_every_row_once(buy, days, descending, size):
    known = Book.objects.count()
    made = [buy(f"{known}-{i}", from_on=day) for i, day in enumerate(days)]
    rows = Book.objects.filter(pk__in=[book.pk for book in made])
    by = paging.order(Book, "from_on", descending=descending)
    expected = [book.pk for book in rows.order_by(*by.expressions())]
    forwards, backwards = walk(rows, by, size)
    assert forwards == expected
    assert backwards == expected


def test_rows_entered_meanwhile_do_not_shift_the_next_page(buy):
    first = [buy(f"가{i}") for i in range(4)]
    by = paging.order(Book, "title", descending=False)
    page = paging.page(Book.objects.all(), by, size=2, about="t")
    buy("가0가")
    following = paging.page(Book.objects.all(), by, size=2, cursor=page.next, about="t")
    assert [row.title for row in following.rows] == [first[2].title, first[3].title]


def test_a_cursor_of_another_list_is_refused(buy):
    for i in range(3):
        buy(f"책{i}")
    by = paging.order(Book, "title", descending=False)
    page = paging.page(Book.objects.all(), by, size=2, about="one")
    with pytest.raises(paging.NotACursor):
        paging.page(Book.objects.all(), by, size=2, cursor=page.next, about="another")


@given(st.text())
def test_no_text_is_taken_for_a_cursor(text):
    with pytest.raises(paging.NotACursor):
        paging._opened(text, "t")


def test_counting_stops_at_ten_thousand(buy, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 2)
    for i in range(3):
        buy(f"책{i}")
    assert paging.count(Book.objects.all()) == (2, True)
