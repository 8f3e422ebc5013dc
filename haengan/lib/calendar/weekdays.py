"""The seven Korean names of the days of the week."""

from __future__ import annotations

from datetime import date

NAMES = "월화수목금토일"


def weekday_ko(day: date) -> str:
    return NAMES[day.weekday()]
