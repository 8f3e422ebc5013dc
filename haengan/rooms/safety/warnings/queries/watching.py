"""What the situation room shows, in the reader's words: stations, charts, the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haengan.kernel.readings import rules as measuring
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.safety.warnings.queries import drawing, standing
from haengan.rooms.safety.warnings.queries.charting import Chart, Mark
from haengan.rooms.safety.warnings.queries.ourselves import Part
from haengan.rooms.safety.warnings.queries.room import Drawn, Room, Station
from haengan.rooms.safety.warnings.rules import causes

LEVELS = dict(choices(causes.LEVELS))
STATES: dict[str, Any] = {
    "silent": gettext_lazy("silent"),
    "doubted": gettext_lazy("doubted"),
    "": gettext_lazy("below all thresholds"),
}
TONES = {
    "silent": "warning",
    "doubted": "warning",
    "attention": "information",
    "caution": "warning",
    "alert": "danger",
    "severe": "danger",
    "": "success",
}
COLOURS = {"silent": "#6d7882", "doubted": "#8a5cc2", "": "#228738", **drawing.COLOURS}
HEARD, MUTE = "#0b50d0", "#b0b8c1"


@dataclass(frozen=True)
class Shown:
    """A station as a line of the table."""

    number: str
    name: str
    value: float | None
    unit: str
    at: datetime | None
    state: str
    label: str
    tone: str
    href: str


PARTS: dict[str, Any] = {
    "watch": gettext_lazy("deciding (haengan watch)"),
    "sending": gettext_lazy("sending"),
    "worker": gettext_lazy("background work"),
    "gauges": gettext_lazy("gauges"),
}


@dataclass(frozen=True)
class Lived:
    """A part of the chain in words."""

    name: Any
    dead: bool
    said: str


@dataclass(frozen=True)
class Pictured:
    """A chart with its station, its texts, and the sentence that says the same."""

    shown: Shown
    chart: Chart
    thresholds: tuple[tuple[str, str, float], ...]
    hours: tuple[tuple[str, float], ...]
    sentence: str


def stations(found: Iterable[Station]) -> list[Shown]:
    return [_shown(one) for one in found]


def _shown(one: Station) -> Shown:
    series = one.now.series
    korean = (get_language() or "ko").startswith("ko")
    return Shown(
        series.number,
        series.name_ko if korean else series.name_en or series.name_ko,
        one.now.value,
        series.unit,
        measuring.moment(one.now.at_ms) if one.now.at_ms is not None else None,
        one.state,
        str(STATES.get(one.state) or LEVELS[one.state]),
        TONES[one.state],
        series.key,
    )


def parts(found: Iterable[Part]) -> list[Lived]:
    return [Lived(PARTS[one.name], one.dead, _age(one)) for one in found]


def _age(part: Part) -> str:
    seconds = int(part.age.total_seconds()) if part.age is not None else 0
    if seconds < 1:
        return ""
    told = {"n": seconds if seconds < 120 else seconds // 60}
    return _("%(n)d s without a sign") % told if seconds < 120 else _("%(n)d min without a sign") % told


def charts(found: Iterable[Drawn]) -> list[Pictured]:
    return [_pictured(one) for one in found]


def _pictured(one: Drawn) -> Pictured:
    shown = _shown(one.station)
    lines = tuple((mark.label, str(LEVELS[mark.label]), mark.at) for mark in one.chart.thresholds)
    hours = tuple((_hour(mark), mark.at) for mark in one.chart.hours)
    told = {"name": shown.name, "value": f"{shown.value:g}" if shown.value is not None else "–", "unit": shown.unit}
    sentence = _("%(name)s: %(value)s %(unit)s now, the last six hours and the next as it goes on.") % told
    return Pictured(shown, one.chart, lines, hours, sentence)


def _hour(mark: Mark) -> str:
    return timezone.localtime(measuring.moment(int(mark.label))).strftime("%H:%M")


def drawn(found: Room, now: datetime) -> dict[str, Any]:
    """Districts in the colour of the highest warning in force there, stations and terminals as points."""
    levels = list(causes.LEVELS)
    highest: dict[int, str] = {}
    for warning in found.standing:
        for covered in warning.covered.all():
            before = highest.get(covered.district_id)
            if before is None or levels.index(warning.level) > levels.index(before):
                highest[covered.district_id] = warning.level
    features = drawing.districts(timezone.localdate(now), {pk: drawing.COLOURS[level] for pk, level in highest.items()})
    places = standing.where(found.stations, now)
    for one in stations(found.stations):
        if place := places.get(one.number):
            features.append(_point(place, f"{one.name} · {one.label}", COLOURS[one.state]))
    for terminal, place, heard in standing.terminals(now, world=found.world):
        state = _("heard") if heard else _("silent")
        features.append(_point(place, f"{terminal.number} · {state}", HEARD if heard else MUTE))
    return drawing.collection(features)


def _point(place: Sequence[float], name: str, colour: str) -> dict[str, Any]:
    return drawing.feature({"type": "Point", "coordinates": list(place)}, name, colour)
