"""Sheets as people keep them: encodings, headers, cells, marks."""

import contextlib
import datetime
import io
import zipfile

import pytest
import xlsxwriter
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.registers.sheets import cells, headers, marking, naming, reading, writing
from haengan.kernel.registers.tests.library.models import Book
from haengan.kernel.registers.tests.library.register import LOANS
from haengan.lib.money import won


def workbook(draw):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        draw(book.add_worksheet("대장"), book)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16"])
def test_a_csv_file_is_read_in_every_usual_encoding(encoding):
    [sheet] = reading.sheets("제목,권수\r\n열하일기,2\r\n".encode(encoding), name="책.csv")
    assert sheet.rows == [["제목", "권수"], ["열하일기", "2"]]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_the_delimiter_is_found(sign):
    [sheet] = reading.sheets(f"가{sign}나\n1{sign}2".encode(), name="x.csv")
    assert sheet.rows[1] == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0xx", "old .xls"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfe\x00", "letters"),
        (b"PK\x03\x04x", "opened"),
    ],
)
def test_what_is_no_table_says_what_to_do(content, words):
    with translation.override("en"), pytest.raises(reading.Unreadable, match=words) as refused:
        reading.sheets(content, name="x")
    assert refused.value.remedy


def test_merged_cells_are_filled():
    def draw(sheet, book):
        sheet.merge_range(0, 0, 2, 0, "호주")
        sheet.write_row(0, 1, [1])
        sheet.write_row(2, 1, [3])

    [sheet] = reading.sheets(workbook(draw), name="x.xlsx")
    assert sheet.rows == [["호주", 1], ["호주", ""], ["호주", 3]]


@pytest.mark.parametrize(
    ("row", "column", "words"), [(1_048_575, 16_383, "rows"), (0, 16_383, "columns"), (49_999, 199, "unpacked")]
)
def test_a_lone_far_cell_is_refused_before_room_is_made_for_all_cells_between(row, column, words):
    content = workbook(lambda sheet, book: (sheet.write(0, 0, "제목"), sheet.write(row, column, "x")))
    with translation.override("en"), pytest.raises(reading.Unreadable, match=words):
        reading.sheets(content, name="x.xlsx")


def test_a_far_cell_that_only_looks_different_does_no_harm():
    def draw(sheet, book):
        sheet.write(0, 0, "제목")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    [sheet] = reading.sheets(workbook(draw), name="x.xlsx")
    assert sheet.rows == [["제목"]]


def altered(content, part, change):
    """The same workbook with one part of it changed."""
    out, before = io.BytesIO(), zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            told = before.read(name)
            after.writestr(name, change(told) if name == part else told)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A1"', b"<c r='\n&#88;FD1048576'"),
        (b'<row r="1"', b'<row r="-1"'),
        (b'<c r="A1"', b'<c r="AAAAAAAAAAAA99999999999999999999"'),
        (b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:A1048576"/>' * 600_000 + b"</mergeCells>"),
        (b"<worksheet", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><worksheet'),
    ],
)
def test_a_sheet_that_hides_how_far_it_reaches_is_refused(old, new):
    content = workbook(lambda sheet, book: (sheet.write(0, 0, 1), sheet.write(5, 0, 1)))
    with pytest.raises(reading.Unreadable):
        reading.sheets(
            altered(content, "xl/worksheets/sheet1.xml", lambda told: told.replace(old, new, 1)), name="x.xlsx"
        )


def test_another_packed_format_is_not_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<x/>")
    with translation.override("en"), pytest.raises(reading.Unreadable, match="opened"):
        reading.sheets(out.getvalue(), name="x.ods")


NAMES = {
    "title": ["제목", "title"],
    "staff": ["예산 인건비"],
    "goods": ["예산 물건비"],
    "bought_on": ["구입일"],
    "n": ["권수(권)"],
}


@pytest.mark.parametrize(
    ("rows", "start", "depth", "fields"),
    [
        ([["제목", "구입일"]], 0, 1, {0: "title", 1: "bought_on"}),
        ([["2023년 대장"], ["", ""], ["제 목*", "구입일"]], 2, 1, {0: "title", 1: "bought_on"}),
        ([["Title", "권수"]], 0, 1, {0: "title", 1: "n"}),
        ([["제목", "예산", "예산"], ["제목", "인건비", "물건비"]], 0, 2, {0: "title", 1: "staff", 2: "goods"}),
        ([["책"], ["제목", "예산", "예산"], ["제목", "인건비", "물건비"]], 1, 2, {0: "title", 1: "staff", 2: "goods"}),
    ],
)
def test_the_header_is_found_and_flattened(rows, start, depth, fields):
    width = max(map(len, rows))
    found = headers.found([row + [""] * (width - len(row)) for row in rows], NAMES)
    assert (found.start, found.depth, found.fields) == (start, depth, fields)


