"""A mail read: its sender, subject, text and attachments. Nothing is trusted but that these octets came."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any

HANGUL = re.compile("[\uac00-\ud7a3]")
BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "blockquote"}
SILENT = {"script", "style", "head", "title"}
LISTS = {"bulk", "list", "junk", "auto_reply"}


@dataclass(frozen=True)
class Attached:
    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """`mark` is the same for the same mail brought twice. `automatic` mails answer nobody and are answered by nobody (RFC 3834)."""

    mark: str
    name: str
    address: str
    subject: str
    text: str
    attached: tuple[Attached, ...]
    automatic: bool

    @property
    def language(self) -> str:
        return "ko" if HANGUL.search(self.subject + self.text) else "en"


def read(raw: bytes) -> Mail:
    """Of whatever came; a broken mail is read as far as it can be."""
    parsed = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(parsed, EmailMessage)
    name, address = parseaddr(_header(parsed, "Reply-To") or _header(parsed, "From"))
    return Mail(
        mark=hashlib.sha256(_header(parsed, "Message-ID").encode() or raw).hexdigest(),
        name=name or address.partition("@")[0],
        address=address,
        subject=_header(parsed, "Subject"),
        text=_body(parsed),
        attached=tuple(_attached(parsed)),
        automatic=_automatic(parsed),
    )


def _header(parsed: EmailMessage, name: str) -> str:
    """One line; empty where it is missing or cannot be decoded."""
    try:
        return " ".join(str(parsed.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""


def _body(parsed: EmailMessage) -> str:
    part: Any = parsed.get_body(("plain", "html"))
    if part is None:
        return ""
    text = _text(part)
    return plain(text) if part.get_content_subtype() == "html" else text


def _text(part: EmailMessage) -> str:
    """A charset that nobody knows is read as UTF-8, and what fits nowhere becomes �."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _attached(parsed: EmailMessage) -> Iterator[Attached]:
    for number, part in enumerate(parsed.iter_attachments(), 1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield Attached(part.get_filename() or f"attachment-{number}", content)


def _automatic(parsed: EmailMessage) -> bool:
    said = _header(parsed, "Auto-Submitted").lower()
    listed = _header(parsed, "Precedence").lower() in LISTS or bool(_header(parsed, "List-Id"))
    bounced = _header(parsed, "Return-Path") == "<>" or parsed.get_content_type() == "multipart/report"
    return bounced or listed or bool(said and said != "no")


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def plain(html: str) -> str:
    """The words of a page, a line for each block."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.pieces)).strip()
