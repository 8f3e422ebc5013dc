"""Named reads of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery, Sum

from haengan.kernel.figures.rules import Period
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.rooms.support.events import rules
from haengan.rooms.support.events.models import Event, Invitation
from haengan.rooms.support.events.rules import State

HELD = State.HELD.value
IN_CALENDAR = timedelta(days=366)


def listed() -> QuerySet[Event]:
    """With how many are invited (`invited`) and the day of the same series before (`before_on`)."""
    asked = Invitation.objects.filter(event=OuterRef("pk")).order_by().values("event")
    earlier = Event.objects.filter(series=OuterRef("series"), state=HELD, from_on__lt=OuterRef("from_on"))
    return Event.objects.select_related("site", "host").annotate(
        invited=Subquery(asked.annotate(n=Sum("invited")).values("n")),
        before_on=Subquery(earlier.order_by().values("series").annotate(last=Max("from_on")).values("last")),
    )


def held() -> QuerySet[Event]:
    return Event.objects.filter(state=HELD)


def counted() -> QuerySet[Event]:
    """Events of which it is known how many came."""
    return held().filter(present__isnull=False)


def held_in(period: Period) -> QuerySet[Event]:
    rows = listed().filter(state=HELD, from_on__gte=period.from_on, from_on__lt=period.until_on)
    return rows.order_by("from_on", "starts", "pk")


def shown() -> QuerySet[Event]:
    """What citizens may see."""
    return listed().filter(public=True).exclude(state=State.RETRACTED.value)


def coming(today: date) -> QuerySet[Event]:
    """Not over yet, cancelled ones too, so that nobody comes in vain."""
    return shown().filter(until_on__gt=today).exclude(state=HELD).order_by("from_on", "starts", "pk")


def past(year: int | None = None) -> QuerySet[Event]:
    rows = shown().filter(state=HELD)
    return (rows.filter(from_on__year=year) if year else rows).order_by("-from_on", "-starts", "-pk")


def years() -> list[int]:
    return sorted({day.year for day in shown().filter(state=HELD).dates("from_on", "year")}, reverse=True)


def in_calendar(today: date) -> QuerySet[Event]:
    """Those of the last year and all to come; cancelled ones stay, so that subscribers learn of it."""
    rows = listed().exclude(state=State.RETRACTED.value)
    return rows.filter(until_on__gt=today - IN_CALENDAR).order_by("from_on", "starts", "pk")


def years_since_last(event: Event) -> int | None:
    """Calendar years since the same was held before; None where nothing is known."""
    before = Event.objects.filter(series=event.series, state=HELD, from_on__lt=event.from_on)
    return rules.years_since(event.from_on, list(before.values_list("from_on", flat=True)))


def national_days(on: date) -> dict[str, tuple[int, int]]:
    return rules.national_days(norms.value("events.national_days", on=on))


def same(event: Event) -> QuerySet[Event]:
    """Another entry of the same series on one of its days."""
    rows = Event.objects.filter(series=event.series, from_on__lt=event.until_on, until_on__gt=event.from_on)
    return rows.exclude(Q(pk=event.pk) | Q(state__in=[State.RETRACTED.value, State.CANCELLED.value]))


def city_name(language: str, today: date) -> str:
    """What the city is called on its papers."""
    roots = organisation.tree(today)
    if not roots:
        return "-"
    return roots[0].version.name_ko if language == "ko" else roots[0].version.name_en or roots[0].version.name_ko


def series_named(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """By the national day, else by the newest event's name."""
    rows = Event.objects.filter(series__in=codes).order_by("from_on", "pk")
    named = {event.series: (event.name_ko, event.name_en or event.name_ko) for event in rows}
    return {
        code: rules.NATIONAL_DAYS.get(code) or named[code]
        for code in codes
        if code in rules.NATIONAL_DAYS or code in named
    }
