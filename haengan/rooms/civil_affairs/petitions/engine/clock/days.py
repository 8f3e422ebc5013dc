"""What counts: working days as ordinals, and office hours as seconds of work, both looked up instead of walked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate

from haengan.rooms.civil_affairs.petitions.engine.clock.decree import FIRST_YEAR, LAST_YEAR, holidays, unknown
from haengan.rooms.civil_affairs.petitions.engine.clock.decree import named_holiday as _named
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import YearUnknown

FIRST = date(FIRST_YEAR, 1, 1).toordinal()
LAST = date(LAST_YEAR, 12, 31).toordinal()
HOUR = 3600
UNTIL_END = timedelta(hours=23, minutes=59, seconds=59)


@dataclass(frozen=True)
class Free:
    """A day that does not count and why."""

    day: date
    ko: str
    en: str
    article: str


@dataclass(frozen=True)
class Hours:
    """Office hours of a day in seconds from midnight, without the pause at noon."""

    opens: int = 9 * HOUR
    noon: int = 12 * HOUR
    after_noon: int = 13 * HOUR
    closes: int = 18 * HOUR

    @property
    def worked(self) -> int:
        return self.noon - self.opens + self.closes - self.after_noon

    def done(self, second: int) -> int:
        """How many seconds are worked from the day's opening until `second`."""
        if second <= self.noon:
            return max(0, second - self.opens)
        return self.noon - self.opens + max(0, min(second, self.closes) - self.after_noon)

    def at(self, worked: int) -> int:
        """The second at which so much is worked."""
        morning = self.noon - self.opens
        return self.opens + worked if worked <= morning else self.after_noon + worked - morning


class Calendar:
    """Days and hours that count for petitions (민원 처리에 관한 법률 제19조): no Saturday, Sunday or public holiday.

    `designated` are days that the government named after the decree's own table here was made (제2조제11호), with their name.
    """

    def __init__(self, designated: Mapping[date, str] | None = None, hours: Hours | None = None) -> None:
        self.designated = dict(designated or {})
        self.hours = hours or Hours()
        named = {day.toordinal() for day in self.designated}
        for ordinal in named:
            _known(ordinal)
        self.works = [day for day in _ordinary() if day not in named]
        self.midnights = [datetime.fromordinal(day) for day in self.works]
        self.day_seconds = self.hours.worked
        marks = bytearray(LAST - FIRST + 2)
        for day in self.works:
            marks[day - FIRST] = 1
        self.marks = marks
        self.before = list(accumulate(marks, initial=0))

    def with_holiday(self, day: date, name: str = "임시공휴일") -> Calendar:
        """The same calendar with one more temporary holiday."""
        return Calendar({**self.designated, day: name}, self.hours)

    def counts(self, ordinal: int) -> bool:
        _known(ordinal)
        return bool(self.marks[ordinal - FIRST])

    def index(self, ordinal: int) -> int:
        """How many working days lie before that day."""
        if FIRST <= ordinal <= LAST:
            return self.before[ordinal - FIRST]
        raise _unknown(ordinal)

    def day(self, index: int) -> int:
        """The working day of that number."""
        try:
            return self.works[index]
        except IndexError:
            raise unknown(LAST_YEAR + 1) from None

    def on_or_after(self, ordinal: int) -> int:
        return self.day(bisect_left(self.works, ordinal))

    def worked(self, moment: datetime) -> int:
        """Seconds of office hours from the calendar's beginning until that moment."""
        ordinal = moment.toordinal()
        whole = self.index(ordinal) * self.day_seconds
        if not self.marks[ordinal - FIRST]:
            return whole
        return whole + self.hours.done(moment.hour * 3600 + moment.minute * 60 + moment.second)

    def moment(self, worked: int) -> datetime:
        """The first moment at which so many seconds are worked: the close of a day, not the opening of the next."""
        index, rest = divmod(worked - 1, self.day_seconds)
        return self._midnight(index) + timedelta(seconds=self.hours.at(rest + 1))

    def end(self, index: int) -> datetime:
        """The last second of the working day of that number."""
        return self._midnight(index) + UNTIL_END

    def _midnight(self, index: int) -> datetime:
        if index < len(self.midnights):
            return self.midnights[index]
        raise unknown(LAST_YEAR + 1)

    def free(self, ordinal: int) -> Free | None:
        """Why the day does not count; None if it does."""
        if self.counts(ordinal):
            return None
        day = date.fromordinal(ordinal)
        if day in self.designated:
            named = _named(day, self.designated[day])
            return Free(day, named.ko, named.en, named.article)
        if found := holidays(day.year).get(day):
            return Free(day, found.ko, found.en, found.article)
        if day.weekday() == 6:
            return Free(day, "일요일", "Sunday", "관공서의 공휴일에 관한 규정 제2조제1호")
        return Free(day, "토요일", "Saturday", "민원 처리에 관한 법률 제19조")

    def skipped(self, first: int, until: int) -> tuple[Free, ...]:
        """The days from `first`, before `until`, that do not count."""
        return tuple(free for ordinal in range(first, until) if (free := self.free(ordinal)))


@lru_cache(maxsize=1)
def _ordinary() -> list[int]:
    free = {day.toordinal() for year in range(FIRST_YEAR, LAST_YEAR + 1) for day in holidays(year)}
    return [day for day in range(FIRST, LAST + 1) if (day - 1) % 7 < 5 and day not in free]


def _known(ordinal: int) -> None:
    if not FIRST <= ordinal <= LAST:
        raise _unknown(ordinal)


def _unknown(ordinal: int) -> YearUnknown:
    return unknown(date.fromordinal(ordinal).year)


def end_of(ordinal: int) -> datetime:
    """The last second of the day (민법 제159조: a term in days ends when its last day ends)."""
    return datetime.combine(date.fromordinal(ordinal), time(23, 59, 59))


@lru_cache(maxsize=1)
def korea() -> Calendar:
    """The calendar without days of the city's own."""
    return Calendar()
