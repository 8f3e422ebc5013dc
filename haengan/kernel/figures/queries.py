"""Reading figures: a value, its parts, what is behind it, and the same as known at an earlier mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.figures import counting, known, marking, members, standing, together, totals
from haengan.kernel.figures.declare import Figure, figures, tables
from haengan.kernel.figures.models import Close, Complaint, Definition, Entered
from haengan.kernel.figures.rules import Grain, Kind, Origin, Period, aligned, ratio
from haengan.kernel.figures.totals import Answer, Statement, Unanswerable

_EDGES = {
    Grain.MONTH: gettext_lazy("It is counted by whole months; %(period)s does not begin and end with one."),
    Grain.YEAR: gettext_lazy("It is counted by whole years; %(period)s does not begin and end with one."),
}


@dataclass(frozen=True)
class Asked:
    """Which value is meant: figure, period, part, and the two times."""

    figure: Figure
    period: Period
    slice: str = ""
    member: str = ""
    base_on: date | None = None
    known_at: int | None = None

    @property
    def name(self) -> str:
        return f"{self.figure.name}:by_{self.slice}={self.member}" if self.slice else self.figure.name


@dataclass(frozen=True)
class Reading:
    """An answer. `amount` is in base units (a ratio's already in its unit), None where nobody knows."""

    asked: Asked
    amount: int | Decimal | None
    origin: Origin
    approximate: bool = False
    statements: tuple[Statement, ...] = ()

    @property
    def shown(self) -> Decimal | None:
        """In the figure's unit."""
        if self.amount is None:
            return None
        return Decimal(self.amount) if self.asked.figure.kind is Kind.RATIO else self.unit.shown(int(self.amount))

    @property
    def unit(self) -> Any:
        return self.asked.figure.shown_unit

    @property
    def text(self) -> str:
        """The number as printed, with thousands separators, ``-`` where nobody knows."""
        shown = self.shown
        if shown is None:
            return "-"
        places = (
            0 if shown == shown.to_integral_value() and self.asked.figure.kind is not Kind.RATIO else self.unit.decimals
        )
        return f"{shown:,.{places}f}"


@dataclass(frozen=True)
class Behind:
    """What stands behind a value: records (None for a figure without), and the entered totals."""

    records: QuerySet[Any] | None
    entered: QuerySet[Entered]
    parts: tuple[Asked, ...] = ()


class NoFigure(KeyError):
    """Nothing of that name is declared; `near` are those of the same system."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        told = [_("There is no figure “%(name)s”.") % {"name": name}]
        if near:
            told.append(_("Near it: %(names)s.") % {"names": ", ".join(near)})
        super().__init__(" ".join(told))
        self.near = near


class NoPart(KeyError):
    """The figure has no such slice, or the slice no such member; `known` are those that there are."""

    def __init__(self, figure: str, what: str, known: tuple[str, ...]) -> None:
        told = _("“%(figure)s” has no part “%(what)s”. There are: %(known)s.")
        super().__init__(told % {"figure": figure, "what": what, "known": ", ".join(known) or "-"})
        self.what, self.known = what, known


def named(name: str) -> Figure:
    """The figure of that name; raises `NoFigure`."""
    if name not in figures:
        raise NoFigure(name, tuple(sorted(n for n in figures if n.rsplit(".", 1)[0] == name.rsplit(".", 1)[0])))
    return figures[name]


def asked(
    name: str, period: Period, *, part: str = "", base_on: date | None = None, known_at: int | None = None
) -> Asked:
    """`part` is ``slice=member`` or empty. `NoFigure` and `NoPart` name what does not exist."""
    figure = named(name)
    cut, _sign, member = part.partition("=")
    if cut and cut not in figure.slices:
        raise NoPart(name, cut, tuple(figure.slices))
    if cut and not members.exists(figure, cut, member):
        raise NoPart(name, f"{cut}={member}", members.known(figure, cut))
    return Asked(figure, period, cut, member, base_on, known_at)


def value(
    figure: Figure,
    period: Period,
    *,
    slice: str = "",  # the trade's word
    member: str = "",
    base_on: date | None = None,
    known_at: int | None = None,
) -> Reading:
    """The figure for a period. Raises `Unanswerable` where it cannot honestly be given."""
    return read(Asked(figure, period, slice, member, base_on, known_at))


def read(question: Asked, ahead: together.Ahead | None = None) -> Reading:
    figure = question.figure
    if figure.kind is Kind.RATIO:
        return _ratio(question, ahead)
    if question.base_on is None and not aligned(question.period, figure.grain):
        raise Unanswerable(_EDGES[figure.grain] % {"period": question.period})
    if question.known_at is not None:
        known.refuse_unknown(figure, question.known_at, question.slice)
    answer = _answer(question, together.statements(question, ahead), ahead.touched if ahead else None)
    return Reading(question, answer.amount, answer.origin, answer.approximate or _roughly(question), answer.statements)


def by(
    figure: Figure, period: Period, cut: str, *, base_on: date | None = None, known_at: int | None = None
) -> list[Reading]:
    """Every member of a slice: in declared order, then by code. A few queries, whatever their number; a stock asks for
    each member."""
    base = Asked(figure, period, cut, "", base_on, known_at)
    if known_at is not None:
        known.refuse_unknown(figure, known_at, cut)
    statements = together.statements(base)
    counted = {} if figure.source is None else standing.by_member(base)
    codes = [m.code for m in figure.slices[cut].members]
    more = {s.member for s in statements if s.slice == cut} | counted.keys()
    codes += sorted(more - set(codes))
    if figure.kind is Kind.STOCK:
        return [read(replace(base, member=code)) for code in codes]
    return [_member(replace(base, member=code), statements, counted) for code in codes]


def behind(question: Asked) -> Behind:
    """The records whose number or sum is the value, and the entered totals in it."""
    figure = question.figure
    if figure.kind is Kind.RATIO:
        return Behind(None, Entered.objects.none(), parts(question))
    keys = [s.key for s in read(replace(question, known_at=None)).statements]
    rows = None
    if figure.source is not None:
        rows = counting.records(
            figure, question.period, cut=question.slice, member=question.member, base_on=question.base_on
        )
    return Behind(rows, Entered.objects.filter(key__in=keys).order_by("from_on", "slice", "member"))


def parts(question: Asked) -> tuple[Asked, ...]:
    """The two questions that make up a ratio; nothing for any other figure."""
    pair = (question.figure.part, question.figure.whole)
    return tuple(replace(question, figure=f) for f in pair if f is not None)


def entered(figure: Figure) -> QuerySet[Entered]:
    """Totals that stand (not taken back)."""
    return together.entered([figure.name])


def complaints() -> QuerySet[Complaint]:
    return Complaint.objects.order_by("figure", "from_on")


def last_close() -> Close | None:
    return Close.objects.order_by("-mark").first()


def dirty_days() -> int:
    return sum(len(days) for days in marking.pending()[0].values())


def definitions(figure: Figure) -> QuerySet[Definition]:
    return Definition.objects.filter(figure=figure.name).order_by("mark")


def catalogue(*, public: bool = False) -> list[Figure]:
    return [f for _name, f in sorted(figures.items()) if f.public or not public]


def named_like(text: str, *, most: int = 8) -> list[Figure]:
    """Figures whose name in either language holds every word of `text`, spacing aside."""
    words = [word.casefold() for word in text.split()]
    told = ((figure, f"{figure.ko} {figure.ko.replace(' ', '')} {figure.en}".casefold()) for figure in catalogue())
    return [figure for figure, name in told if words and all(word in name for word in words)][:most]


def published_tables(*, public: bool = False) -> list[Any]:
    return [t for _name, t in sorted(tables.items()) if t.public or not public]


def _member(question: Asked, statements: list[Statement], counted: dict[str, int]) -> Reading:
    figure = question.figure
    recorded = None if figure.source is None else counted.get(question.member, 0)
    told = totals.chosen(statements, question.slice, question.member, _partitions(figure))
    join = totals.distinct if figure.kind is Kind.DISTINCT else totals.flow
    answer = join(recorded, told, question.period, question.base_on)
    return Reading(question, answer.amount, answer.origin, answer.approximate, answer.statements)


def _answer(question: Asked, statements: list[Statement], touched: standing.Touched | None) -> Answer:
    figure, base_on = question.figure, question.base_on
    if figure.kind is Kind.STOCK:
        return _stock(question, statements, touched)
    recorded = None if figure.source is None else standing.amount(question, touched)
    told = totals.chosen(statements, question.slice, question.member, _partitions(figure))
    join = totals.distinct if figure.kind is Kind.DISTINCT else totals.flow
    return join(recorded, told, question.period, base_on)


def _stock(question: Asked, statements: list[Statement], touched: standing.Touched | None) -> Answer:
    figure = question.figure
    on = question.period.last_on if question.base_on is None else min(question.period.last_on, question.base_on)
    newest = list(totals.standing_from(statements, on).values())
    told = totals.chosen(newest, question.slice, question.member, _partitions(figure))
    if figure.source is None:
        return totals.stock(None, told)
    now = standing.amount(question, touched)
    if not told:
        return totals.stock(now, told)
    since = max(s.period.from_on for s in told)
    earlier = replace(question, period=Period(since, max(s.period.until_on for s in told)), base_on=since)
    before = standing.amount(earlier, touched)
    return totals.stock(now - before, told)


def _partitions(figure: Figure) -> list[str]:
    return [name for name, cut in figure.slices.items() if cut.is_partition]


def _roughly(question: Asked) -> bool:
    figure = question.figure
    if not figure.approximate or figure.source is None or question.known_at is not None:
        return False
    rows = counting.records(
        figure, question.period, cut=question.slice, member=question.member, base_on=question.base_on
    )
    return bool(rows.filter(**{figure.approximate: True}).exists())


def _ratio(question: Asked, ahead: together.Ahead | None) -> Reading:
    figure = question.figure
    part, whole = (read(half, ahead) for half in parts(question))
    if part.amount is None or whole.amount is None:
        return Reading(question, None, Origin.UNKNOWN)
    origins = {part.origin, whole.origin}
    origin = origins.pop() if len(origins) == 1 else Origin.MIXED
    amount = ratio(int(part.amount), int(whole.amount), figure.times)
    return Reading(question, amount, origin, part.approximate or whole.approximate, part.statements + whole.statements)
