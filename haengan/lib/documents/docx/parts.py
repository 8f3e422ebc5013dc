"""Paragraphs, runs, numbers and footnotes of a DOCX document."""

import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from lxml import etree

from haengan.lib.documents import outline
from haengan.lib.documents.docx import looks, reading
from haengan.lib.documents.docx.looks import Look, make
from haengan.lib.documents.model import Number

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST_TAG = 64


class Parts:
    """Numbers bookmarks, controls and notes in document order, so that the same document gives the same bytes."""

    def __init__(self, main: Any, *, link: Callable[[Number], str]) -> None:
        """`main` is the opc part of the document, which holds the addresses of links."""
        self._link = link
        self._holder = main
        self._numbers = 0
        empty = etree.tostring(etree.Element(qn("w:footnotes"), nsmap={"w": nsmap["w"], "r": nsmap["r"]}))
        self._notes_part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, empty, main.package)
        self._notes = etree.fromstring(empty)
        for at, kind in ((-1, "separator"), (0, "continuationSeparator")):
            rule = make("p", make("r", make(kind)))
            self._notes.append(make("footnote", rule, type=kind, id=at))
        main.relate_to(self._notes_part, RELATIONSHIP_TYPE.FOOTNOTES)

    def finish(self) -> None:
        """Puts the collected notes into their part."""
        self._notes_part._blob = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)

    def paragraph(
        self,
        runs: Iterable[outline.Run],
        look: Look,
        *,
        lead: str = "",
        keep: bool = False,
        breaks: bool = False,
        level: int = 0,
        align: str = "",
        bold: bool = False,
        narrow: int = 100,
    ) -> Any:
        """`lead` is the mark before the text, a tab away; `level` from 1 puts the paragraph into the outline."""
        made = make("p", self._properties(look, keep=keep, breaks=breaks, level=level, align=align))
        if lead:
            made.append(text(lead))
            made.append(make("r", make("tab")))
        for run in runs:
            made.extend(self._run(run, bold=bold, narrow=narrow))
        return made

    def _properties(self, look: Look, *, keep: bool, breaks: bool, level: int, align: str) -> Any:
        made = make("pPr", make("pStyle", val=look.id))
        if keep:
            made.append(make("keepNext"))
        if breaks:
            made.append(make("pageBreakBefore"))
        if align:
            made.append(make("jc", val=align))
        if level:
            made.append(make("outlineLvl", val=min(level, 9) - 1))
        return made

    def _run(self, run: outline.Run, *, bold: bool = False, narrow: int = 100) -> list[Any]:
        if run.footnote is not None:
            return [self._footnote(run.footnote)]
        shown = text(run.text, bold=run.bold or bold, raised=run.raised or run.mark, narrow=narrow)
        if run.number is None:
            return [shown]
        if run.number.figure:
            shown = self._control(run.number, shown)
        target = self._link(run.number)
        if target.startswith(("https://", "http://")):
            address = self._holder.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            shown = make("hyperlink", shown, history=1)
            shown.set(qn("r:id"), address)
        return self._bookmarked(run.number, shown) if run.number.figure else [shown]

    def _control(self, number: Number, shown: Any) -> Any:
        """A control of rich text: in one of plain text LibreOffice drops the look of its run."""
        self._numbers += 1
        key = number.key
        tag = key if len(key) <= _LONGEST_TAG else f"{key[: _LONGEST_TAG - 9]}~{zlib.crc32(key.encode()):08x}"
        properties = make(
            "sdtPr",
            make("alias", val=number.figure[:_LONGEST_TAG]),
            make("tag", val=tag),
            make("id", val=reading.FIRST_CONTROL + self._numbers),
        )
        return make("sdt", properties, make("sdtContent", shown))

    def _bookmarked(self, number: Number, shown: Any) -> list[Any]:
        """Names of bookmarks are letters, digits and lines, at most 40 (Word), and must differ."""
        stem = re.sub(r"[^A-Za-z0-9]+", "_", number.figure)[:22].strip("_")
        name = f"{stem}_{zlib.crc32(number.key.encode()):08x}_{self._numbers}"
        at = self._numbers
        return [make("bookmarkStart", id=at, name=name), shown, make("bookmarkEnd", id=at)]

    def _footnote(self, runs: tuple[outline.Run, ...]) -> Any:
        at = len(self._notes) - 1
        main, self._holder = self._holder, self._notes_part
        properties = make("pPr", make("pStyle", val=looks.FOOTNOTE.id))
        mark = make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteRef"))
        paragraph = make("p", properties, mark, make("r", make("tab")))
        for run in runs:
            paragraph.extend(self._run(run))
        self._holder = main
        self._notes.append(make("footnote", paragraph, id=at))
        return make("r", make("rPr", make("rStyle", val="FootnoteReference")), make("footnoteReference", id=at))


def text(words: str, *, bold: bool = False, raised: bool = False, label: bool = False, narrow: int = 100) -> Any:
    """`label` is white on dark, `narrow` the width of letters in percent; children in the order of ECMA-376 part 1, 17.3.2."""
    properties = [make("rStyle", val="Aside"), looks.raised()[0]] if raised else []
    if bold:
        properties.append(make("b"))
    if label:
        properties.append(make("color", val="FFFFFF"))
    properties += [looks.raised()[1]] if raised else []
    if narrow != 100:
        properties.append(make("w", val=narrow))
    if label:
        properties.append(make("shd", val="clear", color="auto", fill=looks.NAVY))
    properties += [looks.raised()[2]] if raised else []
    held = make("t")
    held.text = words
    held.set(_SPACE, "preserve")
    return make("r", *((make("rPr", *properties),) if properties else ()), held)


def field(instruction: str) -> list[Any]:
    """A field that the word processor computes, such as PAGE."""
    told = make("instrText")
    told.text = instruction
    return [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", told),
        make("r", make("fldChar", fldCharType="separate")),
        text("1"),
        make("r", make("fldChar", fldCharType="end")),
    ]
