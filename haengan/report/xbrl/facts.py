"""Values as XBRL sees them: concept, period, dimensions, unit, value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from haengan.kernel.figures.rules import Kind, Origin, Unit
from haengan.lib.documents import outline
from haengan.report.audit.model import Audit, Listing, Place, Question, Value
from haengan.report.xbrl import names

MONEY = {"원": "KRW", "천원": "KRW", "백만원": "KRW", "달러": "USD", "만불": "USD"}
SHARE = "%"
LONGEST = 12
Instant = date
Span = tuple[date, date]


@dataclass(frozen=True)
class Context:
    """`period` is one day (at whose end a stock is read) or the first and last day of a span. `typed` dimensions hold text."""

    period: Instant | Span
    origin: Origin
    explicit: tuple[tuple[str, str], ...] = ()
    typed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fact:
    """`value` None: nobody knows."""

    concept: str
    context: Context
    unit: str
    value: Decimal | None


def unit_of(unit: Unit) -> str:
    """The measure's qualified name. Money is counted in the currency itself, a share in one (12.3% is 0.123)."""
    if unit.ko in MONEY:
        return f"iso4217:{MONEY[unit.ko]}"
    return "xbrli:pure" if unit.ko == SHARE else names.hg(names.unit(unit.en))


def type_of(unit: Unit) -> str:
    if unit.ko in MONEY:
        return "xbrli:monetaryItemType"
    return "xbrli:pureItemType" if unit.ko == SHARE else "xbrli:decimalItemType"


def converted(question: Question, amount: Decimal) -> Decimal:
    """A frozen amount in XBRL's unit; an endless fraction (minutes as hours) is cut after twelve places."""
    if question.unit.ko in MONEY:
        return amount
    shown = amount if question.kind is Kind.RATIO else amount / question.unit.scale
    made = shown / 100 if question.unit.ko == SHARE else shown
    return round(made, LONGEST)


def is_exact(question: Question) -> bool:
    """Whether values are whole numbers of the base unit, given without loss."""
    return question.kind is not Kind.RATIO and set(str(question.unit.scale).rstrip("0")) <= {"1"}


def of_value(audit: Audit, value: Value) -> Fact:
    place, question = value.place, audit.questions[value.place.figure]
    explicit = ((place.slice, place.member),) if place.slice else ()
    context = Context(
        period=audit.last_on(value) if question.kind is Kind.STOCK else (place.period.from_on, place.period.last_on),
        origin=value.origin,
        explicit=tuple(
            (names.dimension(place.figure, cut), names.member(place.figure, cut, code)) for cut, code in explicit
        ),
    )
    amount = None if value.amount is None else converted(question, value.amount)
    return Fact(place.figure, context, unit_of(question.unit), amount)


def of_change(audit: Audit, now: Value, before: Value) -> Fact:
    """A printed difference of two values: its span reaches from the one to the other."""
    first, last = of_value(audit, before), of_value(audit, now)
    begin = (
        first.context.period + timedelta(days=1) if isinstance(first.context.period, date) else first.context.period[0]
    )
    end = last.context.period if isinstance(last.context.period, date) else last.context.period[1]
    origin = now.origin if now.origin is before.origin else Origin.MIXED
    difference = None if last.value is None or first.value is None else last.value - first.value
    context = Context((begin, end), origin, last.context.explicit)
    return Fact(names.change(now.place.figure), context, last.unit, difference)


def of_cell(listing: Listing, told: tuple[str, str, int, int, str]) -> Fact:
    """A number of a published list (`Listing.numbers`): row and place in the cell are typed dimensions."""
    column, key, at, amount, unit = told
    typed = ((names.RECORD, key), (names.PART, str(at)))
    context = Context((listing.period.from_on, listing.period.last_on), Origin.RECORDED, typed=typed)
    measure = names.hg(names.unit(unit)) if unit else "xbrli:pure"
    return Fact(f"{listing.name}.{column}", context, measure, Decimal(amount))


def changes(audit: Audit) -> Iterator[tuple[Place, Place]]:
    """(now, before) of each change that either document prints, once."""
    seen: dict[tuple[Place, Place], None] = {}
    for document in audit.documents.values():
        for number in outline.numbers(document):
            now, before = audit.place(number), audit.before(number)
            if now and before and now in audit.by_place and before in audit.by_place:
                seen[now, before] = None
    yield from seen
