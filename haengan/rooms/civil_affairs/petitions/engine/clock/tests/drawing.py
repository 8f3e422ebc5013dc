"""Random petitions for the comparison of the two clocks, told in words that both of them take."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Cause, Copies, Extension, Pause, Reason
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import due
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period
from haengan.rooms.civil_affairs.petitions.engine.clock.tests import naive

FIRST, LAST = datetime(2016, 2, 12), datetime(2028, 12, 31)
PERIODS = ("3h", "8h", "1d", "3d", "5d", "6d", "7d", "10d", "20d", "30d", "1w", "3w", "1m", "2m", "6m", "1y")
CAUSES = [cause for cause in Cause if cause is not Cause.INQUIRY]
CALENDARS = [
    Calendar({date(2016 + n // 4, 1 + (n * 5) % 12, 1 + (n * 7) % 28): "임시공휴일" for n in range(start, 52, 8)})
    for start in range(8)
]


def case(chance: random.Random) -> dict:
    """One petition with what happened to it."""
    received_at = FIRST + timedelta(minutes=chance.randrange(int((LAST - FIRST).total_seconds() // 60)))
    kind = chance.choice(list(Kind))
    own = kind in (Kind.STATUTORY, Kind.OTHER) and (kind is Kind.STATUTORY or chance.random() < 0.3)
    period = chance.choice(PERIODS) if own else ""
    whole = period or naive.PERIODS[kind]
    extensions = [_part(chance, whole) for _each in range(chance.choice((0, 0, 0, 1, 2)))]
    return {
        "received_at": received_at,
        "kind": kind,
        "period": period,
        "pauses": [_pause(chance, received_at, kind) for _each in range(chance.choice((0, 0, 1, 1, 2, 3)))],
        "extensions": extensions,
        "copies": chance.choice((0, 0, 20, 21, 40, 41, 95)) if kind is Kind.STATUTORY else 0,
        "calendar": chance.choice(CALENDARS),
    }


def _part(chance, whole):
    return f"{chance.randint(1, int(whole[:-1]))}{whole[-1]}"


def _pause(chance, received_at, kind):
    cause = Cause.INQUIRY if kind is Kind.GRIEVANCE and chance.random() < 0.5 else chance.choice(CAUSES)
    since = received_at + timedelta(minutes=chance.randrange(-600, 20_000))
    until = None if chance.random() < 0.05 else since + timedelta(minutes=chance.randrange(0, 40_000))
    return cause, since, until, chance.random() < 0.3


def by_engine(drawn: dict) -> datetime | None:
    """What the engine says."""
    events = [Pause(*pause) for pause in drawn["pauses"]]
    at = drawn["received_at"]
    for number, length in enumerate(drawn["extensions"]):
        events.append(Extension(at, Reason.FACTS, Period.read(length), consent=number > 0))
    if drawn["copies"]:
        events.append(Copies(drawn["copies"]))
    period = Period.read(drawn["period"]) if drawn["period"] else None
    return due(at, drawn["kind"], events, drawn["calendar"], period=period, proof=False).moment


def by_hand(drawn: dict) -> datetime | None:
    """What the naive clock says."""
    told = {name: drawn[name] for name in ("received_at", "kind", "period", "pauses", "extensions", "copies")}
    return naive.due(**told, more=drawn["calendar"].designated)
