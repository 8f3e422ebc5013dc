"""`haengan import`: a dry run tells wrong rows by their number and leaves nothing; `--apply` brings in."""

import pytest

from haengan.kernel.registers.models import Origin
from haengan.kernel.registers.tests.library import actions as library
from haengan.kernel.registers.tests.library.models import Book

pytestmark = pytest.mark.django_db
HEAD = "제목,지은이,서가,분야,구입일,값(원),권수,대출"
GOOD = '열하일기,박지원,개가,"법, 역사",2023. 3. 1.(수),"12,000원",2권,O'
WRONG = "허생전,박지원,다락,,언젠가,,1,O"


@pytest.fixture
def librarian(kim, give):
    give(kim, "library.books.keep")
    library.write(name="박지원", actor=kim)
    return kim


@pytest.fixture
def sheet(tmp_path):
    def of(*lines, encoding="utf-8"):
        file = tmp_path / "책.csv"
        file.write_bytes("\r\n".join([HEAD, *lines]).encode(encoding))
        return file

    return of


@pytest.fixture
def bring(haengan, librarian):
    def run(file, *more, register="library.books", **how):
        return haengan("import", register, file, "--official", librarian.number, *more, **how)

    return run


def test_a_dry_run_tells_wrong_rows_by_their_number_in_the_sheet(bring, sheet):
    answer = bring(sheet(GOOD, WRONG))

    assert answer.code == 1
    (told,) = [line for line in answer.said.splitlines() if line.startswith("Row ")]
    assert told.startswith("Row 3: ")
    assert "is not a day" in told


def test_a_dry_run_leaves_nothing_behind(bring, sheet):
    answer = bring(sheet(GOOD))

    assert answer.code == 0
    assert "Nothing was entered. Run it again with --apply" in answer.said
    assert (Book.objects.count(), Origin.objects.count()) == (0, 0)


def test_apply_brings_in_what_is_sound_and_still_ends_with_a_complaint(bring, sheet):
    answer = bring(sheet(GOOD, WRONG), "--apply")

    assert answer.code == 1
    assert [book.title for book in Book.objects.all()] == ["열하일기"]
    assert "Nothing was entered" not in answer.said


def test_a_sheet_as_korean_office_programs_save_it_is_brought_in(bring, sheet):
    answer = bring(sheet(GOOD, encoding="cp949"), "--apply")

    assert answer.code == 0
    assert Book.objects.get().price == 12000


def test_where_nothing_is_new_the_wrong_rows_are_told_all_the_same(bring, sheet):
    answer = bring(sheet(WRONG), "--apply")

    assert answer.code == 1
    assert "Row 2: " in answer.said


def test_an_unknown_register_is_told_with_those_that_exist(bring, sheet):
    answer = bring(sheet(GOOD), register="library.boks")

    assert answer.code == 1
    assert "There is no register “library.boks”." in answer.said
    assert "library.books" in answer.said


def test_an_unknown_official_is_told_by_the_number(haengan, sheet, librarian):
    answer = haengan("import", "library.books", sheet(GOOD), "--official", "0000")

    assert answer.code == 1
    assert "There is no official with the staff number 0000." in answer.said


def test_an_official_without_the_duty_brings_nothing_in(haengan, sheet, librarian, clerk_without_duties):
    answer = haengan("import", "library.books", sheet(GOOD), "--official", clerk_without_duties.number, "--apply")

    assert answer.code == 1
    assert not Book.objects.exists()


def test_a_file_that_is_not_there_is_told_before_anything_is_done(bring, tmp_path):
    answer = bring(tmp_path / "none.csv")

    assert answer.code == 2
    assert "does not exist" in answer.said


def test_on_a_korean_terminal_the_answer_is_korean(bring, sheet):
    answer = bring(sheet(GOOD, WRONG), language="ko")

    assert "3행: " in answer.said
    assert "아직 아무것도 들어가지 않았습니다." in answer.said
