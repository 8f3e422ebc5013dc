"""A letter as tagged PDF, with its seal and the QR code that leads to its verification page."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib import resources
from pathlib import Path
from typing import Any

import qrcode
import typst

from haengan.lib.documents import fonts
from haengan.lib.documents.letter import END, Field, Letter
from haengan.lib.documents.pdf import STANDARDS


def render(letter: Letter, *, fonts_folder: Path) -> bytes:
    """Raises MissingFontsError, or typst.TypstError when the letter cannot meet the standards."""
    source = resources.files("haengan.lib.documents").joinpath("letter.typ").read_bytes()
    compiler = typst.Compiler(
        source,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_folder]),
    )
    made = compiler.compile(
        format="pdf",
        sys_inputs={"letter": json.dumps(_told(letter, fonts_folder), ensure_ascii=False)},
        pdf_standards=[*STANDARDS],
        timestamp=datetime.combine(letter.dated, time(), UTC),
    )
    assert isinstance(made, bytes)
    return made


def squares(text: str) -> list[list[bool]]:
    """The QR code of a text, without its quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def _told(letter: Letter, folder: Path) -> dict[str, Any]:
    shown = fonts.printer(folder)

    def field(one: Field) -> dict[str, str]:
        return {"title": shown(one.title), "name": shown(one.name), "mark": shown(one.mark)}

    return {
        "agency": shown(letter.agency),
        "to": shown(letter.to),
        "through": shown(letter.through),
        "title": shown(letter.title),
        "lines": [{"level": line.level, "mark": line.mark, "text": shown(line.text)} for line in letter.lines],
        "enclosed": [shown(text) for text in letter.enclosed],
        "end": END,
        "sender": shown(letter.sender),
        "seal": [shown(row) for row in letter.seal_rows],
        "recipients": [shown(name) for name in letter.recipients] if letter.sender else [],
        "signers": [field(one) for one in letter.signers],
        "cooperators": [field(one) for one in letter.cooperators],
        "number": shown(letter.number),
        "executed": letter.executed,
        "contact": [shown(text) for text in letter.contact],
        "disclosure": shown(letter.disclosure),
        "verify": shown(letter.verify),
        "code": letter.code,
        "squares": squares(letter.verify) if letter.verify else [],
        "marked": shown(letter.marked),
        "date": {"year": letter.dated.year, "month": letter.dated.month, "day": letter.dated.day},
    }
