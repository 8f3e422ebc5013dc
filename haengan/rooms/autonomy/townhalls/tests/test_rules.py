from datetime import date

import pytest

from haengan.rooms.autonomy.townhalls import rules


@pytest.mark.parametrize(
    ("assigned_on", "days", "expected", "why"),
    [
        (date(2023, 8, 2), 1, date(2023, 8, 2), "the first day counts (민원 처리에 관한 법률 제19조제2항)"),
        (date(2023, 8, 2), 14, date(2023, 8, 22), "two weekends and 광복절 do not count"),
        (date(2023, 8, 5), 2, date(2023, 8, 8), "assigned on a Saturday, the term begins on Monday"),
        (date(2023, 9, 27), 2, date(2023, 10, 4), "추석, the day between that the government named, and 개천절"),
    ],
)
def test_an_answer_is_due(assigned_on, days, expected, why):
    assert rules.due(assigned_on, days) == expected, why


@pytest.mark.parametrize("names", [rules.SECTORS, rules.GROUPS, rules.FIELDS, rules.OUTCOMES, rules.STATES])
def test_every_code_has_two_names(names):
    assert all(ko and en and ko != en for ko, en in names.values())
