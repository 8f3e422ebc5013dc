"""The small parts of section0.xml: paragraphs of runs, tables of cells, notes, bookmarks and links."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from lxml import etree

from haengan.lib.documents import outline
from haengan.lib.documents.hwpx.looks import HP, QUIET, Face, Looks, Shape
from haengan.lib.documents.model import Number

TEXT_WIDTH: Final = 48190
Lines = Sequence[tuple[Shape, str, Face, tuple[outline.Run, ...]]]


class Parts:
    """Makes elements with numbers in document order, so that the same document gives the same bytes."""

    def __init__(self, looks: Looks, *, link: Callable[[Number], str]) -> None:
        self.looks = looks
        self.link = link
        self._next = 0
        self._notes = 0
        self._bookmarks: dict[str, int] = {}

    def number(self) -> str:
        self._next += 1
        return str(self._next)

    def paragraph(
        self,
        runs: Iterable[outline.Run],
        *,
        shape: Shape,
        face: Face,
        style: str = "0",
        lead: str = "",
        breaks: bool = False,
    ) -> Any:
        """`lead` is the mark and blank before the text; `breaks` begins a page."""
        made = etree.Element(
            f"{HP}p",
            id=self.number(),
            paraPrIDRef=self.looks.shape(shape),
            styleIDRef=style,
            pageBreak=str(int(breaks)),
            columnBreak="0",
            merged="0",
        )
        if lead:
            self.text(made, lead, face)
        for run in runs:
            self._run(made, run, face)
        if len(made) == 0:
            self.text(made, "", face)
        return made

    def text(self, paragraph: Any, text: str, face: Face) -> None:
        run = etree.SubElement(paragraph, f"{HP}run", charPrIDRef=self.looks.face(face))
        etree.SubElement(run, f"{HP}t").text = text or None

    def control(self, paragraph: Any, face: Face) -> Any:
        run = etree.SubElement(paragraph, f"{HP}run", charPrIDRef=self.looks.face(face))
        return etree.SubElement(run, f"{HP}ctrl")

    def _run(self, paragraph: Any, run: outline.Run, face: Face) -> None:
        if run.footnote is not None:
            self._footnote(self.control(paragraph, face), run.footnote)
            return
        worn = _worn(face, run)
        target = self.link(run.number) if run.number else ""
        if run.number and run.number.figure:
            etree.SubElement(self.control(paragraph, face), f"{HP}bookmark", name=self._bookmark(run.number))
        if target.startswith(("https://", "http://")):
            self._linked(paragraph, run.text, worn, target)
        else:
            self.text(paragraph, run.text, worn)

    def _bookmark(self, number: Number) -> str:
        """A word processor wants bookmark names to differ: the second of one figure ends in #2."""
        self._bookmarks[number.key] = at = self._bookmarks.get(number.key, 0) + 1
        return number.key if at == 1 else f"{number.key}#{at}"

    def _linked(self, paragraph: Any, text: str, face: Face, target: str) -> None:
        begin, field = self.number(), self.number()
        opened = etree.SubElement(
            self.control(paragraph, face),
            f"{HP}fieldBegin",
            id=begin,
            type="HYPERLINK",
            name="",
            editable="0",
            dirty="0",
            zorder="-1",
            fieldid=field,
        )
        parameters = etree.SubElement(opened, f"{HP}parameters", cnt="6", name="")
        etree.SubElement(parameters, f"{HP}integerParam", name="Prop").text = "0"
        escaped = "".join(f"\\{sign}" if sign in "\\:;?" else sign for sign in target)
        for name, value in (
            ("Command", f"{escaped};1;0;0;"),
            ("Path", target),
            ("Category", "HWPHYPERLINK_TYPE_URL"),
            ("TargetType", "HWPHYPERLINK_TARGET_BOOKMARK"),
            ("DocOpenType", "HWPHYPERLINK_JUMP_CURRENTTAB"),
        ):
            etree.SubElement(parameters, f"{HP}stringParam", name=name).text = value
        self.text(paragraph, text, face)
        etree.SubElement(self.control(paragraph, face), f"{HP}fieldEnd", beginIDRef=begin, fieldid=field)

    def _footnote(self, control: Any, runs: tuple[outline.Run, ...]) -> None:
        self._notes += 1
        note = etree.SubElement(
            control, f"{HP}footNote", number=str(self._notes), suffixChar="41", instId=self.number()
        )
        face = Face(size=11)
        shape = Shape(align="LEFT", hang=15, spacing=130)
        paragraph = self.paragraph((), shape=shape, face=face, style="15")
        paragraph.remove(paragraph[0])
        auto = etree.SubElement(self.control(paragraph, face), f"{HP}autoNum", num=str(self._notes), numType="FOOTNOTE")
        etree.SubElement(
            auto, f"{HP}autoNumFormat", type="DIGIT", userChar="", prefixChar="", suffixChar=")", supscript="0"
        )
        self.text(paragraph, " ", face)
        for run in runs:
            self._run(paragraph, run, face)
        sublist(note, align="TOP").append(paragraph)


def sublist(parent: Any, *, align: str, width: int = 0, height: int = 0) -> Any:
    return etree.SubElement(
        parent,
        f"{HP}subList",
        id="",
        textDirection="HORIZONTAL",
        lineWrap="BREAK",
        vertAlign=align,
        linkListIDRef="0",
        linkListNextIDRef="0",
        textWidth=str(width),
        textHeight=str(height),
        hasTextRef="0",
        hasNumRef="0",
    )


def _worn(face: Face, run: outline.Run) -> Face:
    if run.raised or run.mark:
        return replace(face, font="맑은 고딕", bold=run.bold, raised=True, colour=QUIET)
    return replace(face, bold=True) if run.bold else face
