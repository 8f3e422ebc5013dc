"""When an overdue follow-up climbs, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from haengan.lib.calendar.ranges import DateRange
from haengan.lib.calendar.workdays import WorkCalendar


@dataclass(frozen=True)
class Thing:
    """What a follow-up is about: `type` is the model's label in small letters ("autonomy_townhalls.townhall")."""

    type: str
    key: str
    title: str

    @property
    def told(self) -> tuple[str, str, str]:
        return self.type, self.key, self.title


def days_late(due_on: date, today: date, *, calendar: WorkCalendar) -> int:
    """Working days since the due day; 0 on it, before it, and on the free days right after it."""
    return calendar.count(DateRange(due_on, today)) - calendar.is_working(due_on) if today > due_on else 0


def level(late: int, steps: Sequence[int]) -> int:
    """How many floors of the organisation know of it: one for each step that is reached."""
    return sum(late >= step for step in steps)


def reminder(
    due_on: date, today: date, *, ahead: Sequence[int], late: Sequence[int], calendar: WorkCalendar
) -> int | None:
    """The step that is reached today: working days before the due day, 0 on it, below 0 after it; None where none is. One that
    was passed while no worker ran is not made up for: only the nearest counts."""
    if today > due_on:
        behind = days_late(due_on, today, calendar=calendar)
        return -max((step for step in late if step <= behind), default=0) or None
    left = calendar.count(DateRange(today, due_on)) if today < due_on else 0
    return min((step for step in ahead if step >= left), default=None)
