"""Rows and conditions say the same, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS, Source
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.engine.decision.rows import Filled, Row, compose, place, split

KNOWN = {name: Source(1_800_000, 60_000, "m") for name in ("W1", "W2", "R1")}
amount = some.integers(1, 40).map(lambda n: n / 4)
minutes = some.integers(1, 600)


@some.composite
def row(draw):
    kind = draw(some.sampled_from(["level", "rate", "sum", "forecast"]))
    span = {"level": some.none(), "sum": some.integers(1, 24)}.get(kind, minutes)
    forecast = kind == "forecast"
    return Row(
        draw(some.sampled_from(LEVELS)),
        kind,
        draw(some.sampled_from(["W1", "W2", "R1"])),
        draw(some.sampled_from([">=", "<="])),
        draw(amount),
        span=draw(span),
        within=draw(minutes) if forecast else None,
        probability=draw(some.sampled_from([0.25, 0.5, 0.9])) if forecast else None,
        hold=draw(some.none() | minutes),
        ends=draw(some.none() | amount),
    )


@some.composite
def filled(draw):
    rows = sorted(draw(some.lists(row(), min_size=1, max_size=8)), key=lambda one: LEVELS.index(one.level))
    several = {level for level in LEVELS if sum(one.level == level for one in rows) > 1}
    used = sorted({one.level for one in rows})
    joins = {level: draw(some.sampled_from(["all", "any"])) for level in sorted(several)}
    least = {level: draw(minutes) for level in draw(some.sets(some.sampled_from(used)))}
    return Filled(tuple(rows), joins, least)


@given(given_rows=filled())
def test_rows_that_are_composed_and_read_are_the_same_rows_again(given_rows):
    assert split(read(compose(given_rows), known=KNOWN)) == given_rows


ABOVE = {"level": {"series": "W1", "value": 2.0}}
TOO_MUCH = [
    {"any": [ABOVE, {"all": [ABOVE, ABOVE]}]},
    {"at_least": {"count": 2, "of": [ABOVE, ABOVE, ABOVE]}},
    {"not": ABOVE},
    {"hold": {"minutes": 5, "of": {"any": [ABOVE, ABOVE]}}},
    {"forecast": {"series": "W1", "value": 4, "within": 60, "model": "exponential"}},
    {"sum": {"series": "R1", "value": 60, "hours": 3, "complete": 50}},
]


@pytest.mark.parametrize("when", TOO_MUCH)
def test_what_rows_cannot_say_is_left_to_data(when):
    assert split(read({"levels": {"severe": {"when": when}}}, known=KNOWN)) is None


def test_an_end_that_is_another_condition_is_left_to_data():
    until = {"rate": {"series": "W1", "is": "<=", "value": 0, "minutes": 30}}
    assert split(read({"levels": {"severe": {"when": ABOVE, "until": until}}}, known=KNOWN)) is None


def test_a_value_at_which_it_ends_is_what_an_official_would_write():
    rows = (Row("caution", "level", "W1", ">=", 2.5, ends=2.2), Row("caution", "level", "W2", ">=", 3.0, hold=10))
    assert compose(Filled(rows, {}, {"caution": 30})) == {
        "levels": {
            "caution": {
                "when": {
                    "any": [
                        {"level": {"series": "W1", "is": ">=", "value": 2.5}},
                        {"hold": {"minutes": 10, "of": {"level": {"series": "W2", "is": ">=", "value": 3.0}}}},
                    ]
                },
                "until": {
                    "all": [
                        {"level": {"series": "W1", "is": "<=", "value": 2.2}},
                        {"not": {"hold": {"minutes": 10, "of": {"level": {"series": "W2", "is": ">=", "value": 3.0}}}}},
                    ]
                },
                "least": 30,
            }
        }
    }


WRONG = [
    ({"kind": "rate"}, (0, "")),
    ({"kind": "rate", "span": 99999}, (0, "span")),
    ({"kind": "sum", "span": 99999}, (0, "span")),
    ({"hold": 99999}, (0, "hold")),
    ({"value": 1e12}, (0, "value")),
    ({"ends": 1e12}, (0, "ends")),
    ({"kind": "forecast", "within": 10, "probability": 7}, (0, "probability")),
]


@pytest.mark.parametrize(("told", "where"), WRONG)
def test_what_is_wrong_leads_to_its_row_and_field(told, where):
    wrong = Filled(
        (Row(**{"level": "severe", "kind": "level", "series": "W1", "sign": ">=", "value": 2.0, **told}),), {}, {}
    )
    with pytest.raises(Malformed) as malformed:
        read(compose(wrong), known=KNOWN)
    assert place(malformed.value.path, wrong) == where


def test_of_several_rows_the_wrong_one_is_found():
    good = Row("severe", "level", "W1", ">=", 2.0)
    rows = (Row("caution", "level", "W1", ">=", 1.0), good, Row("severe", "rate", "W2", ">=", 2.0, span=99999))
    wrong = Filled(rows, {"severe": "all"}, {})
    with pytest.raises(Malformed) as malformed:
        read(compose(wrong), known=KNOWN)
    assert place(malformed.value.path, wrong) == (2, "span")
