"""관공서의 공휴일: the holidays of public offices of any year from 2016 on, by the decree as it stood on the day.

Rules in force are kept as a table of dates (`SUBSTITUTES`, `FIXED`), days that were chosen by election or by the
government as lists. What is decreed after this was written is given to the calendar as data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

from haengan.rooms.civil_affairs.petitions.engine.clock import lunar
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import YearUnknown

FIRST_YEAR, LAST_YEAR = 2016, 2050
ONE_DAY = timedelta(days=1)
DECREE = "관공서의 공휴일에 관한 규정"


class Item(IntEnum):
    """Items of article 2."""

    SUNDAY = 1
    NATIONAL = 2
    NEW_YEAR = 3
    SEOLLAL = 4
    BUDDHA = 5
    LABOUR = 6
    CHILDREN = 7
    MEMORIAL = 8
    CHUSEOK = 9
    CHRISTMAS = 10
    ELECTION = 102
    NAMED = 11


@dataclass(frozen=True)
class Holiday:
    """One holiday and the article that makes it one."""

    day: date
    ko: str
    en: str
    article: str


@dataclass(frozen=True)
class Substitutes:
    """Article 3 from `since` on: which items have a substitute if they fall on a Saturday, on a Sunday, on another holiday."""

    since: date
    saturday: frozenset[Item]
    sunday: frozenset[Item]
    overlap: frozenset[Item]
    source: str


def _items(*items: Item) -> frozenset[Item]:
    return frozenset(items)


FEASTS = {Item.SEOLLAL: ("설날", "Lunar New Year"), Item.CHUSEOK: ("추석", "Chuseok")}
_FEASTS = frozenset(FEASTS)
_OF_2013 = _FEASTS | {Item.CHILDREN}
_OF_2021 = _items(Item.NATIONAL, Item.CHILDREN)
_OF_2023 = _OF_2021 | {Item.BUDDHA, Item.CHRISTMAS}
_OF_2026 = _OF_2023 | {Item.LABOUR}
SUBSTITUTES = (
    Substitutes(date(2013, 11, 5), _items(Item.CHILDREN), _OF_2013, _OF_2013, "대통령령 제24828호, 2013.11.5"),
    Substitutes(date(2021, 8, 4), _OF_2021, _OF_2021 | _FEASTS, _OF_2021 | _FEASTS, "대통령령 제31930호, 2021.8.4"),
    Substitutes(date(2023, 5, 4), _OF_2023, _OF_2023 | _FEASTS, _OF_2023 | _FEASTS, "대통령령 제33448호, 2023.5.4"),
    Substitutes(date(2026, 5, 1), _OF_2026, _OF_2026 | _FEASTS, _OF_2026 | _FEASTS, "대통령령 제36290호, 2026.4.30"),
)

# item, month, day, in force since, Korean, English
FIXED = (
    (Item.NEW_YEAR, 1, 1, date(1991, 1, 1), "1월 1일", "New Year's Day"),
    (Item.NATIONAL, 3, 1, date(1991, 1, 1), "3·1절", "Independence Movement Day"),
    (Item.LABOUR, 5, 1, date(2026, 5, 1), "노동절", "Labour Day"),
    (Item.CHILDREN, 5, 5, date(1991, 1, 1), "어린이날", "Children's Day"),
    (Item.MEMORIAL, 6, 6, date(1991, 1, 1), "현충일", "Memorial Day"),
    (Item.NATIONAL, 7, 17, date(2026, 5, 11), "제헌절", "Constitution Day"),
    (Item.NATIONAL, 8, 15, date(1991, 1, 1), "광복절", "Liberation Day"),
    (Item.NATIONAL, 10, 3, date(1991, 1, 1), "개천절", "National Foundation Day"),
    (Item.NATIONAL, 10, 9, date(2012, 12, 28), "한글날", "Hangeul Day"),
    (Item.CHRISTMAS, 12, 25, date(1991, 1, 1), "기독탄신일", "Christmas Day"),
)

# item, lunar month and day, days beside it, Korean, English
LUNAR = (
    (Item.SEOLLAL, 1, 1, -1, "설날 전날", "the day before Lunar New Year"),
    (Item.SEOLLAL, 1, 1, 0, "설날", "Lunar New Year"),
    (Item.SEOLLAL, 1, 1, 1, "설날 다음 날", "the day after Lunar New Year"),
    (Item.BUDDHA, 4, 8, 0, "부처님 오신 날", "Buddha's Birthday"),
    (Item.CHUSEOK, 8, 15, -1, "추석 전날", "the day before Chuseok"),
    (Item.CHUSEOK, 8, 15, 0, "추석", "Chuseok"),
    (Item.CHUSEOK, 8, 15, 1, "추석 다음 날", "the day after Chuseok"),
)

# Elections at the end of a term of office (item 10-2): first year, years between, from which day on the first Wednesday is
# looked for, Korean, English (공직선거법 제34조, whose text is not at hand: to be confirmed for years to come).
ELECTIONS = (
    (2016, 4, (4, 9), "국회의원 선거일", "National Assembly election"),
    (2018, 4, (5, 31), "지방선거일", "local elections"),
    (2030, 5, (3, 25), "대통령 선거일", "presidential election"),
)
ELECTED = {date(2022, 3, 9): ("대통령 선거일", "presidential election")}

# Days that the government named (item 11). Elections for a vacant presidency are such days.
NAMED = (
    date(2016, 5, 6),
    date(2017, 5, 9),
    date(2017, 10, 2),
    date(2020, 8, 17),
    date(2023, 10, 2),
    date(2024, 10, 1),
    date(2025, 1, 27),
    date(2025, 6, 3),
)


def unknown(year: int) -> YearUnknown:
    """For a year without a table."""
    return YearUnknown(
        f"공휴일은 {FIRST_YEAR}년부터 {LAST_YEAR}년까지만 알고 있어 {year}년은 계산할 수 없습니다.",
        f"Holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}.",
    )


@lru_cache(maxsize=64)
def holidays(year: int) -> dict[date, Holiday]:
    """The year's holidays in order, plain Sundays left out."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise unknown(year)
    found = _ordinary(year)
    days: dict[date, list[tuple[Item, Holiday]]] = {}
    for item, holiday in found:
        days.setdefault(holiday.day, []).append((item, holiday))
    told = {day: _joined([holiday for _item, holiday in held]) for day, held in days.items()}
    for substitute in _substitutes(days, taken=set(told) | set(_chosen(year))):
        told[substitute.day] = substitute
    told.update({day: holiday for day, holiday in _chosen(year).items() if day not in told})
    return dict(sorted(told.items()))


