"""States of a delivery and how they may follow each other, what an acknowledgement means, when to try again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from haengan.lib.terminal import words

WARNINGS = "warnings"
"""The topic of subscriptions to warnings."""
PRIVATE = ("subscription", "notice")
"""Causes of what is told to one person about his own affair: no matter of the situation room."""


class World(StrEnum):
    LIVE = "live"
    DRILL = "drill"


class Channel(StrEnum):
    TERMINAL = "terminal"
    SMS = "sms"
    MAIL = "mail"
    PUSH = "push"
    CALL = "call"


class State(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    RECEIVED = "received"
    VALIDATED = "validated"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"


FOLLOWS: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset(State) - {State.QUEUED},
    State.SENT: frozenset({State.RECEIVED, State.VALIDATED, State.DONE, State.FAILED, State.EXPIRED}),
    State.RECEIVED: frozenset({State.VALIDATED, State.DONE, State.FAILED, State.EXPIRED}),
    State.VALIDATED: frozenset({State.DONE, State.FAILED, State.EXPIRED}),
    State.FAILED: frozenset({State.RECEIVED, State.VALIDATED, State.DONE}),
    State.EXPIRED: frozenset({State.RECEIVED, State.VALIDATED, State.DONE}),
    State.DONE: frozenset(),
}
"""What may come after a state. What we gave up may still turn out to have arrived: proof beats belief. Done stays done."""

OPEN = frozenset({State.QUEUED, State.SENT, State.RECEIVED, State.VALIDATED})
REACHED = frozenset({State.RECEIVED, State.VALIDATED, State.DONE})
MEANS: Mapping[str, State] = {
    words.RECEIVED: State.RECEIVED,
    words.VALID: State.RECEIVED,
    words.AUTHENTIC: State.VALIDATED,
    words.RESOURCES: State.VALIDATED,
    words.DONE: State.DONE,
    **dict.fromkeys(words.FAILED.values(), State.FAILED),
}
"""The state that a staged acknowledgement proves (`lib.terminal.words`)."""

PAUSES: Mapping[Channel, tuple[float, ...]] = {
    Channel.TERMINAL: (2, 3, 5, 10, 20, 30),
    Channel.SMS: (5, 20, 60, 180),
    Channel.MAIL: (10, 60, 300, 900),
    Channel.PUSH: (5, 20, 60, 180),
    Channel.CALL: (3600,),
}
"""Seconds after each attempt until the next; the last one repeats until the message expires."""
SECOND_PATH = 3
"""After so many attempts without any acknowledgement a terminal is also told by SMS, where it has a number."""
MOST: Mapping[Channel, int] = {Channel.SMS: 6, Channel.MAIL: 6, Channel.PUSH: 6}
"""After so many failing attempts a person's delivery has failed; a terminal is tried until the message expires."""


def follows(now: State | str, then: State | str) -> bool:
    return State(then) in FOLLOWS[State(now)]


def settled(now: State | str, proven: Iterable[State | str]) -> State:
    """The state when all this is proven, in whatever order it came: done beats a failure, a failure what came before it."""
    order = [State.SENT, State.RECEIVED, State.VALIDATED, State.FAILED, State.EXPIRED, State.DONE]
    found = State(now)
    for then in sorted(map(State, proven), key=order.index):
        if follows(found, then):
            found = then
    return found


def pause(channel: Channel | str, attempts: int) -> timedelta:
    """From the given attempt (1 is the first) to the next."""
    steps = PAUSES[Channel(channel)]
    return timedelta(seconds=steps[min(max(attempts, 1), len(steps)) - 1])


def next_try(channel: Channel | str, attempts: int, now: datetime, expires_at: datetime) -> datetime:
    """Never past the expiry, so that the sweep sees in time that it is over."""
    return min(now + pause(channel, attempts), expires_at)


def segments(text: str) -> list[str]:
    """An SMS in parts of UCS-2 (GSM 03.38): 70 characters alone, 67 each where joined; surrogate pairs stay together."""
    if _units(text) <= 70:
        return [text]
    parts, part = [], ""
    for sign in text:
        if _units(part + sign) > 67:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]


def _units(text: str) -> int:
    return len(text.encode("utf-16-be")) // 2
