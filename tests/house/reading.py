"""What a page says to its reader, and which of its words are of the other language."""

from __future__ import annotations

import re

from lxml import html

NAMES = frozenset(
    {
        "PIN",
        "QR",
        "Language",
        "English",
        "Chrome",
        "Edge",
        "API",
        "XLSX",
        "CSV",
        "PDF",
        "HWPX",
        "DOCX",
        "CCTV",
        "Wi",
        "Fi",
        "GeoJSON",
        "CAP",
        "Open",  # Open311
        "UTF",
        "iCalendar",
        "ISO",
        "JP",
        "MB",
        "kim",
        "library",
    }
)
APART = (
    "//script|//style|//*[@lang and not(self::html)]|//*[contains(@class, 'brand-mark')]|//*[contains(@class, 'code')]"
)
SPOKEN = ("aria-label", "placeholder", "alt", "title")


def words(body: bytes | str) -> str:
    """Text and spoken attributes, without what is marked as another language and without code."""
    tree = html.fromstring(body)
    for part in tree.xpath(APART):
        part.drop_tree()
    texts = list(tree.itertext())
    texts += [e.get(name) for e in tree.iter() if isinstance(e.tag, str) for name in SPOKEN if e.get(name)]
    return " ".join(texts)


def english_in(text: str) -> set[str]:
    """English words that are neither proper names nor the dotted names of acts and figures, nor marks in braces."""
    text = re.sub(r"[a-z_]+(\.[a-z_]+)+|\{\w+\}", "", text)
    return {word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in NAMES}


def korean_in(text: str) -> set[str]:
    """Korean words but the name of the language switch and the marks in braces that stand in Korean texts."""
    return set(re.findall("[가-힣]+", re.sub(r"언어|\{\w+\}", "", text)))
