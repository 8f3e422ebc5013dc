"""The year's list, and the sheet of one exchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from haengan.lib.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Inline,
    Item,
    Language,
    Number,
    Paragraph,
    Table,
    Text,
    cell,
    line,
)

LIST = "autonomy.exchanges.list"
WIDTHS = (1.2, 1.6, 1.2, 4.5, 1.6)


@dataclass(frozen=True)
class Row:
    """A row of the published list: the key of its record, and for each column the parts of its cell."""

    key: str
    cells: Sequence[Sequence[Any]]
    spans: Sequence[int]


@dataclass(frozen=True)
class Sheet:
    """One exchange, in the paper's language."""

    title: str
    facts: Sequence[tuple[str, str]]
    lines: Sequence[tuple[str, str]]
    result: str = ""
    decisions: Sequence[tuple[str, str]] = ()


def year_list(
    year: int, heads: Sequence[tuple[str, str]], rows: Sequence[Row], *, city: str, dated: date, language: Language
) -> Document:
    """`heads` are (name, label) of the columns; a number leads to the row's record."""
    names = [name for name, _label in heads]
    body = tuple(
        tuple(
            Cell(_lines(parts, names[index], row.key, language), rowspan=span, header=index < 2)
            for index, (parts, span) in enumerate(zip(row.cells, row.spans, strict=True))
            if span
        )
        for row in rows
    )
    columns = tuple(
        Column(width, "left" if name == "content" else "center") for width, name in zip(WIDTHS, names, strict=True)
    )
    head = (tuple(cell(label) for _name, label in heads),)
    words = WORDS[language]
    blocks: tuple[Block, ...] = (
        (Table("exchanges", columns, head, body),) if rows else (Paragraph(line(words["none"])),)
    )
    return Document(
        title=words["list"].format(year=year), organisation=city, dated=dated, blocks=blocks, language=language
    )


def sheet(told: Sheet, *, city: str, dated: date, language: Language) -> Document:
    """What is planned or was done, with its numbers, what was decided and what came of it."""
    words = WORDS[language]
    blocks: list[Block] = [Item(1, line(words["facts"]))]
    blocks += [Item(2, line(f"{label}: {text}")) for label, text in told.facts if text]
    blocks.append(Item(1, line(words["lines"])))
    blocks += [Item(2, line(f"{text} ({kinds})")) for text, kinds in told.lines]
    if told.decisions:
        blocks.append(Item(1, line(words["decisions"])))
        blocks += [Item(2, line(f"{day} {text}")) for day, text in told.decisions]
    if told.result:
        blocks.append(Item(1, line(words["result"])))
        blocks += [Paragraph(line(part)) for part in told.result.splitlines() if part.strip()]
    return Document(
        title=words["sheet"].format(title=told.title),
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
    )


def _lines(parts: Sequence[Any], name: str, key: str, language: Language) -> tuple[tuple[Inline, ...], ...]:
    found: list[list[Inline]] = [[]]
    for part in parts:
        if isinstance(part, dict) and "n" in part:
            found[-1].append(_number(part, name, key, language))
            continue
        text = str(part[language]) if isinstance(part, dict) else str(part)
        first, *more = text.split("\n")
        found[-1].append(Text(first))
        found += [[Text(one)] for one in more]
    return tuple(tuple(inlines) for inlines in found)


def _number(part: dict[str, Any], name: str, key: str, language: Language) -> Number:
    text = part.get(f"text_{language}") or f"{part['n']:,}"
    return Number(str(text), f"{LIST}.{name}", slice=(("record", key),), href=f"/figures/tables/{LIST}/{key}/")


WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "list": "{year}년 우호교류 추진 실적",
        "none": "이 해에 시행한 교류가 없습니다.",
        "sheet": "우호교류 현황 - {title}",
        "facts": "개요",
        "lines": "교류 내용",
        "decisions": "처리 경과",
        "result": "교류 결과",
    },
    "en": {
        "list": "Exchanges with cities abroad in {year}",
        "none": "No exchange took place in this year.",
        "sheet": "Exchange - {title}",
        "facts": "Facts",
        "lines": "What is exchanged",
        "decisions": "What was decided",
        "result": "What came of it",
    },
}
