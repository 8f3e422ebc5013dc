"""One rendering in a process of its own: `ours-pdf`, `typst`, `ours-hwpx`, `python-hwpx`. Prints seconds, megabytes at
their peak, and the bytes' length; a number behind the word writes the file there."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.report import texts
from haengan.lib.documents import fonts

LEADS = {1: "□", 2: "○", 3: "-"}
FONTS = fonts.folder()


def ours_pdf() -> Callable[[], bytes]:
    from haengan.lib.documents import pdf

    document = _document()
    return lambda: pdf.render(document, fonts=FONTS)


def ours_hwpx() -> Callable[[], bytes]:
    from haengan.lib.documents import hwpx

    document = _document()
    return lambda: hwpx.render(document)


def typst() -> Callable[[], bytes]:
    """A source as one would write it by hand, with the same fonts, standards, texts and tables."""
    import typst

    source = _written().encode()

    def render() -> bytes:
        families = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
        made = typst.Compiler(source, font_paths=families).compile(format="pdf", pdf_standards=["ua-1", "a-2b"])
        assert isinstance(made, bytes)
        return made

    return render


def python_hwpx() -> Callable[[], bytes]:
    """By the calls that the library's manual shows, checked by it as ours is."""
    from hwpx import HwpxDocument

    parts = list(texts.report())

    def render() -> bytes:
        document = HwpxDocument.new()
        for part in parts:
            if isinstance(part, texts.Words):
                document.add_paragraph(f"{LEADS.get(part.level, '')} {part.text}")
                continue
            document.add_paragraph(part.caption)
            table = document.add_table(len(part.rows) + 1, len(part.head))
            for number, row in enumerate((part.head, *part.rows)):
                for column, text in enumerate(row):
                    table.set_cell_text(number, column, text)
        made = bytes(document.to_bytes())
        if not HwpxDocument.open(made).validate().ok:
            raise SystemExit("python-hwpx finds its own file invalid")
        return made

    return render


def _document() -> Any:
    from haengan.lib.documents import model

    blocks: list[Any] = []
    for part in texts.report():
        if isinstance(part, texts.Grid):
            blocks.append(_table(part))
        elif part.level:
            blocks.append(model.Item(part.level, model.line(part.text)))
        else:
            blocks.append(model.Heading(1, model.line(part.text)))
    return model.Document("주요 업무 성과", "가람시", date(2026, 1, 2), tuple(blocks), subtitle="2025")


def _table(part: texts.Grid) -> Any:
    from haengan.lib.documents import model

    rows = tuple(
        (
            model.cell(name, header=True),
            *(model.cell(model.Number(text, figure="bench.table.number", period="2025")) for text in numbers),
        )
        for name, *numbers in part.rows
    )
    columns = (model.Column(2.0, "left"), *(model.Column(1.0, "right") for _ in part.head[1:]))
    return model.Table(part.name, columns, (tuple(model.cell(text) for text in part.head),), rows, part.caption, "건")


def _written() -> str:
    """Looks as ours does: the same families, sizes and insets, so that it has about as many pages."""
    lines = [
        '#set document(title: "주요 업무 성과", author: "가람시", date: datetime(year: 2026, month: 1, day: 2))',
        '#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 18mm), footer: context align(center, text(size: 10pt, '
        '"- " + str(counter(page).get().first()) + " -")))',
        '#let sans = ("Pretendard GOV", "Noto Serif KR")',
        '#set text(font: ("Noto Serif KR", "Pretendard GOV"), size: 14pt, lang: "ko", top-edge: 0.8em, '
        "bottom-edge: -0.2em, hyphenate: false)",
        "#set par(leading: 0.6em, spacing: 0.6em)",
        "#set table(stroke: 0.4pt + gray, inset: (x: 4pt, y: 5pt))",
        "#set figure.caption(position: top)",
        "#show heading: set text(font: sans, size: 18pt)",
        "= 주요 업무 성과",
    ]
    for part in texts.report():
        if isinstance(part, texts.Grid):
            lines.append(_set(part))
        elif part.level == 1:
            lines.append(
                f'#block(above: 1.15em, below: 0.6em, sticky: true, text(font: sans, size: 15.5pt, weight: "bold")[□ {part.text}])'
            )
        elif part.level:
            lines.append(
                f"#pad(left: {part.level * 10}pt)[{LEADS[part.level].replace('-', chr(92) + '-')} {part.text}]"
            )
        else:
            lines.append(f"== {part.text}")
    return "\n\n".join(lines)


def _set(part: texts.Grid) -> str:
    head = ", ".join(f"[*{text}*]" for text in part.head)
    rows = ",\n  ".join(_row(row) for row in part.rows)
    shares = ", ".join(["2fr", *("1fr" for _ in part.head[1:])])
    return (
        f"#block(above: 0.9em, below: 1em)[#set text(font: sans, size: 11pt)\n#align(center, text(size: 12.5pt, weight: "
        f'"semibold")[〈 {part.caption} 〉])\n#align(right, text(size: 10pt)[건])\n#table(columns: ({shares}), '
        f"align: (left, {', '.join('right' for _ in part.head[1:])}),\n  table.header({head}),\n  {rows})]"
    )


def _row(row: tuple[str, ...]) -> str:
    name, *numbers = row
    return ", ".join((f'text(weight: "medium")[{name}]', *(f"[{text}]" for text in numbers)))


def main(what: str, folder: str = "") -> None:
    ways = {"ours-pdf": ours_pdf, "typst": typst, "ours-hwpx": ours_hwpx, "python-hwpx": python_hwpx}
    render = ways[what]()
    began = time.perf_counter()
    made = render()
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if folder:
        (Path(folder) / what).write_bytes(made)
    print(json.dumps({"seconds": took, "megabytes": peak, "bytes": len(made)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
