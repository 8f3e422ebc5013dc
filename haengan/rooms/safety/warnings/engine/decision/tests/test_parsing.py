"""Whatever is given is read and told again alike, or refused with path, value and remedy: nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.decision import conditions, parsing, words
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed
from haengan.rooms.safety.warnings.engine.decision.tests.test_timelines import known, rules, sources

junk = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["levels", "caution", "when", "until", "level", "sum", "series", "is", "value", "all", "hold", "of"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(rules, sources)
def test_what_is_read_is_told_again_alike(rule, source):
    made = parsing.read({"levels": rule}, known=known(source))
    again = parsing.read(json.loads(conditions.canonical(made)))

    assert again == made
    assert conditions.canonical(again) == conditions.canonical(made)
    assert all(words.lines(made, language) for language in ("ko", "en"))


@given(junk)
def test_anything_else_is_refused_in_words(given_data):
    try:
        parsing.read(given_data)
    except Malformed as wrong:
        assert words.told(wrong, "ko") != words.told(wrong, "en")


def leaf(**told):
    return {"levels": {"caution": {"when": {"level": {"series": "W1", "value": 1, **told}}}}}


SOURCE = {"W1": parsing.Source(60_000, 60_000)}


@pytest.mark.parametrize(
    ("given_data", "path", "code"),
    [
        (leaf(value="high"), "levels.caution.when.level.value", "no_number"),
        (leaf(value=float("nan")), "levels.caution.when.level.value", "no_number"),
        (leaf(**{"is": ">"}), "levels.caution.when.level.is", "no_choice"),
        (leaf(minutes=3), "levels.caution.when.level", "unknown_key"),
        ({"levels": {}}, "levels", "no_level"),
        ({"levels": {"caution": {"when": {"near": 1}}}}, "levels.caution.when", "unknown_kind"),
        ({"levels": {"caution": {"when": {"at_least": {"count": 3, "of": [leaf()["levels"]["caution"]["when"]]}}}}},
         "levels.caution.when.at_least.count", "no_count"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(given_data, path, code):
    with pytest.raises(Malformed) as refused:
        parsing.read(given_data, known=SOURCE)
    assert (refused.value.path, refused.value.code) == (path, code)
