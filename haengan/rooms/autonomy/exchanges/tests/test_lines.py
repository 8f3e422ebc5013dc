import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.autonomy.exchanges.engine.wording import lines as wording
from haengan.rooms.autonomy.exchanges.engine.wording.lines import Line, Wrong

CIVIC, YOUTH = frozenset({"civic"}), frozenset({"youth"})
TWO = "대표단 내방({내방}명)\n상기 행사(총 {기타}명)"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("파견({파견}명)", [("파견(", "out"), ("명)", "")]),
        ("Sent ({out} people)", [("Sent (", "out"), (" people)", "")]),
        ("표시 없음", [("표시 없음", "")]),
        ("{ 금액 }불", [("", "gift"), ("불", "")]),
    ],
)
def test_a_text_falls_into_words_and_marks(text, pieces):
    assert wording.pieces(text) == pieces


def test_each_number_goes_to_the_line_that_prints_it():
    found = wording.lines(TWO, "", [YOUTH, CIVIC], {"in": [15], "others": [70]})
    assert found == [Line(YOUTH, {"in": 15}), Line(CIVIC, {"others": 70})]


def test_a_number_without_a_mark_is_kept_with_the_first_line_and_not_printed():
    assert wording.lines("방문", "", [CIVIC], {"in": [4]}) == [Line(CIVIC, {"in": 4})]


def test_one_line_of_kinds_counts_for_all_lines():
    found = wording.lines("가({내방}명)\n나({내방}명)", "", [CIVIC], {"in": [3, 5]})
    assert [(line.kinds, line.numbers["in"]) for line in found] == [(CIVIC, 3), (CIVIC, 5)]


@pytest.mark.parametrize(
    ("ko", "en", "kinds", "counts", "code", "field"),
    [
        ("파견({팍견}명)", "", [CIVIC], {}, "mark", "subject_ko"),
        ("파견({파견명)", "", [CIVIC], {}, "mark", "subject_ko"),
        ("파견({파견}명)", "", [CIVIC], {}, "number", "out"),
        ("파견({파견}명)", "", [CIVIC], {"out": [1, 2]}, "numbers", "out"),
        ("파견(5명)", "", [CIVIC], {}, "typed", "subject_ko"),
        ("구호금(4만불) 전달", "", [CIVIC], {}, "typed", "subject_ko"),
        ("총 70여명 참석", "", [CIVIC], {}, "typed", "subject_ko"),
        ("각 {양국}명", "", [CIVIC], {"out": [5], "in": [6]}, "each", "in"),
        (TWO, "One line", [CIVIC], {"in": [1], "others": [2]}, "lines", "subject_en"),
        ("파견({파견}명)", "Sent", [CIVIC], {"out": [5]}, "marks", "subject_en"),
        (TWO, "", [CIVIC, YOUTH, CIVIC], {"in": [1], "others": [2]}, "kinds", "line_kinds"),
    ],
)
def test_what_is_not_in_step_is_refused_with_the_field_to_blame(ko, en, kinds, counts, code, field):
    with pytest.raises(Wrong) as wrong:
        wording.lines(ko, en, kinds, counts)
    assert (wrong.value.code, wrong.value.field) == (code, field)


@pytest.mark.parametrize("text", ["2023 청소년 언택트 어학연수", "3.1절 교류", "제10회 축제", "정전협정 70주년 기념"])
def test_numerals_of_names_are_not_taken_for_numbers_of_people(text):
    assert wording.lines(text, "", [CIVIC], {})[0].numbers == {}


@pytest.mark.parametrize(
    ("amount", "approximate", "ko", "en"),
    [
        (5, False, "5", "5"),
        (70, True, "70여", "about 70"),
        (40_000, False, "4만", "40,000"),
        (45_000, False, "45,000", "45,000"),
        (100_000, True, "10만여", "about 100,000"),
        (0, False, "0", "0"),
    ],
)
def test_a_number_is_printed_as_the_report_prints_it(amount, approximate, ko, en):
    told = {
        language: wording.number_text(amount, approximate=approximate, language=language) for language in ("ko", "en")
    }
    assert told == {"ko": ko, "en": en}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("대표단 내방({내방}명)", "대표단 내방"),
        ("구호금({금액}불) 전달", "구호금 전달"),
        ("영어캠프 (양국 각 {양국}명)", "영어캠프"),
    ],
)
def test_a_title_leaves_numbers_out(text, plain):
    assert wording.plain(text) == plain


@given(st.text(max_size=60))
def test_pieces_put_together_again_hold_all_words(text):
    try:
        found = wording.pieces(text)
    except Wrong:
        return
    assert "".join(words for words, _code in found) == wording._MARK.sub("", text)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_every_number_finds_its_line_in_order(amounts):
    text = "\n".join("내방({내방}명)" for _ in amounts)
    assert [line.numbers["in"] for line in wording.lines(text, "", [CIVIC], {"in": amounts})] == amounts
