"""When an exchange took place, as it is known: by days, or only by its months."""

from __future__ import annotations

import re
from collections.abc import Sequence

from haengan.lib.calendar import periods
from haengan.lib.calendar.ranges import DateRange

MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class NoMonth(ValueError):
    """`text` is no month; one is written 2023-09."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no month")
        self.text = text


def months(text: str) -> tuple[str, ...]:
    """ "2023-09;2023-11" in order and once each; raises `NoMonth`."""
    parts = [part for part in re.split(r"[;,\s]+", text) if part]
    for part in parts:
        if not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", part):
            raise NoMonth(part)
    return tuple(sorted(set(parts)))


def hull(known: Sequence[str]) -> DateRange:
    """From the first day of the first month to the end of the last."""
    first, last = (periods.month(int(text[:4]), int(text[5:])) for text in (known[0], known[-1]))
    return DateRange(first.from_on, last.until_on)


def text(period: DateRange, known: Sequence[str], *, by_day: bool, language: str) -> str:
    """ "9월, 11월", "7~8월", "3.5. ~ 9." or "Sep, Nov", "Jul–Aug", "5–9 Mar"."""
    if by_day:
        return period.short_ko() if language == "ko" else _days_en(period)
    runs = _runs(known or _months_of(period))
    years = len({month[:4] for run in runs for month in run}) > 1
    return ", ".join(_run(run, with_year=years, language=language) for run in runs)


def _months_of(period: DateRange) -> list[str]:
    return [f"{piece.from_on:%Y-%m}" for piece in periods.by_month(period)]


def _runs(known: Sequence[str]) -> list[list[str]]:
    """Months that follow one another, together."""
    runs: list[list[str]] = []
    for text in known:
        if runs and _index(text) == _index(runs[-1][-1]) + 1:
            runs[-1].append(text)
        else:
            runs.append([text])
    return runs


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _run(run: Sequence[str], *, with_year: bool, language: str) -> str:
    first, last = int(run[0][5:]), int(run[-1][5:])
    one_year = run[0][:4] == run[-1][:4]
    if language == "ko":
        if not one_year:
            return f"{run[0][:4]}년 {first}월~{run[-1][:4]}년 {last}월"
        text = f"{first}월" if len(run) == 1 else f"{first}~{last}월"
        return f"{run[0][:4]}년 {text}" if with_year else text
    if not one_year:
        return f"{MONTHS_EN[first - 1]} {run[0][:4]}–{MONTHS_EN[last - 1]} {run[-1][:4]}"
    text = MONTHS_EN[first - 1] + ("" if len(run) == 1 else f"–{MONTHS_EN[last - 1]}")
    return f"{text} {run[0][:4]}" if with_year else text


def _days_en(period: DateRange) -> str:
    first, last = period.from_on, period.last_on
    if first == last:
        return f"{first.day} {MONTHS_EN[first.month - 1]}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS_EN[last.month - 1]}"
    years = ("", "") if first.year == last.year else (f" {first.year}", f" {last.year}")
    return f"{first.day} {MONTHS_EN[first.month - 1]}{years[0]} – {last.day} {MONTHS_EN[last.month - 1]}{years[1]}"
