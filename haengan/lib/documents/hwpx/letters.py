"""An official letter through section0.xml, in the order of 별지 제1호서식."""

from __future__ import annotations

from typing import Any

from haengan.lib.documents import outline
from haengan.lib.documents.hwpx import body, parts, tables
from haengan.lib.documents.hwpx.looks import Edge, Face, Frame, Shape
from haengan.lib.documents.letter import END, Field, Letter
from haengan.lib.documents.model import Document

_TEXT = Face(size=12)
_BOLD = Face(size=12, bold=True)
_FOOT = Face("맑은 고딕", 10)
_LARGE = Face("HY헤드라인M", 22)
_RED = Face("맑은 고딕", 11, bold=True, colour="#C01921")
_STRONG: Edge = ("SOLID", "0.4 mm", "#1D1D1D")
_PLAIN = Shape(spacing=150)
_FIELDS_IN_A_ROW = 4


def fill(section: Any, letter: Letter, document: Document, *, maker: parts.Parts) -> None:
    body.settle(section, document, maker=maker)
    section.extend(_Letter(letter, maker).paragraphs())


class _Letter:
    def __init__(self, letter: Letter, maker: parts.Parts) -> None:
        self.letter, self.maker = letter, maker

    def paragraphs(self) -> list[Any]:
        letter = self.letter
        made = [self._line(letter.agency, _LARGE, Shape("CENTER", after=16, spacing=130))]
        made += [self._labelled("수신", letter.to)]
        made += [self._labelled("(경유)", letter.through)] if letter.sender else []
        made += [
            self._labelled(
                "제목", letter.title, face=_BOLD, shape=Shape(spacing=150, after=6, frame=Frame(bottom=_STRONG))
            )
        ]
        made += self._body()
        if letter.sender:
            made.append(self._line(letter.sender, _LARGE, Shape("CENTER", before=30, after=4, spacing=130)))
            made.append(
                self._line("[전자관인: 문서확인번호로 확인]", _RED, Shape("CENTER", after=24))
                if letter.code
                else self._gap()
            )
        return [*made, *self._foot()]

    def _body(self) -> list[Any]:
        letter, made = self.letter, []
        for n, line in enumerate(letter.lines):
            last = n == len(letter.lines) - 1 and not letter.enclosed
            shape = Shape(left=12.0 * line.level, hang=19 if line.mark else 0, spacing=160)
            lead = f"{line.mark} " if line.mark else ""
            made.append(self._line(line.text + (f"  {END}" if last else ""), _TEXT, shape, lead=lead))
        for n, text in enumerate(letter.enclosed):
            ended = text + (f"  {END}" if n == len(letter.enclosed) - 1 else "")
            shape = Shape(left=0, hang=36, before=0 if n else 8, spacing=160)
            made.append(self._line(ended, _TEXT, shape, lead="붙임  " if n == 0 else "　　  "))
        if not made:
            made.append(self._line(f"  {END}", _TEXT, _PLAIN))
        return made

    def _foot(self) -> list[Any]:
        letter = self.letter
        made = []
        if len(letter.recipients) > 1 and letter.sender:
            made.append(self._labelled("수신자", ", ".join(letter.recipients), small=True))
        made.append(self._fields(letter.signers, rule=True))
        if letter.cooperators:
            made.append(self._fields((Field("협조자", ""), *letter.cooperators), rule=False))
        made.append(
            self._line(f"시행  {letter.number} {letter.executed}          접수            (          )", _FOOT, _PLAIN)
        )
        made += [self._line(text, _FOOT, _PLAIN) for text in letter.contact]
        made.append(self._line(letter.disclosure, _FOOT, _PLAIN))
        if letter.code:
            told = f"문서확인번호 {letter.code}  {letter.verify}"
            made.append(self._line(told, Face("맑은 고딕", 9), Shape(before=6, spacing=130)))
        return made

    def _fields(self, fields: tuple[Field, ...], *, rule: bool) -> Any:
        """Post and name, above them the mark of the signature; four in a row."""
        columns = min(_FIELDS_IN_A_ROW, max(1, len(fields)))
        rows = -(-len(fields) // columns)
        widths = [parts.TEXT_WIDTH // columns] * columns
        boxes = []
        for n in range(rows * columns):
            field = fields[n] if n < len(fields) else Field("", "")
            top = _STRONG if rule and n < columns else None
            shown = (
                self._line(field.mark, Face("맑은 고딕", 8), Shape(spacing=100)),
                self._field(field),
            )
            boxes.append(
                tables.Box(n // columns, n % columns, 1, 1, widths[n % columns], Frame(top=top), shown, lines=2)
            )
        return tables.draw(self.maker, tuple(boxes), widths=widths, heights=[2600] * rows)

    def _field(self, field: Field) -> Any:
        runs = (outline.Run(f"{field.title}  "), outline.Run(field.name, bold=True))
        return self.maker.paragraph(runs, shape=Shape(spacing=120), face=_FOOT)

    def _labelled(
        self, label: str, text: str, *, face: Face = _TEXT, shape: Shape = _PLAIN, small: bool = False
    ) -> Any:
        worn = _FOOT if small else face
        return self._line(text, worn, shape, lead=f"{label}　　"[: len(label) + 2])

    def _line(self, text: str, face: Face, shape: Shape, *, lead: str = "") -> Any:
        return self.maker.paragraph((outline.Run(text),), shape=shape, face=face, lead=lead)

    def _gap(self) -> Any:
        return self._line("", _TEXT, _PLAIN)
