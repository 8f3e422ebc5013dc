"""Which parts of a figure that counts people are not told to everyone, so that nobody is singled out.

A part with fewer people than the norm is *narrow*. It is withheld, and with it so many others that what is told can be
explained without it: for each narrow part there is one record which could as well have stood under the codes of another
record of the year, and every part that either of them stands in is withheld. So no sum that is told, of any slice, crossed
or nested, depends on where that one stands (the proof is the exchange itself; `tests/test_hiding.py` attacks it).

The same parts are withheld for the whole year, and parts are told only for periods that do not move: a year that is over,
and what freezes have fixed. So subtracting one period or edition from another tells nothing either. The unsliced figure is
always told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Case, CharField, Value, When
from django.utils.translation import gettext as _

from haengan.kernel.figures import counting, queries
from haengan.kernel.figures.declare import Figure, Slice, figures
from haengan.kernel.figures.models import Freeze, Frozen, Withheld
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Kind, Period, year
from haengan.kernel.figures.totals import Unanswerable
from haengan.kernel.norms import queries as norms

LEAST = "figures.cell.least"
ALL = "*"
TRIED = 300
"""Exchanges are looked for among so many kinds of records: any will do, the cheapest is nicer."""
MARK = "X"
"""What is printed in place of a number that is withheld, as official statistics do."""
Part = tuple[str, str]
Profile = tuple[str, ...]


def why_withheld(asked: Asked, *, today: date) -> str:
    """Why this value is not told to everyone; empty where it is, as the unsliced total always is."""
    return asked.slice and curtain(asked, today=today)(asked.slice, asked.member)


def curtain(asked: Asked, *, today: date) -> Callable[[str, str], str]:
    """The same for every (slice, member) of a question, asked once. A ratio is told where both its halves are."""
    span, least = _effective(asked), norms.value(LEAST, on=today)
    unfixed, narrow = False, set[Part]()
    for figure in guarded_in(asked.figure):
        unfixed = unfixed or asked.known_at is not None or span not in told_spans(figure, span, today=today)
        narrow |= set() if unfixed else pattern(figure, span.from_on.year, today=today)

    def why(cut: str, member: str) -> str:
        if cut and unfixed:
            return _(
                "Its parts are told for whole years that are over, and for the days that a report has fixed, so that nobody "
                "is singled out. Ask for such a year."
            )
        if cut and _is_in(narrow, cut, member):
            told = _("Withheld: fewer than %(least)s people, or a number from which such a one could be computed.")
            return told % {"least": least}
        return ""

    return why


def guarded_in(figure: Figure) -> list[Figure]:
    """The figure itself, or the halves of a ratio, as far as they count people one by one."""
    halves = [figure.part, figure.whole] if figure.kind is Kind.RATIO else [figure]
    return [half for half in halves if half is not None and half.guarded]


def keep(freeze: Freeze, today: date) -> None:
    """What of a freeze is not told to everyone, for good: later freezes of the year withhold it, too."""
    years: dict[str, set[int]] = {}
    for name, on in freeze.values.exclude(slice="").values_list("figure", "from_on"):
        for figure in guarded_in(figures[name]):
            years.setdefault(figure.name, set()).add(on.year)
    Withheld.objects.bulk_create(
        Withheld(freeze=freeze, figure=name, year=number, slice=cut, member=member)
        for name, numbers in sorted(years.items())
        for number in sorted(numbers)
        for cut, member in sorted(pattern(figures[name], number, today=today))
    )


def hidden_in(freeze: Freeze) -> set[tuple[str, Period, str, str]]:
    """The values of a freeze that are not told to everyone: (figure, period, slice, member)."""
    kept: dict[tuple[str, int], set[Part]] = {}
    for name, number, cut, member in freeze.withheld.values_list("figure", "year", "slice", "member"):
        kept.setdefault((name, number), set()).add((cut, member))
    hidden = set()
    for value in freeze.values.exclude(slice="").filter(figure__in=figures).defer("behind"):
        asked = Asked(figures[value.figure], value.period, value.slice, value.member, freeze.base_on)
        span = _effective(asked)
        for figure in guarded_in(asked.figure):
            narrow = kept.get((figure.name, span.from_on.year), set())
            if not year(span.from_on.year).covers(span) or _is_in(narrow, value.slice, value.member):
                hidden.add((value.figure, value.period, value.slice, value.member))
    return hidden


def pattern(figure: Figure, number: int, *, today: date) -> set[Part]:
    """The parts of a year that are withheld: (slice, member), or (slice, ``*``) where all of a slice must be."""
    least = norms.value(LEAST, on=today)
    earlier = Withheld.objects.filter(figure=figure.name, year=number).values_list("slice", "member")
    withheld: set[Part] = set(earlier)
    spans = sorted(told_spans(figure, year(number), today=today))
    everyone: list[Profile] = sorted(set(_profiles(figure, [year(number)])))
    for span in _checked(figure, spans):
        present: list[Profile] | None = None
        for part in _narrow(figure, span, least):
            present = present or sorted(set(_profiles(figure, [span])))
            _withhold(figure, part, present, everyone, withheld)
    return withheld


def told_spans(figure: Figure, within: Period, *, today: date) -> set[Period]:
    """The periods of the years of `within` for which parts are told: each year that is over, and those that freezes hold."""
    number = within.from_on.year
    whole = year(number)
    found = {whole} if whole.until_on <= today else set()
    ratios = [one.name for one in figures.values() if figure in guarded_in(one)]
    frozen = Frozen.objects.filter(figure__in=ratios, from_on__gte=whole.from_on, from_on__lt=whole.until_on)
    rows = frozen.exclude(slice="").values_list("from_on", "until_on", "freeze__base_on").distinct()
    for start, end, base_on in rows:
        last = min(end, base_on + timedelta(days=1))
        if start < last <= whole.until_on:
            found.add(Period(start, last))
    return found


def _checked(figure: Figure, spans: Sequence[Period]) -> Iterator[Period]:
    """What is told, and what can be computed from it by subtracting: the days between any two edges."""
    edges = sorted({edge for span in spans for edge in (span.from_on, span.until_on)})
    between = [] if figure.kind is Kind.STOCK else [Period(a, b) for a, b in pairwise(edges)]
    yield from dict.fromkeys([*spans, *between])


def _narrow(figure: Figure, span: Period, least: int) -> Iterator[Part]:
    """Parts with somebody, but too few. What cannot be counted for these days counts as such as a whole."""
    for cut in figure.slices:
        try:
            readings = queries.by(figure, span, cut)
        except Unanswerable:
            yield cut, ALL
            continue
        yield from ((cut, one.asked.member) for one in readings if 0 < int(one.amount or 0) < least)


def _withhold(
    figure: Figure, part: Part, present: Sequence[Profile], everyone: Sequence[Profile], withheld: set[Part]
) -> None:
    """Withhold what a record of this part and one with other codes stand in: the exchange that adds the least."""
    at = list(figure.slices).index(part[0])
    here = [one for one in present if part[1] in _codes(figure, at, one)][:TRIED]
    there = [one for one in everyone if part[1] not in _codes(figure, at, one)][:TRIED]
    best: set[Part] | None = None
    for mine in here:
        for other in there:
            parts = _differing(figure, mine, other)
            if best is None or len(parts - withheld) < len(best - withheld):
                best = parts
            if parts <= withheld:
                break
    withheld |= best if best is not None else {(cut, ALL) for cut in figure.slices}


def _differing(figure: Figure, mine: Profile, other: Profile) -> set[Part]:
    """Each part that one of the two stands in and the other does not."""
    found: set[Part] = set()
    for at, cut in enumerate(figure.slices):
        if mine[at] != other[at]:
            found |= {(cut, code) for code in _codes(figure, at, mine) ^ _codes(figure, at, other)}
    return found


def _codes(figure: Figure, at: int, profile: Profile) -> set[str]:
    """The members of a slice that a record stands in: one, or by conditions any number of them."""
    cut = list(figure.slices.values())[at]
    return set(filter(None, profile[at].split(","))) if cut.by_condition else {profile[at]}


def _profiles(figure: Figure, spans: Iterable[Period]) -> Iterator[Profile]:
    """The codes, slice by slice, under which any record of these periods stands."""
    for span in spans:
        rows: Any = counting.records(figure, span).order_by()
        columns: list[list[str]] = []
        cuts = list(figure.slices.values())
        for number, cut in enumerate(cuts):
            if not cut.by_condition:
                columns.append(list(cut.paths))
                continue
            names = [f"is{number}_{at}" for at in range(len(cut.members))]
            told = {
                name: Case(When(m.where, then=Value(m.code)), default=Value(""), output_field=CharField())
                for name, m in zip(names, cut.members, strict=True)
            }
            rows, columns = rows.annotate(**told), [*columns, names]
        for row in rows.values_list(*(path for own in columns for path in own)).distinct():
            values = iter(row)
            yield tuple(_joined(cut, [next(values) for _path in own]) for cut, own in zip(cuts, columns, strict=True))


def _joined(cut: Slice, values: list[Any]) -> str:
    return ",".join(values) if cut.by_condition else counting.code(values)


def _is_in(withheld: set[Part], cut: str, member: str) -> bool:
    return (cut, member) in withheld or (cut, ALL) in withheld


def _effective(asked: Asked) -> Period:
    """The days that are really counted: nothing after the base date."""
    if asked.base_on is None or asked.period.last_on <= asked.base_on or asked.base_on < asked.period.from_on:
        return asked.period
    return Period(asked.period.from_on, asked.base_on + timedelta(days=1))
