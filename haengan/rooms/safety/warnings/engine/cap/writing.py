"""A message as CAP 1.2 XML. What is unsound is not written: a Cancel or Update can never come out as a new alert."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from lxml import etree

from haengan.rooms.safety.warnings.engine.cap import checking
from haengan.rooms.safety.warnings.engine.cap.model import Alert, Area, Info, Pair, Point, Reference, Resource
from haengan.rooms.safety.warnings.engine.cap.words import Unsound

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
XML = f"{{{NAMESPACE}}}"


def xml(alert: Alert) -> bytes:
    """UTF-8, elements in the order of the schema. Raises `Unsound`."""
    wrong = checking.problems(alert)
    if wrong:
        raise Unsound(wrong)
    root = etree.Element(f"{XML}alert", nsmap={None: NAMESPACE})
    _put(root, "identifier", alert.identifier)
    _put(root, "sender", alert.sender)
    _put(root, "sent", moment(alert.sent))
    _put(root, "status", alert.status.value)
    _put(root, "msgType", alert.msg_type.value)
    _put(root, "source", alert.source)
    _put(root, "scope", alert.scope.value)
    _put(root, "restriction", alert.restriction)
    _put(root, "addresses", _list(alert.addresses))
    for code in alert.codes:
        _put(root, "code", code)
    _put(root, "note", alert.note)
    _put(root, "references", " ".join(reference(one) for one in alert.references))
    _put(root, "incidents", _list(alert.incidents))
    for info in alert.infos:
        _info(etree.SubElement(root, f"{XML}info"), info)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def moment(at: datetime) -> str:
    """As CAP writes it: an offset in hours and minutes, never Z."""
    offset = at.utcoffset() or timedelta(0)
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes <= 0 else "+"
    return f"{at:%Y-%m-%dT%H:%M:%S}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def reference(one: Reference) -> str:
    return f"{one.sender},{one.identifier},{moment(one.sent)}"


def point(one: Point) -> str:
    return f"{_number(one[0])},{_number(one[1])}"


def _info(into: etree._Element, info: Info) -> None:
    _put(into, "language", info.language)
    for category in info.categories:
        _put(into, "category", category.value)
    _put(into, "event", info.event)
    for response in info.response_types:
        _put(into, "responseType", response.value)
    _put(into, "urgency", info.urgency.value)
    _put(into, "severity", info.severity.value)
    _put(into, "certainty", info.certainty.value)
    _put(into, "audience", info.audience)
    _pairs(into, "eventCode", info.event_codes)
    for name in ("effective", "onset", "expires"):
        at = getattr(info, name)
        _put(into, name, moment(at) if at else "")
    _put(into, "senderName", info.sender_name)
    for name in ("headline", "description", "instruction", "web", "contact"):
        _put(into, name, getattr(info, name))
    _pairs(into, "parameter", info.parameters)
    for resource in info.resources:
        _resource(etree.SubElement(into, f"{XML}resource"), resource)
    for area in info.areas:
        _area(etree.SubElement(into, f"{XML}area"), area)


def _resource(into: etree._Element, resource: Resource) -> None:
    _put(into, "resourceDesc", resource.description)
    _put(into, "mimeType", resource.mime_type)
    _put(into, "size", "" if resource.size is None else str(resource.size))
    _put(into, "uri", resource.uri)
    _put(into, "digest", resource.digest)


def _area(into: etree._Element, area: Area) -> None:
    _put(into, "areaDesc", area.description)
    for ring in area.polygons:
        _put(into, "polygon", " ".join(point(one) for one in ring))
    for circle in area.circles:
        _put(into, "circle", f"{point(circle.centre)} {_number(circle.km)}")
    _pairs(into, "geocode", area.geocodes)
    _put(into, "altitude", "" if area.altitude is None else _number(area.altitude))
    _put(into, "ceiling", "" if area.ceiling is None else _number(area.ceiling))


def _pairs(into: etree._Element, name: str, pairs: Iterable[Pair]) -> None:
    for value_name, value in pairs:
        pair = etree.SubElement(into, XML + name)
        etree.SubElement(pair, f"{XML}valueName").text = value_name
        etree.SubElement(pair, f"{XML}value").text = value


def _put(into: etree._Element, name: str, text: str) -> None:
    """What is empty is left out."""
    if text:
        etree.SubElement(into, XML + name).text = text


def _list(names: Iterable[str]) -> str:
    """Names with blanks inside stand in quotes."""
    return " ".join(f'"{name}"' if " " in name else name for name in names)


def _number(value: float) -> str:
    """Without an exponent, which CAP does not know; a hundredth of a millimetre on the ground is enough."""
    return f"{value:.10f}".rstrip("0").rstrip(".") or "0"