def _ordinary(year: int) -> list[tuple[Item, Holiday]]:
    """Items 2 to 10 of article 2, whatever day of the week."""
    found = []
    for item, month, number, since, ko, en in FIXED:
        if date(year, month, number) >= since:
            found.append((item, Holiday(date(year, month, number), ko, en, _article(item))))
    for item, month, number, beside, ko, en in LUNAR:
        day = lunar.solar(year, month, number) + timedelta(days=beside)
        found.append((item, Holiday(day, ko, en, _article(item))))
    return sorted(found, key=lambda one: (one[1].day, one[0]))


def _chosen(year: int) -> dict[date, Holiday]:
    days = {day: told for day, told in ELECTED.items() if day.year == year}
    for first, between, from_on, ko, en in ELECTIONS:
        if year >= first and not (year - first) % between:
            days[_election(date(year, *from_on))] = (ko, en)
    elected = {day: Holiday(day, ko, en, f"{DECREE} 제2조제10호의2") for day, (ko, en) in days.items()}
    named = {day: named_holiday(day) for day in NAMED if day.year == year}
    return {**elected, **named}


def _election(day: date) -> date:
    """The first Wednesday, a week later if it or the day before or after it is a holiday."""
    free = {holiday.day for _item, holiday in _ordinary(day.year)}
    day += timedelta(days=(2 - day.weekday()) % 7)
    while free & {day - ONE_DAY, day, day + ONE_DAY}:
        day += timedelta(days=7)
    return day


def named_holiday(day: date, name: str = "임시공휴일") -> Holiday:
    """A day that the government names (article 2 item 11, article 4)."""
    return Holiday(day, name, "temporary holiday" if name == "임시공휴일" else name, f"{DECREE} 제2조제11호")


def _substitutes(days: dict[date, list[tuple[Item, Holiday]]], *, taken: set[date]) -> list[Holiday]:
    """One for each day on which a holiday met a weekend or another holiday, as article 3 stood on that day."""
    found = []
    for day, held in sorted(days.items()):
        rule = max((one for one in SUBSTITUTES if one.since <= day), key=lambda one: one.since)
        met = _meets(day, {item for item, _holiday in held}, rule)
        if not met:
            continue
        free = day + ONE_DAY
        while free in taken or free.weekday() >= 5:
            free += ONE_DAY
        taken.add(free)
        names = dict.fromkeys(FEASTS.get(item, (one.ko, one.en)) for item, one in held if item in met)
        ko, en = (", ".join(told) for told in zip(*names, strict=True))
        article = f"{DECREE} 제3조제1항" + (f"제{_clause(day, met)}호" if rule.since >= date(2021, 8, 4) else "")
        found.append(Holiday(free, f"{ko} 대체공휴일", f"substitute for {en}", article))
    return found


def _meets(day: date, items: set[Item], rule: Substitutes) -> set[Item]:
    """Which of the day's holidays have a substitute."""
    if day.weekday() == 5:
        return items & rule.saturday
    if day.weekday() == 6:
        return items & rule.sunday
    return items & rule.overlap if len(items) > 1 else set()


def _clause(day: date, met: set[Item]) -> int:
    """The item of article 3 paragraph 1 that says so."""
    if day.weekday() < 5:
        return 3
    return 2 if met <= set(FEASTS) else 1


def _joined(held: list[Holiday]) -> Holiday:
    if len(held) == 1:
        return held[0]
    words = ((one.ko, one.en) for one in held)
    ko, en = (", ".join(told) for told in zip(*words, strict=True))
    return Holiday(held[0].day, ko, en, held[0].article)


def _article(item: Item) -> str:
    return f"{DECREE} 제2조제{item.value}호"
