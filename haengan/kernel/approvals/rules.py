"""The small arithmetic of papers: hashes, lines of review, marks of signatures, numbers, retention."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class State(StrEnum):
    DRAFT = "draft"
    CIRCULATING = "circulating"
    RETURNED = "returned"
    APPROVED = "approved"
    DISCARDED = "discarded"


class Role(StrEnum):
    REVIEW = "review"
    COOPERATE = "cooperate"
    APPROVE = "approve"


class Via(StrEnum):
    """The capacity in which a step is signed: as the post's holder, as its acting head, or as a deputy."""

    OWN = "own"
    ACTING = "acting"
    DEPUTY = "deputy"


class Answer(StrEnum):
    SIGNED = "signed"
    RETURNED = "returned"
    PASSED_OVER = "passed_over"


class Disclosure(StrEnum):
    OPEN = "open"
    PARTLY = "partly"
    CLOSED = "closed"


class Direction(StrEnum):
    PRODUCED = "produced"
    RECEIVED = "received"


WRITABLE = (State.DRAFT, State.RETURNED)
YEARS = {"1": 1, "3": 3, "5": 5, "10": 10, "30": 30}
SEMI_PERMANENT, PERMANENT = "semi_permanent", "permanent"
ARCHIVED = {"30"}
"""Kept so long, papers go to the archive, which alone decides on them (시행령 제30조제2항, 제43조제2항)."""
RETENTIONS = (*YEARS, SEMI_PERMANENT, PERMANENT)
CITY = "city"
LEVELS: Mapping[str, int] = {
    "team": 0,
    "division": 1,
    "staff_office": 1,
    "branch_office": 1,
    "eup": 1,
    "myeon": 1,
    "dong": 1,
    "bureau": 2,
    "office": 2,
    "secretariat": 2,
    "commission": 2,
    "agency": 2,
    "headquarters": 2,
    "business_office": 2,
    CITY: 3,
}
"""How high a unit of a kind stands, for the norms that say who may finally approve."""


def canonical(told: Mapping[str, Any]) -> str:
    """One spelling for one content: JSON with sorted keys and no blanks."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Seat:
    """A unit on the way up from the drafter's, with its head post (empty: none); `own`: the drafter holds that post."""

    kind: str
    post: str
    own: bool = False


@dataclass(frozen=True)
class Planned:
    """A step to come. Steps with one position run beside each other."""

    position: int
    role: Role
    post: str
    delegated: bool = False


class NoApprover(ValueError):
    """No head stands high enough above the drafter."""


def line(way: Sequence[Seat], *, final: str, cooperation: Sequence[str] = (), parallel: bool = True) -> list[Planned]:
    """Review by each head between the drafter and the final approver, cooperation, then approval (R9, R10).

    `final` is the lowest kind of unit whose head may approve; heads up to the drafter's own highest post are passed by,
    since nobody signs for himself. An approval below the city's head is a delegated one (전결).
    """
    after_own = max((n for n, seat in enumerate(way) if seat.own), default=-1) + 1
    above = [seat for seat in way[after_own:] if seat.post]
    last = next((n for n, seat in enumerate(above) if LEVELS.get(seat.kind, 0) >= LEVELS[final]), None)
    if last is None:
        raise NoApprover(final)
    reviewing, approving = above[:last], above[last]
    asked = [post for post in cooperation if post not in {seat.post for seat in above[: last + 1]}]
    planned = [Planned(n, Role.REVIEW, seat.post) for n, seat in enumerate(reviewing, 1)]
    at = len(planned) + 1
    for n, post in enumerate(asked):
        planned.append(Planned(at if parallel else at + n, Role.COOPERATE, post))
    end = max((step.position for step in planned), default=0) + 1
    return [*planned, Planned(end, Role.APPROVE, approving.post, delegated=approving.kind != CITY)]


def turn(steps: Iterable[tuple[int, bool]]) -> int | None:
    """The position whose turn it is: the lowest with a step that is not decided; None where all are. (position, decided)"""
    return min((position for position, decided in steps if not decided), default=None)


def marks(*, role: Role, delegated: bool, via: Via) -> tuple[str, str]:
    """What stands in the approver's field and in the deputy's (시행규칙 제7조): ("전결", "대결"), each perhaps empty."""
    if role is not Role.APPROVE:
        return "", "대결" if via is Via.DEPUTY else ""
    return "전결" if delegated else "", "대결" if via is Via.DEPUTY else ""


def number(division: str, serial: int) -> str:
    """As printed on the document: the division's name stands for its code (공공기록물법 시행규칙 제5조제3항)."""
    return f"{division}-{serial}"


def retained_from(completed_on: date) -> date:
    """Retention is counted from the next year's first day (공공기록물법 시행령 제26조제3항)."""
    return date(completed_on.year + 1, 1, 1)


def retained_until(completed_on: date, retention: str) -> date | None:
    """The first day on which it need not be kept; None for what is kept for (half of) ever."""
    years = YEARS.get(retention)
    return date(completed_on.year + 1 + years, 1, 1) if years else None


def mayor_of(city: str) -> str:
    """In whose name letters leave (R13①): 파주시 → 파주시장, 양평군 → 양평군수, 종로구 → 종로구청장."""
    return city + {"군": "수", "구": "청장"}.get(city[-1:], "장")


def article_of(reasons: str) -> str:
    """The items of 정보공개법 제9조제1항 as printed behind the disclosure: "5,6" → "(5,6)"."""
    kept = ",".join(part.strip() for part in reasons.split(",") if part.strip())
    return f"({kept})" if kept else ""
