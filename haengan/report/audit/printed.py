"""Reads a printed quantity: the digits, what stands around them, and by how many powers of ten they are short of a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MAN = "만"
DOWN = ("↓", "-", "△", "−")
POWERS = (0, 3, 4, 6, 8, -2, 1, 2, 5, 7, 9)
_PRINTED = re.compile(r"(?P<before>\D*)(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<after>\D*)")


@dataclass(frozen=True)
class Printed:
    """``↓1.2만여`` is before ``↓``, digits ``1.2``, after ``만여``."""

    before: str
    digits: str
    after: str

    @property
    def is_negative(self) -> bool:
        return self.before.strip().endswith(DOWN)

    @property
    def number(self) -> Decimal:
        """As it reads, sign and ten thousands included, without any unit's scale."""
        plain = Decimal(self.digits.replace(",", "")).scaleb(4 if self.after.startswith(MAN) else 0)
        return -plain if self.is_negative else plain

    @property
    def places(self) -> int:
        return len(self.digits.partition(".")[2])

    def power(self, value: Decimal) -> int:
        """The power of ten that the digits must be multiplied by to give the value; by what is printed where none does."""
        bare = abs(Decimal(self.digits.replace(",", "")))
        step = Decimal(1).scaleb(-self.places)
        own = 4 if self.after.startswith(MAN) else 0
        wanted = sorted(POWERS, key=lambda power: power != own)
        if not value or not bare:
            return own
        for slack in (Decimal(0), step / 2):
            for power in wanted:
                if abs(abs(value).scaleb(-power) - bare) <= slack:
                    return power
        return own


def read(text: str) -> Printed | None:
    """None where the text holds no quantity, or several."""
    found = _PRINTED.fullmatch(text)
    return Printed(found["before"], found["digits"], found["after"]) if found else None
