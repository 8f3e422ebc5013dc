"""What a log line may hold."""

from __future__ import annotations

import sys
import traceback

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

WITHHELD = frozenset({"ip", "user_agent", "body", "query", "email", "phone", "name"})


def without_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop keys that name a person and cut query strings off: a search is nobody else's business."""
    kept = {name: value for name, value in event.items() if name not in WITHHELD}
    if isinstance(kept.get("request"), str):
        kept["request"] = kept["request"].partition("?")[0]
    return kept


def as_places(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A failure as its kind and the places it went through; its message may quote a person's data and is left out."""
    given = event.pop("exc_info", None)
    failure = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(failure, BaseException):
        frames = traceback.extract_tb(failure.__traceback__)
        event["failure"] = f"{type(failure).__module__}.{type(failure).__qualname__}"
        event["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames][-12:]
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.filter_by_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    as_places,
    without_personal_data,
]
rendered = structlog.processors.JSONRenderer(ensure_ascii=False)
