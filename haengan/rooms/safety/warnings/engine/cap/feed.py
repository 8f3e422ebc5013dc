"""The feed of warnings: Atom (RFC 4287) with ids that stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = f"{{{NAMESPACE}}}"
CAP_TYPE = "application/cap+xml"
KOREAN = "TTAK.OT-06.0055"


@dataclass(frozen=True)
class Entry:
    """`id` is a tag: URI (RFC 4151) and never changes; `link` is the page, `cap_link` the message, `korean_link` the same in
    the Korean profile where there is one."""

    id: str
    title: str
    updated: datetime
    published: datetime
    summary: str
    link: str
    cap_link: str
    korean_link: str = ""


def atom(
    entries: Iterable[Entry], *, id: str, title: str, updated: datetime, self_url: str, site_url: str, author: str
) -> bytes:
    root = etree.Element(f"{ATOM}feed", nsmap={None: NAMESPACE})
    _put(root, "id", id)
    _put(root, "title", title)
    _put(root, "updated", moment(updated))
    _put(etree.SubElement(root, f"{ATOM}author"), "name", author)
    _link(root, self_url, "self", "application/atom+xml")
    _link(root, site_url, "alternate", "text/html")
    for one in entries:
        into = etree.SubElement(root, f"{ATOM}entry")
        _put(into, "id", one.id)
        _put(into, "title", one.title or one.id)
        _put(into, "updated", moment(one.updated))
        _put(into, "published", moment(one.published))
        _put(into, "summary", one.summary)
        _link(into, one.link, "alternate", "text/html")
        _link(into, one.cap_link, "related", CAP_TYPE)
        if one.korean_link:
            _link(into, one.korean_link, "related", CAP_TYPE, title=KOREAN)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _put(into: etree._Element, name: str, text: str) -> None:
    etree.SubElement(into, ATOM + name).text = text


def _link(into: etree._Element, href: str, rel: str, kind: str, title: str = "") -> None:
    made = etree.SubElement(into, f"{ATOM}link", href=href, rel=rel, type=kind)
    if title:
        made.set("title", title)
