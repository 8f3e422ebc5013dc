from datetime import date

import pytest

from haengan.kernel.approvals import rules
from haengan.kernel.approvals.rules import Planned, Role, Seat, Via

TEAM, DIVISION, BUREAU, CITY = Seat("team", "t"), Seat("division", "d"), Seat("bureau", "b"), Seat("city", "c")
LINES = [
    # case, way up, final, (post, role, delegated), article
    ("officer to division head", [DIVISION, BUREAU], "division", [("d", "approve", True)], "R10②"),
    (
        "officer of a team",
        [TEAM, DIVISION, BUREAU],
        "bureau",
        [("t", "review", False), ("d", "review", False), ("b", "approve", True)],
        "R9①",
    ),
    (
        "up to the mayor nobody delegates",
        [DIVISION, BUREAU, CITY],
        "city",
        [("d", "review", False), ("b", "review", False), ("c", "approve", False)],
        "R10①",
    ),
    (
        "a head drafts: the next above approves",
        [Seat("division", "d", own=True), BUREAU],
        "division",
        [("b", "approve", True)],
        "R10②",
    ),
    ("a unit without head is passed by", [Seat("team", ""), DIVISION], "division", [("d", "approve", True)], "R9①"),
    (
        "no bureau above: the city's head",
        [Seat("staff_office", "s"), CITY],
        "bureau",
        [("s", "review", False), ("c", "approve", False)],
        "R10①",
    ),
]


@pytest.mark.parametrize(("case", "way", "final", "expected", "article"), LINES, ids=[line[0] for line in LINES])
def test_the_line_follows_the_organisation_and_the_norm(case, way, final, expected, article):
    planned = rules.line(way, final=final)

    assert [(step.post, step.role.value, step.delegated) for step in planned] == expected
    assert [step.position for step in planned] == list(range(1, len(planned) + 1))


def test_nobody_approves_where_no_head_stands_high_enough():
    with pytest.raises(rules.NoApprover):
        rules.line([TEAM, DIVISION], final="bureau")


@pytest.mark.parametrize(("parallel", "positions"), [(True, [1, 2, 2, 3]), (False, [1, 2, 3, 4])])
def test_cooperation_stands_between_review_and_approval_at_once_or_one_by_one(parallel, positions):
    planned = rules.line([DIVISION, BUREAU], final="bureau", cooperation=["x", "d", "y"], parallel=parallel)

    assert [step.position for step in planned] == positions
    assert [step.post for step in planned] == ["d", "x", "y", "b"]  # whoever reviews is not asked to cooperate too


MARKS = [
    # final approver's capacity, delegated, marks in the approver's and the deputy's field, article of the enforcement rule
    (Via.OWN, False, ("", ""), "제7조제1항"),
    (Via.OWN, True, ("전결", ""), "제7조제2항"),
    (Via.DEPUTY, False, ("", "대결"), "제7조제3항 전단"),
    (Via.DEPUTY, True, ("전결", "대결"), "제7조제3항 후단"),
    (Via.ACTING, True, ("전결", ""), "제7조제2항"),
]


@pytest.mark.parametrize(("via", "delegated", "marks", "article"), MARKS)
def test_marks_of_the_final_approval(via, delegated, marks, article):
    assert rules.marks(role=Role.APPROVE, delegated=delegated, via=via) == marks


@pytest.mark.parametrize(
    ("retention", "until"),
    [("1", date(2025, 1, 1)), ("30", date(2054, 1, 1)), ("semi_permanent", None), ("permanent", None)],
)
def test_retention_counts_from_the_next_first_of_january(retention, until):
    """공공기록물법 시행령 제26조제3항: concluded on 4 September 2023, counted from 1 January 2024."""
    assert rules.retained_until(date(2023, 9, 4), retention) == until


def test_it_is_the_turn_of_the_lowest_position_that_is_not_decided():
    assert rules.turn([(1, True), (2, True), (2, False), (3, False)]) == 2
    assert rules.turn([(1, True)]) is None


def test_one_content_has_one_spelling():
    assert rules.canonical({"b": 1, "a": "가"}) == '{"a":"가","b":1}' == rules.canonical({"a": "가", "b": 1})
    assert Planned(1, Role.REVIEW, "p") == Planned(1, Role.REVIEW, "p")


@pytest.mark.parametrize(("city", "mayor"), [("파주시", "파주시장"), ("양평군", "양평군수"), ("종로구", "종로구청장")])
def test_letters_leave_in_the_name_of_the_agencys_head(city, mayor):
    assert rules.mayor_of(city) == mayor
