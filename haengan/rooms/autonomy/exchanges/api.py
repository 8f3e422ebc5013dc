"""Exchanges over HTTP: the registers for officials' tokens, and what citizens may read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from haengan.kernel.tables.years import Year
from haengan.rooms.autonomy.exchanges import queries
from haengan.rooms.autonomy.exchanges.register import AGREEMENTS, CITIES, EXCHANGES

office = Router()
office.add_router("/cities", CITIES.api())
office.add_router("/agreements", AGREEMENTS.api())
office.add_router("/exchanges", EXCHANGES.api())
public = Router()


class AgreementTold(Schema):
    kind: str
    signed_on: date
    until_on: date | None


class CityTold(Schema):
    code: str
    name_ko: str
    name_en: str
    country: str
    country_ko: str
    country_en: str
    partnership: str
    agreements: list[AgreementTold]

    @staticmethod
    def resolve_agreements(city: Any) -> Any:
        return city.standing


class ExchangeTold(Schema):
    """`until_on` is the day after the last; `precision` says whether days or only months are known."""

    key: str
    city: str
    from_on: date
    until_on: date
    precision: str
    mode: str
    kinds: list[str]
    state: str
    content_ko: str
    content_en: str

    @staticmethod
    def resolve_city(exchange: Any) -> str:
        return str(exchange.city.code)

    @staticmethod
    def resolve_kinds(exchange: Any) -> list[str]:
        return sorted(exchange.kinds)

    @staticmethod
    def resolve_content_ko(exchange: Any) -> str:
        return _content(exchange, "ko")

    @staticmethod
    def resolve_content_en(exchange: Any) -> str:
        return _content(exchange, "en")


def _content(exchange: Any, language: str) -> str:
    return "\n".join(line.content(language) for line in exchange.lines.all())


@public.get("/cities", response=list[CityTold], summary="Cities abroad and the agreements that stand")
def cities(request: HttpRequest) -> Any:
    return queries.cities_on(timezone.localdate())


@public.get("/exchanges/{year}", response=list[ExchangeTold], summary="Exchanges of a year, planned and held")
def exchanges(request: HttpRequest, year: Year) -> Any:
    return queries.public_in(year)
