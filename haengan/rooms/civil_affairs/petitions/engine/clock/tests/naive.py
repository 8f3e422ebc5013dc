"""The clock once more, as a clerk with a wall calendar would do it: minute by minute, day by day, one pause after the other.

It shares nothing with the engine but the words for what happened: the free days are those of the `holidays` package, the
numbers of the law are written out here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BY_THE_HOUR = ("outage", "lookup")
PERIODS = {"legal_inquiry": "14d", "inquiry": "7d", "suggestion": "14d", "grievance": "7d", "other": "3h"}


@lru_cache(maxsize=100)
def _named(year):
    return frozenset(holidays.country_holidays("KR", years=year))


def works(day, more):
    return day.weekday() < 5 and day not in _named(day.year) and day not in more


class Standing(Exception):
    """The walk came to a pause that is not over."""


def due(received_at, kind, *, period="", pauses=(), extensions=(), copies=0, more=frozenset()):
    """`pauses` are (cause, since, until, longer), `extensions` lengths as text; the moment, or None while it stands."""
    period = period or PERIODS[kind]
    pauses = [clipped for pause in pauses if (clipped := _clip(*pause))]
    lengths = [period, *([f"{(copies - 1) // 20}d"] if copies > 20 else []), *extensions]
    try:
        if period[-1] in "wmy":
            return _by_the_calendar(received_at.date(), lengths, pauses, more)
        if period[-1] == "h" or int(period[:-1]) <= 5:
            return _by_minutes(received_at, sum(_minutes(one) for one in lengths), pauses, more)
        return _by_days(received_at.date(), sum(int(one[:-1]) for one in lengths), pauses, more)
    except Standing:
        return None


def _minutes(length):
    return int(length[:-1]) * (60 if length[-1] == "h" else 480)


def _clip(cause, since, until, longer):
    """The part of a pause that the law leaves out; None if it leaves out nothing."""
    if cause == "outage" and since.date() < date(2026, 5, 6):
        return None
    if cause == "inquiry":
        last = datetime.combine(since.date() + (21 if longer else 14) * DAY, time()) - timedelta(seconds=1)
        until = last if until is None else min(until, last)
    return cause, since, until


def _by_minutes(at, left, pauses, more):
    at = at.replace(second=0)
    while left:
        if not works(at.date(), more):
            at = datetime.combine(at.date() + DAY, time())
            continue
        if at.hour < 9:
            at = at.replace(hour=9, minute=0)
        elif at.hour == 12:
            at = at.replace(hour=13, minute=0)
        elif at.hour >= 18:
            at = datetime.combine(at.date() + DAY, time())
        else:
            left -= not any(_holds_minute(at, *pause) for pause in pauses)
            at += MINUTE
    return at


def _holds_minute(at, cause, since, until):
    if cause in BY_THE_HOUR:
        held = since <= at and (until is None or at < until)
    else:
        held = since.date() <= at.date() and (until is None or at.date() <= until.date())
    if held and until is None:
        raise Standing
    return held


def _by_days(day, left, pauses, more):
    while True:
        if works(day, more) and not any(_holds_day(day, *pause) for pause in pauses):
            left -= 1
            if not left:
                return datetime.combine(day, time(23, 59, 59))
        day += DAY


def _holds_day(day, cause, since, until):
    if cause in BY_THE_HOUR:
        opens, closes = datetime.combine(day, time(9)), datetime.combine(day, time(18))
        held = since <= opens and (until is None or until >= closes)
    else:
        held = since.date() <= day and (until is None or day <= until.date())
    if held and until is None:
        raise Standing
    return held


def _by_the_calendar(day, lengths, pauses, more):
    for length in lengths:
        left = (_corresponding(day, length) - day).days
        while left:
            left -= not any(_holds_day(day, *pause) for pause in pauses)
            day += DAY
        day -= DAY
        while not works(day, more):
            day += DAY
        day += DAY
    return datetime.combine(day - DAY, time(23, 59, 59))


def _corresponding(day, length):
    """The first day that is no longer within the length."""
    number, unit = int(length[:-1]), length[-1]
    if unit in "dw":
        return day + number * (7 if unit == "w" else 1) * DAY
    month = day
    for _each in range(number * (12 if unit == "y" else 1)):
        month = (month.replace(day=28) + 4 * DAY).replace(day=1)
    end = month
    for _each in range(day.day - 1):
        if (end + DAY).month != month.month:
            return end + DAY
        end += DAY
    return end if number else day
