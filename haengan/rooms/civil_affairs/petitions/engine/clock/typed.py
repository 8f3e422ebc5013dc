"""Events as people type them: on the command line, in tables of cases.

A pause is `CAUSE@SINCE/UNTIL`, or `CAUSE@SINCE/` while it lasts, with `longer:` before an inquiry on site that was extended.
An extension is `REASON@MOMENT`, with `consent:` before it and `+3d` behind it where it is shorter than the period.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from haengan.rooms.civil_affairs.petitions.engine.clock.events import Cause, Extension, Pause, Reason
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Mistyped
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period


def kind(text: str) -> Kind:
    """One of the kinds."""
    if text not in list(Kind):
        raise _none("종류", "kind", text, list(Kind))
    return Kind(text)


def moment(text: str) -> datetime:
    """ISO 8601."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise Mistyped(
            f"‘{text}’은(는) 시각이 아닙니다. 2026-11-23T10:30과 같이 적으십시오.",
            f"{text!r} is no moment. Write it as 2026-11-23T10:30.",
        ) from None


def day(text: str) -> date:
    """ISO 8601."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Mistyped(
            f"‘{text}’은(는) 날짜가 아닙니다. 2026-11-23과 같이 적으십시오.",
            f"{text!r} is no day. Write it as 2026-11-23.",
        ) from None


def pause(text: str) -> Pause:
    """Time that does not count."""
    cause, _at, span = text.strip().partition("@")
    longer = cause.startswith("longer:")
    cause = cause.removeprefix("longer:")
    if cause not in list(Cause):
        raise _none("불산입 사유", "cause", cause, list(Cause))
    since, slash, until = span.partition("/")
    if not slash:
        raise Mistyped(
            f"‘{text}’에는 끝이 없습니다. CAUSE@SINCE/UNTIL로, 계속되고 있으면 CAUSE@SINCE/로 적으십시오.",
            f"{text!r} does not say until when. Write CAUSE@SINCE/UNTIL, or CAUSE@SINCE/ while it lasts.",
        )
    return Pause(Cause(cause), moment(since), moment(until) if until else None, longer)


def extension(text: str) -> Extension:
    """A longer period."""
    reason, _at, at = text.strip().partition("@")
    consent = reason.startswith("consent:")
    reason = reason.removeprefix("consent:")
    if reason not in list(Reason):
        raise _none("연장 사유", "reason", reason, list(Reason))
    at, _plus, length = at.partition("+")
    return Extension(moment(at), Reason(reason), Period.read(length) if length else None, consent)


def holiday(text: str) -> tuple[date, str]:
    """A day that the government named, with its name if it has one: `2026-12-01=임시공휴일`."""
    on, _equals, name = text.partition("=")
    return day(on), name or "임시공휴일"


def _none(ko: str, en: str, text: str, known: Sequence[str]) -> Mistyped:
    there = ", ".join(known)
    return Mistyped(
        f"{ko} ‘{text}’은(는) 없습니다. {there} 가운데 하나입니다.", f"There is no {en} {text!r}. There are {there}."
    )
