from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar import ranges, typed
from haengan.lib.calendar.ranges import DateRange

MARCH_1 = date(2023, 3, 1)
DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))
RANGES = st.builds(lambda pair: ranges.inclusive(*sorted(pair)), st.tuples(DAYS, DAYS))


@pytest.mark.parametrize(
    "value",
    [
        "2023. 3. 1.(수)",
        "2023. 3. 1. (수요일)",
        "2023.03.01",
        "2023.3.1.",
        "23.3.1.",
        "'23. 3. 1.",
        "2023-03-01",
        "2023/3/1",
        "20230301",
        "2023년 3월 1일",
        "23년 3월 1일(수)",
        MARCH_1,
        datetime(2023, 3, 1, 9, 30, tzinfo=UTC),
    ],
)
def test_one_day_is_read_from_every_shape(value: object) -> None:
    assert typed.read_day(value) == typed.ReadDay(MARCH_1)


@pytest.mark.parametrize("value", ["3.1.", "3. 1.(수)", "3월 1일"])
def test_a_day_without_a_year_takes_the_given_one(value: str) -> None:
    assert typed.read_day(value, year=2023).day == MARCH_1


def test_a_wrong_weekday_is_complained_of_and_the_date_kept() -> None:
    read = typed.read_day("2023. 8. 15.(목)")

    assert read.day == date(2023, 8, 15)
    assert str(read.complaint) == "2023-08-15 is a Tuesday (화), the text says 목"
    assert read.complaint.text_ko() == "2023. 8. 15.은 화요일인데 목요일로 적혀 있습니다"


@pytest.mark.parametrize(
    "value", ["", "미정", "2023. 2. 29.", "2023. 13. 1.", "3.1.", "2023. 3.", "2023. 3. 1. 외", "1/2", "12,292"]
)
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(typed.NotADate):
        typed.read_day(value)


RANGE_TEXTS = [
    ("7.17. ~ 8.20.", "2023-07-17..2023-08-20"),
    ("6.22. ~ 23.", "2023-06-22..2023-06-23"),
    ("7.14.", "2023-07-14..2023-07-14"),
    ("7~8월", "2023-07-01..2023-08-31"),
    ("7월 ~ 8월", "2023-07-01..2023-08-31"),
    ("9월", "2023-09-01..2023-09-30"),
    ("2022년 7~8월", "2022-07-01..2022-08-31"),
    ("2022. 7. ~ 9.", "2022-07-01..2022-09-30"),
    ("2022. 8.~2023. 8.", "2022-08-01..2023-08-31"),
    ("2023. 12. 7.", "2023-12-07..2023-12-07"),
    ("2022년 8월", "2022-08-01..2022-08-31"),
    ("2023년", "2023-01-01..2023-12-31"),
    ("2023년 상반기", "2023-01-01..2023-06-30"),
    ("2023년 3분기", "2023-07-01..2023-09-30"),
    ("2023-01-01..2023-09-04", "2023-01-01..2023-09-04"),
    ("2023-01-01 ~ 2023-09-04", "2023-01-01..2023-09-04"),
    ("2023. 3. 1.(수) ~ 3. 3.(금)", "2023-03-01..2023-03-03"),
    ("2023년 3월 1일 ~ 5일", "2023-03-01..2023-03-05"),
    ("2022. 12. 30. ~ 2023. 1. 2.", "2022-12-30..2023-01-02"),
    ("2022~2023", "2022-01-01..2023-12-31"),
]


@pytest.mark.parametrize(("text", "days"), RANGE_TEXTS)
def test_a_range_is_read_with_its_last_day_included(text: str, days: str) -> None:
    assert str(typed.read_range(text, year=2023).period) == days


@pytest.mark.parametrize("text", ["8.20. ~ 7.17.", "9월, 11월", "1~2~3월", "~", "7.17. ~", "6.22. ~ 31."])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(typed.NotADate):
        typed.read_range(text, year=2023)


def test_each_end_of_a_range_is_checked_for_its_weekday() -> None:
    read = typed.read_range("2023. 3. 1.(목) ~ 3. 3.(금)")

    assert [complaint.day for complaint in read.complaints] == [MARCH_1]


@given(RANGES)
def test_a_range_survives_its_full_text(period: DateRange) -> None:
    assert typed.read_range(period.text_ko()) == typed.ReadRange(period)
    assert typed.read_range(str(period)).period == period


@given(RANGES)
def test_a_range_survives_its_short_text(period: DateRange) -> None:
    assert typed.read_range(period.short_ko(), year=period.from_on.year).period == period


@given(st.text(alphabet="0123456789. ~-년월일('수)상반기", max_size=24), st.none() | st.just(2023))
def test_any_text_is_read_or_refused_by_name(text: str, year: int | None) -> None:
    try:
        read = typed.read_range(text, year=year)
    except typed.NotADate:
        return
    assert read.period.days >= 1
