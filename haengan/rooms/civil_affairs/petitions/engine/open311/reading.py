"""What clients send: forms and filters. Strict as the specification is, lenient where clients are known to differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

from haengan.rooms.civil_affairs.petitions.engine.open311.words import MOST, STATUSES, Asked, Attribute, Fault, Filing

SEOUL = timezone(timedelta(hours=9))
DESCRIPTION = 4_000
ATTRIBUTE = re.compile(r"attribute\[([^\]]{1,60})\](?:\[\])?")
ATTRIBUTES = 200
PLAIN = ("address_id", "email", "device_id", "account_id", "first_name", "last_name", "phone", "media_url")


class Form(Protocol):
    """Django's QueryDict has this shape."""

    def getlist(self, key: str) -> list[str]: ...
    def keys(self) -> Iterable[str]: ...


def filing(form: Form, attributes: Mapping[str, Sequence[Attribute]]) -> tuple[Filing | None, list[Fault]]:
    """`attributes` by code of each service that is offered. All faults at once, as the specification wants them."""
    faults: list[Fault] = []
    code = _one(form, "service_code")
    if not code:
        faults.append(Fault(400, "service_code is missing. Take one of GET services."))
    elif code not in attributes:
        faults.append(Fault(404, f"service_code {code[:40]!r} was not found. Take one of GET services."))
    lat, long = _degrees(form, "lat", 90, faults), _degrees(form, "long", 180, faults)
    if (lat is None) != (long is None) and not faults:
        faults.append(Fault(400, "lat and long come together. Send both, or address_string."))
    address = _one(form, "address_string") or _one(form, "address")
    if lat is None and not address and not _one(form, "address_id") and not faults:
        faults.append(Fault(400, "No place: send lat and long, or address_string, or address_id."))
    description = _one(form, "description")
    if len(description) > DESCRIPTION:
        faults.append(Fault(400, f"description has {len(description)} letters; at most {DESCRIPTION} fit."))
    told = _attributes(form, faults)
    for each in attributes.get(code, ()):
        if each.required and not any(told.get(each.code, [])):
            faults.append(Fault(400, f"attribute[{each.code}] is missing: {each.description}"))
    if faults:
        return None, faults
    plain = {name: _one(form, name)[:300] for name in PLAIN}
    return Filing(code, description, lat=lat, long=long, address=address, attributes=told, **plain), []


def asked(form: Form, *, now: datetime) -> Asked:
    """Filters of GET requests; raises `Fault` (400). Where nothing is asked the caller takes the last ninety days."""
    statuses = _many(form, "status")
    strange = [one for one in statuses if one not in STATUSES]
    if strange:
        raise Fault(400, f"status {strange[0][:40]!r} is unknown. Use open or closed.")
    since, until = _moment(form, "start_date"), _moment(form, "end_date")
    if since and until and since > until:
        raise Fault(400, "start_date lies after end_date. Exchange them.")
    return Asked(
        ids=_many(form, "service_request_id"),
        services=_many(form, "service_code"),
        since=since,
        until=until,
        updated_since=_moment(form, "updated_after"),
        updated_until=_moment(form, "updated_before"),
        statuses=statuses,
        page=_whole(form, "page", 1, 100_000),
        page_size=_whole(form, "page_size", MOST, MOST) if _one(form, "page_size") else MOST,
    )


def _attributes(form: Form, faults: list[Fault]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in form.keys():  # noqa: SIM118 - a QueryDict is asked by its keys
        match = ATTRIBUTE.fullmatch(name)
        if match:
            found.setdefault(match[1], []).extend(value.strip() for value in form.getlist(name) if value.strip())
    if len(found) > ATTRIBUTES:
        faults.append(Fault(400, f"{len(found)} attributes; at most {ATTRIBUTES} are read."))
        return {}
    return found


def _one(form: Form, name: str) -> str:
    return next((value.strip() for value in form.getlist(name) if value.strip()), "")


def _many(form: Form, name: str) -> tuple[str, ...]:
    found = [part.strip() for value in form.getlist(name) for part in value.split(",") if part.strip()]
    if len(found) > MOST:
        raise Fault(400, f"{name} names {len(found)}; at most {MOST} at once.")
    return tuple(dict.fromkeys(found))


def _degrees(form: Form, name: str, most: int, faults: list[Fault]) -> float | None:
    text = _one(form, name)
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = float("nan")
    if not -most <= found <= most:
        faults.append(Fault(400, f"{name} {text[:40]!r} is no number of degrees from -{most} to {most} (WGS 84)."))
        return None
    return found


def _moment(form: Form, name: str) -> datetime | None:
    """ISO 8601; without a zone it is Korean time."""
    text = _one(form, name)
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace(" ", "+") if re.search(r"T.* \d\d:\d\d$", text) else text)
    except ValueError:
        raise Fault(400, f"{name} {text[:40]!r} is no moment. Write it as 2026-11-23T10:30:00+09:00.") from None
    aware = found if found.tzinfo else found.replace(tzinfo=SEOUL)
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        raise Fault(400, f"{name} {text[:40]!r} lies outside of the calendar.") from None


def _whole(form: Form, name: str, usual: int, most: int) -> int:
    text = _one(form, name)
    if not text:
        return usual
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
        raise Fault(400, f"{name} {text[:20]!r} is no number from 1 to {most}.")
    return int(text)
