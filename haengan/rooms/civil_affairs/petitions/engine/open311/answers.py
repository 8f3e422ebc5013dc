"""What another city's server answers, read: XML and JSON, with the differences that servers are known for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from haengan.rooms.civil_affairs.petitions.engine.open311.words import Attribute, Definition, Fault, Receipt, Service

LARGEST = 5 * 1024 * 1024


class Unreadable(ValueError):
    """No answer of GeoReport v2."""


def services(body: bytes) -> list[Service]:
    return [
        Service(
            code=_text(row, "service_code"),
            name=_text(row, "service_name"),
            description=_text(row, "description"),
            metadata=_text(row, "metadata") == "true",
            kind=_text(row, "type") or "realtime",
            keywords=tuple(part.strip() for part in _text(row, "keywords").split(",") if part.strip()),
            group=_text(row, "group"),
        )
        for row in _rows(body, "service")
    ]


def definition(body: bytes) -> Definition:
    whole = _whole(body)
    rows = whole.get("attributes") or []
    rows = rows.get("attribute", []) if isinstance(rows, Mapping) else rows
    rows = rows if isinstance(rows, list) else [rows]
    return Definition(_text(whole, "service_code"), tuple(_attribute(row) for row in rows if isinstance(row, Mapping)))


def receipt(body: bytes) -> Receipt:
    """Of a POST; raises `Fault` where the server refused it."""
    rows = _rows(body, "request")
    if not rows:
        raise _fault(body)
    row = rows[0]
    if "code" in row and not _text(row, "service_request_id") and not _text(row, "token"):
        raise _fault(body)
    return Receipt(
        id=_text(row, "service_request_id"),
        token=_text(row, "token"),
        notice=_text(row, "service_notice"),
        account_id=_text(row, "account_id"),
    )


def statuses(body: bytes) -> dict[str, tuple[str, str]]:
    """Number to status and its notes."""
    rows = _rows(body, "request")
    return {
        _text(row, "service_request_id"): (_text(row, "status").lower(), _text(row, "status_notes")) for row in rows
    }


def _fault(body: bytes) -> Fault:
    rows = _rows(body, "error")
    first = rows[0] if rows else {}
    code = _text(first, "code")
    return Fault(int(code) if code.isdecimal() else 400, _text(first, "description") or "no reason was given")


def _attribute(row: Mapping[str, Any]) -> Attribute:
    values = row.get("values") or []
    values = values.get("value", []) if isinstance(values, Mapping) else values
    values = values if isinstance(values, list) else [values]
    return Attribute(
        code=_text(row, "code"),
        datatype=_text(row, "datatype") or "string",
        description=_text(row, "description"),
        required=_text(row, "required") == "true",
        order=int(_text(row, "order") or 1) if (_text(row, "order") or "1").isdecimal() else 1,
        variable=_text(row, "variable") != "false",
        datatype_description=_text(row, "datatype_description"),
        values=tuple((_text(one, "key"), _text(one, "name")) for one in values if isinstance(one, Mapping)),
    )


def _rows(body: bytes, each: str) -> list[Mapping[str, Any]]:
    whole = _plain(body)
    if isinstance(whole, Mapping):
        found = next((value for key, value in whole.items() if key in (each, f"{each}s")), whole)
        whole = found if isinstance(found, list) else [found]
    return [row for row in whole if isinstance(row, Mapping) and row]


def _whole(body: bytes) -> Mapping[str, Any]:
    whole = _plain(body)
    if isinstance(whole, list):
        whole = whole[0] if whole else {}
    if not isinstance(whole, Mapping):
        raise Unreadable("no object")
    return whole


def _plain(body: bytes) -> Any:
    if len(body) > LARGEST:
        raise Unreadable(f"larger than {LARGEST} bytes")
    if body.lstrip()[:1] == b"<":
        return _of_xml(body)
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("neither XML nor JSON") from wrong


def _of_xml(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as wrong:
        raise Unreadable("broken XML") from wrong
    if root.getroottree().docinfo.doctype:
        raise Unreadable("an XML with a document type of its own")
    return _element(root)


def _element(element: Any) -> Any:
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return (element.text or "").strip()
    found: dict[str, Any] = {}
    for child in children:
        name, value = etree.QName(child).localname, _element(child)
        if name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    return found


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None or isinstance(value, Mapping | list) else str(value).strip()
