"""The papers of the establishment: before and after a restructuring, seats and people by unit, the survey of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from haengan.lib.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Item,
    Language,
    Note,
    Row,
    Table,
    cell,
    line,
)


@dataclass(frozen=True)
class Compared:
    """A seat before and after, in the paper's language: ``3담당관 7국 40과 (↑4과)``."""

    seat: str
    before: str
    after: str


@dataclass(frozen=True)
class Counted:
    """Seats and people of one grade at one body, or of one unit where `body` is empty."""

    body: str
    name: str
    established: int
    headcount: int
    depth: int = 0


WORDS: dict[str, dict[str, str]] = {
    "ko": {
        "compared": "조직개편 전·후 비교",
        "units": "기구",
        "seat": "구분",
        "before": "개편 전",
        "after": "개편 후",
        "grade": "직급",
        "body": "기관",
        "established": "정원",
        "headcount": "현원",
        "difference": "증감",
        "vacant": "결원",
        "over": "과원",
        "changes": "달라지는 기구",
        "basis": "근거",
        "total": "합계",
        "by_unit": "부서별 정원·현원",
        "unit": "부서",
        "census": "정원 조사",
        "remark": "정원의 적정 여부",
        "entered": "기구 수는 입력된 총수에 그 뒤의 변경을 더한 값입니다.",
        "people": "(단위: 명)",
        "days": "{one} 기준과 {two} 기준을 비교함",
    },
    "en": {
        "compared": "Organisation before and after",
        "units": "Units",
        "seat": "Part",
        "before": "Before",
        "after": "After",
        "grade": "Grade",
        "body": "Body",
        "established": "Establishment",
        "headcount": "Headcount",
        "difference": "Change",
        "vacant": "Vacant",
        "over": "Over",
        "changes": "Units that change",
        "basis": "Basis",
        "total": "Total",
        "by_unit": "Establishment and headcount by unit",
        "unit": "Unit",
        "census": "Survey of the establishment",
        "remark": "Whether the establishment is adequate",
        "entered": "Numbers of units are entered totals with the changes since.",
        "people": "(unit: people)",
        "days": "As of {one} against {two}",
    },
}


def comparison(
    units: Sequence[Compared],
    grades: Sequence[tuple[str, int, int]],
    changes: Sequence[tuple[str, str, str]],
    *,
    days: tuple[date, date],
    city: str,
    language: Language,
    basis: Sequence[str] = (),
    entered: bool = False,
) -> Document:
    """`grades` are (grade, seats before, seats after); `changes` are (unit, before, after) in words."""
    words = WORDS[language]
    one, two = (day.isoformat() for day in days)
    blocks: list[Block] = [
        Item(1, line(words["units"]), "units"),
        Item(2, line(words["days"].format(one=one, two=two))),
        _compared(units, words),
    ]
    if entered:
        blocks.append(Note("※", line(words["entered"])))
    if grades:
        blocks += [Item(1, line(words["established"]), "seats"), _graded(grades, words)]
    if changes:
        blocks += [Item(1, line(words["changes"]), "changes"), _changed(changes, words)]
    if basis:
        blocks += [Item(1, line(words["basis"]), "basis"), *(Item(2, line(text)) for text in basis)]
    return Document(words["compared"], city, days[1], tuple(blocks), language=language)


def by_unit(rows: Sequence[Counted], *, day: date, city: str, language: Language) -> Document:
    words = WORDS[language]
    head = tuple(cell(words[name]) for name in ("unit", "established", "headcount", "vacant", "over"))
    body = tuple((cell("　" * row.depth + row.name, header=True, align="left"), *_numbers(row)) for row in rows)
    columns = (Column(4.0, "left"), *[Column(1.0, "right")] * 4)
    table = Table("establishment.units", columns, (head,), body, words["by_unit"], words["people"])
    return Document(words["by_unit"], city, day, (table,), language=language)


def census(rows: Sequence[Counted], *, remark: str, city: str, dated: date, language: Language) -> Document:
    """Rows come body by body; each body ends with its total, all of them with the whole."""
    words = WORDS[language]
    names = ("body", "grade", "established", "headcount", "vacant", "over")
    head = tuple(cell(words[name]) for name in names)
    body: list[Row] = []
    for name in dict.fromkeys(row.body for row in rows):
        own = [row for row in rows if row.body == name]
        own.append(_total(own, words["total"]))
        for at, row in enumerate(own):
            first = (cell(name, rowspan=len(own), header=True),) if at == 0 else ()
            body.append((*first, cell(row.name), *_numbers(row)))
    body.append((cell(words["total"], colspan=2, header=True), *_numbers(_total(rows, ""))))
    columns = (Column(1.6), Column(1.4), *[Column(1.0, "right")] * 4)
    blocks: list[Block] = [Table("establishment.census", columns, (head,), tuple(body), "", words["people"])]
    if remark:
        blocks += [Item(1, line(words["remark"])), *(Item(2, line(text)) for text in remark.splitlines() if text)]
    return Document(words["census"], city, dated, tuple(blocks), language=language)


def _compared(units: Sequence[Compared], words: dict[str, str]) -> Table:
    head = (cell(words["seat"]), cell(words["before"]), cell(words["after"]))
    body = tuple((cell(row.seat, header=True), cell(row.before), cell(row.after)) for row in units)
    return Table("establishment.compared", (Column(1.0), Column(2.0), Column(3.0)), (head,), body)


def _graded(grades: Sequence[tuple[str, int, int]], words: dict[str, str]) -> Table:
    head = tuple(cell(words[name]) for name in ("grade", "before", "after", "difference"))
    both = sum(row[1] for row in grades), sum(row[2] for row in grades)
    rows = [*grades, (words["total"], *both)]
    body = tuple(
        (cell(name, header=True), cell(f"{one:,}"), cell(f"{two:,}"), cell(signed(two - one)))
        for name, one, two in rows
    )
    columns = (Column(2.0), *[Column(1.0, "right")] * 3)
    return Table("establishment.seats", columns, (head,), body, "", words["people"])


def _changed(changes: Sequence[tuple[str, str, str]], words: dict[str, str]) -> Table:
    head = tuple(cell(words[name]) for name in ("unit", "before", "after"))
    body = tuple((cell(name, header=True), cell(before), cell(after)) for name, before, after in changes)
    return Table("establishment.changes", (Column(1.5), Column(2.0), Column(2.0)), (head,), body)


def signed(n: int) -> str:
    return "-" if n == 0 else f"{'↑' if n > 0 else '↓'}{abs(n):,}"


def _numbers(row: Counted) -> tuple[Cell, ...]:
    vacant, over = max(0, row.established - row.headcount), max(0, row.headcount - row.established)
    return tuple(cell(f"{n:,}" if n else "-") for n in (row.established, row.headcount, vacant, over))


def _total(rows: Sequence[Counted], name: str) -> Counted:
    return Counted("", name, sum(row.established for row in rows), sum(row.headcount for row in rows))
