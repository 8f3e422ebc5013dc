"""A file is tried without effect, then brought in by slices; the same twice doubles nothing."""

import csv
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone, translation

from haengan.kernel.acts.running import Refused
from haengan.kernel.journal import queries as journal
from haengan.kernel.registers import actions, bringing, forwarding, jobs, staging
from haengan.kernel.registers.models import Import, ImportRow, Origin
from haengan.kernel.registers.sheets import reading
from haengan.kernel.registers.tests.library.models import Author, Book
from haengan.kernel.registers.tests.library.register import BOOKS
from haengan.kernel.registers.upkeep import slices

pytestmark = pytest.mark.django_db
LIST = "/library/books/"
HEAD = "제목,지은이,서가,분야,구입일,값(원),권수,대출"
GOOD = '열하일기,박지원,개가,"법, 역사",2023. 3. 1.(수),"12,000원",2권,O'


def stage(librarian, *lines, encoding="utf-8", name="책.csv"):
    content = "\r\n".join([HEAD, *lines]).encode(encoding)
    brought = actions.stage(
        register="library.books", file_name=name, content=content, at=timezone.now(), actor=librarian
    )
    forwarding.to_the_end(brought.key)
    return Import.objects.get(pk=brought.pk)


def apply(brought, librarian):
    actions.approve(key=brought.key, revision=brought.revision, actor=librarian)
    forwarding.to_the_end(brought.key)
    return Import.objects.get(pk=brought.pk)


def test_a_dry_run_counts_and_enters_nothing(librarian, writer):
    last = journal.last_number()
    brought = stage(librarian, GOOD, "금서 목록,박지원,개가,,2023-03-01,,1,O")
    assert actions.counts(brought) == {"new": 1, "wrong": 1}
    assert not Book.objects.exists()
    assert not Origin.objects.exists()
    assert journal.last_number() - last <= 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_row_becomes_a_book_by_labels_dates_and_units(encoding, librarian, writer):
    apply(stage(librarian, GOOD, encoding=encoding), librarian)
    book = Book.objects.get()
    assert (book.author, str(book.bought_on), book.price, book.copies) == (writer, "2023-03-01", 12000, 2)
    assert book.subjects == {"law", "history"}


def test_rows_share_the_batch_of_their_import_in_the_journal(librarian, writer):
    brought = apply(stage(librarian, GOOD, GOOD.replace("열하일기", "허생전")), librarian)
    lines = journal.recent().filter(batch=brought.key)
    assert sorted({line.act for line in lines}) == ["library.books.buy"]
    assert lines.count() == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("열하일기,박지훤,개가,,2023-03-01,,1,O", "There is no “박지훤”."),
        ("열하일기,박지원,다락,,2023-03-01,,1,O", "Choose from: 개가, 폐가."),
        ("열하일기,박지원,개가,,2023. 3. 1.(목),,1,O", "Wednesday"),
        ("열하일기,박지원,개가,,언젠가,,1,O", "is not a day"),
        ("열하일기,박지원,개가,,2023-03-01,비쌈,1,O", "is not an amount"),
        ("열하일기,박지원,개가,,2023-03-01,,많이,O", "is not a number"),
        ("열하일기,박지원,개가,,2023-03-01,,1,글쎄", "neither yes nor no"),
        (",박지원,개가,,2023-03-01,,1,O", "This field is required."),
        ("금서,박지원,개가,,2023-03-01,,1,O", "Choose another title."),
    ],
)
def test_a_wrong_row_says_which_cell_and_what_to_do(line, words, librarian, writer):
    with translation.override("en"):
        brought = stage(librarian, line)
    [row] = brought.rows.all()
    told = " ".join(f"{wrong['message']} {wrong['remedy']}" for wrong in slices.told_of(row)["wrongs"])
    assert row.state == "wrong"
    assert words in told


def test_the_same_file_twice_enters_nothing_twice(librarian, writer):
    apply(stage(librarian, GOOD), librarian)
    again = stage(librarian, GOOD)
    assert actions.counts(again) == {"same": 1}
    with pytest.raises(Refused):
        actions.approve(key=again.key, revision=again.revision, actor=librarian)


def test_a_corrected_title_is_not_doubled_by_the_old_file(librarian, writer):
    apply(stage(librarian, GOOD), librarian)
    book = Book.objects.get()
    from haengan.kernel.registers.tests.library import actions as library

    given = {
        f.name: getattr(book, f.name)
        for f in Book._meta.concrete_fields
        if f.name not in {"id", "key", "revision", "retracted"}
    }
    library.correct(**{**given, "title": "열하일기 상"}, key=book.key, revision=book.revision, actor=librarian)
    assert actions.counts(stage(librarian, GOOD)) == {"same": 1}


