from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.report.engine import quantities
from haengan.report.engine.quantities.hits import Hit, Kind

QUANTITIES = [
    ("각 800여명", "800여명", 800, "명", ("각", "여")),
    ("총 36회 운영", "36회", 36, "회", ("총",)),
    ("구호금(4만불) 전달", "4만불", 40_000, "불", ()),
    ("12,292", "12,292", 12_292, "", ()),
    ("양국 각 5명", "5명", 5, "명", ("각",)),
    ("포상금 60,000천원", "60,000천원", 60_000, "천원", ()),
    ("예산 3억 5천만원", "3억 5천만원", 350_000_000, "원", ()),
    ("약 2천 300여 명", "2천 300여 명", 2_300, "명", ("약", "여")),
    ("1.5㎢ 안팎", "1.5㎢", Decimal("1.5"), "㎢", ("안팎",)),
    ("4년만에 개최", "4년", 4, "년", ()),
    ("4년 연속", "4년", 4, "년", ()),
    ("123대를 구축", "123대", 123, "대", ()),
    ("성금 1900억 1,000원", "1900억 1,000원", 190_000_001_000, "원", ()),
    ("7080000명", "7080000명", 7_080_000, "명", ()),
    ("2 대 1 경쟁률", "2 대 1", 2, "", ()),
    ("1.5 million won", "1.5 million won", 1_500_000, "won", ()),
    ("about 800 people", "800 people", 800, "people", ("about",)),
]

OTHERS = [
    ("7급 이하", Kind.GRADE, "7급"),
    ("5·6급 관리자", Kind.GRADE, "5·6급"),
    ("제34조제1항에 따라", Kind.ARTICLE, "제34조제1항"),
    ("고시 제2023-12호", Kind.ARTICLE, "제2023-12호"),
    ("10~12시", Kind.DATE, "10~12시"),
    ("19~39세 청년", Kind.PROPER, "19~39세"),
    ("주 5일제", Kind.PROPER, "5일제"),
    ("별표 2", Kind.ARTICLE, "별표 2"),
    ("2023. 3. 1.(수) 개최", Kind.DATE, "2023. 3. 1.(수)"),
    ("in 2023.", Kind.DATE, "2023"),
    ("'23년 계획", Kind.DATE, "'23년"),
    ("2022. 7. ~ 9. 설계", Kind.DATE, "2022. 7. ~ 9."),
    ("23.9.4.기준", Kind.DATE, "23.9.4."),
    ("7~8월", Kind.DATE, "7~8월"),
    ("3.1절", Kind.PROPER, "3.1"),
    ("8·15 경축식", Kind.PROPER, "8·15"),
    ("1박 2일", Kind.PROPER, "1박 2일"),
    ("민선8기", Kind.PROPER, "민선8기"),
    ("코로나19", Kind.PROPER, "코로나19"),
    ("정전협정 70주년", Kind.PROPER, "70주년"),
    ("50만 대도시", Kind.PROPER, "50만"),
    ("21세기 행정", Kind.PROPER, "21세기"),
    ("119 상황실", Kind.PROPER, "119"),
    ("① 상담", Kind.PROPER, "①"),
    ("Ⅰ. 현황", Kind.PROPER, "Ⅰ"),
    ("# I", Kind.PROPER, "I"),
    ("1. 추진배경", Kind.PROPER, "1."),
]

REPORT = st.text(st.sampled_from("0123456789,.~·()'제조항호회명만천억원급년월일 \n%-:/IⅠ①가A여약총"), max_size=60)


@pytest.mark.parametrize(("text", "words", "number", "unit", "marks"), QUANTITIES)
def test_a_quantity_has_its_value_unit_and_marks(
    text: str, words: str, number: object, unit: str, marks: tuple[str, ...]
) -> None:
    [hit] = quantities.find(text)

    assert (hit.kind, hit.text, hit.number, hit.unit, hit.marks) == (Kind.QUANTITY, words, number, unit, marks)


@pytest.mark.parametrize(("text", "kind", "words"), OTHERS)
def test_what_is_no_quantity_is_recognised_as_what_it_is(text: str, kind: Kind, words: str) -> None:
    [hit] = quantities.find(text)

    assert (hit.kind, hit.text, hit.number, hit.unit) == (kind, words, None, "")


