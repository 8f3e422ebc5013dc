"""What a number in a report turns out to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Number = int | Decimal


class Kind(StrEnum):
    QUANTITY = "quantity"  # something was counted or measured: the report must say from which records
    DATE = "date"  # a day, month, year, quarter, time of day, or a range of them
    GRADE = "grade"  # 6급, 2등급, 3위
    ARTICLE = "article"  # 제34조제1항, 별표 2
    PROPER = "proper"  # part of a name, an idiom, a label or a code: 3.1절, 1박 2일, 민선8기, 119, ①


@dataclass(frozen=True)
class Hit:
    """One expression in a text: ``text == source[start:end]``.

    `number` and `unit` are given for quantities alone: 4만불 is 40000 and 불, and a unit that the text does not name is "".
    `number_end` is where the digits and their scale end, the unit apart. `rule` says which rule of the grammar decided.
    """

    start: int
    end: int
    kind: Kind
    text: str
    rule: str
    number: Number | None = None
    number_end: int = 0
    unit: str = ""
    marks: tuple[str, ...] = ()

    @property
    def approximate(self) -> bool:
        """Written as about so many: 여, 약, 가량 and the like. 총 is among the `marks`, but a total may be exact."""
        return not APPROXIMATE.isdisjoint(self.marks)


APPROXIMATE = frozenset(
    {"여", "약", "대략", "남짓", "가량", "내외", "안팎", "정도", "about", "around", "some", "nearly", "approximately"}
)
