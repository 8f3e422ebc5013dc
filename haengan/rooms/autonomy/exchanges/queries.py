"""Named reads of cities, agreements and exchanges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from haengan.kernel.figures.rules import Period
from haengan.kernel.files import queries as files
from haengan.kernel.files.models import Attachment
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.tables.queries import first_of, how_many
from haengan.rooms.autonomy.exchanges.engine.wording import lines as wording
from haengan.rooms.autonomy.exchanges.models import Agreement, Exchange, ExchangeLine, Result, SisterCity
from haengan.rooms.autonomy.exchanges.rules import AGREEMENTS, State

HELD = State.HELD.value


def cities_listed() -> QuerySet[SisterCity]:
    """With how many exchanges took place and the day of the last."""
    held = Exchange.objects.filter(state=HELD)
    return SisterCity.objects.annotate(
        held=how_many(held, "city"), last_on=first_of(held, "city", "from_on", last=True)
    )


def agreements_listed() -> QuerySet[Agreement]:
    return Agreement.objects.select_related("city")


def listed() -> QuerySet[Exchange]:
    return Exchange.objects.select_related("city").prefetch_related("lines__exchange__city")


def lines_listed() -> QuerySet[ExchangeLine]:
    return ExchangeLine.objects.filter(exchange__state=HELD).select_related("exchange__city")


def held() -> QuerySet[Exchange]:
    return Exchange.objects.filter(state=HELD)


def travelled() -> QuerySet[ExchangeLine]:
    """Lines with delegates: `delegates` is how many went and came, `roughly` whether either number is approximate."""
    travelling = Q(delegates_out__isnull=False) | Q(delegates_in__isnull=False)
    return (
        _held_lines()
        .filter(travelling)
        .annotate(
            delegates=Coalesce("delegates_out", 0, output_field=IntegerField())
            + Coalesce("delegates_in", 0, output_field=IntegerField()),
            roughly=_roughly("out", "in"),
        )
    )


def sent() -> QuerySet[ExchangeLine]:
    return _held_lines().filter(delegates_out__isnull=False).annotate(roughly=_roughly("out"))


def received() -> QuerySet[ExchangeLine]:
    return _held_lines().filter(delegates_in__isnull=False).annotate(roughly=_roughly("in"))


def attended() -> QuerySet[ExchangeLine]:
    return _held_lines().filter(others__isnull=False).annotate(roughly=_roughly("others"))


def paid() -> QuerySet[Exchange]:
    return held().filter(spent__isnull=False)


def given_dollars() -> QuerySet[ExchangeLine]:
    return _given("USD")


def given_won() -> QuerySet[ExchangeLine]:
    return _given("KRW")


def agreed() -> QuerySet[Agreement]:
    return Agreement.objects.all()


def held_in(period: Period) -> list[Exchange]:
    """In printing order: countries in the order of their first city, then city, then day."""
    rows = listed().filter(state=HELD, from_on__gte=period.from_on, from_on__lt=period.until_on)
    return in_order(rows)


def in_order(rows: QuerySet[Exchange]) -> list[Exchange]:
    first = SisterCity.objects.filter(country=OuterRef("city__country")).order_by().values("country")
    place = Subquery(first.annotate(first=Min("position")).values("first"))
    return list(
        rows.annotate(country_place=place).order_by("country_place", "city__position", "from_on", "until_on", "pk")
    )


def public_in(year: int) -> list[Exchange]:
    """What citizens read of a year: what took place and what is planned."""
    shown = Q(state__in=[HELD, State.PLANNED.value])
    return in_order(listed().filter(shown, from_on__year=year))


def years() -> list[int]:
    """Years with exchanges that citizens may read of, the newest first."""
    rows = Exchange.objects.filter(state__in=[HELD, State.PLANNED.value])
    return sorted({day.year for day in rows.dates("from_on", "year")}, reverse=True)


def cities_on(day: date) -> list[SisterCity]:
    """All cities with their agreements that stand on a day (as `standing`)."""
    found = list(cities_listed().prefetch_related("agreements"))
    for city in found:
        city.standing = [a for a in city.agreements.all() if _stands(a, day)]  # type: ignore[attr-defined]  # for the page
    return found


def documents(agreement: Agreement) -> QuerySet[Attachment]:
    return files.attached(agreement._meta.label_lower, agreement.key)


def overlapping(city: SisterCity, kind: str, signed_on: date, until_on: date | None) -> QuerySet[Agreement]:
    """Agreements of that kind that would stand on the same day."""
    rows = city.agreements.filter(Q(until_on__isnull=True) | Q(until_on__gt=signed_on), kind=kind)
    return rows.filter(signed_on__lt=until_on) if until_on else rows


def reports_owed(today: date) -> QuerySet[Exchange]:
    """Journeys whose report has not been handed in, the longest overdue first; those not due yet follow."""
    reported = Result.objects.filter(exchange=OuterRef("pk"))
    rows = listed().filter(~Exists(reported), state=HELD, report_due_on__isnull=False)
    return rows.annotate(
        overdue=Case(When(report_due_on__lt=today, then=Value(True)), default=Value(False), output_field=BooleanField())
    ).order_by("report_due_on", "pk")


def reported(exchange: Exchange) -> bool:
    return exchange.results.exists()


def country_named(code: str, but: str = "") -> SisterCity | None:
    """Another city of that country, whose names of the country are used already."""
    return SisterCity.objects.filter(country=code).exclude(key=but).first()


def last_position() -> int:
    return SisterCity.objects.aggregate(last=Max("position"))["last"] or 0


def council_must_decide(kind: str, on: date) -> bool:
    try:
        return kind in norms.value("exchanges.council.kinds", on=on)
    except norms.NoNorm:
        return False


def content(exchange: Exchange) -> list[Any]:
    """A published cell's parts: text in both languages and the numbers between, a line for each act."""
    parts: list[Any] = []
    for line in exchange.lines.all():
        parts += [_both("\n· " if parts else "· "), *_parts(line)]
    return parts


