"""What a source's address answers: a message itself, or an Atom or RSS feed of messages and links to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from haengan.rooms.safety.warnings.engine.cap import reading
from haengan.rooms.safety.warnings.engine.cap.feed import ATOM, CAP_TYPE
from haengan.rooms.safety.warnings.engine.cap.words import Malformed
from haengan.rooms.safety.warnings.engine.cap.writing import XML

MOST = 200
TYPES = (CAP_TYPE, "application/xml", "text/xml")
DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class Found:
    """Messages that stood in the answer, and addresses of others, in its order; `strange` are links to another host."""

    messages: tuple[bytes, ...] = ()
    links: tuple[str, ...] = ()
    strange: int = 0


def found(answer: bytes, at: str) -> Found:
    """Links are kept where they lead to the same host by the same scheme. Raises `Malformed`."""
    root = reading.tree(answer)
    if root.tag == f"{XML}alert":
        return Found((answer,))
    if root.tag == f"{ATOM}feed":
        entries = root.findall(f"{ATOM}entry")[:MOST]
        inline = [alert for entry in entries for alert in entry.findall(f"{ATOM}content/{XML}alert")]
        linked = [_atom(entry) for entry in entries if entry.find(f"{ATOM}content/{XML}alert") is None]
    elif root.tag == "rss":
        entries = root.findall("channel/item")[:MOST]
        inline = [alert for entry in entries for alert in entry.findall(f"{XML}alert")]
        linked = [_rss(entry) for entry in entries if entry.find(f"{XML}alert") is None]
    else:
        raise Malformed("feed", str(root.tag), "is neither a CAP message nor an Atom or RSS feed")
    whole = [urljoin(at, link.strip()) for link in linked if link.strip()]
    links = list(dict.fromkeys(link for link in whole if same_place(link, at)))
    strange = sum(not same_place(link, at) for link in whole)
    return Found(tuple(etree.tostring(one, encoding="UTF-8", with_tail=False) for one in inline), tuple(links), strange)


def same_place(link: str, at: str) -> bool:
    """At the scheme, host and port of `at`, without a password."""
    try:
        there, here = urlsplit(link), urlsplit(at)
        same = (there.hostname, _port(there.scheme, there.port)) == (here.hostname, _port(here.scheme, here.port))
    except ValueError:
        return False
    plain = there.username is None and there.password is None
    return same and plain and there.scheme in ("http", "https") and there.scheme == here.scheme


def text(xml: bytes) -> str:
    """As Unicode without its declaration, so that it can be kept and read again. Raises `Malformed`."""
    root = reading.tree(xml)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    try:
        told = xml.decode("utf-8-sig" if encoding.upper() in ("UTF-8", "ASCII", "US-ASCII") else encoding)
    except (LookupError, UnicodeError) as wrong:
        raise Malformed("alert", encoding, "is not written in the encoding that it names") from wrong
    return DECLARED.sub("", told).strip()


def _port(scheme: str, port: int | None) -> int | None:
    return port or {"http": 80, "https": 443}.get(scheme)


def _atom(entry: etree._Element) -> str:
    links = entry.findall(f"{ATOM}link")
    for kind in TYPES:
        for link in links:
            if (link.get("type") or "").partition(";")[0].strip() == kind and link.get("href"):
                return str(link.get("href"))
    return str(next((one.get("href") for one in links if one.get("rel", "alternate") == "alternate"), None) or "")


def _rss(entry: etree._Element) -> str:
    enclosure = entry.find("enclosure")
    if enclosure is not None and enclosure.get("url"):
        return str(enclosure.get("url"))
    return str(entry.findtext("link") or "")
