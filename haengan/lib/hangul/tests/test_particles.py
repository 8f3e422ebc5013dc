from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.hangul import jamo, particles

CASES = [
    ("파주시", "은/는", "는"),
    ("행정안전국", "은/는", "은"),
    ("자치협력과", "이/가", "가"),
    ("시민", "을/를", "을"),
    ("서울", "으로/로", "로"),
    ("부산", "으로/로", "으로"),
    ("파주", "으로/로", "로"),
    ("읍", "과/와", "과"),
    ("6급(무보직)", "이/가", "이"),
    ("시민(市民)", "은/는", "은"),
    ("「이동시장실」", "을/를", "을"),
    ("2023", "은/는", "은"),
    ("2022", "은/는", "는"),
    ("1", "으로/로", "로"),
    ("10", "이/가", "이"),
    ("300", "과/와", "과"),
    ("20,000", "을/를", "을"),
    ("1000000000000", "을/를", "를"),
    ("3.5", "은/는", "는"),
    ("37.0", "은/는", "은"),
    ("0", "은/는", "은"),
    ("010", "을/를", "을"),
    ("6", "으로/로", "으로"),
    ("37.9%", "이/가", "가"),
    ("120㎡", "을/를", "를"),
    ("CCTV", "을/를", "를"),
    ("SMS", "은/는", "는"),
    ("URL", "으로/로", "로"),
    ("HTML", "이/가", "이"),
    ("Excel", "으로/로", "로"),
    ("file", "을/를", "을"),
    ("Internet", "은/는", "은"),
    ("server", "이/가", "가"),
    ("WiFi", "을/를", "를"),
    ("hwpx", "을/를", "를"),
    ("chart", "은/는", "는"),
    ("ㄱ", "은/는", "은"),
    ("ㅏ", "은/는", "는"),
    ("한빛(PDF) ", "을/를", "을"),
    ("市民", "은/는", "은(는)"),
    ("", "으로/로", "(으)로"),
]


@pytest.mark.parametrize(("word", "pair", "form"), CASES)
def test_a_particle_follows_the_last_sound(word: str, pair: str, form: str) -> None:
    assert particles.choose(word, pair) == form


@pytest.mark.parametrize(
    ("open_form", "settled"),
    [
        ("투움바시을(를) 찾을 수 없습니다.", "투움바시를 찾을 수 없습니다."),
        ("홍길동(6급 행정)이(가) 3을(를) 부산(으)로 보냈습니다.", "홍길동(6급 행정)이 3을 부산으로 보냈습니다."),
        ("市民은(는) 그대로", "市民은(는) 그대로"),
        ("파일와(과) 시은/는", "파일과 시는"),
        ("은(는)", "은(는)"),
    ],
)
def test_a_sentence_with_open_forms_is_settled(open_form: str, settled: str) -> None:
    assert particles.settle(open_form) == settled


def test_a_pair_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="no pair"):
        particles.choose("시", "는/은")


@given(st.text(max_size=40), st.sampled_from(particles.PAIRS))
def test_any_word_gets_a_form(word: str, pair: str) -> None:
    assert particles.choose(word, pair).strip("()") != ""
    assert particles.settle(particles.settle(word)) == particles.settle(word)


@given(st.characters(min_codepoint=jamo.FIRST, max_codepoint=jamo.LAST))
def test_a_syllable_takes_the_closed_form_exactly_when_it_has_a_final(syllable: str) -> None:
    assert (particles.choose(syllable, "이/가") == "이") == bool(jamo.split(syllable)[2])


@given(st.integers(1, 10**15))
def test_a_number_is_read_as_its_korean_words_would_be(number: int) -> None:
    words = _in_words(number)

    assert particles.choose(str(number), "을/를") == particles.choose(words, "을/를")
    assert particles.choose(f"{number:,}", "으로/로") == particles.choose(words, "으로/로")


def _in_words(number: int) -> str:
    """An independent reading: groups of four digits, each with its places."""
    text = ""
    for group, big in enumerate(["", "만", "억", "조"]):
        four, small = number // 10 ** (4 * group) % 10000, ""
        for place, name in enumerate(["", "십", "백", "천"]):
            digit = four // 10**place % 10
            small = ("영일이삼사오육칠팔구"[digit] + name if digit else "") + small
        text = (small + big if four else "") + text
    return text
