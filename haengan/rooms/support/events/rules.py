"""The words of ceremonies and commemorations, and what a national day is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from haengan.lib.calendar.ranges import DateRange
from haengan.lib.calendar.weekdays import weekday_ko

Names = dict[str, tuple[str, str]]
ONE_DAY = timedelta(days=1)


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    RETRACTED = "retracted"


STATES: Names = {
    "planned": ("예정", "Planned"),
    "held": ("개최", "Held"),
    "cancelled": ("취소", "Cancelled"),
    "retracted": ("철회", "Retracted"),
}
ENTERED: Names = {code: STATES[code] for code in ("planned", "held")}
NATIONAL_DAY = "national_day"
KINDS: Names = {
    NATIONAL_DAY: ("국경일", "National day"),
    "memorial": ("추념행사", "Memorial"),
    "commemoration": ("기념행사", "Commemoration"),
    "city_day": ("시민의 날", "Citizens' day"),
    "ceremony": ("의전행사", "Ceremony"),
    "other": ("기타", "Other"),
}
NATIONAL_DAYS: Names = {
    "samil": ("3·1절", "March First Independence Movement Day"),
    "constitution": ("제헌절", "Constitution Day"),
    "liberation": ("광복절", "Liberation Day"),
    "foundation": ("개천절", "National Foundation Day"),
    "hangul": ("한글날", "Hangul Day"),
}
DECISIONS: Names = {
    "held": STATES["held"],
    "postponed": ("연기", "Postponed"),
    "cancelled": STATES["cancelled"],
    "retracted": STATES["retracted"],
}
_ITEM = re.compile(r"(?P<h>\d{1,2}):(?P<m>\d{2})(?:\s*[~-]\s*(?P<eh>\d{1,2}):(?P<em>\d{2}))?\s+(?P<rest>\S.*)")
_GROUP = re.compile(r"(?P<names>.+?)\s*[|:：]?\s*(?P<n>\d[\d,]*)\s*명?(?:\s*people)?\s*$")


@dataclass(frozen=True)
class Item:
    """One point of the programme."""

    starts: time
    title_ko: str
    title_en: str = ""
    ends: time | None = None
    person: str = ""


@dataclass(frozen=True)
class Group:
    name_ko: str
    invited: int
    name_en: str = ""


class NotALine(ValueError):
    """A line of the programme or of the list of groups that cannot be read; `text` is what stands there."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no such line")
        self.text = text


def items(text: str) -> list[Item]:
    """ "10:00 국민의례 | National ceremony | 사회자", "10:10~10:30 공연" line by line, in the order of their times."""
    found = [_item(line.strip()) for line in text.splitlines() if line.strip()]
    return sorted(found, key=lambda item: item.starts)


def groups(text: str) -> list[Group]:
    """ "광복회원 | Members of the Heritage of Korean Independence | 30명" line by line."""
    return [_group(line.strip()) for line in text.splitlines() if line.strip()]


def written_item(item: Item) -> str:
    """The line that `items` reads back."""
    hours = f"{item.starts:%H:%M}" + (f"~{item.ends:%H:%M}" if item.ends else "")
    parts = [item.title_ko, item.title_en, item.person]
    while not parts[-1]:
        parts.pop()
    return f"{hours} {' | '.join(parts)}"


def written_group(group: Group) -> str:
    return " | ".join(part for part in (group.name_ko, group.name_en, str(group.invited)) if part)


def national_days(norm: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Code to month and day, from a norm's values such as ``samil=03-01``."""
    told = (value.partition("=") for value in norm)
    return {code: (int(day[:2]), int(day[3:])) for code, _sign, day in told}


def falls_on(period: DateRange, month_day: tuple[int, int]) -> bool:
    """Whether the day of the year lies within the period."""
    return any((day.month, day.day) == month_day for day in period)


def slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:40]


def years_since(held_on: date, before: Sequence[date]) -> int | None:
    """Calendar years since the last time; None where it is the first."""
    earlier = [day for day in before if day < held_on]
    return held_on.year - max(earlier).year if earlier else None


def when(period: DateRange, language: str) -> str:
    """ "2023. 3. 1.(수)", "2023. 7. 17.(월) ~ 8. 20.(일)"; "Wednesday 1 March 2023"."""
    if language == "ko":
        first, last = period.from_on, period.last_on
        text = f"{first.year}. {first.month}. {first.day}.({weekday_ko(first)})"
        if last == first:
            return text
        year = f"{last.year}. " if last.year != first.year else ""
        return f"{text} ~ {year}{last.month}. {last.day}.({weekday_ko(last)})"
    first_text = f"{period.from_on:%A %-d %B %Y}"
    return first_text if period.days == 1 else f"{first_text} – {period.last_on:%A %-d %B %Y}"


def _item(line: str) -> Item:
    found = _ITEM.fullmatch(line)
    if found is None:
        raise NotALine(line)
    parts = [part.strip() for part in found["rest"].split("|")] + ["", ""]
    try:
        starts = time(int(found["h"]), int(found["m"]))
        ends = time(int(found["eh"]), int(found["em"])) if found["eh"] else None
    except ValueError as wrong:
        raise NotALine(line) from wrong
    if (ends is not None and ends <= starts) or not parts[0] or len(parts) > 5:
        raise NotALine(line)
    return Item(starts, parts[0], parts[1], ends, parts[2])


def _group(line: str) -> Group:
    found = _GROUP.fullmatch(line)
    if found is None:
        raise NotALine(line)
    names = [part.strip() for part in found["names"].split("|") if part.strip()]
    if not names or len(names) > 2:
        raise NotALine(line)
    return Group(names[0], int(found["n"].replace(",", "")), names[1] if len(names) == 2 else "")
