import zipfile
from datetime import date
from io import BytesIO

import pytest
import python_calamine as calamine
from hypothesis import HealthCheck, given, settings

from haengan.lib.documents import outline, xlsx
from haengan.lib.documents.model import Column, Document, Number, Table, cell, line
from haengan.lib.documents.tests import kinds, sample


@pytest.fixture(scope="module")
def book():
    return calamine.CalamineWorkbook.from_filelike(BytesIO(xlsx.render(sample.document())))


def written(*cells, **given):
    table = Table("t", tuple(Column() for _ in cells), (), (tuple(cell(part) for part in cells),), **given)
    return xlsx.render(Document("보고", "국", date(2023, 9, 4), (table,)))


def first_row(made):
    return calamine.CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()[0]


def test_each_table_has_a_sheet_by_its_title(book):
    assert book.sheet_names[1:4] == ["50만 대도시 지정에 대비한 조직개편", "이동시장실 운영 실적", "참여의 주민자치"]
    assert len(book.sheet_names) == len(sample.document().tables) + 1


def test_numbers_are_numbers_and_keep_their_unit_in_the_format(book):
    rows = book.get_sheet_by_name("이동시장실 운영 실적").to_python()

    assert rows[3] == ["2023년", 2, 4, 3, 2, 1, 1, 1, 1, 1, 16]


def test_merged_cells_stay_merged(book):
    sheet = book.get_sheet_by_name("국가·도시별 교류 현황")

    assert ((4, 0), (7, 0)) in sheet.merged_cell_ranges
    assert sheet.to_python()[4][:2] == ["일본", "사세보시"]


def test_caption_and_unit_stand_above_the_head(book):
    rows = book.get_sheet_by_name("공공와이파이 설치 현황").to_python()

    assert rows[0][0] == "공공와이파이 설치 현황"
    assert rows[1][0] == "(단위: 대)†"
    assert rows[2][:3] == ["구분", "합계", "마을버스"]


def test_the_last_sheet_names_the_source_of_every_number(book):
    rows = book.get_sheet_by_name("수치 출처").to_python()

    assert len(rows) == len(list(outline.numbers(sample.document()))) + 1
    assert ["공공와이파이 설치 현황", "B4", "123", "digital.wifi.points", "", "2023", "입력"] in rows


@pytest.mark.parametrize(
    "text", [*kinds.HOSTILE, "=1+1", "+82", "-1+1", "@a", "\t=1", "1,234", "2023", "https://a.example"]
)
def test_text_stays_text_whatever_it_begins_with(text):
    made = written(text)

    assert first_row(made)[0] == text.replace("\t", " ")
    assert b"<f>" not in zipfile.ZipFile(BytesIO(made)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("parts", "value", "shown"),
    [
        ((Number("12,292", "a.b"),), 12292, "#,##0"),
        ((Number("20", "a.b"), "회"), 20, '0"회"'),
        (("총 ", Number("70", "a.b"), "여명"), 70, '"총 "0"여명"'),
        ((Number("3.50", "a.b"),), 3.5, "0.00"),
        ((Number("-4", "a.b"),), -4, "0"),
        ((Number("0", "a.b"),), 0, "0"),
        ((Number("16", "a.b", standing="entered"), "회"), 16, '0"†회"'),
    ],
)
def test_a_number_with_words_around_it_becomes_a_number_format(parts, value, shown):
    assert xlsx.quantity(outline.runs(line(*parts))) == (value, shown)


@pytest.mark.parametrize(
    "parts",
    [
        ("20",),
        (Number("4만", "a.b"),),
        (Number("007", "a.b"),),
        (Number("1,23", "a.b"),),
        (Number("3", "a.b"), "/", Number("4", "a.b")),
        ("2023년 ", Number("3", "a.b"), "회"),
        (Number("1234567890123456", "a.b"),),
    ],
)
def test_anything_else_stays_text(parts):
    assert xlsx.quantity(outline.runs(line(*parts))) is None


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["교류: 현황/2023 [안]"], ["교류  현황 2023  안"]),
        (["가" * 40], ["가" * 31]),
        (["같음", "같음", "같음"], ["같음", "같음 (2)", "같음 (3)"]),
        (["Wi-Fi", "WI-FI"], ["Wi-Fi", "WI-FI (2)"]),
        (["'따옴'", "", "History"], ["따옴", "2", "History (2)"]),
        (["가" * 40, "가" * 40], ["가" * 31, "가" * 27 + " (2)"]),
    ],
)
def test_sheet_names_are_made_valid_and_different(titles, names):
    assert xlsx.sheet_names(titles) == names


def test_the_same_document_gives_the_same_bytes():
    assert xlsx.render(sample.document()) == xlsx.render(sample.document())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kinds.documents())
def test_any_document_gives_a_book_that_opens(document):
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(xlsx.render(document)))

    assert len(book.sheet_names) >= max(1, len(document.tables))