def test_a_changed_row_shows_from_what_to_what(librarian, writer):
    apply(stage(librarian, GOOD), librarian)
    brought = stage(librarian, GOOD.replace("2권", "3권"))
    [row] = brought.rows.all()
    assert slices.told_of(row)["changes"] == [["권수", "2", "3"]]
    apply(brought, librarian)
    assert Book.objects.get().copies == 3


def test_two_rows_about_the_same_book_are_told_apart(librarian, writer):
    brought = stage(librarian, GOOD, GOOD.replace("2권", "5권"))
    assert actions.counts(brought) == {"new": 1, "wrong": 1}


def test_totals_and_empty_rows_are_left_out(librarian, writer):
    brought = stage(librarian, GOOD, ",,,,,,,", "합계,,,,,12000,2,")
    assert brought.rows.count() == 1


class Killed(BaseException):
    pass


def test_what_is_killed_in_the_middle_goes_on_where_it_stood(librarian, writer, monkeypatch):
    monkeypatch.setattr(slices, "SLICE", 2)
    brought = stage(librarian, *[GOOD.replace("열하일기", f"책 {i}") for i in range(6)])
    actions.approve(key=brought.key, revision=brought.revision, actor=librarian)
    done = []

    class Mortal(bringing.Bringing):
        def bring(self, row, *, source):
            if len(done) == 3:
                raise Killed
            done.append(row)
            return super().bring(row, source=source)

    monkeypatch.setattr(slices, "Bringing", Mortal)
    with pytest.raises(Killed):
        forwarding.to_the_end(brought.key)
    assert Book.objects.count() == 2
    monkeypatch.setattr(slices, "Bringing", bringing.Bringing)
    forwarding.to_the_end(brought.key)
    assert Book.objects.count() == 6
    assert actions.counts(brought) == {"done": 6}
    assert Import.objects.get(pk=brought.pk).state == "applied"


def test_a_row_that_fails_in_the_real_run_stays_out_alone(librarian, writer):
    brought = stage(librarian, GOOD, GOOD.replace("열하일기", "허생전").replace("박지원", "정약용"))
    assert actions.counts(brought) == {"new": 1, "wrong": 1}
    apply(brought, librarian)
    assert [book.title for book in Book.objects.all()] == ["열하일기"]


def test_bringing_a_file_needs_the_duty_to_enter(clerk_without_duties):
    with pytest.raises(Refused, match="duty"):
        stage(clerk_without_duties, GOOD)


def test_anothers_import_is_not_to_be_found(stranger, librarian, writer):
    brought = stage(librarian, GOOD)
    assert stranger.get(f"{LIST}import/{brought.key}/").status_code in {403, 404}


def test_the_pages_lead_from_the_upload_to_the_register(client, writer):
    sent = SimpleUploadedFile("책.csv", f"{HEAD}\r\n{GOOD}\r\n금서,박지원,개가,,2023-03-01,,1,O".encode("cp949"))
    answer = client.post(LIST + "import/", {"file": sent})
    page = client.get(answer["Location"]).content.decode()
    assert "Choose another title." in page
    marked = client.get(answer["Location"] + "marked").content.decode("cp949")
    assert marked.splitlines()[2].startswith("금서,")
    assert "Choose another title." in marked
    brought = Import.objects.get()
    client.post(f"{answer['Location']}approve/", {"revision": brought.revision})
    assert Book.objects.get().title == "열하일기"
    assert "brought in" in client.get(answer["Location"]).content.decode()


def test_columns_can_be_assigned_by_hand(client, writer):
    content = f"{HEAD.replace('구입일', '산 날짜')}\r\n{GOOD}".encode()
    answer = client.post(LIST + "import/", {"file": SimpleUploadedFile("책.csv", content)})
    brought = Import.objects.get()
    assert actions.counts(brought) == {"wrong": 1}
    client.post(f"{answer['Location']}assign/", {"revision": brought.revision, "column-4": "bought_on"})
    assert actions.counts(brought) == {"new": 1}


