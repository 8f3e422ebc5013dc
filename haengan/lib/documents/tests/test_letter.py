"""The letter's form (별지 제1호서식), and both of its renderings read back by other programs' readers."""

import io
from datetime import date

import pytest
from hwp_hwpx_parser import Reader
from pypdf import PdfReader

from haengan.lib.documents import fonts, hwpx, letter_pdf
from haengan.lib.documents.letter import INSIDE, SEE_BELOW, Field, Letter, Line, line_of

LETTER = Letter(
    agency="가람시",
    title="자료 제출 요청",
    body="1. 관련: 행정지원과-11\n  가. 대상: 각 부서\n    1) 서식",
    dated=date(2023, 9, 4),
    recipients=("양평군수",),
    attachments=("서식", "계획"),
    sender="가람시장",
    seal="가람시장의인",
    signers=(
        Field("주무관", "김하늘"),
        Field("행정지원과장", "", "전결"),
        Field("자치협력과장", "이가람", "대결 2023. 9. 4."),
    ),
    cooperators=(Field("안전총괄과장(의견 있음)", "박바다"),),
    number="행정지원과-12",
    executed="(2023. 9. 4.)",
    disclosure="대국민 공개",
    code="abcd-efgh-jkmn-pqrs",
    verify="https://open.example.org/approvals/verify/?code=abcd-efgh-jkmn-pqrs",
)
SAID = ["가람시", "양평군수", "자료 제출 요청", "관련: 행정지원과-11", "붙임", "끝.", "가람시장", "전결", "대결 2023. 9. 4.", "이가람", "안전총괄과장(의견 있음)", "행정지원과-12", "abcd-efgh-jkmn-pqrs"]  # fmt: skip


def test_the_pdf_says_all_that_the_letter_says():
    pages = PdfReader(io.BytesIO(letter_pdf.render(LETTER, fonts_folder=fonts.folder()))).pages
    text = " ".join(page.extract_text() for page in pages)

    assert [said for said in SAID if said.replace(" ", "") not in text.replace(" ", "").replace("\n", "")] == []


def test_the_hwpx_says_all_that_the_letter_says(tmp_path):
    path = tmp_path / "letter.hwpx"
    path.write_bytes(hwpx.render_letter(LETTER))
    text = Reader(str(path)).text

    assert [said for said in SAID if said not in text] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1. 관련", Line(0, "1.", "관련")),
        ("   가. 대상", Line(1, "가.", "대상")),
        ("2) 서식", Line(2, "2)", "서식")),
        ("○ 기간", Line(1, "○", "기간")),
        ("2023. 9. 4.까지", Line(0, "", "2023. 9. 4.까지")),
        ("알려 드립니다.", Line(0, "", "알려 드립니다.")),
    ],
)
def test_a_line_stands_where_its_mark_says(text, line):
    assert line_of(text) == line


def test_who_is_written_to():
    """제4조제2항제2호: inside, one recipient, several."""
    inside = Letter(agency="시", title="보고", body="", dated=date(2023, 1, 1))
    many = Letter(agency="시", title="알림", body="", dated=date(2023, 1, 1), sender="시장", recipients=("가", "나"))

    assert (inside.to, LETTER.to, many.to) == (INSIDE, "양평군수", SEE_BELOW)


def test_the_seal_is_carved_in_rows():
    assert LETTER.seal_rows == ("가람시", "장의인")


def test_the_code_on_the_page_leads_to_its_verification():
    squares = letter_pdf.squares(LETTER.verify)

    assert len(squares) == len(squares[0]) >= 29
    assert [squares[0][:7], squares[6][:7]] == [[True] * 7] * 2
