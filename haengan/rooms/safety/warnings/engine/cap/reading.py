"""A message of somebody else, read with hostile input in mind: no entities, no network, nothing large, nothing deep.

What the standard allows and we do not know is left out (a signature, elements of other namespaces); what it forbids is refused
with its element. Line breaks within lists of points, which senders do put there, are fine.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from haengan.rooms.safety.warnings.engine.cap.model import (
    Alert,
    Area,
    Category,
    Certainty,
    Circle,
    Info,
    MsgType,
    Pair,
    Point,
    Reference,
    Resource,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)
from haengan.rooms.safety.warnings.engine.cap.words import Malformed
from haengan.rooms.safety.warnings.engine.cap.writing import XML

LARGEST = 2 * 1024 * 1024
DEEPEST = 12
MOST = {"info": 50, "area": 500, "polygon": 500, "circle": 500, "resource": 50, "points": 20_000, "elements": 50_000}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([-+]\d\d:\d\d|Z)\Z")
NUMBER = re.compile(r"[-+]?(\d{1,30}(\.\d*)?|\.\d+)\Z", re.ASCII)
E = TypeVar("E", bound=StrEnum)


def read(xml: bytes) -> Alert:
    """Raises `Malformed`. The values are not checked against each other: that is `checking.problems`."""
    root = tree(xml)
    if root.tag != f"{XML}alert":
        raise Malformed("alert", str(root.tag), "is not the alert of CAP 1.2")
    return Alert(
        identifier=_needed(root, "identifier"),
        sender=_needed(root, "sender"),
        sent=_when(_needed(root, "sent"), "sent"),
        status=_choice(root, "status", Status),
        msg_type=_choice(root, "msgType", MsgType),
        scope=_choice(root, "scope", Scope),
        source=_text(root, "source"),
        restriction=_text(root, "restriction"),
        addresses=_names(_text(root, "addresses")),
        codes=tuple(_texts(root, "code")),
        note=_text(root, "note"),
        references=tuple(_reference(one) for one in _text(root, "references").split()),
        incidents=_names(_text(root, "incidents")),
        infos=tuple(_info(one) for one in _some(root, "info")),
    )


def tree(xml: bytes) -> etree._Element:
    """The root of a small, shallow document without a DTD. Raises `Malformed`."""
    if len(xml) > LARGEST:
        raise Malformed("alert", str(len(xml)), f"is larger than {LARGEST} bytes")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise Malformed("alert", "", f"is no well-formed XML: {str(wrong)[:100]}") from wrong
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise Malformed("alert", "", "has a document type declaration, which CAP does not need")
    _small(root)
    return root


def _small(root: etree._Element) -> None:
    count, stack = 0, [(root, 1)]
    while stack:
        element, depth = stack.pop()
        count += 1
        if count > MOST["elements"] or depth > DEEPEST:
            raise Malformed("alert", "", "has too many elements or is too deep")
        stack += [(child, depth + 1) for child in element]


def _info(told: etree._Element) -> Info:
    return Info(
        event=_needed(told, "event"),
        categories=tuple(_member(text, "category", Category) for text in _texts(told, "category")),
        urgency=_choice(told, "urgency", Urgency),
        severity=_choice(told, "severity", Severity),
        certainty=_choice(told, "certainty", Certainty),
        language=_text(told, "language") or "en-US",
        response_types=tuple(_member(text, "responseType", ResponseType) for text in _texts(told, "responseType")),
        audience=_text(told, "audience"),
        event_codes=_pairs(told, "eventCode"),
        effective=_moment(told, "effective"),
        onset=_moment(told, "onset"),
        expires=_moment(told, "expires"),
        sender_name=_text(told, "senderName"),
        headline=_text(told, "headline"),
        description=_text(told, "description"),
        instruction=_text(told, "instruction"),
        web=_text(told, "web"),
        contact=_text(told, "contact"),
        parameters=_pairs(told, "parameter"),
        resources=tuple(_resource(one) for one in _some(told, "resource")),
        areas=tuple(_area(one) for one in _some(told, "area")),
    )


def _resource(told: etree._Element) -> Resource:
    size = _text(told, "size")
    if size and not (size.isascii() and size.isdigit() and len(size) < 16):
        raise Malformed("size", size, "is no number of bytes")
    return Resource(
        _needed(told, "resourceDesc"),
        _needed(told, "mimeType"),
        int(size) if size else None,
        _text(told, "uri"),
        _text(told, "digest"),
    )


def _area(told: etree._Element) -> Area:
    return Area(
        description=_needed(told, "areaDesc"),
        polygons=tuple(_ring(one.text or "") for one in _some(told, "polygon")),
        circles=tuple(_circle(one.text or "") for one in _some(told, "circle")),
        geocodes=_pairs(told, "geocode"),
        altitude=_number(_text(told, "altitude"), "altitude") if _text(told, "altitude") else None,
        ceiling=_number(_text(told, "ceiling"), "ceiling") if _text(told, "ceiling") else None,
    )


def _ring(text: str) -> tuple[Point, ...]:
    parts = text.split()
    if len(parts) > MOST["points"]:
        raise Malformed("polygon", str(len(parts)), "has too many points")
    return tuple(_point(part, "polygon") for part in parts)


def _circle(text: str) -> Circle:
    parts = text.split()
    if len(parts) != 2:
        raise Malformed("circle", text, "is not a point, a blank and a radius")
    return Circle(_point(parts[0], "circle"), _number(parts[1], "circle"))


def _point(text: str, where: str) -> Point:
    lat, comma, lon = text.partition(",")
    if not comma:
        raise Malformed(where, text, "is no latitude and longitude")
    return _number(lat, where), _number(lon, where)


def _number(text: str, where: str) -> float:
    if not NUMBER.match(text) or not math.isfinite(float(text)):
        raise Malformed(where, text, "is no number")
    return float(text)


def _reference(text: str) -> Reference:
    parts = text.split(",")
    if len(parts) != 3 or not parts[0] or not parts[1]:
        raise Malformed("references", text, "is not sender,identifier,sent")
    return Reference(parts[0], parts[1], _when(parts[2], "references"))


def _moment(told: etree._Element, name: str) -> datetime | None:
    text = _text(told, name)
    return _when(text, name) if text else None


def _when(text: str, where: str) -> datetime:
    if not MOMENT.match(text):
        raise Malformed(where, text, "is no moment with its offset")
    try:
        return datetime.fromisoformat(text.replace("-00:00", "+00:00") if text.endswith("-00:00") else text)
    except ValueError as wrong:
        raise Malformed(where, text, "is no moment") from wrong


def _choice(told: etree._Element, name: str, among: type[E]) -> E:
    return _member(_needed(told, name), name, among)


def _member(text: str, where: str, among: type[E]) -> E:
    try:
        return among(text)
    except ValueError as wrong:
        raise Malformed(where, text, f"is none of {', '.join(among)}") from wrong


def _pairs(told: etree._Element, name: str) -> tuple[Pair, ...]:
    return tuple((_needed(one, "valueName"), _text(one, "value")) for one in _some(told, name))


def _some(told: etree._Element, name: str) -> list[etree._Element]:
    found = list(told.findall(XML + name))
    if len(found) > MOST.get(name, 1_000):
        raise Malformed(name, str(len(found)), "stands too often")
    return found


def _texts(told: etree._Element, name: str) -> list[str]:
    return [_of(one) for one in _some(told, name)]


def _text(told: etree._Element, name: str) -> str:
    found = _some(told, name)
    if len(found) > 1:
        raise Malformed(name, "", "stands twice")
    return _of(found[0]) if found else ""


def _of(element: etree._Element) -> str:
    if len(element):
        raise Malformed(etree.QName(element).localname, "", "holds elements instead of text")
    return (element.text or "").strip()


def _needed(told: etree._Element, name: str) -> str:
    text = _text(told, name)
    if not text:
        raise Malformed(name, "", "is missing")
    return text


def _names(text: str) -> tuple[str, ...]:
    """Names with blanks inside stand in quotes."""
    return tuple(quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', text))