def kinds(exchange: Exchange) -> dict[str, str]:
    told = exchange.lines.all()
    return {language: "\n".join(line.kinds_shown(language) for line in told) for language in ("ko", "en")}


def city_name(language: str, today: date) -> str:
    """What our own city is called on its papers."""
    roots = organisation.tree(today)
    if not roots:
        return "-"
    return roots[0].version.name_ko if language == "ko" else roots[0].version.name_en or roots[0].version.name_ko


def cities_named(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    rows = SisterCity.objects.filter(code__in=codes)
    return {city.code: (city.name_ko, city.name_en) for city in rows}


def countries_named(codes: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    rows = SisterCity.objects.filter(country__in=codes).order_by("-position")
    return {city.country: (city.country_ko, city.country_en) for city in rows}


def partnership_of(agreements: Iterable[Agreement], otherwise: str) -> str:
    """The closest partnership that the standing agreements make."""
    kinds = {agreement.kind for agreement in agreements}
    return next((kind for kind in AGREEMENTS if kind in kinds and kind != "memorandum"), otherwise)


def _held_lines() -> QuerySet[ExchangeLine]:
    return ExchangeLine.objects.filter(exchange__state=HELD)


def _given(currency: str) -> QuerySet[ExchangeLine]:
    return _held_lines().filter(currency=currency, gift__isnull=False).annotate(roughly=_roughly("gift"))


def _roughly(*codes: str) -> Any:
    told = Q()
    for code in codes:
        told |= Q(approximate__has=code)
    return Case(When(told, then=Value(True)), default=Value(False), output_field=BooleanField())


def _stands(agreement: Agreement, day: date) -> bool:
    return agreement.signed_on <= day and (agreement.until_on is None or day < agreement.until_on)


def _parts(line: ExchangeLine) -> list[Any]:
    found: list[Any] = []
    for (ko, code), (en, _same) in zip(wording.pieces(line.text("ko")), wording.pieces(line.text("en")), strict=True):
        found.append({"ko": ko, "en": en})
        if code:
            found.append(
                {
                    "n": line.number(code),
                    **{f"text_{language}": line.printed(code, language) for language in ("ko", "en")},
                }
            )
    return found


def _both(text: str) -> dict[str, str]:
    return {"ko": text, "en": text}
