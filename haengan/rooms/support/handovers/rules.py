"""States of a handover, who signs it in which order, and what is signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class State(StrEnum):
    OPEN = "open"
    GIVEN = "given"
    TAKEN = "taken"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Part(StrEnum):
    GIVER = "giver"
    TAKER = "taker"
    WITNESS = "witness"


STATES: Mapping[str, tuple[str, str]] = {
    State.OPEN: ("작성 중", "being written"),
    State.GIVEN: ("인수 대기", "waits for the successor"),
    State.TAKEN: ("입회 확인 대기", "waits for the witness"),
    State.DONE: ("인계·인수 완료", "handed over"),
    State.WITHDRAWN: ("취소", "withdrawn"),
}
PARTS: Mapping[str, tuple[str, str]] = {
    Part.GIVER: ("인계자", "Handed over by"),
    Part.TAKER: ("인수자", "Taken over by"),
    Part.WITNESS: ("입회자", "Witness"),
}
CAUSES = {
    "transfer": ("인사발령", "transfer"),
    "leaving": ("퇴직 등", "end of employment"),
    "reorganisation": ("조직개편", "reorganisation"),
    "reassignment": ("업무분장 조정", "change in the division of work"),
    "successor": ("후임자 발령", "successor appointed"),
}
OUTCOMES = {
    "open": ("인계 전", "not yet passed on"),
    "passed": ("인계", "passed on"),
    "kept": ("처리 완료 등으로 제외", "left out: done, or not to be had by the successor"),
}
TEXTS = ("work", "plans", "issues", "pending", "documents", "goods", "notes")
"""The parts of the form (시행규칙 별지 제12호서식) that the leaver writes."""
STANDING = (State.OPEN, State.GIVEN, State.TAKEN)


def turn(state: str) -> Part | None:
    """Whose signature is waited for."""
    return {State.OPEN: Part.GIVER, State.GIVEN: Part.TAKER, State.TAKEN: Part.WITNESS}.get(State(state))


def canonical(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
