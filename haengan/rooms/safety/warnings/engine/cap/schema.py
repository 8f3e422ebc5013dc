"""The order and number of elements, and how values are written, as the schema of CAP 1.2 has them.

`reading` takes more than that, as readers should; this is for whoever writes messages and wants to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from haengan.rooms.safety.warnings.engine.cap.words import Problem
from haengan.rooms.safety.warnings.engine.cap.writing import XML

SIGNED = "{http://www.w3.org/2000/09/xmldsig#}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d", re.ASCII)
DECIMAL = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
WHOLE = re.compile(r"[-+]?\d+", re.ASCII)
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
ONE, MAYBE, SOME, ANY = "1", "?", "+", "*"
PAIR = (("valueName", ONE), ("value", ONE))
ELEMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "alert": (
        *((name, ONE) for name in ("identifier", "sender", "sent", "status", "msgType")),
        ("source", MAYBE),
        ("scope", ONE),
        ("restriction", MAYBE),
        ("addresses", MAYBE),
        ("code", ANY),
        *((name, MAYBE) for name in ("note", "references", "incidents")),
        ("info", ANY),
    ),
    "info": (
        ("language", MAYBE),
        ("category", SOME),
        ("event", ONE),
        ("responseType", ANY),
        *((name, ONE) for name in ("urgency", "severity", "certainty")),
        ("audience", MAYBE),
        ("eventCode", ANY),
        *((name, MAYBE) for name in ("effective", "onset", "expires", "senderName", "headline", "description")),
        *((name, MAYBE) for name in ("instruction", "web", "contact")),
        *((name, ANY) for name in ("parameter", "resource", "area")),
    ),
    "resource": (
        ("resourceDesc", ONE),
        ("mimeType", ONE),
        *((name, MAYBE) for name in ("size", "uri", "derefUri", "digest")),
    ),
    "area": (
        ("areaDesc", ONE),
        *((name, ANY) for name in ("polygon", "circle", "geocode")),
        *((name, MAYBE) for name in ("altitude", "ceiling")),
    ),
    "eventCode": PAIR,
    "parameter": PAIR,
    "geocode": PAIR,
}
INSTANTS = frozenset({"sent", "effective", "onset", "expires"})
NUMBERS = {"altitude": DECIMAL, "ceiling": DECIMAL, "size": WHOLE}


def problems(root: etree._Element) -> list[Problem]:
    """In the order of the document."""
    return list(_element(root, "alert", "alert"))


def _element(element: etree._Element, name: str, where: str) -> Iterator[Problem]:
    order = [child for child, _number in ELEMENTS[name]]
    counts: dict[str, int] = {}
    place = 0
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if name == "alert" and child.tag.startswith(SIGNED):
            place = len(order)
            continue
        own = child.tag.removeprefix(XML)
        there = f"{where}.{own}" if name != "alert" else own
        if own == child.tag or own not in order:
            yield Problem("unknown", there.replace(XML, ""), "")
            continue
        if order.index(own) < place:
            yield Problem("order", there)
        place = max(place, order.index(own))
        counts[own] = counts.get(own, 0) + 1
        at = f"{there}[{counts[own] - 1}]" if own in ELEMENTS else there
        yield from _element(child, own, at) if own in ELEMENTS else _value(child, own, there)
    for child_name, number in ELEMENTS[name]:
        count = counts.get(child_name, 0)
        there = f"{where}.{child_name}" if name != "alert" else child_name
        if number in (ONE, SOME) and not count:
            yield Problem("missing", there)
        if number in (ONE, MAYBE) and count > 1:
            yield Problem("often", there)


def _value(element: etree._Element, name: str, where: str) -> Iterator[Problem]:
    text = (element.text or "").strip()
    if name in INSTANTS and not INSTANT.fullmatch(text):
        yield Problem("instant", where, text)
    if name in NUMBERS and not NUMBERS[name].fullmatch(text):
        yield Problem("digits", where, text)
    if name == "language" and not LANGUAGE.fullmatch(text):
        yield Problem("no_language", where, text)
    for child in element:
        if isinstance(child.tag, str):
            yield Problem("unknown", f"{where}.{etree.QName(child).localname}")
