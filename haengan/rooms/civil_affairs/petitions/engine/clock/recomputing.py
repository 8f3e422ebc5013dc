"""Open petitions when a temporary holiday is decreed: which due moments change, and from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Event
from haengan.rooms.civil_affairs.petitions.engine.clock.proof import day_told
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Due, due
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period, Terms


@dataclass(frozen=True)
class Open:
    """A petition that is not yet answered, as far as its clock goes."""

    key: str
    kind: Kind
    received_at: datetime
    events: tuple[Event, ...] = ()
    period: Period | None = None


@dataclass(frozen=True)
class Moved:
    """A petition whose due moment changed, with the day that did it."""

    key: str
    before: datetime
    after: Due
    holiday: date
    name: str

    def told(self, language: str = "ko") -> str:
        """In a sentence, for the official and the petitioner."""
        if self.after.moment is None:
            raise ValueError("a petition whose period stands has no due moment to tell")
        day = day_told(self.holiday, language)
        before, after = (f"{day_told(one.date(), language)} {one:%H:%M}" for one in (self.before, self.after.moment))
        if language == "ko":
            return f"{day} {self.name} 지정으로 처리기한이 {before}에서 {after}로 바뀌었습니다."
        return f"{day} was named a holiday ({self.name}): due {after} instead of {before}."


def recompute(
    cases: Iterable[Open], day: date, calendar: Calendar, name: str = "임시공휴일", terms: Terms | None = None
) -> list[Moved]:
    """Those of the open petitions that the new holiday moves; `calendar` is the one before it. Extensions that were made
    in time stay lawful, since a holiday never brings a due moment forward."""
    after = calendar.with_holiday(day, name)
    found = []
    for case in cases:
        old = due(case.received_at, case.kind, case.events, calendar, period=case.period, proof=False, terms=terms)
        new = due(case.received_at, case.kind, case.events, after, period=case.period, proof=False, terms=terms)
        if old.moment is not None and new.moment is not None and old.moment != new.moment:
            told = due(case.received_at, case.kind, case.events, after, period=case.period, terms=terms)
            found.append(Moved(case.key, old.moment, told, day, name))
    return found
