"""Won, always a whole number inside; 원, 천원, 백만원, 억원 only where people read and write.

A unit slip (천원 read as 백만원) is the classic error of budget tables, so nothing is guessed: an amount without a unit, with
two different units, or not whole in the asked unit is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import IntEnum


class Unit(IntEnum):
    WON = 1
    THOUSAND = 1_000
    MILLION = 1_000_000
    HUNDRED_MILLION = 100_000_000

    @property
    def name_ko(self) -> str:
        return _NAMES[self]


class NotAnAmount(ValueError):
    """The text is no amount of won."""


class UnitSlip(ValueError):
    """The unit is missing, contradicts the text, or does not fit the amount."""


def read(text: str, *, unit: Unit | None = None) -> int:
    """ "60,000천원" -> 60_000_000; "4억 5,000만원" -> 450_000_000; "△1,000원" -> -1_000.

    `unit` is that of the column, for cells that hold the number alone; a cell that names another unit is refused.
    """
    body, sign = _unsigned("".join(text.split()).removeprefix("금"), text)
    if found := _PLAIN.fullmatch(body):
        return sign * _scaled(found["number"], _unit_of(found["unit"], unit, text), text)
    if (found := _MIXED.fullmatch(body)) and any(found.groups()):
        if unit not in (None, Unit.WON):
            raise UnitSlip(f"{text!r} is in 원, the column is in {unit.name_ko}; write the number alone, or in 원")
        return sign * sum(
            _scaled(part, times, text) for part, times in zip(found.groups(), _MIXED_TIMES, strict=True) if part
        )
    raise NotAnAmount(f"{text!r} is no amount; write it as 60,000천원 or 4억 5,000만원")


def text(amount: int, *, unit: Unit = Unit.WON, with_unit: bool = True) -> str:
    """ "60,000천원"; below zero with △, as budgets write it. Refuses an amount that is not whole in that unit."""
    whole, rest = divmod(abs(amount), unit)
    if rest:
        raise UnitSlip(
            f"{amount:,}원 is not whole in {unit.name_ko} ({rest:,}원 would be lost); use a smaller unit or round it first"
        )
    return ("△" if amount < 0 else "") + f"{whole:,}" + (unit.name_ko if with_unit else "")


def rounded(amount: int, *, unit: Unit) -> int:
    """Still in won, to the nearest whole unit, halves away from zero (반올림)."""
    whole = (abs(amount) + unit // 2) // unit * unit
    return whole if amount >= 0 else -whole


def spoken(amount: int) -> str:
    """ "4억 5,000만원", "3조 2억원", "1만 5원", "0원"."""
    left, parts = abs(amount), []
    for name, size in (("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count:,}{name}")
    return ("△" if amount < 0 else "") + (" ".join(parts) or "0") + "원"


def formal(amount: int) -> str:
    """ "금113,560원(금일십일만삼천오백육십원)": 행정업무의 운영 및 혁신에 관한 규정 시행규칙 article 2 paragraph 2."""
    if amount <= 0:
        raise NotAnAmount("a document states an amount above zero")
    return f"금{amount:,}원(금{_in_hangul(amount)}원)"


def slip(one: int, other: int) -> int | None:
    """The power of ten between two unequal amounts, 10 or more; None if there is none. 1,000 betrays a 천원 column."""
    small, large = sorted((abs(one), abs(other)))
    if not small or large % small or one * other < 0:
        return None
    factor = large // small
    return factor if factor > 1 and re.fullmatch("10+", str(factor)) else None


_NAMES = {Unit.WON: "원", Unit.THOUSAND: "천원", Unit.MILLION: "백만원", Unit.HUNDRED_MILLION: "억원"}
_BY_NAME = {name: unit for unit, name in _NAMES.items()}
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PLAIN = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{'|'.join(sorted(_BY_NAME, key=len, reverse=True))})?")
_MIXED = re.compile(
    rf"(?:({_NUMBER})조)?(?:({_NUMBER})억)?(?:({_NUMBER})천만)?(?:({_NUMBER})만)?(?:({_NUMBER})천)?(?:({_NUMBER}))?원"
)
_MIXED_TIMES = (10**12, 10**8, 10**7, 10**4, 1000, 1)
_MINUS = "△▲-−"
_DIGITS, _PLACES = "영일이삼사오육칠팔구", ("", "십", "백", "천")


def _unsigned(body: str, text: str) -> tuple[str, int]:
    if not body or len(body) > 60:
        raise NotAnAmount(f"{text[:60]!r} is no amount")
    return (body[1:], -1) if body[0] in _MINUS else (body, 1)


def _unit_of(name: str | None, column: Unit | None, text: str) -> Unit:
    named = _BY_NAME.get(name or "")
    if named is None and column is None:
        raise UnitSlip(f"{text!r} names no unit; write 원, 천원, 백만원 or 억원 after it")
    if named is not None and column not in (None, named):
        raise UnitSlip(
            f"{text!r} is in {named.name_ko}, the column is in {column.name_ko}; write the number in {column.name_ko}"
        )
    return named or column or Unit.WON


def _scaled(number: str, times: int, text: str) -> int:
    amount = Decimal(number.replace(",", "")) * times
    if amount != amount.to_integral_value():
        raise UnitSlip(f"{text!r} has parts of a won; is the unit right?")
    return int(amount)


def _in_hangul(amount: int) -> str:
    """Every 일 is written out, so that nothing can be put before it."""
    words = ""
    for group, big in enumerate(("", "만", "억", "조", "경")):
        four = amount // 10 ** (4 * group) % 10000
        small = "".join(
            _DIGITS[int(digit)] + _PLACES[place]
            for place, digit in zip((3, 2, 1, 0), f"{four:04}", strict=True)
            if digit != "0"
        )
        words = (small + big if small else "") + words
    return words
