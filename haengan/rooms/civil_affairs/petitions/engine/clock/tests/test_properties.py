"""What holds of every due date, whatever is drawn."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar, korea
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Cause, Extension, Pause, Reason
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import SEOUL, due
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period, Unit

MOMENTS = st.datetimes(datetime(2016, 2, 12), datetime(2040, 12, 31)).map(lambda at: at.replace(microsecond=0))
LENGTHS = st.one_of(
    st.builds(Period, st.integers(1, 60), st.sampled_from([Unit.HOURS, Unit.DAYS])),
    st.builds(Period, st.integers(1, 12), st.sampled_from([Unit.WEEKS, Unit.MONTHS])),
    st.builds(Period, st.integers(1, 3), st.just(Unit.YEARS)),
)
CAUSES = st.sampled_from([cause for cause in Cause if cause is not Cause.INQUIRY])


@st.composite
def pauses(draw, around: datetime) -> Pause:
    since = around + timedelta(minutes=draw(st.integers(0, 30_000)))
    return Pause(draw(CAUSES), since, since + timedelta(minutes=draw(st.integers(0, 40_000))))


def moment(at: datetime, length: Period, *events: object, calendar: Calendar | None = None) -> datetime:
    found = due(at, Kind.STATUTORY, events, calendar or korea(), period=length, proof=False).moment  # type: ignore[arg-type]
    assert found is not None
    return found


@given(MOMENTS, LENGTHS)
def test_it_never_ends_on_a_day_that_does_not_count(at: datetime, length: Period) -> None:
    assert korea().counts(moment(at, length).toordinal())


@given(MOMENTS, LENGTHS)
def test_a_term_in_hours_ends_within_office_hours(at: datetime, length: Period) -> None:
    found = moment(at, length).time()
    if length.unit is Unit.HOURS or (length.unit is Unit.DAYS and length.length <= 5):
        assert time(9) < found <= time(12) or time(13) < found <= time(18)
    else:
        assert found == time(23, 59, 59)


@given(MOMENTS, st.integers(0, 10_000), LENGTHS)
def test_what_is_received_later_is_never_due_earlier(at: datetime, minutes: int, length: Period) -> None:
    assert moment(at, length) <= moment(at + timedelta(minutes=minutes), length)


@given(MOMENTS, LENGTHS)
def test_a_longer_period_never_ends_earlier(at: datetime, length: Period) -> None:
    longer = length._replace(length=length.length + 1)
    if length != Period(5, Unit.DAYS):  # the sixth day changes from hours to days, and the first day is counted whole
        assert moment(at, length) <= moment(at, longer)


@given(st.data(), MOMENTS, LENGTHS)
def test_another_holiday_never_brings_it_forward(data, at: datetime, length: Period) -> None:
    event = data.draw(pauses(at))
    day = data.draw(st.dates(at.date(), at.date() + timedelta(days=60)))
    calendar = korea().with_holiday(day)
    assert moment(at, length, event) <= moment(at, length, event, calendar=calendar)


@given(st.data(), MOMENTS, LENGTHS)
def test_time_that_does_not_count_never_brings_it_forward(data, at: datetime, length: Period) -> None:
    assert moment(at, length) <= moment(at, length, data.draw(pauses(at)))


@given(MOMENTS, LENGTHS)
def test_an_extension_never_brings_it_forward(at: datetime, length: Period) -> None:
    assert moment(at, length) < moment(at, length, Extension(at, Reason.FACTS))


@given(st.data(), MOMENTS, LENGTHS)
@settings(max_examples=50)
def test_the_proof_proves_what_is_told_without_it(data, at: datetime, length: Period) -> None:
    event = data.draw(pauses(at))
    for events in ((), (event,)):
        told = due(at, Kind.STATUTORY, events, period=length)
        assert told.moment == moment(at, length, *events)
        assert told.proof is not None
        assert told.proof.steps[-1].values == {"due": told.moment}


@given(MOMENTS)
def test_a_moment_of_another_zone_is_read_in_korean_time(at: datetime) -> None:
    here = at.replace(tzinfo=SEOUL)
    there = here.astimezone(timezone(timedelta(hours=-5)))
    told = due(there, "inquiry", proof=False).moment
    assert told is not None
    assert told.tzinfo is SEOUL
    assert told.replace(tzinfo=None) == due(at, "inquiry", proof=False).moment


@given(st.dates(date(2016, 2, 12), date(2040, 1, 1)))
def test_seconds_of_work_and_moments_are_each_others_reverse(day: date) -> None:
    calendar = korea()
    for second in (1, 10_799, 10_800, 10_801, 28_799, 28_800):
        worked = calendar.index(day.toordinal()) * 28_800 + second
        assert calendar.worked(calendar.moment(worked)) == worked
