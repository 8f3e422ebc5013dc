"""The units a norm may have, and what a value in each of them must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

Holds = Literal["whole", "number", "text", "switch", "date"]
Scalar = int | Decimal | str | bool | date
Value = Scalar | list[Scalar]

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

    def shown(self, value: Value, *, language: str) -> str:
        if isinstance(value, list):
            return ", ".join(self.shown(one, language=language) for one in value)
        if isinstance(value, bool):
            return {True: ("예", "yes"), False: ("아니요", "no")}[value][language != "ko"]
        if isinstance(value, int | Decimal):
            return f"{value:,}{self.ko}" if language == "ko" else f"{value:,} {self.en}".strip()
        return str(value)


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("seconds", "초", "seconds", "number"),
        Unit("minutes", "분", "minutes", "whole"),
        Unit("hours", "시간", "hours", "whole"),
        Unit("days", "일", "days", "whole"),
        Unit("working_days", "근무일", "working days", "whole"),
        Unit("weeks", "주", "weeks", "whole"),
        Unit("months", "개월", "months", "whole"),
        Unit("years", "년", "years", "whole"),
        Unit("age", "세", "years of age", "whole"),
        Unit("people", "명", "people", "whole"),
        Unit("households", "세대", "households", "whole"),
        Unit("times", "회", "times", "whole"),
        Unit("levels", "단계", "levels", "whole"),
        Unit("fold", "배", "times", "number"),
        Unit("items", "개", "items", "whole"),
        Unit("cases", "건", "cases", "whole"),
        Unit("rows", "행", "rows", "whole"),
        Unit("grade", "급", "grade", "whole"),
        Unit("percent", "%", "%", "number"),
        Unit("ratio", "", "", "number"),
        Unit("points", "점", "points", "number"),
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
        Unit("tonnes_a_day", "톤/일", "tonnes a day", "number"),
        Unit("bytes", "바이트", "bytes", "whole"),
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
