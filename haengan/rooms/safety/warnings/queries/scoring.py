"""How an exercise or a warning went: how long people took, how long each stage took at the terminals, and who was missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.models import Delivery, Evidence, Message
from haengan.kernel.dispatch.rules import REACHED, Channel
from haengan.lib.terminal import words
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.rules.warned import State

STAGES = (words.RECEIVED, words.AUTHENTIC, words.DONE)
"""What a terminal proves: it has the command, it believes it, it has sounded or shown it."""
SHOWN = 200


@dataclass(frozen=True)
class Stage:
    """Of `all` terminals so many proved it; seconds since the message was queued by which half, nine in ten, and all of
    those had."""

    code: str
    count: int
    all: int
    half: float
    most: float
    last: float


@dataclass(frozen=True)
class Score:
    """`people` is how many seconds lay between the first draft and the sending, `missed` the terminals without proof, the
    first of them only; `missing` how many there are."""

    people: float
    stages: Sequence[Stage]
    missed: Sequence[Delivery]
    missing: int


def score(warning: Warning) -> Score | None:
    """None for what was never sent, or reached for no terminal."""
    message = warning.message
    if message is None or warning.sent_at is None:
        return None
    mine = dispatch.deliveries(message, channel=Channel.TERMINAL)
    every = mine.count()
    if not every:
        return None
    missed = mine.exclude(state__in=REACHED).select_related("terminal__district").order_by("terminal__number")
    return Score(
        people(warning),
        [stage for code in STAGES if (stage := _stage(message, code, every))],
        list(missed[:SHOWN]),
        missed.count(),
    )


def people(warning: Warning) -> float:
    """Seconds between the first draft and the sending."""
    began = warning.moves.filter(becomes=State.DRAFT).values_list("at", flat=True).first() or warning.drafted_at
    return max((warning.sent_at - began).total_seconds(), 0.0) if warning.sent_at is not None else 0.0


def _stage(message: Message, code: str, every: int) -> Stage | None:
    rows = Evidence.objects.filter(delivery__message=message, source=f"ack {code}").order_by("at")
    moments = list(rows.values_list("at", flat=True))
    if not moments:
        return None
    half, most, last = (_after(message.queued_at, moments, share) for share in (0.5, 0.9, 1.0))
    return Stage(code, len(moments), every, half, most, last)


def _after(start: datetime, moments: Sequence[datetime], share: float) -> float:
    """Seconds until that share of them had it; a terminal whose clock goes before counts as at once."""
    place = min(int(len(moments) * share), len(moments) - 1) if share < 1 else len(moments) - 1
    return round(max((moments[place] - start).total_seconds(), 0.0), 2)
