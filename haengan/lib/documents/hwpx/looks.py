"""Faces, shapes and frames of an HWPX document: entries of header.xml, made once each and named by number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from lxml import etree

HH: Final = "{http://www.hancom.co.kr/hwpml/2011/head}"
HC: Final = "{http://www.hancom.co.kr/hwpml/2011/core}"
HP: Final = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
UNIT_CHAR: Final = "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar"

NAVY: Final = "#1B2F63"
PALE: Final = "#DFE6F7"
FAINT: Final = "#F3F6FC"
RULE: Final = "#8A94A8"
QUIET: Final = "#4A5264"

Font = Literal["함초롬돋움", "함초롬바탕", "맑은 고딕", "HY헤드라인M"]
FONTS: Final[tuple[Font, ...]] = ("함초롬돋움", "함초롬바탕", "맑은 고딕", "HY헤드라인M")
_SCRIPTS: Final = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
Edge = tuple[str, str, str] | None
THIN: Final[Edge] = ("SOLID", "0.12 mm", RULE)
THICK: Final[Edge] = ("SOLID", "0.5 mm", NAVY)
DOUBLE: Final[Edge] = ("SLIM_THICK", "0.7 mm", NAVY)


@dataclass(frozen=True, slots=True)
class Face:
    """Of characters; `size` in points, `ratio` their width in percent."""

    font: Font = "함초롬바탕"
    size: float = 15
    bold: bool = False
    raised: bool = False
    colour: str = "#000000"
    shade: str = "none"
    ratio: int = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a paragraph; lengths in points, `spacing` in percent. Lines after the first begin at `left` + `hang`. `outline` 1 to 10 or 0."""

    align: Literal["JUSTIFY", "LEFT", "CENTER", "RIGHT"] = "LEFT"
    left: float = 0
    hang: float = 0
    before: float = 0
    after: float = 0
    spacing: int = 160
    keep: bool = False
    outline: int = 0
    frame: "Frame | None" = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Of a cell or a paragraph: its ground and its edges."""

    fill: str = ""
    left: Edge = None
    right: Edge = None
    top: Edge = None
    bottom: Edge = None


class Looks:
    """Adds to the parsed header.xml of a blank document and hands out the numbers by which the body refers to them."""

    def __init__(self, head: Any) -> None:
        self._head = head
        self._known: dict[object, str] = {}
        self._add_fonts()

    def face(self, face: Face) -> str:
        return self._entry(face, "charProperties", lambda number: _face(face, number))

    def shape(self, shape: Shape) -> str:
        frame = self.frame(shape.frame) if shape.frame else "2"
        return self._entry(shape, "paraProperties", lambda number: _shape(shape, number, frame=frame))

    def frame(self, frame: Frame) -> str:
        return self._entry(frame, "borderFills", lambda number: _frame(frame, number), first=1)

    def style(self, name: str, english: str, *, shape: Shape, face: Face) -> str:
        """A style that stands in the word processor's list; a name already there takes the new look."""
        styles = self._head.find(f".//{HH}styles")
        looks = {"paraPrIDRef": self.shape(shape), "charPrIDRef": self.face(face)}
        for style in styles:
            if style.get("name") == name:
                style.attrib.update(looks)
                return str(style.get("id"))
        number = str(len(styles))
        fixed = {"nextStyleIDRef": number, "langID": "1042", "lockForm": "0"}
        etree.SubElement(styles, f"{HH}style", id=number, type="PARA", name=name, engName=english, **looks, **fixed)
        styles.set("itemCnt", str(len(styles)))
        return number

    def silence_outline(self) -> None:
        """The outline numbering prints nothing, so that headings are found by their level without being numbered twice."""
        for head in self._head.iter(f"{HH}paraHead"):
            head.text = None

    def _entry(self, key: object, group: str, make: Callable[[str], Any], *, first: int = 0) -> str:
        if key not in self._known:
            entries = self._head.find(f".//{HH}{group}")
            number = str(len(entries) + first)
            entries.append(make(number))
            entries.set("itemCnt", str(len(entries)))
            self._known[key] = number
        return self._known[key]

    def _add_fonts(self) -> None:
        for faces in self._head.iter(f"{HH}fontface"):
            known = {font.get("face") for font in faces}
            for name in FONTS:
                if name not in known:
                    font = etree.SubElement(
                        faces, f"{HH}font", id=str(len(faces)), face=name, type="TTF", isEmbedded="0"
                    )
                    etree.SubElement(font, f"{HH}substFont", face="함초롬돋움", type="TTF", isEmbedded="0")
            faces.set("fontCnt", str(len(faces)))


