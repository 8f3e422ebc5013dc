"""What a station says over MQTT, read with suspicion.

Topic ``haengan/readings/STATION/SERIES``: the asset number of the station, as which the broker let it in (its access list
allows each user only topics with its own name), and the number of one of its series. Payload: UTF-8 JSON, one reading or a
list of at most `MOST`, in `LONGEST` bytes:

    {"at": "2026-07-14T12:00:00+09:00", "value": 1.23}
    [{"at": "…", "value": 1.23}, {"at": "…", "value": 9.9, "bad": true}]

`at` is RFC 3339 with its offset, `value` a finite number in the unit of the series, `bad` (if given) whether the station
itself doubts it. Anything else in a reading is refused, so that a misspelt name is not taken for silence.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

ROOT = "haengan/readings"
TOPICS = f"{ROOT}/+/+"
LONGEST = 65_536
MOST = 1_000
NAME = re.compile(r"[^\x00-\x1f/+#]{1,60}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


class Malformed(ValueError):
    """A message that cannot be read; the text says what is wrong with it and what is expected."""


@dataclass(frozen=True)
class Said:
    station: str
    series: str
    at: datetime
    value: float
    bad: bool = False


def topic(station: str, series: str) -> str:
    return f"{ROOT}/{station}/{series}"


def read(topic: str, payload: bytes) -> list[Said]:
    """Every reading of a message; raises `Malformed` for the whole of it where one is wrong."""
    station, series = _named(topic)
    found = _json(payload)
    readings = found if isinstance(found, list) else [found]
    if not 0 < len(readings) <= MOST:
        raise Malformed(f"{len(readings)} readings in one message; send 1 to {MOST}.")
    return [_reading(station, series, one) for one in readings]


def moment(text: Any) -> datetime:
    """RFC 3339 with offset; raises `Malformed`."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        raise Malformed("at: write a moment with its offset, like 2026-07-14T12:00:00+09:00.")
    told = re.sub(r"(\.\d{6})\d+", r"\1", text.upper())
    try:
        found = datetime.fromisoformat(told)
        found.timestamp()
    except (ValueError, OverflowError):
        raise Malformed(f"at: {text[:40]} is no moment of the calendar.") from None
    if not 1971 <= found.year <= 9000:
        raise Malformed(f"at: {text[:40]} is no moment of our time.")
    return found


def number(value: Any) -> float:
    """A finite number; raises `Malformed`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed("value: write a number.")
    try:
        found = float(value)
    except OverflowError:
        raise Malformed("value: the number is too large.") from None
    if not math.isfinite(found):
        raise Malformed("value: write a finite number.")
    return found


def _named(topic: str) -> tuple[str, str]:
    parts = topic.split("/")
    if len(parts) != 4 or "/".join(parts[:2]) != ROOT or not all(NAME.fullmatch(part) for part in parts[2:]):
        raise Malformed(f"topic: write {ROOT}/STATION/SERIES.")
    return parts[2], parts[3]


def _json(payload: bytes) -> Any:
    if len(payload) > LONGEST:
        raise Malformed(f"{len(payload)} bytes in one message; send at most {LONGEST}.")
    try:
        return json.loads(payload.decode("utf8"), parse_constant=_constant)
    except Malformed:
        raise
    except (ValueError, RecursionError):
        raise Malformed("The message is not JSON in UTF-8.") from None


def _constant(name: str) -> NoReturn:
    raise Malformed(f"value: {name} is not a number.")


def _reading(station: str, series: str, one: Any) -> Said:
    if not isinstance(one, dict):
        raise Malformed('Write readings as {"at": …, "value": …}.')
    unknown = set(one) - {"at", "value", "bad"}
    if unknown:
        raise Malformed(f"{min(unknown)[:40]} is unknown; a reading has at, value and perhaps bad.")
    bad = one.get("bad", False)
    if not isinstance(bad, bool):
        raise Malformed("bad: write true or false.")
    return Said(station, series, moment(one.get("at")), number(one.get("value")), bad)