def test_a_file_without_any_known_column_is_refused_with_words(client, writer):
    answer = client.post(LIST + "import/", {"file": SimpleUploadedFile("x.csv", "가,나\r\n1,2".encode())})
    assert answer.status_code == 422
    assert "Name the columns like this" in answer.content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_taken_out_comes_back_the_same(kind, language, client, librarian, buy):
    buy("열하일기", subjects={"law", "history"}, price=12000, from_on="2023-04-01", until_on="2023-05-01")
    buy("=위험한 제목", shelf="closed", lendable=False, remarks="두 줄\n비고", donor="'=홍")
    for book in Book.objects.all():
        assert book.pk
    taken = b"".join(
        client.get(f"{LIST}export.{kind}?fields=all", headers={"Accept-Language": language}).streaming_content
    )
    with translation.override(language):
        brought = actions.stage(
            register="library.books", file_name=f"x.{kind}", content=taken, at=timezone.now(), actor=librarian
        )
        forwarding.to_the_end(brought.key)
    assert actions.counts(brought) == {"same": 2}, [slices.told_of(row) for row in brought.rows.all()]


@pytest.mark.parametrize(
    ("records", "things"),
    [
        (["", ""], 1),
        (["k1:1", "k2:1"], 2),
        (["k1:1", "k1:2"], 1),
        (["k1:1", ""], 1),
        (["", "k2:1"], 1),
        (["k1:1", "k2:1", "k2:1"], 2),
    ],
)
def test_rows_alike_are_two_things_only_where_each_names_its_own_record(records, things):
    rows = [(n, {"author": "박지원", "title": "열하일기", "record": key}) for n, key in enumerate(records)]
    assert len({source for _n, _told, source in staging.sources(BOOKS, iter(rows))}) == things


def test_a_file_guards_what_looks_like_a_formula(client, buy):
    buy("=HYPERLINK(1)")
    taken = b"".join(client.get(LIST + "export.csv").streaming_content).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(taken.splitlines()[1])))[0] == "'=HYPERLINK(1)"


def test_taking_a_file_out_leaves_a_line_with_its_question(client, buy):
    buy("열하일기")
    client.get(LIST + "export.csv?shelf=open")
    line = journal.recent().first()
    about = journal.opened(line)["about"]
    assert (line.act, line.count, about["question"]) == ("library.books.export", 1, "shelf=open")


def test_personal_columns_are_taken_out_only_with_the_duty(client, buy, librarian, give):
    buy("열하일기", donor="홍길동")
    page = LIST + "export.csv?fields=title,donor"
    assert "홍" not in b"".join(client.get(page).streaming_content).decode("utf-8-sig")
    give(librarian, "library.donors.see")
    assert "홍길동" in b"".join(client.get(page).streaming_content).decode("utf-8-sig")


def test_the_empty_sheet_can_be_filled_in_and_brought_in(client, librarian, writer):
    empty = client.get(LIST + "import/empty.xlsx").content
    [head] = reading.sheets(empty, name="x.xlsx")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head.rows[0])
        given = {"제목": "열하일기", "지은이": "박지원", "서가": "개가", "구입일": "2023-03-01", "권수": 1}
        for column, label in enumerate(head.rows[0]):
            sheet.write(1, column, given.get(label.removesuffix(" *"), ""))
    brought = actions.stage(
        register="library.books", file_name="x.xlsx", content=out.getvalue(), at=timezone.now(), actor=librarian
    )
    forwarding.to_the_end(brought.key)
    assert actions.counts(brought) == {"new": 1}


def test_a_long_file_goes_on_in_the_background(librarian, db):
    from haengan.kernel.jobs import work

    lines = [f"저자 {i}" for i in range(450)]
    content = "\r\n".join(["name", *lines]).encode()
    brought = actions.stage(
        register="library.authors", file_name="a.csv", content=content, at=timezone.now(), actor=librarian
    )
    assert work.once("t")
    brought.refresh_from_db()
    actions.approve(key=brought.key, revision=brought.revision, actor=librarian)
    assert work.once("t")
    assert Author.objects.count() == 450
    assert ImportRow.objects.filter(state="done").count() == 450


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has more than one writer")
def test_in_the_background_others_may_write_between_two_slices(librarian, monkeypatch):
    breaths: list[float] = []
    monkeypatch.setattr(slices, "SLICE", 2)
    monkeypatch.setattr(forwarding.time, "sleep", breaths.append)
    content = "\r\n".join(["name", *"가나다라마"]).encode()
    brought = actions.stage(
        register="library.authors", file_name="a.csv", content=content, at=timezone.now(), actor=librarian
    )
    jobs.bring(brought.key)
    assert breaths == [forwarding.BREATH] * 2
