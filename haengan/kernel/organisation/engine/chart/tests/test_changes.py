"""Changes to a chart, one verb at a time and many at random."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.organisation.engine.chart import changes
from haengan.kernel.organisation.engine.chart.changes import Change, Impossible, Verb
from haengan.kernel.organisation.engine.chart.differences import Count, counts, differences
from haengan.kernel.organisation.engine.chart.shape import Chart, Post, Unit

BEFORE = Chart(
    {
        "city": Unit("city", "가람시", "city", "head_office"),
        "bureau": Unit("bureau", "행정안전국", "bureau", "head_office", "city"),
        "division": Unit("division", "자치협력과", "division", "head_office", "bureau"),
    },
    {"post": Post("post", "division", "과장", grades=("5",), head=True)},
)


def told(after):
    return [(d.kind, d.what, d.name, d.before, d.after) for d in differences(BEFORE, after)]


@pytest.mark.parametrize(
    ("verb", "target", "values", "expected"),
    [
        (
            "rename_unit",
            "division",
            {"name_ko": "자치행정과"},
            ("unit", "name_ko", "자치협력과", "자치협력과", "자치행정과"),
        ),
        ("move_unit", "division", {"parent": "city"}, ("unit", "parent", "자치협력과", "행정안전국", "가람시")),
        (
            "change_unit",
            "division",
            {"kind": "staff_office"},
            ("unit", "kind", "자치협력과", "division", "staff_office"),
        ),
        ("transfer_post", "post", {"unit": "bureau"}, ("post", "unit", "과장", "자치협력과", "행정안전국")),
        ("change_post", "post", {"established": 2}, ("post", "established", "과장", 1, 2)),
        ("close_post", "post", {}, ("post", "closed", "과장", "자치협력과", None)),
        (
            "open_unit",
            "new",
            {"name_ko": "감사관", "kind": "staff_office", "seat": "head_office", "parent": "city"},
            ("unit", "opened", "감사관", None, "가람시"),
        ),
    ],
)
def test_one_change_is_one_difference(verb, target, values, expected):
    assert told(changes.applied(BEFORE, [Change(Verb(verb), target, values)])) == [expected]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(Verb.CLOSE_UNIT, "gone"), "no_such_unit"),
        (Change(Verb.CHANGE_POST, "gone"), "no_such_post"),
        (Change(Verb.OPEN_UNIT, "city", {"name_ko": "x", "kind": "team", "seat": "head_office"}), "already_open"),
        (Change(Verb.OPEN_UNIT, "new", {"name_ko": "x"}), "missing_value"),
        (Change(Verb.RENAME_UNIT, "division", {"kind": "team"}), "unknown_value"),
        (Change(Verb.MOVE_UNIT, "division", {"parent": ""}), "missing_value"),
    ],
)
def test_a_change_that_cannot_be_made_is_named(change, code):
    with pytest.raises(Impossible) as wrong:
        changes.applied(BEFORE, [change])
    assert wrong.value.code == code


def test_the_counts_stand_side_by_side():
    opened = Change(
        Verb.OPEN_UNIT, "n", {"name_ko": "x", "kind": "division", "seat": "head_office", "parent": "bureau"}
    )
    found = counts(BEFORE, changes.applied(BEFORE, [opened]))
    assert Count("head_office", "division", 1, 2) in found
    assert Count("head_office", "bureau", 1, 1) in found


def test_a_later_change_may_refer_to_what_an_earlier_one_opens():
    opened = Change(Verb.OPEN_UNIT, "n", {"name_ko": "x", "kind": "bureau", "seat": "head_office", "parent": "city"})
    after = changes.applied(BEFORE, [opened, Change(Verb.MOVE_UNIT, "division", {"parent": "n"})])
    assert [u.key for u in after.up("division")] == ["division", "n", "city"]


moves = st.lists(
    st.one_of(
        st.builds(
            lambda t, n: Change(Verb.RENAME_UNIT, t, {"name_ko": n}),
            st.sampled_from(list(BEFORE.units)),
            st.text(min_size=1),
        ),
        st.builds(lambda t, p: Change(Verb.MOVE_UNIT, t, {"parent": p}), *[st.sampled_from(list(BEFORE.units))] * 2),
        st.builds(
            lambda d: Change(Verb.CHANGE_UNIT, "division", {"temporary_until_on": d}),
            st.none() | st.dates(date(2000, 1, 1)),
        ),
        st.builds(lambda g: Change(Verb.CHANGE_POST, "post", {"grades": tuple(g)}), st.lists(st.sampled_from("456"))),
    )
)


@given(moves)
def test_a_change_comes_back_whole_from_its_stored_form(planned):
    stored = [(c.verb.value, c.target, changes.written(c)) for c in planned]
    assert [changes.read(*row) for row in stored] == planned


@given(moves)
def test_the_chart_before_is_never_touched(planned):
    kept = (dict(BEFORE.units), dict(BEFORE.posts))
    changes.applied(BEFORE, planned)
    assert (BEFORE.units, BEFORE.posts) == kept


@given(moves)
def test_no_difference_means_the_same_chart(planned):
    after = changes.applied(BEFORE, planned)
    assert (differences(BEFORE, after) == []) == (after == BEFORE)
