"""Rules for quantities; the last takes every number that nothing else explained, so that none slips through unseen."""

from __future__ import annotations

from haengan.report.engine.quantities.amounts import AMOUNT, DIGITS, ENGLISH_SCALES, SCALE
from haengan.report.engine.quantities.hits import Kind
from haengan.report.engine.quantities.lexicons import ENGLISH_COUNTERS, TABLE_UNITS, one_of, units, words
from haengan.report.engine.quantities.rules import naming

_quantity = naming(Kind.QUANTITY)

_PARTICLES = words(
    "을 를 이 가 은 는 의 에 로 으로 과 와 도 만 씩 당 간 중 등 및 여 정도 가량 내외 이상 이하 미만 초과 까지 부터 마다 보다 대비 이며 으로써 증 감"
)
_WORD_ENDS = rf"(?=\Z|[^가-힣A-Za-z]|(?:{one_of(_PARTICLES)}))"
_ABOUT = r"(?P<about>\s?여)?"
_UNIT = units()
_TABLE_UNIT = one_of(TABLE_UNITS)
_RANGE = r"\s?[~∼～-]\s?"

COUNTS = [
    _quantity("ratio", rf"(?P<amount>{DIGITS})(?:\s?:\s?|\s대\s)\d{{1,5}}(?:\.\d{{1,4}})?(?![\d:])"),
    _quantity("amount in the unit of a table", rf"(?P<amount>{DIGITS}){_ABOUT}\s?(?P<unit>{_TABLE_UNIT})"),
    _quantity(
        "first of a range with one scale",
        rf"(?P<amount>{DIGITS})(?={_RANGE}{DIGITS}(?P<scale>{SCALE})여?\s?(?P<unit>{_UNIT}))",
    ),
    _quantity("first of a range", rf"(?P<amount>{AMOUNT})(?={_RANGE}{AMOUNT}여?\s?(?P<unit>{_TABLE_UNIT}|{_UNIT}))"),
    _quantity("counted", rf"(?P<amount>{AMOUNT}){_ABOUT}(?P<unit>{_UNIT})"),
    _quantity("counted, unit apart", rf"(?P<amount>{AMOUNT}){_ABOUT}\s(?P<unit>{_UNIT}){_WORD_ENDS}"),
    _quantity(
        "counted in English",
        rf"(?P<amount>{DIGITS}(?:\s(?:{one_of(list(ENGLISH_SCALES))}))?)[ -](?P<unit>{one_of(ENGLISH_COUNTERS)})\b",
    ),
    _quantity("bare number", rf"(?P<amount>{AMOUNT})"),
]
