"""What a figure's pages show: the value, its parts, its course over the year, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db import models
from django.utils.translation import get_language

from haengan.kernel.access import queries as access
from haengan.kernel.figures import queries
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.models import Entered
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.rules import Kind, Origin, Period
from haengan.kernel.figures.totals import Unanswerable
from haengan.kernel.registers import declare as registers

SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """A reading as a page prints it; `why` where it cannot be given."""

    label: str
    url: str
    reading: Reading | None
    why: str = ""

    @property
    def text(self) -> str:
        return self.reading.text if self.reading else "-"

    @property
    def unit(self) -> str:
        return unit_of(self.reading.asked.figure) if self.reading else ""

    @property
    def standing(self) -> str:
        return str(self.reading.origin) if self.reading else str(Origin.UNKNOWN)


@dataclass(frozen=True)
class Divided:
    name: str
    label: str
    partition: bool
    members: tuple[Shown, ...]


@dataclass(frozen=True)
class Row:
    """A record behind a value: its words, its day and what it adds; `url` where the reader may open it."""

    title: str
    day: date | None
    amount: str
    url: str


@dataclass(frozen=True)
class BehindPage:
    rows: tuple[Row, ...]
    hidden: int
    more: bool
    entered: tuple[tuple[Entered, str], ...]
    parts: tuple[Shown, ...]


def language() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"


def system_named(path: str) -> str:
    """What people call the system `room.system`: read off the nameplate of its app."""
    try:
        plate = apps.get_app_config(path.replace(".", "_")).module
    except LookupError:
        return path
    korean, _colon, english = (getattr(plate, "__doc__", "") or path).strip().partition(":")
    short = english.strip().partition(":")[0].partition(",")[0].rstrip(".")
    return korean.strip() if language() == "ko" else short[:1].upper() + short[1:]


def unit_of(figure: Figure) -> str:
    unit = figure.shown_unit
    return unit.ko if language() == "ko" else unit.en


def address(asked: Asked) -> str:
    """A figure's page for just this question."""
    told = {"period": str(asked.period)}
    if asked.slice:
        told["part"] = f"{asked.slice}={asked.member}"
    if asked.base_on:
        told["base_on"] = asked.base_on.isoformat()
    if asked.known_at is not None:
        told["known_at"] = str(asked.known_at)
    return f"/figures/{asked.figure.name}/?{urlencode(told)}"


def shown(asked: Asked, label: str = "") -> Shown:
    try:
        return Shown(label or label_of(asked), address(asked), queries.read(asked))
    except Unanswerable as why:
        return Shown(label or label_of(asked), address(asked), None, str(why))


def label_of(asked: Asked) -> str:
    figure = asked.figure
    name = figure.label(language())
    return f"{name} - {figure.slices[asked.slice].label(asked.member, language())}" if asked.slice else name


def divided(asked: Asked) -> Iterator[Divided]:
    """The figure by each of its slices, for the period asked; nothing as known at a mark or for a part."""
    if asked.slice or asked.known_at is not None or asked.figure.kind is Kind.RATIO:
        return
    for name, cut in asked.figure.slices.items():
        try:
            readings = queries.by(asked.figure, asked.period, name, base_on=asked.base_on)
        except Unanswerable:
            continue
        members = tuple(
            Shown(cut.label(r.asked.member, language()), address(r.asked), r) for r in readings if r.amount is not None
        )
        if members:
            yield Divided(name, (cut.ko if language() == "ko" else cut.en) or name, cut.is_partition, members)


def course(asked: Asked) -> list[tuple[str, Shown]]:
    """Month by month through the year in which the period ends; nothing where no month can be answered."""
    number = asked.period.last_on.year
    months = [(f"{number}-{n:02d}", shown(replace(asked, period=periods.month(number, n)))) for n in range(1, 13)]
    told = [m for m in months if m[1].reading is not None and m[1].reading.amount]
    return months if told else []


def chart(asked: Asked, months: list[tuple[str, Shown]]) -> dict[str, Any]:
    """The course for the chart component."""
    values = [None if m.reading is None or m.reading.shown is None else _number(m.reading.shown) for _n, m in months]
    rows = [{"name": name, "values": [value]} for (name, _shown), value in zip(months, values, strict=True)]
    return {"series": [{"name": asked.figure.label(language())}], "rows": rows}


def _number(shown: Decimal) -> int | float:
    return int(shown) if shown == shown.to_integral_value() else float(shown)


def behind(asked: Asked, actor: Any) -> BehindPage | None:
    """The rows behind a value, those that this actor may see; None where the value itself cannot be given."""
    try:
        found = queries.behind(asked)
    except Unanswerable:
        return None
    rows, hidden, more = _records(asked.figure, found.records, actor)
    entered = tuple((total, printed(asked.figure, total.amount)) for total in found.entered)
    return BehindPage(rows, hidden, more, entered, tuple(shown(part) for part in found.parts))


def printed(figure: Figure, amount: int) -> str:
    """An amount in the figure's unit, with every digit that it has."""
    return f"{figure.shown_unit.shown(amount).normalize():,f}"


def _records(figure: Figure, records: models.QuerySet[Any] | None, actor: Any) -> tuple[tuple[Row, ...], int, bool]:
    if records is None or figure.model is None:
        return (), 0, False
    total = records.count()
    seen = records.filter(pk__in=access.scoped(actor, figure.model).order_by().values("pk"))
    visible = total if total == 0 else seen.count()
    ordered = seen.order_by(figure.at, "pk").annotate(haengan_day=models.F(figure.at))
    if figure.measure:
        ordered = ordered.annotate(haengan_amount=models.F(figure.measure))
    register = registers.of_model(figure.model)
    rows = tuple(_row(figure, record, register) for record in ordered[:SHOWN])
    return rows, total - visible, visible > SHOWN


def _row(figure: Figure, record: Any, register: Any) -> Row:
    amount = int(getattr(record, "haengan_amount", 1) or 0)
    return Row(str(record), record.haengan_day, printed(figure, amount), url_of(record, register))


def url_of(record: Any, register: Any) -> str:
    """Where the record's own page is, if its room keeps a register in this application."""
    from django.urls import NoReverseMatch

    if register is None:
        return ""
    try:
        return str(register.url("detail", record.key))
    except NoReverseMatch:
        return ""


def plain(shown: Shown, period: Period) -> dict[str, Any]:
    """A reading as data."""
    reading = shown.reading
    return {
        "figure": reading.asked.name if reading else None,
        "period": {"from": period.from_on.isoformat(), "until": period.until_on.isoformat()},
        "amount": None if reading is None or reading.shown is None else str(reading.shown),
        "unit": shown.unit,
        "origin": shown.standing,
        "approximate": bool(reading and reading.approximate),
        "url": shown.url,
        **({"why": shown.why} if shown.why else {}),
    }
