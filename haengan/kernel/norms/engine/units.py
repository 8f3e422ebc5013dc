"""The units a norm may have, and what a value in each of them must be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Holds = Literal["whole", "number", "text", "switch", "date"]
Scalar = int | Decimal | str | bool | date
Value = Scalar | list[Scalar]
Words = Mapping[str, tuple[str, str]]
"""Korean and English by code."""

DAY_OF_YEAR = re.compile(r"(0[1-9]|1[0-2])-([0-3][0-9])")
FIRST_HALF = ("January", "February", "March", "April", "May", "June")
MONTHS = (*FIRST_HALF, "July", "August", "September", "October", "November", "December")
WORDS: dict[Holds, str] = {
    "whole": "a whole number",
    "number": "a number",
    "text": "a text",
    "switch": "true or false",
    "date": "a date (2024-01-31)",
}


@dataclass(frozen=True)
class Unit:
    """`ko` and `en` follow the number: "14근무일", "14 working days"."""

    code: str
    ko: str
    en: str
    holds: Holds
    one: str = ""
    """After the number 1, where English says it otherwise."""

    def shown(self, value: Value, *, language: str, words: Words | None = None) -> str:
        """As people say it; `words` name the codes that a text may be."""
        if isinstance(value, list):
            return ", ".join(self.shown(one, language=language, words=words) for one in value)
        if isinstance(value, bool):
            return {True: ("예", "yes"), False: ("아니요", "no")}[value][language != "ko"]
        if isinstance(value, int | Decimal):
            english = self.one if value == 1 and self.one else self.en
            return f"{value:,}{self.ko}" if language == "ko" else f"{value:,} {english}".strip().replace(" %", "%")
        if isinstance(value, date):
            return f"{value.year}. {value.month}. {value.day}." if language == "ko" else value.isoformat()
        return _said(value, words or {}, language)


def _said(text: str, words: Words, language: str) -> str:
    """A code by its name, ``code=03-01`` with the day of each year behind it."""
    code, _equals, day = text.partition("=")
    named = _day_of_year(words.get(code, (code, code))[language != "ko"], language)
    return f"{named}{'' if language == 'ko' else ' '}({_day_of_year(day, language)})" if day else named


def _day_of_year(text: str, language: str) -> str:
    found = DAY_OF_YEAR.fullmatch(text)
    if found is None:
        return text
    month, day = int(found[1]), int(found[2])
    return f"{month}월 {day}일" if language == "ko" else f"{day} {MONTHS[month - 1]}"


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("seconds", "초", "seconds", "number", "second"),
        Unit("minutes", "분", "minutes", "whole", "minute"),
        Unit("hours", "시간", "hours", "whole", "hour"),
        Unit("days", "일", "days", "whole", "day"),
        Unit("working_days", "근무일", "working days", "whole", "working day"),
        Unit("weeks", "주", "weeks", "whole", "week"),
        Unit("months", "개월", "months", "whole", "month"),
        Unit("years", "년", "years", "whole", "year"),
        Unit("age", "세", "years of age", "whole", "year of age"),
        Unit("people", "명", "people", "whole", "person"),
        Unit("households", "세대", "households", "whole", "household"),
        Unit("times", "회", "times", "whole", "time"),
        Unit("levels", "단계", "levels", "whole", "level"),
        Unit("fold", "배", "times", "number"),
        Unit("items", "개", "items", "whole", "item"),
        Unit("cases", "건", "cases", "whole", "case"),
        Unit("rows", "행", "rows", "whole", "row"),
        Unit("grade", "급", "grade", "whole"),
        Unit("percent", "%", "%", "number"),
        Unit("ratio", "", "", "number"),
        Unit("points", "점", "points", "number", "point"),
        Unit("won", "원", "won", "whole"),
        Unit("thousand_won", "천원", "thousand won", "number"),
        Unit("million_won", "백만원", "million won", "number"),
        Unit("metres", "m", "m", "number"),
        Unit("kilometres", "km", "km", "number"),
        Unit("square_metres", "㎡", "㎡", "number"),
        Unit("millimetres", "mm", "mm", "number"),
        Unit("metres_a_second", "m/s", "m/s", "number"),
        Unit("celsius", "℃", "℃", "number"),
        Unit("decibels", "dB", "dB", "number"),
        Unit("litres", "L", "L", "number"),
        Unit("tonnes_a_day", "톤/일", "tonnes a day", "number", "tonne a day"),
        Unit("bytes", "바이트", "bytes", "whole", "byte"),
        Unit("megabytes", "MB", "MB", "whole"),
        Unit("text", "", "", "text"),
        Unit("code", "", "", "text"),
        Unit("switch", "", "", "switch"),
        Unit("date", "", "", "date"),
    )
}


def fault_of(unit: Unit, value: Any) -> str:
    """What is wrong with `value` as an amount of `unit`, empty if nothing. A list holds one or more such amounts."""
    if isinstance(value, list):
        return "the list is empty" if not value else next((f for f in (_scalar_fault(unit, v) for v in value) if f), "")
    return _scalar_fault(unit, value)


def _scalar_fault(unit: Unit, value: Any) -> str:
    fits = {
        "whole": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, int | Decimal) and not isinstance(value, bool),
        "text": isinstance(value, str) and bool(value.strip()),
        "switch": isinstance(value, bool),
        "date": isinstance(value, date),
    }[unit.holds]
    return "" if fits else f"{value!s} is not {WORDS[unit.holds]}, as {unit.code} must be"


def to_store(value: Value) -> Any:
    """JSON-ready: exact decimals and dates become texts, which `from_store` turns back by the unit."""
    if isinstance(value, list):
        return [to_store(one) for one in value]
    return value if isinstance(value, bool | int) else str(value)


def from_store(unit: Unit, stored: Any) -> Value:
    """Raises ValueError where the stored value no longer fits the unit."""
    if isinstance(stored, list):
        return [_scalar_from(unit, one) for one in stored]
    return _scalar_from(unit, stored)


def _scalar_from(unit: Unit, stored: Any) -> Scalar:
    value: Scalar = stored
    if unit.holds == "number" and isinstance(stored, str):
        try:
            value = Decimal(stored)
        except InvalidOperation as wrong:
            raise ValueError(f"{stored!r} is not a number") from wrong
    elif unit.holds == "date":
        value = date.fromisoformat(stored)
    if wrong_how := _scalar_fault(unit, value):
        raise ValueError(wrong_how)
    return value