def test_each_number_of_a_chain_is_a_quantity_of_its_own() -> None:
    hits = quantities.find("3담당관 7국 36과 (↑4과) 142명/4회, 7개 → 10개 부서, 30~40명")

    assert [(hit.number, hit.unit) for hit in hits] == [
        (3, "담당관"), (7, "국"), (36, "과"), (4, "과"), (142, "명"), (4, "회"), (7, "개"), (10, "개"), (30, "명"), (40, "명")
    ]  # fmt: skip


def test_a_range_shares_the_scale_and_unit_of_its_end() -> None:
    assert [(hit.number, hit.unit) for hit in quantities.find("4~5만명")] == [(40_000, "명"), (50_000, "명")]


@pytest.mark.parametrize(
    "text", ["도로\t12", "119\t안전총괄과", "7080건", "새로 20 추가", "결과로 50 감소", "1,190명 신고"]
)
def test_a_cell_or_count_that_only_looks_like_a_name_stays_a_quantity(text: str) -> None:
    assert [hit.kind for hit in quantities.find(text)] == [Kind.QUANTITY]


@pytest.mark.parametrize("text", ["원스톱 서비스", "CCTV 설치", "열다섯 살 소년병", "", "I am here"])
def test_text_without_digits_has_no_hit(text: str) -> None:
    assert quantities.find(text) == []


@pytest.mark.parametrize(
    ("text", "approximate"),
    [("800여명", True), ("약 800명", True), ("800명 내외", True), ("총 800명", False), ("절약 800명", False)],
)
def test_a_number_is_approximate_only_where_the_text_says_so(text: str, approximate: bool) -> None:
    assert quantities.find(text)[0].approximate is approximate


def test_a_quantity_under_a_chip_is_traced_and_the_others_are_not() -> None:
    text = "2023년 명예시장 20명 위촉(청년 6명, 여성 8명)"
    chip = text.index("20명")

    assert [hit.text for hit in quantities.untraced(text, [(chip, chip + 2)])] == ["6명", "8명"]


def test_a_chip_over_a_part_of_the_number_does_not_trace_it() -> None:
    assert [hit.text for hit in quantities.untraced("투표자 12,292명", [(4, 6)])] == ["12,292명"]


def _check(text: str, hits: list[Hit]) -> None:
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(one.end <= other.start for one, other in itertools.pairwise(hits))
    assert all((hit.number is None) == (hit.kind is not Kind.QUANTITY) for hit in hits)
    assert all(hit.start < hit.number_end <= hit.end for hit in hits)
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    assert {at for at, char in enumerate(text) if char.isdecimal()} <= covered


@given(REPORT | st.text(max_size=40))
def test_every_digit_of_any_text_lies_in_exactly_one_hit(text: str) -> None:
    _check(text, quantities.find(text))


@given(REPORT)
def test_the_same_text_is_always_read_alike(text: str) -> None:
    assert quantities.find(text) == quantities.find(text)


@given(REPORT)
def test_nothing_is_untraced_where_every_number_has_its_chip(text: str) -> None:
    assert quantities.untraced(text, [(hit.start, hit.end) for hit in quantities.find(text)]) == []


@given(st.integers(0, 10**15 - 1), st.sampled_from(["명", "건", "개소", "천원", "㎡", "%"]))
def test_a_number_written_with_its_unit_is_found_again(number: int, unit: str) -> None:
    for text in (f"{number}{unit}", f"실적: {number:,}{unit} 달성", f"(총 {number:,} {unit})"):
        [hit] = quantities.find(text)
        assert (hit.kind, hit.number, hit.unit) == (Kind.QUANTITY, number, unit)


@given(st.integers(1, 9999), st.sampled_from([("만", 10**4), ("억", 10**8)]), st.integers(1000, 9999))
def test_a_scaled_number_is_found_with_its_value(number: int, scale: tuple[str, int], rest: int) -> None:
    [hit] = quantities.find(f"예산 {number}{scale[0]} {rest:,}원")

    assert (hit.number, hit.unit) == (number * scale[1] + rest, "원")


@given(st.integers(0, 99999), st.integers(1, 9))
def test_a_decimal_is_found_exactly(whole: int, tenth: int) -> None:
    [hit] = quantities.find(f"만족도 {whole:,}.{tenth}%")

    assert hit.number == Decimal(f"{whole}.{tenth}")
