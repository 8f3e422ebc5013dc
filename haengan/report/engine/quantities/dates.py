"""Rules for points in time and ranges of them."""

from __future__ import annotations

from haengan.report.engine.quantities.hits import Kind
from haengan.report.engine.quantities.lexicons import DATE_WORDS_AFTER_YEAR, MONTHS_EN, one_of, units
from haengan.report.engine.quantities.rules import naming

_date = naming(Kind.DATE)

_YEAR = r"(?:19|20)\d{2}"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_WEEKDAY = r"(?:\s?\([월화수목금토일](?:요일)?\))"
_TO = r"\s?[~∼〜～–-]\s?"
_UNIT = units()

_FULL = rf"{_YEAR}\s?\.\s?{_M}\s?\.\s?{_D}(?![\d,])\.?{_WEEKDAY}?"
_ISO = rf"{_YEAR}[-/]{_M}[-/]{_D}(?!\d){_WEEKDAY}?"
_SHORT = rf"\d{{2}}\s?\.\s?{_M}\s?\.\s?{_D}(?![\d,])\.?{_WEEKDAY}?"
_MONTH = rf"{_YEAR}\s?\.\s?{_M}(?![\d,]|\.\d|\s?(?:{_UNIT}))\.?"
_MD = rf"{_M}\.\s?{_D}\.{_WEEKDAY}?(?!\d)|{_M}\.\s?{_D}{_WEEKDAY}"
_WORDS = rf"{_M}월(?:\s?{_D}일{_WEEKDAY}?)?"
_YEAR_WORDS = rf"{_YEAR}년도?(?:\s?(?:{_WORDS}|[상하]반기|[1-4](?:/4)?\s?분기))?"
_TAIL = rf"(?:{_FULL}|{_ISO}|{_SHORT}|{_MONTH}|{_MD}|{_YEAR_WORDS}|{_WORDS}|{_D}일{_WEEKDAY}?|{_YEAR}(?!\d)|{_D}\.(?!\d){_WEEKDAY}?)"
_SPAN = rf"(?:{_TO}{_TAIL})?"

_HOUR = r"(?:2[0-4]|1\d|0?\d)"
_MONTH_EN = rf"(?:{one_of(MONTHS_EN)}|{'|'.join(name[:3] for name in MONTHS_EN)}\.?|Sept\.?)"

DATES = [
    _date("full date", rf"(?:{_FULL}|{_ISO}){_SPAN}"),
    _date(
        "two-digit year after an apostrophe",
        rf"\d{{2}}(?:\s?\.\s?{_M}\s?\.?(?:\s?{_D}\.?)?{_WEEKDAY}?|년도?(?:\s?{_WORDS}|\s?[상하]반기)?)?(?!\d){_SPAN}",
        before=r"(?P<part>['’‘`])",
    ),
    _date("short date", rf"{_SHORT}{_SPAN}"),
    _date("years", rf"{_YEAR}(?:년도?)?{_TO}(?:{_YEAR}|\d{{2}})(?:년도?)?(?![\d.,])"),
    _date("month of a year", rf"{_MONTH}{_SPAN}"),
    _date("year in words", rf"{_YEAR_WORDS}{_SPAN}"),
    _date("English date", rf"{_D}(?:,?\s{_YEAR})?(?!\d)", before=rf"(?P<part>\b{_MONTH_EN}\s)"),
    _date("English days", rf"{_D}(?:\sto\s|\sand\s|\s?[~–-]\s?){_D}\s{_MONTH_EN}(?:,?\s{_YEAR})?\b"),
    _date("English date, day first", rf"{_D}(?:st|nd|rd|th)?\s{_MONTH_EN}(?:,?\s{_YEAR})?\b"),
    _date("months", rf"{_M}(?:\s?[·,∼~-]\s?{_M}){{1,4}}월(?!간)"),
    _date("month and day", rf"{_WORDS}(?!간){_SPAN}"),
    _date("dotted day", rf"(?:{_MD}){_SPAN}|{_M}\.{_D}{_TO}(?:{_MD}|{_D}\.)|{_M}/{_D}{_WEEKDAY}"),
    _date("clock", rf"{_HOUR}:[0-5]\d(?::[0-5]\d)?(?!\d)(?:{_TO}{_HOUR}:[0-5]\d)?"),
    _date("hours", rf"{_HOUR}시?{_TO}{_HOUR}시(?![간설도군정민가])"),
    _date(
        "hour", rf"{_HOUR}시(?:\s?[0-5]?\d분|\s?반(?![가-힣]))?(?=$|[^가-힣]|에|부터|까지|경|이전|이후|이|정각|로|쯤)"
    ),
    _date("day of the month", rf"{_D}일(?={_WEEKDAY}|까지|부터|자(?![가-힣]))"),
    _date("day of a named month", rf"{_D}일", before=r"(?:매월|오는|지난|당월|익월|이달)\s"),
    _date("quarter", r"[1-4](?:[/·]4)?\s?분기"),
    _date("two-digit year", rf"\d{{2}}년도?(?=\s?(?:{one_of(DATE_WORDS_AFTER_YEAR)}|[1-4]분기|{_M}월))"),
    _date("year alone", rf"{_YEAR}(?![\d천만억조]|[.,:-]\d|\s?(?:{_UNIT}|천원))"),
]
