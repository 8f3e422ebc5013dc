"""How numbers are written in Korean reports, and what they are worth: 12,292, 4만, 3억 5천만, 2천 300."""

from __future__ import annotations

import re
from decimal import Decimal

from haengan.report.engine.quantities.hits import Number

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
# Letters after which 만, 천, 조 and 백 begin another word.
SCALE = r"(?:[천백십]?만(?![족큼나들두화])|[천백십]?억|[천백십]?조(?=\s?\d|\s?원|\s?여)|천(?![연재안정년])|백(?![신제분])|십)"
_MORE = rf"\s?(?:\d{{1,3}}(?:,\d{{3}})*{SCALE}|\d{{1,3}}(?:,\d{{3}})+|\d{{3,4}}(?!\d))"
AMOUNT = rf"{DIGITS}(?:{SCALE}(?:{_MORE}){{0,4}})?"

ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}

_PIECE = re.compile(rf"(?P<digits>{DIGITS})\s?(?P<scale>[십백천만억조]*)(?P<word>{'|'.join(ENGLISH_SCALES)})?")
_POWERS = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
LONGEST = 15  # more digits than this are a code, not a count


def worth(text: str) -> Number:
    """The value of what `AMOUNT` matched; an int where it is whole."""
    total = Decimal(0)
    for piece in _PIECE.finditer(text):
        part = Decimal(piece["digits"].replace(",", ""))
        for sign in piece["scale"]:
            part *= _POWERS[sign]
        part *= ENGLISH_SCALES.get(piece["word"], 1)
        total += part
    return int(total) if total == total.to_integral_value() else total
