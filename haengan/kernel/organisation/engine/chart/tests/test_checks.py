"""What may not stand, and what the law would have otherwise; random charts against a slow, plain reading."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.organisation.engine.chart import checks
from haengan.kernel.organisation.engine.chart.checks import Limits
from haengan.kernel.organisation.engine.chart.shape import Chart, Post, Unit

LAW = Limits(4, 12, 4, 3, 1, 5, 4)
OPENED = date(2023, 1, 1)


def unit(key, parent="", kind="team", seat="head_office", **more):
    return Unit(key, more.pop("name", key), kind, seat, parent, **more)


def chart(*units, posts=()):
    return Chart({u.key: u for u in units}, {p.key: p for p in posts})


def codes(found):
    return [(problem.code, problem.subject) for problem in found]


CITY = unit("city", kind="city")


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (chart(CITY, unit("a", "gone")), [("orphan", "a")]),
        (chart(CITY, unit("a", "b"), unit("b", "a")), [("cycle", "a"), ("cycle", "b")]),
        (chart(CITY, unit("a", "a")), [("cycle", "a")]),
        (
            chart(CITY, unit("a", "city", name="x"), unit("b", "city", name="x")),
            [("name_twice", "a"), ("name_twice", "b")],
        ),
        (chart(CITY, unit("other")), [("two_roots", "other")]),
        (chart(unit("a", "b"), unit("b", "a")), [("cycle", "a"), ("cycle", "b"), ("no_root", "")]),
        (chart(CITY, unit("a", "city", name=" ")), [("nameless", "a")]),
        (chart(CITY, posts=[Post("p", "gone", "x")]), [("stray_post", "p")]),
        (chart(CITY, posts=[Post("p", "city", "x", head=True, established=2)]), [("no_seats", "p")]),
        (
            chart(CITY, posts=[Post("p", "city", "x", head=True), Post("q", "city", "y", head=True)]),
            [("two_heads", "city")],
        ),
        (chart(CITY, unit("a", "city")), []),
        (chart(), []),
    ],
)
def test_what_may_not_stand_is_named(bad, expected):
    assert codes(checks.problems(bad)) == expected


def test_the_same_name_may_stand_under_two_units():
    found = checks.problems(
        chart(CITY, unit("a", "city"), unit("b", "city"), unit("c", "a", name="x"), unit("d", "b", name="x"))
    )
    assert found == []


parents = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["", *"abcdefgh"]), max_size=8)


@given(parents)
def test_a_unit_is_in_a_cycle_if_walking_up_comes_back_to_it(above):
    found = checks.in_cycles(chart(*(unit(key, parent) for key, parent in above.items())))

    def comes_back(start):
        key = above[start]
        for _step in range(len(above)):
            if key == start:
                return True
            key = above.get(key, "")
        return False

    assert found == {key for key in above if comes_back(key)}


@given(parents)
def test_walking_down_meets_every_unit_that_is_not_cut_off(above):
    drawn = chart(*(unit(key, parent) for key, parent in above.items()))
    walked = [u.key for u, _depth in drawn.walk()]
    assert len(walked) == len(set(walked))
    assert set(walked) == {key for key in above if drawn.up(key)[-1].parent == ""}


def bureau(divisions):
    return [CITY, unit("b", "city", "bureau"), *divisions]


@pytest.mark.parametrize(("count", "warned"), [(3, True), (4, False), (5, False)])
def test_a_bureau_has_at_least_four_divisions(count, warned):
    """제6조제1항."""
    divisions = [unit(f"d{n}", "b", "division") for n in range(count)]
    found = checks.warnings(
        chart(*bureau(divisions)), replace(LAW, division_people_min=None, division_grade6_min=None), opened_on={}
    )
    assert [(w.code, w.found) for w in found] == ([("divisions_min", count)] if warned else [])


@pytest.mark.parametrize(
    ("sixth", "others", "expected"),
    [
        (4, 8, set()),
        (4, 7, {"division_people_min"}),
        (3, 9, {"division_grade6_min"}),
        (0, 0, {"division_people_min", "division_grade6_min"}),
    ],
)
def test_a_division_has_twelve_people_and_four_of_grade_six(sixth, others, expected):
    """제6조제5항; people of its teams count."""
    posts = [
        Post("p", "d", "x", grades=("6",), established=sixth),
        Post("q", "t", "y", grades=("7",), established=others),
    ]
    drawn = chart(CITY, unit("d", "city", "division"), unit("t", "d"), posts=posts)
    assert {w.code for w in checks.warnings(drawn, LAW, opened_on={})} == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 1, 1), []),
        (date(2026, 1, 2), ["temporary_years_max"]),
        (date(2023, 12, 31), ["temporary_years_min"]),
        (date(2024, 1, 1), []),
    ],
)
def test_a_temporary_unit_stands_one_to_three_years(until, expected):
    """제8조제3항·제4항."""
    drawn = chart(CITY, unit("t", "city", "bureau", "branch", temporary_until_on=until))
    assert [w.code for w in checks.warnings(drawn, LAW, opened_on={"t": OPENED})] == expected


def test_a_business_office_has_five_people():
    """제20조제2항."""
    drawn = chart(CITY, unit("o", "city", "business_office", "business"), posts=[Post("p", "o", "x", established=4)])
    assert [(w.code, w.found, w.limit) for w in checks.warnings(drawn, LAW, opened_on={})] == [
        ("business_people_min", 4, 5)
    ]


def test_a_post_admits_four_series():
    """제22조제1항제3호."""
    drawn = chart(
        CITY, posts=[Post("p", "city", "x", series=tuple("abcde")), Post("q", "city", "y", series=tuple("abcd"))]
    )
    assert [w.subject for w in checks.warnings(drawn, LAW, opened_on={})] == ["p"]


def test_where_the_law_is_not_known_nothing_is_warned():
    assert checks.warnings(chart(*bureau([])), Limits(), opened_on={}) == []
