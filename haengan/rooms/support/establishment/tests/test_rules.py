from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.support.establishment import rules
from haengan.rooms.support.establishment.engine import parts
from haengan.rooms.support.establishment.rules import Balance, Instrument

BEFORE = {"head_office.staff_office": 3, "head_office.bureau": 7, "head_office.division": 36}
AFTER = {**BEFORE, "head_office.division": 40}


@pytest.mark.parametrize(
    ("after", "before", "language", "text"),
    [
        (AFTER, BEFORE, "ko", "3담당관 7국 40과 (↑4과)"),
        (BEFORE, None, "ko", "3담당관 7국 36과"),
        (BEFORE, AFTER, "ko", "3담당관 7국 36과 (↓4과)"),
        (AFTER, BEFORE, "en", "3 staff offices, 7 bureaus, 40 divisions (↑4 divisions)"),
        ({"head_office.division": 1}, {"head_office.division": 0}, "en", "1 division (↑1 division)"),
        ({}, None, "ko", "-"),
    ],
)
def test_a_seat_is_told_in_the_words_of_the_report(after, before, language, text):
    assert parts.wording("head_office", after, before, language) == text


@pytest.mark.parametrize(
    ("seat", "kind", "part"),
    [
        ("head_office", "division", "head_office.division"),
        ("business", "division", "business_office.division"),
        ("district", "dong", "district.dong"),
        ("head_office", "team", ""),
        ("head_office", "city", ""),
        ("branch", "division", "other"),
    ],
)
def test_a_unit_counts_under_its_seat_and_kind(seat, kind, part):
    assert parts.part_of(seat, kind) == part


@pytest.mark.parametrize(
    ("case", "before", "after", "expected"),
    [
        ("nothing changes", {"6": 4}, {"6": 4}, []),
        ("one seat more in grade 7: the total changes", {"7": 4}, {"7": 5}, [Instrument.ORDINANCE, Instrument.RULE]),
        ("a seat from 8 to 7: the total stands", {"7": 4, "8": 4}, {"7": 5, "8": 3}, [Instrument.RULE]),
        ("a seat from 6 to 5: an ordinance sets 5", {"5": 4, "6": 4}, {"5": 5, "6": 3}, ["ordinance", "rule"]),
        ("a seat from 5 to 4: both by ordinance", {"4": 1, "5": 4}, {"4": 2, "5": 3}, [Instrument.ORDINANCE]),
    ],
)
def test_article_30_says_by_what_seats_change(case, before, after, expected):
    assert rules.instruments(before, after) == expected, case


@given(st.dictionaries(st.sampled_from(["4", "5", "6", "7", "8", "9"]), st.integers(0, 50)))
def test_an_establishment_that_stays_needs_nothing(seats):
    assert rules.instruments(seats, dict(seats)) == []


@given(st.integers(0, 500), st.integers(0, 500))
def test_vacant_seats_and_people_over_explain_the_headcount(established, headcount):
    balance = Balance(established, headcount)

    assert established - balance.vacant + balance.over == headcount
    assert not (balance.vacant and balance.over)


@pytest.mark.parametrize(
    ("today", "taken", "due"),
    [
        (date(2023, 6, 29), [date(2022, 12, 31)], None),
        (date(2023, 6, 30), [date(2022, 12, 31)], date(2023, 6, 30)),
        (date(2023, 9, 4), [date(2023, 6, 30)], None),
        (date(2024, 1, 2), [date(2023, 6, 30)], date(2023, 12, 31)),
    ],
)
def test_a_survey_is_owed_from_its_day_on(today, taken, due):
    assert rules.census_due(today, taken, ["06-30", "12-31"]) == due


def test_a_rule_goes_to_the_council_within_ten_days_of_promulgation():
    assert rules.submit_by(date(2023, 6, 28), 10) == date(2023, 7, 8)
