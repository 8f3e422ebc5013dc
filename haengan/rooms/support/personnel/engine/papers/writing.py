"""A personnel order on paper: plain values in, a document out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from haengan.lib.documents.model import Align, Block, Column, Document, Item, Language, Table, cell, line

Row = tuple[str, str, str, str, str, str]
"""Staff number, name, unit and post until then and from then on, kind, remarks."""
SHARES: Sequence[tuple[float, Align]] = (
    (0.6, "center"),
    (1.0, "center"),
    (1.2, "center"),
    (2.6, "left"),
    (2.6, "left"),
    (1.0, "center"),
    (1.4, "left"),
)


def order(
    *,
    title: str,
    city: str,
    effective_on: date,
    rows: Sequence[Row],
    dated: date,
    draft: bool,
    language: Language,
) -> Document:
    words = WORDS[language]
    day = f"{effective_on.year}. {effective_on.month}. {effective_on.day}."
    blocks: list[Block] = [Item(1, line(words["effective"].format(day=day, count=len(rows))))]
    if rows:
        blocks.append(_table(rows, words))
    return Document(
        title=title,
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
        marked=words["draft"] if draft else "",
    )


def _table(rows: Sequence[Row], words: Mapping[str, str]) -> Table:
    heads = ("serial", "number", "name", "before", "after", "kind", "note")
    return Table(
        name="lines",
        columns=tuple(Column(width, align) for width, align in SHARES),
        head=(tuple(cell(words[head]) for head in heads),),
        body=tuple(
            tuple(cell(text or "-") for text in (str(serial), *row)) for serial, row in enumerate(rows, start=1)
        ),
    )


WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "effective": "{day}자 인사발령 {count}명",
        "serial": "연번",
        "number": "사번",
        "name": "성명",
        "before": "현 소속·직위",
        "after": "발령 소속·직위",
        "kind": "구분",
        "note": "비고",
        "draft": "결재 전 문서입니다.",
    },
    "en": {
        "effective": "{count} officials transferred as of {day}",
        "serial": "No.",
        "number": "Staff number",
        "name": "Name",
        "before": "Unit and post until then",
        "after": "Unit and post from then on",
        "kind": "Kind",
        "note": "Remarks",
        "draft": "Not yet approved.",
    },
}
