"""Observations that come in: one, many as arrays, or mixed with questions in a batch. All pass `taking.take`.

A value that the house refuses refuses the one request, and says field, value and remedy; in arrays, each row is told by
itself. The same observation again is answered as the first time: its id is its series and its moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.readings import rules, taking
from haengan.kernel.readings.engine import payload
from haengan.kernel.readings.engine.odata import Asked
from haengan.kernel.readings.models import Series
from haengan.kernel.readings.sensorthings import answering, observations
from haengan.kernel.readings.sensorthings.answering import Answer, NotThere
from haengan.kernel.readings.sensorthings.entities import World
from haengan.kernel.readings.taking import Given, Refusal

KNOWN = {
    "phenomenonTime",
    "resultTime",
    "result",
    "resultQuality",
    "Datastream",
    "FeatureOfInterest",
    "parameters",
    "validTime",
}
MOST_REQUESTS = 100


@dataclass(frozen=True)
class Writer:
    """Whose key it is, and the numbers of the series that it may write."""

    only: frozenset[str]
    source: str


class Unfit(ValueError):
    """What was sent cannot be taken: `field` and `value` are to blame, `remedy` says what to send instead."""

    def __init__(self, field: str, value: Any, message: str, remedy: str) -> None:
        super().__init__(message)
        self.field, self.value, self.message, self.remedy = field, str(value)[:80], message, remedy


def post(world: World, path: str, body: Any, writer: Writer, now: datetime) -> Answer:
    """Raises `Unfit` for what was sent, `NotThere` for an address where nothing is brought."""
    if path.strip("/") == "CreateObservations":
        return Answer(201, _arrays(world, body, writer, now))
    if path.strip("/") == "Observations":
        series = None
    else:
        place = answering.find(world, path)
        if place.kind != "Observations" or place.parent is None or place.parent.kind != "Datastreams":
            raise NotThere(path)
        series = place.parent.source
    return _single(world, body, series, writer, now)


def batch(requests: Any, do: Callable[[str, str, Any], Answer]) -> Answer:
    """``{"requests": [{"id": "1", "method": "get", "url": "Things", "body": …}]}``: each done by itself, in order."""
    given = requests.get("requests") if isinstance(requests, dict) else None
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise Unfit("requests", given, _("A batch has a list of requests."), _('Send {"requests": […]}.'))
    if len(given) > MOST_REQUESTS:
        message = _("A batch has at most %(most)s requests.") % {"most": MOST_REQUESTS}
        raise Unfit("requests", len(given), message, _("Send several batches, or data arrays."))
    return Answer(200, {"responses": [_part(one, do) for one in given]})


def _part(one: Mapping[str, Any], do: Callable[[str, str, Any], Answer]) -> dict[str, Any]:
    done = do(str(one.get("method", "")).upper(), str(one.get("url", "")), one.get("body"))
    headers = {"location": done.headers["Location"]} if "Location" in done.headers else {}
    told = {"id": str(one.get("id", "")), "status": done.status, "body": done.body}
    return {**told, **({"headers": headers} if headers else {})}


def _single(world: World, body: Any, series: Series | None, writer: Writer, now: datetime) -> Answer:
    given, one = _given(world, body, series, now)
    taken = taking.take([given], door="http", now=now, only=writer.only, source=writer.source)
    if taken.refused:
        raise _unfit(taken.refused[0])
    entity = observations.one(world, observations.id_of(one, rules.ms(given.at)))
    assert entity is not None
    made = answering.shown(world, entity, Asked())
    return Answer(201, made, {"Location": made["@iot.selfLink"]})


def _arrays(world: World, body: Any, writer: Writer, now: datetime) -> list[str]:
    """A link or ``error: …`` for each row, in the order in which they were sent."""
    if not isinstance(body, list) or not all(isinstance(part, dict) for part in body):
        raise Unfit(
            "body",
            type(body).__name__,
            _("Data arrays come as a list."),
            _("Send a list of Datastream, components and dataArray."),
        )
    readings: list[tuple[Given, Series] | str] = []
    for part in body:
        readings += [_row(world, part, row, now) for row in _rows_of(part)]
    if len(readings) > taking.MOST:
        message = _("At most %(most)s observations at a time.") % {"most": taking.MOST}
        raise Unfit("dataArray", len(readings), message, _("Send them in several requests."))
    whole = [one for one in readings if not isinstance(one, str)]
    taken = taking.take(
        [given for given, _series in whole], door="http", now=now, only=writer.only, source=writer.source
    )
    wrong = {one.index: f"error: {one.field}: {one.message} {one.remedy}" for one in taken.refused}
    told = iter(
        wrong.get(index) or f"{world.root}/Observations('{observations.id_of(series, rules.ms(given.at))}')"
        for index, (given, series) in enumerate(whole)
    )
    return [one if isinstance(one, str) else next(told) for one in readings]


def _rows_of(part: Mapping[str, Any]) -> Sequence[Any]:
    rows, components = part.get("dataArray"), part.get("components")
    if not isinstance(rows, list) or not isinstance(components, list):
        raise Unfit("dataArray", "", _("A data array has components and rows."), _("Send both as lists."))
    return rows


def _row(world: World, part: Mapping[str, Any], row: Any, now: datetime) -> tuple[Given, Series] | str:
    """A reading, or what is wrong with the row."""
    components = part["components"]
    if not isinstance(row, list) or len(row) != len(components) or not all(isinstance(c, str) for c in components):
        return "error: " + _("The row has not as many values as there are components.")
    told = {
        name: value for name, value in zip(components, row, strict=True) if name not in {"id", "FeatureOfInterest/id"}
    }
    try:
        return _given(world, {**told, "Datastream": part.get("Datastream")}, None, now)
    except Unfit as wrong:
        return f"error: {wrong.field}: {wrong.message} {wrong.remedy}"


def _given(world: World, body: Any, series: Series | None, now: datetime) -> tuple[Given, Series]:
    """Raises `Unfit`."""
    if not isinstance(body, dict):
        raise Unfit(
            "body", type(body).__name__, _("An observation is an object."), _("Send result and phenomenonTime.")
        )
    unknown = [name for name in body if name not in KNOWN and not name.startswith("@")]
    if unknown:
        raise Unfit(min(unknown)[:40], "", _("This property is unknown."), _("Check its spelling."))
    found = series or _series(world, body.get("Datastream"))
    try:
        at = payload.moment(_end(body["phenomenonTime"])) if body.get("phenomenonTime") is not None else now
    except payload.Malformed:
        raise Unfit(
            "phenomenonTime",
            body["phenomenonTime"],
            _("This is no moment."),
            _("Write it with its offset, like 2026-07-14T12:00:00+09:00."),
        ) from None
    try:
        value = payload.number(body.get("result"))
    except payload.Malformed:
        raise Unfit("result", body.get("result"), _("This is no number."), _("Send a finite number.")) from None
    return Given(found.number, at, value, bad=body.get("resultQuality") == "bad"), found


def _end(told: Any) -> Any:
    """Of an interval its end: what fell until then."""
    return told.partition("/")[2] or told if isinstance(told, str) else told


def _series(world: World, told: Any) -> Series:
    id = told.get("@iot.id", told.get("id")) if isinstance(told, dict) else None
    stream = world.sets["Datastreams"].get(id) if isinstance(id, str) else None
    if stream is None:
        raise Unfit(
            "Datastream",
            id,
            _("There is no such datastream for this key."),
            _('Send {"@iot.id": …} of one of its own.'),
        )
    found: Series = stream.source
    return found


def _unfit(refused: Refusal) -> Unfit:
    names = {"series": "Datastream", "at": "phenomenonTime", "value": "result"}
    return Unfit(names[refused.field], refused.value, refused.message, refused.remedy)
