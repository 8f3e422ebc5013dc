import datetime

import pytest

from haengan.rooms.autonomy.exchanges.actions import cities, exchanges
from haengan.rooms.autonomy.exchanges.engine.wording.lines import Line

TODAY = datetime.date(2026, 11, 22)


def line(*kinds, **numbers):
    """``line("youth", out=5, in_=5)``"""
    return Line(frozenset(kinds), {name.rstrip("_"): amount for name, amount in numbers.items()})


@pytest.fixture
def keeper(lee, give):
    give(lee, "autonomy.exchanges.keep", "autonomy.exchanges.decide")
    return lee


@pytest.fixture
def add_city(keeper):
    def add(name_ko, name_en, country=("JP", "일본", "Japan"), **more):
        code, ko, en = country
        names = {"name_ko": name_ko, "name_en": name_en, "country": code, "country_ko": ko, "country_en": en}
        return cities.add_city(**names, **more, actor=keeper)

    return add


@pytest.fixture
def sasebo(add_city):
    return add_city("사세보시", "Sasebo")


@pytest.fixture
def enter(keeper):
    def one(city, from_on, until_on, *lines, subject="대표단 파견({파견}명)", today=TODAY, **more):
        told = {"mode": "dispatch", "state": "held", "subject_ko": subject, **more}
        days = {"from_on": datetime.date.fromisoformat(from_on), "until_on": datetime.date.fromisoformat(until_on)}
        return exchanges.enter(city=city, lines=lines, today=today, actor=keeper, **days, **told)

    return one
