from datetime import date

import pytest

from haengan.rooms.autonomy.honorary_mayors import rules


@pytest.mark.parametrize(
    ("served", "years", "expected", "why"),
    [
        ([], 2, None, "a first time"),
        ([date(2022, 5, 10)], 2, date(2024, 5, 10), "two years after the last time"),
        ([date(2019, 1, 1), date(2022, 5, 10)], 2, date(2024, 5, 10), "the last time counts, not the first"),
        ([date(2024, 2, 29)], 1, date(2025, 3, 1), "a leap day has no anniversary"),
    ],
)
def test_someone_may_be_chosen_again_from(served, years, expected, why):
    assert rules.again_from(served, years) == expected, why


@pytest.mark.parametrize(("quota", "selected", "left"), [(None, 3, None), (2, 0, 2), (2, 2, 0), (1, 2, 0)])
def test_places_left_in_a_group(quota, selected, left):
    assert rules.places_left(quota, selected) == left


def test_one_person_is_known_by_name_and_birth_however_spaced():
    assert rules.identity("홍 길순", date(1990, 5, 5)) == rules.identity("홍길순", date(1990, 5, 5))
