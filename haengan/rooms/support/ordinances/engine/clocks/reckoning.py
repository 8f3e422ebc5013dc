"""How a term in days is reckoned, and the proof of it.

Terms of public law follow the Civil Act unless a law says otherwise (행정기본법 제6조제1항): the day of the event is not
counted (민법 제157조), and a term whose last day is a Saturday or a public holiday ends on the next day that is neither
(민법 제161조). The day on which a law takes effect is not moved by holidays (행정기본법 제7조제3호).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from haengan.lib.calendar.weekdays import weekday_ko
from haengan.lib.calendar.workdays import WorkCalendar

ONE_DAY = timedelta(days=1)


class Moved(StrEnum):
    """What a holiday at the end of a term does to it."""

    NOT = "not"
    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True)
class Proof:
    """`days` from `counted_from` land on `landed_on`; `over` are the free days passed to reach `due_on`."""

    article: str
    counted_from: date
    days: int
    landed_on: date
    due_on: date
    over: tuple[tuple[date, str], ...] = ()

    def told(self, language: str) -> str:
        """The reckoning in a sentence."""
        free = ", ".join(f"{day} {name}" for day, name in self.over)
        if not self.days:
            return self._at_once(language, free)
        if language == "ko":
            way = "뒤" if self.days >= 0 else "전"
            told = f"{self.article}: {_ko(self.counted_from)}의 {abs(self.days)}일 {way} {_ko(self.landed_on)}"
            return told + (f", 쉬는 날({free})이어서 {_ko(self.due_on)}" if self.over else "")
        way = "after" if self.days >= 0 else "before"
        told = f"{self.article}: {abs(self.days)} days {way} {self.counted_from} is {self.landed_on}"
        return told + (f"; a free day ({free}), so {self.due_on}" if self.over else "")

    def _at_once(self, language: str, free: str) -> str:
        if language == "ko":
            told = f"{self.article}: {_ko(self.counted_from)} 즉시"
            return told + (f", 쉬는 날({free})이어서 {_ko(self.due_on)}" if free else "")
        told = f"{self.article}: at once on {self.counted_from}"
        return told + (f"; a free day ({free}), so {self.due_on}" if free else "")


def within(event_on: date, days: int, *, article: str, calendar: WorkCalendar, moved: Moved = Moved.LATER) -> Proof:
    """The last day of a term of `days` after an event; negative `days` count back from a planned day."""
    landed = event_on + timedelta(days=days)
    due, over = landed, []
    step = {Moved.NOT: timedelta(0), Moved.LATER: ONE_DAY, Moved.EARLIER: -ONE_DAY}[moved]
    while step and not calendar.is_working(due):
        over.append((due, calendar.holiday(due) or "토요일"))
        due += step
    return Proof(article, event_on, days, landed, due, tuple(over))


def effect(promulgated_on: date, days: int, *, article: str) -> Proof:
    """From the day after `days` days have passed since promulgation, whatever day that is.

    Promulgated on the 1st and 20 days: they run from the 2nd through the 21st, so it takes effect on the 22nd.
    """
    landed = promulgated_on + timedelta(days=days)
    return Proof(article, promulgated_on, days, landed, landed + ONE_DAY)


def _ko(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}.({weekday_ko(day)})"