def test_an_unknown_heading_is_given_the_likest_name():
    found = headers.found([["제목", "구매일", "벽지"]], NAMES)
    assert [(unknown.label, unknown.suggestion) for unknown in found.unknown] == [("구매일", "bought_on"), ("벽지", "")]


def test_the_unit_of_a_table_is_read_above_its_header():
    assert headers.found([["(단위: 천원)", ""], ["제목", "구입일"]], NAMES).unit == "천원"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023. 3. 1.(수)", "2023-03-01"),
        ("'23. 3. 1.", "2023-03-01"),
        ("20230301", "2023-03-01"),
        (20230301, "2023-03-01"),
        (44986, "2023-03-01"),
        (datetime.date(2023, 3, 1), "2023-03-01"),
        (datetime.datetime.fromisoformat("2023-03-01T09:00"), "2023-03-01"),
        ("２０２３－０３－０１", "2023-03-01"),
    ],
)
def test_a_day_is_read_however_it_was_written(cell, day):
    assert cells.day(cell) == day


def test_a_day_with_a_wrong_weekday_is_refused():
    with pytest.raises(cells.WrongCell):
        cells.day("2023. 3. 1.(목)")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", "1234"),
        ("1,234명", "1234"),
        ("△5", "-5"),
        ("(1,000)", "-1000"),
        ("３", "3"),
        (2.5, "2.5"),
        ("12.5%", "12.5"),
    ],
)
def test_a_number_is_read_without_separators_and_units(cell, number):
    assert cells.number(cell) == number


@pytest.mark.parametrize("cell", ["약간", "1-2", "1.2.3", "--1", "1억"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(cells.WrongCell):
        cells.number(cell)


@pytest.mark.parametrize(
    ("cell", "written", "kept", "amount"),
    [
        ("60,000", won.Unit.THOUSAND, won.Unit.WON, "60000000"),
        ("60,000천원", won.Unit.WON, won.Unit.WON, "60000000"),
        ("60,000천원", won.Unit.THOUSAND, won.Unit.THOUSAND, "60000"),
        (60, won.Unit.MILLION, won.Unit.THOUSAND, "60000"),
        ("4억 5,000만원", won.Unit.WON, won.Unit.WON, "450000000"),
        ("5,000원", won.Unit.THOUSAND, won.Unit.WON, "5000"),
    ],
)
def test_an_amount_keeps_its_size_whatever_unit_it_is_written_in(cell, written, kept, amount):
    assert cells.money(cell, written=written, kept=kept) == amount


@given(st.text(max_size=20))
def test_guarding_against_formulas_is_undone_by_reading(text):
    assert cells.plain_text(writing.guarded(text)) == text


@given(st.text(max_size=20))
def test_no_guarded_text_begins_like_a_formula(text):
    assert writing.guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} or not text


@pytest.mark.parametrize("read", [cells.day, cells.period, cells.number, cells.truth])
@given(cell=st.one_of(st.text(max_size=12), st.integers(), st.floats(allow_nan=True), st.datetimes(), st.dates()))
def test_no_cell_breaks_its_reader(read, cell):
    with contextlib.suppress(cells.WrongCell):
        read(cell)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content):
    with contextlib.suppress(reading.Unreadable):
        reading.sheets(content, name="x")


def test_a_marked_csv_keeps_its_encoding():
    marked = marking.csv_file("제목\r\n금서\r\n".encode("cp949"), {0: "오류", 1: "살 수 없음"}, delimiter=",")
    assert marked.decode("cp949") == "제목,오류\r\n금서,살 수 없음\r\n"


def test_a_marked_workbook_keeps_everything_else():
    def draw(sheet, book):
        sheet.set_column(0, 0, 44)
        sheet.merge_range(0, 0, 0, 1, "제목", book.add_format({"bold": True}))
        sheet.write_row(1, 0, ["금서", "=1+1"])

    before = workbook(draw)
    after = marking.xlsx_file(before, {0: "오류", 1: "살 수 없음"}, sheet=0)
    [sheet] = reading.sheets(after, name="x.xlsx")
    assert [row[-1] for row in sheet.rows] == ["오류", "살 수 없음"]
    assert sheet.rows[0][0] == "제목"
    assert b'width="44' in zipfile.ZipFile(io.BytesIO(after)).read("xl/worksheets/sheet1.xml")


@pytest.mark.django_db
def test_a_related_thing_is_looked_up_by_its_texts_and_never_by_a_day_that_a_column_shows():
    reader = cells.Reader({"book": forms.ModelChoiceField(Book.objects.all())}, naming.naming_paths(LOANS))

    with pytest.raises(cells.WrongCell, match="없는 책"):
        reader.data("book", "없는 책")
