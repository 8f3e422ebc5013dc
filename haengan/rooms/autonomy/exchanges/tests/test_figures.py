"""A golden year counted by hand, and what a value shows behind itself."""

import pytest

from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import month, period, year
from haengan.kernel.figures.totals import Unanswerable
from haengan.rooms.autonomy.exchanges import figures as declared
from haengan.rooms.autonomy.exchanges.actions import cities, exchanges
from haengan.rooms.autonomy.exchanges.tests.conftest import TODAY, line

pytestmark = pytest.mark.django_db
OF_LINES = (declared.DELEGATES, declared.SENT, declared.RECEIVED, declared.ATTENDANCE, declared.GIFTS)


@pytest.fixture
def golden(add_city, sasebo, enter):
    """Sasebo: 5 went in March, 6 came in May and about 70 others met them, 5 and 5 in December. Gloucester: 300 dollars."""
    gloucester = add_city("글로스터시", "Gloucester", country=("GB", "영국", "United Kingdom"))
    enter(sasebo, "2023-03-30", "2023-04-05", line("youth", out=5))
    two = "내방({내방}명)\n행사({기타}명)"
    rows = [line("administrative", in_=6), line("civic", others=70)]
    enter(sasebo, "2023-05-01", "2023-06-01", *rows, subject=two, mode="visit", approximate=frozenset({"others"}))
    both = "상호 방문({양국}명)"
    enter(sasebo, "2023-12-31", "2024-01-05", line("youth", out=5, in_=5), subject=both, mode="mutual")
    gift = {"subject": "성금({금액}불)", "mode": "gift", "currency": "USD"}
    enter(gloucester, "2023-07-01", "2023-07-02", line("civic", gift=300), **gift)
    enter(sasebo, "2026-12-01", "2026-12-02", line("civic", out=9), state="planned")
    return gloucester


@pytest.mark.parametrize(
    ("figure", "asked", "part", "amount"),
    [
        (declared.HELD, year(2023), ("", ""), 4),
        (declared.HELD, month(2023, 3), ("", ""), 1),
        (declared.HELD, month(2023, 4), ("", ""), 0),
        (declared.HELD, year(2023), ("kind", "civic"), 2),
        (declared.HELD, year(2023), ("country", "JP"), 3),
        (declared.HELD, year(2024), ("", ""), 0),
        (declared.HELD, year(2026), ("", ""), 0),
        (declared.CITIES, year(2023), ("", ""), 2),
        (declared.COUNTRIES, year(2023), ("mode", "visit"), 1),
        (declared.DELEGATES, year(2023), ("", ""), 21),
        (declared.DELEGATES, year(2023), ("kind", "youth"), 15),
        (declared.DELEGATES, year(2023), ("city", "sasebo"), 21),
        (declared.SENT, year(2023), ("", ""), 10),
        (declared.RECEIVED, year(2023), ("mode", "visit"), 6),
        (declared.ATTENDANCE, year(2023), ("kind", "civic"), 70),
        (declared.ATTENDANCE, year(2023), ("kind", "administrative"), 0),
        (declared.GIFTS, year(2023), ("country", "GB"), 300),
        (declared.GIFTS_WON, year(2023), ("", ""), 0),
    ],
)
def test_the_golden_year(figure, asked, part, amount, golden):
    assert figures.value(figure, asked, slice=part[0], member=part[1]).amount == amount


@pytest.mark.parametrize("figure", OF_LINES, ids=lambda figure: figure.name)
def test_what_stands_behind_a_value_adds_up_to_it(figure, golden):
    rows = figures.behind(figures.asked(figure.name, year(2023))).records
    assert sum(getattr(row, figure.measure) for row in rows) == figures.value(figure, year(2023)).amount


def test_only_a_sum_that_holds_an_approximate_number_is_approximate(golden):
    rough = {figure.name for figure in OF_LINES if figures.value(figure, year(2023)).approximate}
    assert rough == {declared.ATTENDANCE.name}


def test_partitions_add_up_to_the_whole(golden):
    for cut in ("country", "city", "mode"):
        assert sum(part.amount for part in figures.by(declared.HELD, year(2023), cut)) == 4


def test_what_is_known_by_months_is_not_asked_for_by_the_day(golden):
    with pytest.raises(Unanswerable):
        figures.value(declared.HELD, period("2023-05-01..2023-05-10"))


def test_a_retracted_exchange_counts_no_more(golden, keeper):
    held = figures.behind(figures.asked(declared.HELD.name, month(2023, 3))).records.get()
    exchanges.retract(key=held.key, revision=held.revision, reason="두 번 입력", today=TODAY, actor=keeper)
    assert figures.value(declared.HELD, year(2023)).amount == 3
    assert figures.value(declared.DELEGATES, year(2023)).amount == 16


def test_agreements_stand_from_their_signing_until_their_end(golden, keeper):
    told = {"kind": "memorandum", "actor": keeper}
    cities.sign(city=golden, signed_on=period("2020-05-01").from_on, until_on=period("2023-05-01").from_on, **told)
    counts = [
        figures.value(declared.AGREEMENTS, period(day)).amount for day in ("2020-04-30", "2020-05-01", "2023-05-01")
    ]
    assert counts == [0, 1, 0]


def test_codes_are_named_in_both_languages(golden):
    city, country = declared.HELD.slices["city"], declared.HELD.slices["country"]
    assert (city.label("gloucester", "ko"), city.label("gloucester", "en")) == ("글로스터시", "Gloucester")
    assert country.label("JP", "ko") == "일본"
