"""DOCX, Office Open XML, on the blank document of python-docx."""

import io
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Mm

from haengan.lib.documents import archive
from haengan.lib.documents.docx import body, looks, parts
from haengan.lib.documents.docx.looks import make
from haengan.lib.documents.model import Document, Number

Link = Callable[[Number], str]
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Haengan</Application></Properties>"
)


def href(number: Number) -> str:
    return number.href


def render(document: Document, *, link: Link = href) -> bytes:
    """A number stands in a content control tagged with its figure's key, between the ends of a bookmark, and links to `link(number)`."""
    made: Any = docx.Document()
    _strip(made)
    looks.put(made.styles.element, language=document.language)
    maker = parts.Parts(made.part, link=link)
    body.fill(made.element.body, document, parts=maker)
    maker.finish()
    _settle(made)
    _describe(made, document)
    section = made.sections[0]
    _replace(section.header, body.header(document, parts=maker))
    _replace(section.footer, body.footer(parts=maker))
    target = io.BytesIO()
    made.save(target)
    files = archive.unpack(target.getvalue())
    return archive.pack(files | {"docProps/app.xml": _APPLICATION}, first="[Content_Types].xml")


def _strip(made: Any) -> None:
    """Takes away what the blank document brings of its maker: a thumbnail, effects, bibliography data."""
    for holder in (made.part, made.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in {"thumbnail", "stylesWithEffects", "customXml"}:
                del holder.rels[key]


def _settle(made: Any) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(20)
    section.bottom_margin = Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    settings = made.settings.element
    for child in list(settings):
        if child.tag.endswith(("}rsids", "}themeFontLang", "}savePreviewPicture")):
            settings.remove(child)
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    notes = make("footnotePr", make("footnote", id=-1), make("footnote", id=0))
    settings.find(settings.tag.replace("settings", "characterSpacingControl")).addnext(notes)


def _describe(made: Any, document: Document) -> None:
    stamp = datetime.combine(document.dated, time())
    said = made.core_properties
    said.title, said.subject, said.keywords = document.title, document.subtitle, document.organisation
    said.author = said.last_modified_by = document.author or document.organisation
    said.comments, said.category = document.marked, ""
    said.language = "ko-KR" if document.language == "ko" else "en-US"
    said.created = said.modified = stamp
    said.revision = 1


def _replace(holder: Any, paragraph: Any) -> None:
    """Fills a header or footer with one paragraph."""
    holder.is_linked_to_previous = False
    element = holder._element
    for child in list(element):
        element.remove(child)
    element.append(paragraph)
