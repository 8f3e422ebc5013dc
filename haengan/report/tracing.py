"""Which quantities of the report's text no figure stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from haengan.report.engine import markup, quantities
from haengan.report.engine.markup import Chip, Piece, Plain
from haengan.report.models import Block, Report
from haengan.report.rules import BlockKind

STAND_IN = "1"


@dataclass(frozen=True)
class Untraced:
    """A typed quantity: where it stands, and how it is written."""

    block: Block
    language: str
    quantity: str
    signed: bool


def untraced(blocks: Iterable[Block], signed: dict[int, list[str]]) -> list[Untraced]:
    """Every typed quantity that matches no chip, those signed for marked as such."""
    return [
        Untraced(block, language, quantity, quantity in signed.get(block.pk, ()))
        for block in blocks
        for language, text in texts(block)
        for quantity in typed(text)
    ]


def framed(report: Report) -> list[str]:
    """Quantities typed into the vision and the goals, which hold no chips."""
    texts = [report.vision_ko, report.vision_en]
    for goal in report.goals.all():
        texts += [goal.text_ko, goal.text_en]
    return [hit.text for text in texts for hit in quantities.untraced(text, [])]


def texts(block: Block) -> Iterator[tuple[str, str]]:
    """(language, text) of all that is written in a block, its table's cells included."""
    yield "ko", block.text_ko
    yield "en", block.text_en
    if block.kind == BlockKind.TABLE:
        for row in [*block.table.get("head", []), *block.table.get("body", [])]:
            for cell in row:
                yield "ko", str(cell.get("ko", ""))
                yield "en", str(cell.get("en", ""))


def typed(text: str) -> list[str]:
    """Quantities typed in a text; a chip counts as the number that it prints."""
    flat, traced = _flat(markup.parse(text))
    return [hit.text for hit in quantities.untraced(flat, traced)]


def _flat(pieces: Iterable[Piece]) -> tuple[str, list[tuple[int, int]]]:
    text, traced = "", []
    for piece in pieces:
        if isinstance(piece, Plain):
            text += piece.text
        elif isinstance(piece, Chip):
            traced.append((len(text), len(text) + len(STAND_IN)))
            text += STAND_IN
        else:
            inner, spans = _flat(piece.pieces)
            traced += [(len(text) + 1 + a, len(text) + 1 + b) for a, b in spans]
            text += f"({inner})"
    return text, traced
