"""GeoReport v2 written. XML and JSON say the same; JSON lists are bare arrays, a definition and a discovery objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from haengan.rooms.civil_affairs.petitions.engine.open311.words import (
    Attribute,
    Definition,
    Discovery,
    Fault,
    Receipt,
    Request,
    Service,
    Update,
)

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Signs that XML 1.0 cannot hold."""
Plain = dict[str, Any]


def services(rows: Iterable[Service], form: str) -> bytes:
    return _listed("services", "service", [_service(one) for one in rows], form)


def definition(told: Definition, form: str) -> bytes:
    attributes = [_attribute(one, form) for one in told.attributes]
    if form == "json":
        return _json({"service_code": told.service_code, "attributes": attributes})
    root = etree.Element("service_definition")
    _add(root, "service_code", told.service_code)
    _rows(etree.SubElement(root, "attributes"), "attribute", attributes)
    return _xml(root)


def requests(rows: Iterable[Request], form: str) -> bytes:
    return _listed("service_requests", "request", [_request(one) for one in rows], form)


def receipts(rows: Iterable[Receipt], form: str) -> bytes:
    """The answer to a POST."""
    made = []
    for one in rows:
        number = {"token": one.token} if one.token else {"service_request_id": one.id}
        made.append({**number, "service_notice": one.notice, "account_id": one.account_id})
    return _listed("service_requests", "request", made, form)


def tokens(rows: Sequence[tuple[str, str]], form: str) -> bytes:
    """(token, number), the number empty while there is none."""
    made = [{"token": token, "service_request_id": number} for token, number in rows]
    return _listed("service_requests", "request", made, form)


def updates(rows: Iterable[Update], form: str) -> bytes:
    made = [
        {
            "update_id": one.id,
            "service_request_id": one.request_id,
            "status": one.status,
            "updated_datetime": _moment(one.at),
            "description": one.description,
            "media_url": one.media_url or None,
        }
        for one in rows
    ]
    return _listed("service_request_updates", "request_update", made, form)


def faults(rows: Iterable[Fault], form: str) -> bytes:
    return _listed("errors", "error", [{"code": one.code, "description": one.description} for one in rows], form)


def discovery(told: Discovery, form: str) -> bytes:
    endpoints: list[Plain] = [
        {
            "specification": one.specification,
            "url": one.url,
            "changeset": _moment(one.changed_at),
            "type": one.kind,
            "formats": list(one.formats),
        }
        for one in told.endpoints
    ]
    head = {"changeset": _moment(told.changed_at), "contact": told.contact, "key_service": told.key_service}
    if form == "json":
        return _json({**head, "endpoints": endpoints})
    root = etree.Element("discovery", nsmap={None: "http://open311.org/discovery"})
    for name, value in head.items():
        _add(root, name, value)
    rows = etree.SubElement(root, "endpoints")
    for one in endpoints:
        row = etree.SubElement(rows, "endpoint")
        for name in ("specification", "url", "changeset", "type"):
            _add(row, name, one[name])
        formats = etree.SubElement(row, "formats")
        for each in one["formats"]:
            _add(formats, "format", each)
    return _xml(root)


def _service(one: Service) -> Plain:
    return {
        "service_code": one.code,
        "service_name": one.name,
        "description": one.description,
        "metadata": one.metadata,
        "type": one.kind,
        "keywords": ",".join(one.keywords),
        "group": one.group,
    }


def _attribute(one: Attribute, form: str) -> Plain:
    told: Plain = {
        "variable": one.variable,
        "code": one.code,
        "datatype": one.datatype,
        "required": one.required,
        "datatype_description": one.datatype_description,
        "order": one.order,
        "description": one.description,
    }
    if one.values:
        values = [{"key": key, "name": name} for key, name in one.values]
        told["values"] = values if form == "json" else [("value", each) for each in values]
    return told


def _request(one: Request) -> Plain:
    return {
        "service_request_id": one.id,
        "status": one.status,
        "status_notes": one.status_notes,
        "service_name": one.service_name,
        "service_code": one.service_code,
        "description": one.description,
        "agency_responsible": one.agency,
        "service_notice": one.notice,
        "requested_datetime": _moment(one.requested_at),
        "updated_datetime": _moment(one.updated_at),
        "expected_datetime": _moment(one.expected_at),
        "address": one.address,
        "address_id": one.address_id,
        "zipcode": one.zipcode,
        "lat": one.lat,
        "long": one.long,
        "media_url": one.media_url or None,
    }


def _listed(whole: str, each: str, rows: Sequence[Plain], form: str) -> bytes:
    if form == "json":
        return _json(list(rows))
    root = etree.Element(whole)
    _rows(root, each, rows)
    return _xml(root)


def _rows(root: Any, each: str, rows: Sequence[Plain]) -> None:
    for row in rows:
        made = etree.SubElement(root, each)
        for name, value in row.items():
            if isinstance(value, list):
                inner = etree.SubElement(made, name)
                for child, told in value:
                    _rows(inner, child, [told])
            else:
                _add(made, name, value)


def _add(parent: Any, name: str, value: Any) -> None:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    etree.SubElement(parent, name).text = FORBIDDEN.sub("\ufffd", text) or None


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
