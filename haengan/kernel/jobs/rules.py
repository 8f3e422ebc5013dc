"""How long to wait before the next try, and what may be kept of an error."""

from __future__ import annotations

import traceback
from datetime import timedelta

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
KEPT = timedelta(days=30)
DEEPEST = 40


def wait_after(attempt: int, *, spread: float = 0.0) -> timedelta:
    """10 s, 20 s, 40 s … up to an hour; `spread` (0 to 1) adds up to a tenth, so that what failed together parts."""
    doubled = FIRST_WAIT * (1 << min(max(attempt, 1) - 1, 12))
    return min(doubled, LONGEST_WAIT) * (1 + spread / 10)


def trace(error: BaseException) -> str:
    """Where it went wrong: kinds of error, files, lines and functions, oldest cause first.

    The message is left out, for it may quote a person's data (a database quotes the row that it refuses).
    """
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_one(current))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\n".join(reversed(parts))


def _one(error: BaseException) -> str:
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    lines = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n    {frame.line}' for frame in frames]
    return "\n".join([*lines, f"{kind.__module__}.{kind.__qualname__}"])
