from datetime import date

import pytest

from haengan.rooms.support.trainings import rules
from haengan.rooms.support.trainings.engine import papers


@pytest.mark.parametrize(
    ("case", "attended", "planned", "score", "graded", "completed", "why"),
    [
        ("60 of 100 is enough (article 20-2)", 420, 420, 60, True, True, ""),
        ("59 is not", 420, 420, 59, True, False, "score"),
        ("no score in a graded course", 420, 420, None, True, False, "score"),
        ("an ungraded course asks for no score", 420, 420, None, False, True, ""),
        ("four fifths of the hours", 336, 420, 90, True, True, ""),
        ("a minute less", 335, 420, 90, True, False, "attendance"),
        ("nobody counts hours where no session is recorded", 0, 0, 70, True, True, ""),
        ("never there", 0, 420, 100, True, False, "attendance"),
    ],
)
def test_who_completes(case, attended, planned, score, graded, completed, why):
    found = rules.outcome(attended, planned, score, graded=graded, pass_mark=60, least_share=80)
    assert (found.completed, found.why) == (completed, why), case


@pytest.mark.parametrize(
    ("case", "until_on", "due"),
    [
        ("ended on 4 May: ten days after it (article 20-4)", date(2023, 5, 5), date(2023, 5, 14)),
        ("over the end of a month", date(2023, 6, 1), date(2023, 6, 10)),
        ("over the end of a year", date(2024, 1, 1), date(2024, 1, 10)),
    ],
)
def test_results_are_told_within_ten_days(case, until_on, due):
    assert rules.result_due(until_on, 10) == due, case


@pytest.mark.parametrize(
    ("places", "taken", "waiting", "up"),
    [(2, 2, ["a", "b"], []), (2, 1, ["a", "b"], ["a"]), (None, 9, ["a", "b"], ["a", "b"]), (2, 5, ["a"], [])],
)
def test_the_waiting_list_moves_up_in_its_order(places, taken, waiting, up):
    assert rules.promoted(places, taken, waiting) == up


def test_one_night_and_two_days():
    assert rules.nights(date(2023, 5, 2), date(2023, 5, 4)) == 1


@pytest.mark.parametrize(
    ("language", "city", "signs"),
    [("ko", "가람시청", "가람시장"), ("en", "Garam City Hall", "The Mayor of Garam City")],
)
def test_the_mayor_signs_for_the_city_and_not_for_its_hall(language, city, signs):
    held = papers.Training("과정", "2023-001", date(2023, 5, 2), date(2023, 5, 3), "연수원", 420)
    made = papers.certificate(
        held, "이가람", "자치협력과", number="2023-0001", on=date(2023, 5, 8), city=city, language=language
    )
    assert made.blocks[-1].inlines[0].text == signs
