"""Styles of a DOCX document, and the properties of paragraphs and runs that they are made of."""

from dataclasses import dataclass
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

NAVY: Final = "1B2F63"
PALE: Final = "DFE6F7"
FAINT: Final = "F3F6FC"
RULE: Final = "8A94A8"
QUIET: Final = "4A5264"
SERIF: Final = "바탕"
SANS: Final = "맑은 고딕"
THIN: Final = {"val": "single", "sz": 4, "space": 0, "color": RULE}
THICK: Final = {"val": "single", "sz": 12, "space": 0, "color": NAVY}


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style; lengths in points. `lines` is the exact distance of lines, lines after the first begin at `left` + `hang`."""

    id: str
    name: str
    font: str = SERIF
    size: float = 15
    bold: bool = False
    colour: str = "000000"
    align: str = "left"
    left: float = 0
    hang: float = 0
    before: float = 0
    after: float = 0
    lines: float = 24
    keep: bool = False
    level: int = 0
    fill: str = ""
    top: bool = False
    bottom: bool = False


NORMAL = Look("Normal", "Normal")
TITLE = Look("Title", "Title", SANS, 24, True, NAVY, "center", before=0, after=0, lines=40, top=True)
SUBTITLE = Look("Subtitle", "Subtitle", SANS, 13, align="center", lines=24, bottom=True)
DATED = Look("Dated", "Date", SANS, 12, align="right", before=5, after=8, lines=18)
TEXT = Look("BodyText", "Body Text", before=3, after=3)
NOTE = Look("Note", "참고", SANS, 12, left=26, hang=15, after=2, lines=18)
CAPTION = Look("Caption", "caption", SANS, 12.5, True, align="center", before=6, after=2, lines=18, keep=True)
UNIT = Look("Unit", "표 단위", SANS, 10, colour=QUIET, align="right", after=2, lines=14, keep=True)
CELL = Look("Cell", "표 내용", SANS, 11, lines=15)
SPACER = Look("Spacer", "표 사이", SANS, 1, lines=6)
LABEL = Look("Label", "이름표", SANS, 13, True, "FFFFFF", "center", lines=19, keep=True, fill=NAVY)
VISION = Look("Vision", "비전", SANS, 15, True, NAVY, "center", lines=22)
GOAL = Look("Goal", "목표", SANS, 12.5, left=3, hang=17, lines=18.5)
FOOTNOTE = Look("FootnoteText", "footnote text", SERIF, 10.5, hang=12, lines=15)
HEADER = Look("Header", "header", SANS, 9.5, colour=QUIET, align="right", lines=14)
FOOTER = Look("Footer", "footer", SANS, 10, align="center", lines=14)
LEGEND = Look("Legend", "수치 표시", SANS, 9.5, colour=QUIET, hang=11, lines=13.5)
ITEMS: Final = {
    1: Look("Item1", "항목 □", SANS, 15.5, True, hang=22, before=9, after=2),
    2: Look("Item2", "항목 ○", left=7, hang=20, after=2),
    3: Look("Item3", "항목 -", left=27, hang=12, after=2),
    4: Look("Item4", "항목 ·", left=40, hang=11, after=2),
}
HEADINGS: Final = {
    1: Look(
        "Heading1", "heading 1", SANS, 18, True, NAVY, before=16, after=9, lines=30, level=1, fill=FAINT, bottom=True
    ),
    2: Look("Heading2", "heading 2", SANS, 17, True, NAVY, before=13, after=4, lines=25, level=2),
    3: Look("Heading3", "heading 3", SANS, 15.5, True, NAVY, before=11, after=3, lines=24, level=3),
    4: Look("Heading4", "heading 4", SANS, 14, True, NAVY, before=9, after=3, lines=22, level=4),
}
LOOKS: Final = (
    *(NORMAL, TITLE, SUBTITLE, DATED, TEXT, NOTE, CAPTION, UNIT, CELL, SPACER, LABEL, VISION, GOAL, FOOTNOTE),
    *(HEADER, FOOTER, LEGEND, *ITEMS.values(), *HEADINGS.values()),
)


def make(tag: str, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML; attributes take the same prefix."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def put(styles: Any, *, language: str) -> None:
    """Replaces every style of the blank document by ours."""
    for child in list(styles):
        if child.tag in {qn("w:docDefaults"), qn("w:style")}:
            styles.remove(child)
    tongue = "ko-KR" if language == "ko" else "en-US"
    defaults = make("rPr", _fonts(SERIF), make("sz", val=30), make("lang", val=tongue, eastAsia=tongue))
    styles.insert(0, make("docDefaults", make("rPrDefault", defaults), make("pPrDefault")))
    styles.append(_style("character", "DefaultParagraphFont", "Default Paragraph Font", default=1))
    styles.append(_style("table", "TableNormal", "Normal Table", _table_margins(), default=1))
    for look in LOOKS:
        styles.append(_paragraph_style(look))
    styles.append(_character("FootnoteReference", "footnote reference", make("vertAlign", val="superscript")))
    styles.append(
        _character("Aside", "덧붙임", _fonts(SANS), make("color", val=QUIET), make("vertAlign", val="superscript"))
    )


def raised() -> tuple[Any, ...]:
    """The look of an aside; also set on each run, since not every program looks styles up inside content controls."""
    return _fonts(SANS), make("color", val=QUIET), make("vertAlign", val="superscript")


def _style(kind: str, name_id: str, name: str, *children: Any, default: int = 0) -> Any:
    style = make("style", make("name", val=name), type=kind, styleId=name_id)
    if default:
        style.set(qn("w:default"), "1")
    style.extend(children)
    return style


def _paragraph_style(look: Look) -> Any:
    based = () if look is NORMAL else (make("basedOn", val="Normal"),)
    style = _style("paragraph", look.id, look.name, *based, make("qFormat"), default=int(look is NORMAL))
    style.append(_paragraph(look))
    bold = (make("b"),) if look.bold else ()
    size = round(look.size * 2)
    run = make(
        "rPr", _fonts(look.font), *bold, make("color", val=look.colour), make("sz", val=size), make("szCs", val=size)
    )
    style.append(run)
    return style


def _paragraph(look: Look) -> Any:
    """Children in the order that the schema demands (ECMA-376 part 1, 17.3.1)."""
    made = make("pPr")
    if look.keep or look.level:
        made.append(make("keepNext"))
    made.append(make("widowControl"))
    if look.top or look.bottom:
        edge = {"val": "double", "sz": 6, "space": 4, "color": NAVY} if look in (TITLE, SUBTITLE) else THICK
        sides = (side for side, drawn in (("top", look.top), ("bottom", look.bottom)) if drawn)
        made.append(make("pBdr", *(make(side, **edge) for side in sides)))
    if look.fill:
        made.append(make("shd", val="clear", color="auto", fill=look.fill))
    made.append(make("autoSpaceDE", val=0))
    made.append(make("autoSpaceDN", val=0))
    made.append(make("snapToGrid", val=0))
    made.append(
        make("spacing", before=_twips(look.before), after=_twips(look.after), line=_twips(look.lines), lineRule="exact")
    )
    made.append(make("ind", left=_twips(look.left + look.hang), hanging=_twips(look.hang)))
    made.append(make("jc", val=look.align))
    if look.level:
        made.append(make("outlineLvl", val=look.level - 1))
    return made


def _character(name_id: str, name: str, *properties: Any) -> Any:
    return _style("character", name_id, name, make("rPr", *properties))


def _table_margins() -> Any:
    sides = (
        make(side, w=width, type="dxa") for side, width in (("top", 0), ("left", 60), ("bottom", 0), ("right", 60))
    )
    return make("tblPr", make("tblInd", w=0, type="dxa"), make("tblCellMar", *sides))


def _fonts(font: str) -> Any:
    return make("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def _twips(points: float) -> int:
    return round(points * 20)
