"""What GeoReport v2 says, as plain values. Empty texts and None are what is not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

DATATYPES = ("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist")
STATUSES = ("open", "closed")
SPAN_DAYS, MOST = 90, 1000
"""Of a list without filter: at most so many days and requests (GeoReport v2, GET Service Requests)."""


class Fault(Exception):
    """`code` is the status of the answer, too: 400 for what is wrong, 401 and 403 for keys, 404 for what is not there."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


@dataclass(frozen=True)
class Service:
    code: str
    name: str
    description: str = ""
    metadata: bool = False
    kind: str = "realtime"
    keywords: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Attribute:
    """`values` are (key, name) of a list."""

    code: str
    datatype: str
    description: str
    required: bool = False
    order: int = 1
    variable: bool = True
    datatype_description: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Definition:
    service_code: str
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True)
class Request:
    """A request as it is told. `lat` and `long` in degrees (WGS 84); moments with a zone."""

    id: str
    status: str
    service_code: str
    service_name: str
    description: str = ""
    status_notes: str = ""
    agency: str = ""
    notice: str = ""
    requested_at: datetime | None = None
    updated_at: datetime | None = None
    expected_at: datetime | None = None
    address: str = ""
    address_id: str = ""
    zipcode: str = ""
    lat: float | None = None
    long: float | None = None
    media_url: str = ""


@dataclass(frozen=True)
class Receipt:
    """The answer to a new request: its number, or a token where the number is given later."""

    id: str = ""
    token: str = ""
    notice: str = ""
    account_id: str = ""


@dataclass(frozen=True)
class Update:
    """Of the service-request-updates extension (mySociety)."""

    id: str
    request_id: str
    status: str
    at: datetime
    description: str = ""
    media_url: str = ""


@dataclass(frozen=True)
class Filing:
    """What a client files; `attributes` by code, several values for a multivaluelist."""

    service_code: str
    description: str
    lat: float | None = None
    long: float | None = None
    address: str = ""
    address_id: str = ""
    attributes: dict[str, list[str]] = field(default_factory=dict)
    email: str = ""
    device_id: str = ""
    account_id: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    media_url: str = ""


@dataclass(frozen=True)
class Asked:
    """Filters of a list of requests; moments with a zone, `until` inclusive."""

    ids: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    updated_since: datetime | None = None
    updated_until: datetime | None = None
    statuses: tuple[str, ...] = ()
    page: int = 1
    page_size: int = MOST


@dataclass(frozen=True)
class Endpoint:
    """One of discovery."""

    url: str
    specification: str
    kind: str
    changed_at: datetime
    formats: tuple[str, ...] = ("text/xml", "application/json")


@dataclass(frozen=True)
class Discovery:
    changed_at: datetime
    contact: str
    key_service: str
    endpoints: tuple[Endpoint, ...]
