"""Any order and any batching ends in the same timeline, and in that of a naive reference."""

from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.decision import parsing, timelines
from haengan.rooms.safety.warnings.engine.decision.buffers import Buffer
from haengan.rooms.safety.warnings.engine.decision.tests.naive import GRID, Naive
from haengan.rooms.safety.warnings.engine.decision.timelines import ENDED, State, Stretch, Succession

END = 120 * GRID
SERIES = ("A", "B")
SECONDS = GRID // 1000


def spans(most):
    return st.integers(1, most)


def minutes(count):
    return count * SECONDS / 60


signs = st.sampled_from([">=", ">=", "<="])
values = st.integers(0, 6)


def leaf():
    common = {"series": st.sampled_from(SERIES), "is": signs, "value": values}
    level = st.fixed_dictionaries(common).map(lambda told: {"level": told})
    rate = st.fixed_dictionaries({**common, "minutes": spans(6).map(minutes)}).map(
        lambda told: {"rate": {**told, "value": told["value"] * 60 - 120}}
    )
    total = st.fixed_dictionaries(
        {**common, "hours": spans(12).map(lambda n: n * SECONDS / 3600), "complete": st.sampled_from([0, 50, 80])}
    ).map(lambda told: {"sum": {**told, "value": told["value"] * 4}})
    ahead = st.fixed_dictionaries(
        {**common, "within": spans(20).map(minutes), "window": st.integers(8, 16).map(minutes)}
    ).map(lambda told: {"forecast": told})
    return st.one_of(level, level, rate, total, ahead)


conditions = st.recursive(
    leaf(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"at_least": {"count": 2, "of": parts}}),
        inner.map(lambda part: {"not": part}),
        st.tuples(spans(8).map(minutes), inner).map(lambda told: {"hold": {"minutes": told[0], "of": told[1]}}),
    ),
    max_leaves=4,
)
level = st.fixed_dictionaries({"when": conditions}, optional={"until": conditions, "least": spans(8).map(minutes)})
rules = st.dictionaries(st.sampled_from(["attention", "caution", "alert", "severe"]), level, min_size=1, max_size=3)
sources = st.fixed_dictionaries(
    {name: st.fixed_dictionaries({"silent": spans(12).map(minutes), "rhythm": st.just(SECONDS)}) for name in SERIES}
)


@st.composite
def readings(draw, least=20):
    """Some moments twice: a correction, of which the one with the higher ordinal counts. About a third is bad."""
    random = draw(st.randoms(use_true_random=False))
    count = draw(st.integers(least, 90))
    return [
        (
            random.choice(SERIES),
            random.randint(0, 100) * GRID,
            index,
            float(random.randint(0, 6)),
            random.random() < 0.65,
        )
        for index in range(count)
    ]


def read(rule, source):
    used = {one.series for one in parsing.leaves(parsing.read({"levels": rule}, known=known(source)))}
    return parsing.read({"levels": rule, "series": {name: source[name] for name in used}})


def known(source):
    return {name: parsing.Source(round(one["silent"] * 60_000), one["rhythm"] * 1000) for name, one in source.items()}


class Table:
    """What readings the table has: a correction arrives with its number, the highest counts."""

    def __init__(self):
        self.buffers = {name: Buffer() for name in SERIES}
        self.said = {}

    def put(self, row):
        series, at, ordinal, value, usable = row
        if self.said.get((series, at), -1) < ordinal:
            self.said[series, at] = ordinal
            self.buffers[series].put(at, value, usable)


def told(changes):
    return [(one.at, one.before.level, one.before.known, one.after.level, one.after.known) for one in changes]


