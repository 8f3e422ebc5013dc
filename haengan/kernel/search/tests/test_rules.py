"""Parts of long texts, and excerpts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.kernel.search import rules


@settings(deadline=None)  # long texts on a busy machine
@given(st.integers(0, 40_000), st.data())
def test_every_run_of_shared_length_stands_whole_in_some_part(length, data):
    tokens = [str(n) for n in range(length)]
    parts = list(rules.parts(tokens))
    assert all(len(part) <= rules.PART for part in parts)
    assert {token for part in parts for token in part} == set(tokens)
    start = data.draw(st.integers(0, max(0, length - rules.SHARED)))
    run = tokens[start : start + rules.SHARED]
    assert not run or any(run[0] in part and run == part[part.index(run[0]) :][: len(run)] for part in parts)


@given(st.lists(st.sampled_from("가나다"), max_size=3000))
def test_no_part_repeats_a_token_more_often_than_postgresql_remembers(tokens):
    parts = list(rules.parts(tokens))
    assert all(part.count(token) <= 255 for part in parts for token in "가나다")
    assert parts[0] + [token for part in parts[1:] for token in part[rules.SHARED :]] == tokens


@pytest.mark.parametrize(
    ("texts", "words", "shown"),
    [
        (["금촌동 이동시장실"], ["이동"], "금촌동 이동시장실"),
        (["가" * 200 + "건의" + "나" * 200], ["건의"], "…" + "가" * 40 + "건의" + "나" * 78 + "…"),
        (["제목", "도로  보수\n건의"], ["보수건의"], "도로 보수 건의"),
        (["제목", "본문"], ["없음"], "제목"),
        (["a.b"], ["."], "a.b"),
        ([], ["없음"], ""),
    ],
)
def test_an_excerpt_stands_around_the_first_word_that_is_found(texts, words, shown):
    assert rules.excerpt(texts, words) == shown
