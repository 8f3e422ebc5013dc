import time
from datetime import date
from itertools import pairwise
from re._parser import parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.masking.finding import Finding, findings, masked
from haengan.rooms.civil_affairs.petitions.engine.masking.patterns import BUSINESS, NUMBERS, WORDS

CERTAIN = [
    ("제 주민번호는 900101-1234567 입니다", "resident"),
    ("900101 1234567", "resident"),
    ("9001011234567입니다", "resident"),
    ("９００１０１－１２３４５６７", "resident"),
    ("9 0 0 1 0 1 - 1 2 3 4 5 6 7", "resident"),
    ("900101.1234567", "resident"),
    ("외국인등록번호 850505-5123456", "foreigner"),
    ("연락처 010-1234-5678", "mobile"),
    ("01012345678로 전화 주세요", "mobile"),
    ("010.1234.5678", "mobile"),
    ("０１０－１２３４－５６７８", "mobile"),
    ("+82 10 1234 5678", "mobile"),
    ("011-234-5678", "mobile"),
    ("02-123-4567로", "telephone"),
    ("031) 940-1234", "telephone"),
    ("070-1234-5678", "telephone"),
    ("gildong.hong@example.co.kr 로", "mail"),
    ("카드 4111-1111-1111-1111 결제", "card"),
    ("여권 M12345678", "passport"),
    ("여권 M123A4567", "passport"),
    ("면허 11-12-123456-01", "licence"),
    ("차량 12가 3456 불법주차", "plate"),
    ("123하4567", "plate"),
    ("농협 302-1234-5678-91 홍길동", "account"),
    ("계좌번호: 110 234 567890", "account"),
]
PROPOSED = [("성명: 홍길동", "name"), ("홍길동씨가 그랬습니다", "name"), ("101동 1203호입니다", "dwelling")]
FREE = [
    "2026-11-23 10:30에 신청",
    "접수번호 2026-0001234",
    "예산 1,234,567원",
    "가로등 번호 12-3456",
    "중앙로 123번길 45-6",
    "법률 제18748호",
    "1234567890123은 그냥 숫자",
    "4111-1111-1111-1112",
    "110 112 119",
    "15동 앞 12그루 3456",
    "전화 한 통 주세요",
    "버스 900번 101대 1234567",
]


@pytest.mark.parametrize(("text", "what"), CERTAIN)
def test_what_is_certain_is_found_and_masked(text, what):
    found = findings(text)

    assert [(one.what, one.certain) for one in found] == [(what, True)], text
    assert not any(sign.isdigit() for sign in masked(text)[found[0].start : found[0].end])
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(("text", "what"), PROPOSED)
def test_what_may_be_is_proposed_only(text, what):
    assert [(one.what, one.certain) for one in findings(text)] == [(what, False)]
    assert masked(text) == text
    assert "●" in masked(text, proposed=True)


@pytest.mark.parametrize("text", FREE)
def test_what_is_none_stays(text):
    assert masked(text) == text


@given(st.text("0123456789 -가동호씨홍길김@a.\n", max_size=200))
def test_masking_twice_changes_nothing_more(text):
    once = masked(text, proposed=True)

    assert masked(once) == once
    assert len(once) == len(text)


@given(
    st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.integers(0, 999_999), st.sampled_from(["", "-", " ", ".", " - "])
)
def test_no_resident_number_survives(born, rest, between):
    sign = "1" if born.year < 2000 else "3"
    number = f"{born:%y%m%d}{between}{sign}{rest:06d}"

    assert number not in masked(f"번호 {number} 끝")


PIECE = "연락처 010-1234-5678, 가로등 12-3456. " + "가나다라 " * 40 + "\n"
HOSTILE = ["9", "90 ", "0 1", "a.", "a@", "일이", "김", "계좌 1 ", "홍길동", "1-", "101동 ", "o0", "주소 가 ", "카드 1"]


def test_a_long_text_is_told_as_its_parts():
    assert len(findings(PIECE * 2000)) == 2000


@pytest.mark.parametrize("pattern", [*NUMBERS, *WORDS, BUSINESS], ids=lambda pattern: pattern.shape.pattern[:40])
def test_no_pattern_reads_further_than_its_bound(pattern):
    """From each place at most so many letters: the search is linear in the length of the text."""
    longest = parse(pattern.shape.pattern).getwidth()[1]

    assert longest < 500


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_about_twice_the_work(piece):
    """Where it were quadratic, eight times the text would be sixty-four times the work."""
    text = piece * (200_000 // len(piece))

    assert work(text) < 24 * work(text[: len(text) // 8]) + 0.05


def work(text):
    best = 60.0
    for _turn in range(3):
        began = time.process_time()
        findings(text)
        best = min(best, time.process_time() - began)
    return best


def test_numbers_of_businesses_go_when_asked_for():
    text = "사업자 220-81-62517"

    assert masked(text) == text
    assert [one.what for one in findings(text, business=True)] == ["business"]


def test_of_overlapping_findings_nothing_stays_readable():
    text = "계좌 302-1234-5678-91 010-1234-5678"

    assert not any(sign.isdigit() for sign in masked(text))


def test_an_official_may_add_and_take_away():
    text = "홍길동씨의 초록 대문 집"
    added = (Finding(6, 11, "dwelling", True),)

    assert masked(text, added) == "홍길동씨의 ●● ●● 집"


@given(st.text("0123456789 -.가동호씨홍길김성명계좌@a\n", max_size=120))
def test_findings_stand_in_order_and_apart(text):
    found = findings(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    st.sampled_from(["900101-1234567", "010-1234-5678", "4111 1111 1111 1111", "hong@naver.com"]),
    st.text("가나 ,.\n", max_size=20),
)
def test_words_around_do_not_hide_a_number(number, around):
    assert masked(f"{around} {number} {around}").count("●") >= 11


@pytest.mark.parametrize("hidden", [chr(0x200B), chr(0xAD), chr(0x2060), chr(0xFE0F)])
def test_what_nobody_sees_hides_nothing(hidden):
    number = hidden.join("900101-1234567")

    assert not any(sign.isdigit() for sign in masked(number))
