"""When timed work falls due, against a minute-by-minute count and against cases that one can read."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.jobs.engine import schedule

SEOUL = ZoneInfo("Asia/Seoul")


def seoul(text):
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("rule", "after", "due"),
    [
        ("30 2 * * *", "2024-01-01T02:29", "2024-01-01T02:30"),
        ("30 2 * * *", "2024-01-01T02:30", "2024-01-02T02:30"),
        ("*/15 8-18 * * mon-fri", "2024-01-05T18:45", "2024-01-08T08:00"),
        ("0 0 29 2 *", "2023-03-01T00:00", "2024-02-29T00:00"),
        ("0 0 29 2 *", "2096-03-01T00:00", "2104-02-29T00:00"),
        ("0 9 1 * *", "2024-01-31T10:00", "2024-02-01T09:00"),
        ("0 9 1 * mon", "2024-01-31T10:00", "2024-02-01T09:00"),
        ("0 9 1 * mon", "2024-02-01T09:00", "2024-02-05T09:00"),
        ("0 9 * * 7", "2024-02-01T09:00", "2024-02-04T09:00"),
        ("5,35 23 31 dec *", "2024-12-31T23:05", "2024-12-31T23:35"),
        ("0 10-16/3 * * *", "2024-01-01T13:00", "2024-01-01T16:00"),
        ("0 20/2 * * *", "2024-01-01T20:00", "2024-01-01T22:00"),
    ],
)
def test_the_next_due_moment(rule, after, due):
    assert schedule.cron(rule).after(seoul(after), zone=SEOUL) == seoul(due)


def test_city_time_counts_whatever_the_clock_of_the_machine():
    moment = datetime(2024, 1, 1, 17, 29, tzinfo=UTC)
    assert schedule.daily("02:30").after(moment, zone=SEOUL) == seoul("2024-01-02T02:30")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "* * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "5-2 * * * *",
        "a * * * *",
        "1- * * * *",
        "-1 * * * *",
    ],
)
def test_a_rule_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match=r"five fields|must lie|not a number"):
        schedule.cron(wrong)


def test_a_day_that_never_comes_is_refused():
    with pytest.raises(ValueError, match="never falls due"):
        schedule.cron("0 0 30 2 *").after(seoul("2024-01-01"), zone=SEOUL)


def field(low, high):
    number = st.integers(low, high)
    span = st.tuples(number, number).map(lambda pair: f"{min(pair)}-{max(pair)}")
    return st.one_of(st.just("*"), number.map(str), span, st.builds("*/{}".format, st.integers(1, high)))


RULES = st.tuples(field(0, 59), field(0, 23), field(1, 28), st.just("*"), field(0, 6)).map(" ".join)
MOMENTS = st.integers(0, 63_072_000).map(lambda seconds: seoul("2023-01-01") + timedelta(seconds=seconds))


@given(RULES, MOMENTS)
def test_nothing_falls_due_between_now_and_the_due_moment(rule, now):
    one = schedule.cron(rule)
    due = one.after(now, zone=SEOUL)
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    steps = min(int((due - minute) / timedelta(minutes=1)), 3000)
    assert due > now
    assert matches(one, due)
    assert not any(matches(one, minute + timedelta(minutes=step)) for step in range(steps))


def matches(one, moment):
    return moment.minute in one.minutes and moment.hour in one.hours and one.falls_on(moment.date())


@given(st.integers(1, 100_000), MOMENTS)
def test_a_distance_is_kept_and_all_workers_agree(seconds, now):
    one = schedule.Every(timedelta(seconds=seconds))
    due = one.after(now, zone=SEOUL)
    assert now < due <= now + one.distance
    assert one.after(due, zone=SEOUL) == due + one.distance
    assert one.after(now.astimezone(UTC), zone=UTC) == due
