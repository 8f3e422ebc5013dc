"""HWPX, the open format of the Hangul word processor: KS X 6101, on the blank document of python-hwpx."""

from collections.abc import Callable
from typing import Any

from hwpx import HwpxDocument
from lxml import etree

from haengan.lib.documents import archive, letter, outline
from haengan.lib.documents.hwpx import body, letters, looks, parts
from haengan.lib.documents.model import Document, Number

Link = Callable[[Number], str]
_OPF = "{http://www.idpf.org/2007/opf/}"
_HEADER, _SECTION, _PACKAGE, _PREVIEW = (
    "Contents/header.xml",
    "Contents/section0.xml",
    "Contents/content.hpf",
    "Preview/PrvText.txt",
)


class HwpxRefusedError(RuntimeError):
    """python-hwpx found the finished file invalid; the message holds its findings."""


def href(number: Number) -> str:
    return number.href


def render(document: Document, *, link: Link = href) -> bytes:
    """A number is bookmarked with its figure's key, and linked where `link(number)` is a full web address."""
    return _made(document, lambda section, maker: body.fill(section, document, maker=maker), link=link)


def render_letter(written: letter.Letter) -> bytes:
    """The text of an official letter for the word processor; what is sealed is its PDF."""
    document = Document(written.title, written.agency, written.dated, (), marked=written.marked)
    return _made(document, lambda section, maker: letters.fill(section, written, document, maker=maker), link=href)


def _made(document: Document, fill: Callable[[Any, parts.Parts], None], *, link: Link) -> bytes:
    blank = HwpxDocument.new()
    files = {name: blank.package.get_part(name) for name in blank.package.part_names()}
    head = etree.fromstring(files[_HEADER])
    section = etree.fromstring(files[_SECTION])
    maker = parts.Parts(looks.Looks(head), link=link)
    fill(section, maker)
    files[_HEADER] = _xml(head)
    files[_SECTION] = _xml(section)
    files[_PACKAGE] = _xml(_described(etree.fromstring(files[_PACKAGE]), document))
    files[_PREVIEW] = outline.text(document)[:1000].replace("\n", "\r\n").encode()
    made = archive.pack(files, first="mimetype")
    _check(made)
    return made


def _described(package: Any, document: Document) -> Any:
    """The blank document's author and dates are placeholders; every one of them is replaced."""
    stamp = f"{document.dated.isoformat()}T00:00:00Z"
    said = {
        "creator": document.author or document.organisation,
        "lastsaveby": document.author or document.organisation,
        "subject": document.subtitle,
        "description": document.marked,
        "CreatedDate": stamp,
        "ModifiedDate": stamp,
        "date": document.date_line,
        "keyword": document.organisation,
    }
    metadata = package.find(f"{_OPF}metadata")
    metadata.find(f"{_OPF}title").text = document.title
    metadata.find(f"{_OPF}language").text = document.language
    for entry in metadata.findall(f"{_OPF}meta"):
        entry.text = said.get(entry.get("name")) or None
    return package


def _xml(element: Any) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))


def _check(made: bytes) -> None:
    report = HwpxDocument.open(made).validate()
    if not report.ok:
        raise HwpxRefusedError("; ".join(str(issue) for issue in report.errors))
