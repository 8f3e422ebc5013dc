from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.hangul import jamo

SYLLABLES = st.characters(min_codepoint=jamo.FIRST, max_codepoint=jamo.LAST)
KOREAN = st.text(st.one_of(SYLLABLES, st.sampled_from("abC 12ㄱㅏ.")), max_size=12)


@given(SYLLABLES)
def test_a_syllable_taken_apart_joins_again(syllable: str) -> None:
    assert jamo.join(*jamo.split(syllable)) == syllable


@given(SYLLABLES)
def test_splitting_agrees_with_canonical_decomposition(syllable: str) -> None:
    composed = [unicodedata.name(char).rsplit(" ", 1)[1] for char in unicodedata.normalize("NFD", syllable)]
    letters = [unicodedata.name(char).rsplit(" ", 1)[1] for char in jamo.split(syllable) if char]

    assert letters == composed


@given(KOREAN)
def test_text_equals_its_decomposed_form(text: str) -> None:
    assert jamo.same(text, unicodedata.normalize("NFD", text))


@given(KOREAN)
def test_text_equals_what_the_keyboard_typed_for_it(text: str) -> None:
    assert jamo.same(text, jamo.strokes(text))


@pytest.mark.parametrize("typed", ["행", "행ㅈ", "행저", "행정", "행정 안", "ㅎㅐ"])
def test_a_name_is_found_while_its_syllable_is_still_typed(typed: str) -> None:
    assert jamo.begins("행정안전국", typed)
    assert not jamo.begins("재정국", typed)


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("행정안전국", "ㅎㅈㅇㅈㄱ", True),
        ("행정안전국", "ㅇㅈ", True),
        ("행정안전국", "ㅎㅈ안", True),
        ("자치 협력과", "ㅊㅎ", True),
        ("행정안전국", "ㅎㅇ", False),
        ("꽃축제", "ㄱㅊ", False),
        ("", "ㄱ", False),
        ("CCTV 관제", "cctvㄱ", True),
    ],
)
def test_initial_consonants_find_the_words_that_begin_so(text: str, typed: str, found: bool) -> None:
    assert jamo.matches_initials(text, typed) is found


@given(KOREAN)
def test_every_text_matches_its_own_initials(text: str) -> None:
    assert jamo.matches_initials(text, jamo.initials(text))