@settings(max_examples=120, deadline=None)
@given(rules, sources, readings(), st.data())
def test_any_order_and_batching_ends_in_the_timeline_of_the_naive_reference(rule, source, rows, data):
    made = read(rule, source)
    expected = Naive(made, rows).changes(20 * GRID, END)

    table, standing = Table(), set()
    folded = Succession([Stretch(20 * GRID, made)], table.buffers)
    waiting, now = data.draw(st.permutations(rows)), 20 * GRID
    while waiting:
        count = data.draw(st.integers(1, len(waiting)))
        batch, waiting = waiting[:count], waiting[count:]
        for row in batch:
            table.put(row)
        now = data.draw(st.integers(now // GRID, END // GRID)) * GRID
        delta = folded.fold(now, touched=min(row[1] for row in batch))
        standing = (standing - set(told(delta.removed))) | set(told(delta.added))
    delta = folded.fold(END)
    standing = (standing - set(told(delta.removed))) | set(told(delta.added))

    assert told(folded.changes) == expected
    assert sorted(standing) == expected


@settings(max_examples=50, deadline=None)
@given(rules, sources, readings(), st.randoms())
def test_what_is_remembered_of_the_walk_makes_no_difference(rule, source, rows, random):
    made, kept = read(rule, source), timelines.KEPT
    ends = []
    for most in (kept, 1):
        timelines.KEPT = most
        table = Table()
        folded = Succession([Stretch(0, made)], table.buffers)
        timelines.KEPT = kept
        for row in sorted(rows, key=lambda one: one[1] + 40 * GRID * random.random()):
            table.put(row)
            folded.fold(row[1], touched=row[1])
        folded.fold(END)
        ends.append(told(folded.changes))

    assert ends[0] == ends[1]


@settings(max_examples=80, deadline=None)
@given(rules, rules, sources, readings(), st.randoms())
def test_a_new_version_goes_on_where_the_old_one_stood(old, new, source, rows, random):
    first, second = read(old, source), read(new, source)
    expected = Naive(first, rows).changes(10 * GRID, 50 * GRID - 1)
    level, known = expected[-1][3:] if expected else ("", True)
    since = next((one[0] for one in reversed(expected) if one[1] != one[3]), None)
    expected += Naive(second, rows).changes(50 * GRID, END, level=level, since=since, known=known)

    table = Table()
    folded = Succession([Stretch(10 * GRID, first), Stretch(50 * GRID, second)], table.buffers)
    for row in random.sample(rows, len(rows)):
        table.put(row)
        folded.fold(random.randint(row[1], END), touched=row[1])
    folded.fold(END)

    assert told(folded.changes) == expected


@settings(max_examples=20, deadline=None)
@given(rules, sources, readings())
def test_a_rule_that_has_ended_stands_at_nothing(rule, source, rows):
    table = Table()
    for row in rows:
        table.put(row)
    folded = Succession([Stretch(0, read(rule, source)), Stretch(80 * GRID, ENDED)], table.buffers)
    folded.fold(END)

    assert folded.state.told == ("", True)
    assert all(one.at <= 80 * GRID for one in folded.changes)


def simple(**more):
    return parsing.read(
        {
            "levels": {
                "caution": {
                    "when": {"level": {"series": "A", "value": 2}},
                    "until": {"level": {"series": "A", "is": "<=", "value": 1.5}},
                    **more,
                }
            },
            "series": {"A": {"silent": 30, "rhythm": 60}},
        }
    )


MINUTE = 60_000


def timeline(conditions, *points, now, start=0):
    buffers = {"A": Buffer()}
    for at, value in points:
        buffers["A"].put(at * MINUTE, value, value >= 0)
    found = Succession([Stretch(start * MINUTE, conditions)], buffers)
    found.fold(now * MINUTE)
    return [(one.at / MINUTE, one.transition, one.after.level) for one in found.changes if one.at > start]


def test_a_level_ends_lower_than_it_began():
    found = timeline(simple(), (0, 1.0), (10, 2.0), (20, 1.8), (30, 1.5), now=40)

    assert found == [(10, "rise", "caution"), (30, "end", "")]


def test_a_level_lasts_its_shortest_time():
    found = timeline(simple(least=45), (0, 1.0), (10, 2.0), (20, 1.0), (40, 1.0), now=60)

    assert found == [(10, "rise", "caution"), (55, "end", "")]


def test_a_series_that_falls_silent_leaves_its_level_standing_and_unknown():
    found = timeline(simple(), (0, 1.0), (10, 2.5), now=90)

    assert found == [(10, "rise", "caution"), (40 + 1 / MINUTE, "doubt", "caution")]


def test_one_bad_reading_decides_nothing_and_three_make_it_unknown():
    found = timeline(simple(), (0, 1.0), (1, -1), (2, -1), (3, 1.0), (4, -1), (5, -1), (6, -1), now=7)

    assert found == [(6, "doubt", "")]


def test_what_is_true_at_the_start_fires_at_the_start():
    buffers = {"A": Buffer()}
    buffers["A"].put(0, 3.0, usable=True)
    found = Succession([Stretch(5 * MINUTE, simple())], buffers)
    found.fold(6 * MINUTE)

    assert [(one.at, one.transition) for one in found.changes] == [(5 * MINUTE, "rise")]


def test_a_change_says_which_reading_made_it():
    buffers = {"A": Buffer()}
    buffers["A"].put(MINUTE, 2.4, usable=True)
    found = Succession([Stretch(0, simple())], buffers)
    found.fold(2 * MINUTE)

    fact = found.changes[-1].why["facts"][0]
    assert (fact["series"], fact["at"], fact["value"], fact["limit"], fact["truth"]) == ("A", MINUTE, 2.4, 2.0, True)


def test_a_duration_is_over_without_a_further_reading():
    held = parsing.read(
        {
            "levels": {"alert": {"when": {"hold": {"minutes": 10, "of": {"level": {"series": "A", "value": 2}}}}}},
            "series": {"A": {"silent": 30, "rhythm": 60}},
        }
    )

    assert timeline(held, (0, 1.0), (3, 2.0), now=20) == [(13, "rise", "alert")]


def test_a_restart_in_the_middle_of_a_duration_is_not_noticed():
    held = parsing.read(
        {
            "levels": {"alert": {"when": {"hold": {"minutes": 10, "of": {"level": {"series": "A", "value": 2}}}}}},
            "series": {"A": {"silent": 30, "rhythm": 60}},
        }
    )
    buffers = {"A": Buffer()}
    for at, value in ((0, 1.0), (3, 2.0), (6, 2.1)):
        buffers["A"].put(at * MINUTE, value, usable=True)
    again = Succession([Stretch(7 * MINUTE, held)], buffers, State())
    again.fold(14 * MINUTE)

    assert [(one.at / MINUTE, one.transition) for one in again.changes] == [(13, "rise")]


def test_what_is_read_after_a_timeline_was_made_counts_for_its_durations():
    held = parsing.read(
        {
            "levels": {"alert": {"when": {"hold": {"minutes": 10, "of": {"level": {"series": "A", "value": 2}}}}}},
            "series": {"A": {"silent": 30, "rhythm": 60}},
        }
    )
    buffers = {"A": Buffer()}
    found = Succession([Stretch(7 * MINUTE, held)], buffers)
    buffers["A"].put(0, 1.0, usable=True)
    buffers["A"].put(3 * MINUTE, 2.0, usable=True)
    found.fold(14 * MINUTE)

    assert [(one.at / MINUTE, one.transition) for one in found.changes] == [(13, "rise")]
