"""What is wrong with a message, before it goes out or after it came in."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import shapely

from haengan.rooms.safety.warnings.engine.cap.model import Alert, Area, Info, MsgType, Scope, Status
from haengan.rooms.safety.warnings.engine.cap.words import Problem

NAME = re.compile(r"[^\s,<&]+\Z")
TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FOLLOWING = frozenset({MsgType.UPDATE, MsgType.CANCEL, MsgType.ACK, MsgType.ERROR})
AHEAD = timedelta(minutes=5)
WIDEST_KM = 20_038.0


def problems(alert: Alert, *, now: datetime | None = None) -> list[Problem]:
    """Everything at once, in the order of the elements. With `now`, also what makes it untimely."""
    found = [*_header(alert), *_chain(alert), *_blocks(alert)]
    found += [one for number, info in enumerate(alert.infos) for one in _info(alert, info, f"info[{number}]")]
    return found + list(_timely(alert, now)) if now is not None else found


def _header(alert: Alert) -> Iterator[Problem]:
    for where, name in (("identifier", alert.identifier), ("sender", alert.sender)):
        if not name:
            yield Problem("missing", where)
        elif not NAME.match(name):
            yield Problem("no_name", where, name)
    yield from _moment("sent", alert.sent)
    if (alert.scope is Scope.RESTRICTED) != bool(alert.restriction.strip()):
        yield Problem("restriction", "restriction", alert.restriction)
    if alert.scope is Scope.PRIVATE and not alert.addresses:
        yield Problem("addresses", "addresses")
    if alert.status in (Status.EXERCISE, Status.TEST) and not alert.note.strip():
        yield Problem("note", "note")
    texts = {"source": alert.source, "restriction": alert.restriction, "note": alert.note}
    texts |= {
        "addresses": " ".join(alert.addresses),
        "incidents": " ".join(alert.incidents),
        "code": " ".join(alert.codes),
    }
    yield from _characters("", texts)


def _chain(alert: Alert) -> Iterator[Problem]:
    if alert.msg_type is MsgType.ALERT and alert.references:
        yield Problem("references", "references")
    if alert.msg_type in FOLLOWING and not alert.references:
        yield Problem("no_references", "references", alert.msg_type.value)
    for one in alert.references:
        if not NAME.match(one.identifier) or not NAME.match(one.sender):
            yield Problem("no_name", "references", f"{one.sender},{one.identifier}")
        yield from _moment("references", one.sent)
        if (one.sender, one.identifier) == (alert.sender, alert.identifier):
            yield Problem("itself", "references", one.identifier)
        elif _aware(one.sent) and _aware(alert.sent) and one.sent > alert.sent:
            yield Problem("later", "references", one.identifier)


def _blocks(alert: Alert) -> Iterator[Problem]:
    if not alert.infos and alert.msg_type in (MsgType.ALERT, MsgType.UPDATE):
        yield Problem("info", "info")
    seen: set[str] = set()
    for number, info in enumerate(alert.infos):
        tag = info.language.casefold()
        if tag in seen:
            yield Problem("language", f"info[{number}].language", info.language)
        seen.add(tag)
    for name in ("urgency", "severity", "certainty", "effective", "onset", "expires", "categories", "event_codes"):
        told = {repr(getattr(info, name)): str(getattr(info, name)) for info in alert.infos}
        if len(told) > 1:
            yield Problem("differs", f"info.{name}", " / ".join(told.values()))


def _info(alert: Alert, info: Info, where: str) -> Iterator[Problem]:
    if not info.event.strip():
        yield Problem("missing", f"{where}.event")
    if not info.categories:
        yield Problem("missing", f"{where}.category")
    if not TAG.match(info.language):
        yield Problem("no_language", f"{where}.language", info.language)
    if not info.areas and alert.msg_type in (MsgType.ALERT, MsgType.UPDATE):
        yield Problem("area", where)
    yield from _moments(alert, info, where)
    names = ("event", "audience", "sender_name", "headline", "description", "instruction", "web", "contact")
    yield from _characters(f"{where}.", {name: getattr(info, name) for name in names})
    pairs = [*info.parameters, *info.event_codes]
    for name, value in pairs:
        if not name.strip():
            yield Problem("missing", f"{where}.valueName", value)
    yield from _characters(f"{where}.", {"parameter": " ".join(part for pair in pairs for part in pair)})
    for number, area in enumerate(info.areas):
        yield from _area(area, f"{where}.area[{number}]")


def _moments(alert: Alert, info: Info, where: str) -> Iterator[Problem]:
    for name in ("effective", "onset", "expires"):
        at = getattr(info, name)
        if at is None:
            continue
        yield from _moment(f"{where}.{name}", at)
        if not _aware(at) or not _aware(alert.sent):
            continue
        if (name == "expires" and at <= alert.sent) or (name == "effective" and at < alert.sent):
            yield Problem("after_sent", f"{where}.{name}", at.isoformat())
    start = info.onset or info.effective
    if info.expires and start and _aware(info.expires) and _aware(start) and info.expires <= start:
        yield Problem("after_onset", f"{where}.expires", info.expires.isoformat())


def _area(area: Area, where: str) -> Iterator[Problem]:
    if not area.description.strip():
        yield Problem("missing", f"{where}.areaDesc")
    codes = " ".join(part for pair in area.geocodes for part in pair)
    yield from _characters(f"{where}.", {"areaDesc": area.description, "geocode": codes})
    for number, ring in enumerate(area.polygons):
        yield from _ring(ring, f"{where}.polygon[{number}]")
    for number, circle in enumerate(area.circles):
        place = f"{where}.circle[{number}]"
        if not _on_earth(circle.centre):
            yield Problem("not_degrees", place, str(circle.centre))
        if not (math.isfinite(circle.km) and 0 <= circle.km <= WIDEST_KM):
            yield Problem("radius", place, str(circle.km))


def _ring(ring: tuple[tuple[float, float], ...], where: str) -> Iterator[Problem]:
    wrong = next((point for point in ring if not _on_earth(point)), None)
    if wrong is not None:
        yield Problem("not_degrees", where, str(wrong))
    elif len(ring) < 4:
        yield Problem("few_points", where, str(len(ring)))
    elif ring[0] != ring[-1]:
        yield Problem("open", where)
    elif not shapely.Polygon(ring).is_valid:
        yield Problem("crosses", where)


def _timely(alert: Alert, now: datetime) -> Iterator[Problem]:
    if alert.sent > now + AHEAD:
        yield Problem("future", "sent", alert.sent.isoformat())
    end = alert.expires
    if end is not None and end <= now:
        yield Problem("expired", "expires", end.isoformat())


def _moment(where: str, at: datetime) -> Iterator[Problem]:
    if not _aware(at):
        yield Problem("naive", where, at.isoformat())
    elif at.microsecond:
        yield Problem("fraction", where, at.isoformat())


def _characters(before: str, texts: dict[str, str]) -> Iterator[Problem]:
    for name, text in texts.items():
        found = CONTROL.search(text)
        if found:
            yield Problem("control", before + name, repr(found.group()))


def _aware(at: datetime) -> bool:
    return at.utcoffset() is not None


def _on_earth(point: tuple[float, float]) -> bool:
    lat, lon = point
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
