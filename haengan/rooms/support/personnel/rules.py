"""States of a personnel order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any


class State(StrEnum):
    DRAFT = "draft"
    ENACTED = "enacted"
    WITHDRAWN = "withdrawn"


STATES: Mapping[str, tuple[str, str]] = {
    State.DRAFT: ("작성 중", "being drafted"),
    State.ENACTED: ("발령", "in force"),
    State.WITHDRAWN: ("취소", "withdrawn"),
}


def fingerprint(rows: Sequence[Sequence[Any]]) -> str:
    """One hash for one content, in one order."""
    return hashlib.sha256(json.dumps(sorted(map(list, rows)), ensure_ascii=False).encode()).hexdigest()