def _face(face: Face, number: str) -> Any:
    made = etree.Element(
        f"{HH}charPr",
        id=number,
        height=str(round(face.size * 100)),
        textColor=face.colour,
        shadeColor=face.shade,
        useFontSpace="0",
        useKerning="0",
        symMark="NONE",
        borderFillIDRef="2",
    )
    for tag, value in (
        ("fontRef", str(FONTS.index(face.font))),
        ("ratio", str(face.ratio)),
        ("spacing", "0"),
        ("relSz", "100"),
        ("offset", "0"),
    ):
        etree.SubElement(made, HH + tag, dict.fromkeys(_SCRIPTS, value))
    if face.bold:
        etree.SubElement(made, f"{HH}bold")
    etree.SubElement(made, f"{HH}underline", type="NONE", shape="SOLID", color="#000000")
    etree.SubElement(made, f"{HH}strikeout", shape="NONE", color="#000000")
    etree.SubElement(made, f"{HH}outline", type="NONE")
    etree.SubElement(made, f"{HH}shadow", type="NONE", color="#C0C0C0", offsetX="10", offsetY="10")
    if face.raised:
        etree.SubElement(made, f"{HH}supscript")
    return made


def _shape(shape: Shape, number: str, *, frame: str) -> Any:
    made = etree.Element(
        f"{HH}paraPr",
        id=number,
        tabPrIDRef="0",
        condense="0",
        fontLineHeight="0",
        snapToGrid="1",
        suppressLineNumbers="0",
        checked="0",
        textDir="LTR",
    )
    etree.SubElement(made, f"{HH}align", horizontal=shape.align, vertical="BASELINE")
    level = str(max(shape.outline - 1, 0))
    etree.SubElement(made, f"{HH}heading", type="OUTLINE" if shape.outline else "NONE", idRef="0", level=level)
    etree.SubElement(
        made,
        f"{HH}breakSetting",
        breakLatinWord="KEEP_WORD",
        breakNonLatinWord="KEEP_WORD",
        widowOrphan="1",
        keepWithNext=str(int(shape.keep)),
        keepLines="0",
        pageBreakBefore="0",
        lineWrap="BREAK",
    )
    etree.SubElement(made, f"{HH}autoSpacing", eAsianEng="0", eAsianNum="0")
    switch = etree.SubElement(made, f"{HP}switch")
    case = etree.SubElement(switch, f"{HP}case", {f"{HP}required-namespace": UNIT_CHAR})
    _margins(case, shape, scale=100)
    _margins(etree.SubElement(switch, f"{HP}default"), shape, scale=200)
    etree.SubElement(
        made,
        f"{HH}border",
        borderFillIDRef=frame,
        offsetLeft="0",
        offsetRight="0",
        offsetTop="170" if shape.frame else "0",
        offsetBottom="170" if shape.frame else "0",
        connect="0",
        ignoreMargin="0",
    )
    return made


def _margins(parent: Any, shape: Shape, *, scale: int) -> None:
    """Older word processors read the default branch, whose lengths are doubled."""
    margin = etree.SubElement(parent, f"{HH}margin")
    lengths = {"intent": -shape.hang, "left": shape.left, "right": 0.0, "prev": shape.before, "next": shape.after}
    for tag, points in lengths.items():
        etree.SubElement(margin, HC + tag, value=str(round(points * scale)), unit="HWPUNIT")
    etree.SubElement(parent, f"{HH}lineSpacing", type="PERCENT", value=str(shape.spacing), unit="HWPUNIT")


def _frame(frame: Frame, number: str) -> Any:
    made = etree.Element(
        f"{HH}borderFill", id=number, threeD="0", shadow="0", centerLine="NONE", breakCellSeparateLine="0"
    )
    for tag in ("slash", "backSlash"):
        etree.SubElement(made, HH + tag, type="NONE", Crooked="0", isCounter="0")
    for side in ("left", "right", "top", "bottom"):
        kind, width, colour = getattr(frame, side) or ("NONE", "0.1 mm", "#000000")
        etree.SubElement(made, f"{HH}{side}Border", type=kind, width=width, color=colour)
    etree.SubElement(made, f"{HH}diagonal", type="SOLID", width="0.1 mm", color="#000000")
    if frame.fill:
        brush = etree.SubElement(made, f"{HC}fillBrush")
        etree.SubElement(brush, f"{HC}winBrush", faceColor=frame.fill, hatchColor="#999999", alpha="0")
    return made
