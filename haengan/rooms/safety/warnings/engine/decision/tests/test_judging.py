"""Alarms beside warnings that were given: told by examples a hydrologist can read, and by what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from haengan.rooms.safety.warnings.engine.decision.judging import Outcome, Span, judge

TEN = Span(10, 20)
CASES = [
    ("in time", [Span(5, 25)], [TEN], Outcome(((0, 0, 5),), (), ())),
    ("late", [Span(14, 25)], [TEN], Outcome(((0, 0, -4),), (), ())),
    ("missed", [], [TEN], Outcome((), (0,), ())),
    ("false", [Span(40, 50)], [TEN], Outcome((), (0,), (0,))),
    ("within the slack before", [Span(1, 7)], [TEN], Outcome(((0, 0, 9),), (), ())),
    ("beyond the slack before", [Span(1, 6)], [TEN], Outcome((), (0,), (0,))),
    ("within the slack after", [Span(23, 30)], [TEN], Outcome(((0, 0, -13),), (), ())),
    ("the first of two counts", [Span(18, 25), Span(8, 12)], [TEN], Outcome(((0, 1, 2),), (), ())),
    ("one alarm for two warnings", [Span(5, None)], [TEN, Span(90, None)], Outcome(((0, 0, 5), (1, 0, 85)), (), ())),
]


@pytest.mark.parametrize(("alarms", "warnings", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_belongs_together(alarms, warnings, told):
    assert judge(alarms, warnings, 3) == told


spans = some.lists(
    some.tuples(some.integers(0, 100), some.integers(1, 30) | some.none()).map(
        lambda one: Span(one[0], None if one[1] is None else one[0] + one[1])
    ),
    max_size=8,
)


@given(alarms=spans, warnings=spans, slack=some.integers(0, 20))
def test_every_warning_is_a_hit_or_a_miss_and_every_false_alarm_touches_no_warning(alarms, warnings, slack):
    found = judge(alarms, warnings, slack)
    minutes = [set(range(one.since, min(one.end, 400) + 1)) for one in alarms]
    widened = [set(range(one.since - slack, min(one.end, 400) + slack + 1)) for one in warnings]

    assert sorted([hit[0] for hit in found.hits] + list(found.misses)) == list(range(len(warnings)))
    touching = {a for a, mine in enumerate(minutes) if any(mine & there for there in widened)}
    assert set(found.false) == set(range(len(alarms))) - touching
    for warning, alarm, lead in found.hits:
        assert alarm in touching
        assert lead == warnings[warning].since - alarms[alarm].since


def test_shares_of_nothing_are_not_told():
    nothing = judge([], [], 0)
    assert (nothing.found, nothing.wrong(0), nothing.lead) == (None, None, None)
    some_ = judge([Span(5, 25), Span(90, 95)], [TEN, Span(200, 210)], 3)
    assert (some_.found, some_.wrong(2), some_.lead) == (0.5, 0.5, 5)
