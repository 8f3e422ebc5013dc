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
from django.utils import timezone
from django.utils.translation import get_language

from haengan.kernel.access import queries as access
from haengan.kernel.figures import hiding, queries, together
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import Figure, Slice
from haengan.kernel.figures.models import Entered, Freeze
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.rules import Kind, Origin, Period
from haengan.kernel.figures.totals import Unanswerable
from haengan.kernel.privacy import queries as privacy
from haengan.kernel.registers import declare as registers

SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """A reading as a page prints it; `why` where it cannot be given."""

    label: str
    url: str
    reading: Reading | None
    why: str = ""
    withheld: bool = False

    @property
    def text(self) -> str:
        if self.withheld:
            return hiding.MARK
        return self.reading.text if self.reading else "-"

    @property
    def unit(self) -> str:
        return unit_of(self.reading.asked.figure) if self.reading else ""

    @property
    def standing(self) -> str:
        return str(self.reading.origin) if self.reading else str(Origin.UNKNOWN)


@dataclass(frozen=True)
class Compared:
    """An earlier value, and how far the one shown differs from it."""

    earlier: Shown
    change: str


@dataclass(frozen=True)
class Divided:
    name: str
    label: str
    partition: bool
    members: tuple[Shown, ...]

    @property
    def why(self) -> str:
        """Of the first part that is withheld."""
        return next((one.why for one in self.members if one.withheld), "")


@dataclass(frozen=True)
class Row:
    """A record behind a value: its words, its day and what it adds; `url` where the reader may open it; `fate` is the day
    and the norm where its personal data were destroyed."""

    title: str
    day: date | None
    amount: str
    url: str
    fate: tuple[date, str] | None = None


@dataclass(frozen=True)
class Total:
    """An entered total in words."""

    entered: Entered
    name: str
    span: str
    amount: str


@dataclass(frozen=True)
class BehindPage:
    rows: tuple[Row, ...]
    hidden: int
    more: bool
    entered: tuple[Total, ...]
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


def shown(asked: Asked, label: str = "", *, reader: Any = None, ahead: together.Ahead | None = None) -> Shown:
    """As this reader may see it; nobody in particular sees what everyone does. `ahead` where many are shown."""
    if not sees_parts(reader, asked.figure):
        why = hiding.why_withheld(asked, today=timezone.localdate())
        if why:
            return Shown(label or label_of(asked), address(asked), None, why, withheld=True)
    try:
        return Shown(label or label_of(asked), address(asked), queries.read(asked, ahead))
    except Unanswerable as why_not:
        return Shown(label or label_of(asked), address(asked), None, str(why_not))


def sees_parts(reader: Any, figure: Figure) -> bool:
    """Whether small parts are open to a reader: nobody could be singled out, or a duty reaches the records or the freezes."""
    guarded = hiding.guarded_in(figure)
    if not guarded or reader is None or reader.kind != "official":
        return not guarded
    models = [half.model for half in guarded if half.model is not None]
    return bool(access.visible_models(reader, [*models, Freeze]))


def compared(now: Shown, since: Asked | None, reader: Any = None) -> Compared | None:
    """With the value of an earlier period, for a number that prints the difference."""
    if since is None:
        return None
    earlier = shown(since, str(since.period), reader=reader)
    readings = (now.reading, earlier.reading)
    if any(one is None or one.shown is None for one in readings):
        return Compared(earlier, "-")
    change = readings[0].shown - readings[1].shown  # type: ignore[union-attr, operator]  # neither is None, see above
    return Compared(earlier, f"{change.normalize():+,f}" if change else "0")


def label_of(asked: Asked) -> str:
    figure = asked.figure
    name = figure.label(language())
    return f"{name} - {figure.slices[asked.slice].label(asked.member, language())}" if asked.slice else name


def divided(asked: Asked, reader: Any = None) -> Iterator[Divided]:
    """The figure by each of its slices, for the period asked; nothing as known at a mark or for a part."""
    if asked.slice or asked.known_at is not None or asked.figure.kind is Kind.RATIO:
        return
    curtain = None if sees_parts(reader, asked.figure) else hiding.curtain(asked, today=timezone.localdate())
    for name, cut in asked.figure.slices.items():
        try:
            readings = queries.by(asked.figure, asked.period, name, base_on=asked.base_on)
        except Unanswerable:
            continue
        known = [r for r in readings if r.amount is not None]
        members = tuple(_member(cut, one, curtain(name, one.asked.member) if curtain else "") for one in known)
        if members:
            yield Divided(name, (cut.ko if language() == "ko" else cut.en) or name, cut.is_partition, members)


def _member(cut: Slice, reading: Reading, why: str) -> Shown:
    label, url = cut.label(reading.asked.member, language()), address(reading.asked)
    return Shown(label, url, None, why, withheld=True) if why else Shown(label, url, reading)


def course(asked: Asked, reader: Any = None) -> list[tuple[str, Shown]]:
    """Month by month through the year in which the period ends; nothing where no month can be answered."""
    number, ahead = asked.period.last_on.year, together.ahead([asked.figure])
    months = [
        (f"{number}-{n:02d}", shown(replace(asked, period=periods.month(number, n)), reader=reader, ahead=ahead))
        for n in range(1, 13)
    ]
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
    if not sees_parts(actor, asked.figure) and hiding.why_withheld(asked, today=timezone.localdate()):
        return None
    try:
        found = queries.behind(asked)
    except Unanswerable:
        return None
    rows, hidden, more = _records(asked.figure, found.records, actor)
    told = found.entered if sees_parts(actor, asked.figure) else found.entered.filter(slice="")
    entered = tuple(
        Total(
            total,
            " - ".join(n for n in total.names()[::2] if n),
            span(total.period),
            printed(asked.figure, total.amount),
        )
        for total in told
    )
    return BehindPage(rows, hidden, more, entered, tuple(shown(part, reader=actor) for part in found.parts))


def span(period: Period) -> str:
    """A period as people say it: a year, a month, or its first and last day."""
    first, last, korean = period.from_on, period.last_on, language() == "ko"
    if period == periods.year(first.year):
        return f"{first.year}년" if korean else str(first.year)
    if period == periods.month(first.year, first.month):
        return f"{first.year}년 {first.month}월" if korean else f"{first:%Y-%m}"
    days = [f"{day.year}. {day.month}. {day.day}." if korean else day.isoformat() for day in (first, last)]
    return days[0] if first == last else f"{days[0]} ~ {days[1]}"


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
    shown = list(ordered[:SHOWN])
    fates = privacy.fate(record.key for record in shown)
    rows = tuple(replace(_row(figure, record, register), fate=fates.get(record.key)) for record in shown)
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
