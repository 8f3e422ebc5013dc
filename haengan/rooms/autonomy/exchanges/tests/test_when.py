from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar.ranges import inclusive
from haengan.rooms.autonomy.exchanges.engine.wording import when


@pytest.mark.parametrize(
    ("months", "ko", "en"),
    [
        ("2023-01", "1월", "Jan"),
        ("2023-09;2023-11", "9월, 11월", "Sep, Nov"),
        ("2023-07;2023-08", "7~8월", "Jul–Aug"),
        ("2023-08, 2023-07", "7~8월", "Jul–Aug"),
        ("2023-03;2023-04;2023-09", "3~4월, 9월", "Mar–Apr, Sep"),
        ("2023-12;2024-01", "2023년 12월~2024년 1월", "Dec 2023–Jan 2024"),
        ("2023-11;2024-02", "2023년 11월, 2024년 2월", "Nov 2023, Feb 2024"),
    ],
)
def test_months_are_written_together_where_they_follow_one_another(months, ko, en):
    known = when.months(months)
    period = when.hull(known)
    assert when.text(period, known, by_day=False, language="ko") == ko
    assert when.text(period, known, by_day=False, language="en") == en


@pytest.mark.parametrize(
    ("first", "last", "ko", "en"),
    [
        (date(2023, 3, 5), date(2023, 3, 5), "3.5.", "5 Mar"),
        (date(2023, 3, 5), date(2023, 3, 9), "3.5. ~ 9.", "5–9 Mar"),
        (date(2023, 7, 17), date(2023, 8, 20), "7.17. ~ 8.20.", "17 Jul – 20 Aug"),
        (date(2023, 12, 30), date(2024, 1, 2), "23.12.30. ~ 24.1.2.", "30 Dec 2023 – 2 Jan 2024"),
    ],
)
def test_days_are_written_as_days(first, last, ko, en):
    period = inclusive(first, last)
    assert when.text(period, (), by_day=True, language="ko") == ko
    assert when.text(period, (), by_day=True, language="en") == en


@pytest.mark.parametrize("text", ["2023-13", "2023", "9월", "23-09"])
def test_what_is_no_month_is_named(text):
    with pytest.raises(when.NoMonth) as wrong:
        when.months(text)
    assert wrong.value.text == text


def test_a_period_without_months_known_by_month_reads_its_own_months():
    assert when.text(inclusive(date(2023, 7, 1), date(2023, 8, 31)), (), by_day=False, language="ko") == "7~8월"


@given(st.lists(st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(lambda d: f"{d:%Y-%m}"), min_size=1, max_size=8))
def test_the_hull_covers_every_month_and_nothing_more(months):
    known = when.months(";".join(months))
    period = when.hull(known)
    assert (f"{period.from_on:%Y-%m}", f"{period.last_on:%Y-%m}") == (min(months), max(months))
    assert period.whole_months
