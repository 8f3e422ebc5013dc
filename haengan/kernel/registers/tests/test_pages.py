import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from haengan.kernel.figures.declare import FLOW, Figure, figures
from haengan.kernel.followups import actions as followups
from haengan.kernel.journal import queries as journal
from haengan.kernel.registers import around, paging
from haengan.kernel.registers.tests.library.models import Book
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
LIST = "/library/books/"


def test_the_list_shows_a_bought_book_with_labels_of_its_codes(client, buy):
    buy("열하일기", subjects={"history", "law"})
    page = client.get(LIST).content.decode()
    assert "열하일기" in page
    assert "법, 역사" in page
    assert "개가" in page


def test_a_list_page_costs_the_same_queries_whatever_the_rows(client, buy):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    buy("한 권")
    with_one_row = cost()
    for i in range(19):
        buy(f"책 {i}")
    assert cost() == with_one_row


def test_the_results_alone_cost_five_queries(client, buy, django_assert_num_queries):
    """Who asks (two), their duties, the rows and their number."""
    buy("열하일기")
    with django_assert_num_queries(5):
        client.get(LIST, headers={"HX-Request": "true"})


@pytest.mark.parametrize(
    "query", ["wrong=1", "sort=donor", "size=7", "cursor=abc", "fields=secret", "from_on_after=soon", "q=%00"]
)
def test_what_is_not_declared_is_refused_with_words(query, client):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400, answer.content.decode()
    assert "alert-danger" in answer.content.decode()


def test_htmx_gets_the_results_alone(client, buy):
    buy("열하일기")
    answer = client.get(LIST + "?q=&shelf=open", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"] == "/library/books/?shelf=open"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=열하", ["열하일기"]),
        ("q=박지원+열하", ["열하일기"]),
        ("subjects=law", ["목민심서"]),
        ("shelf=closed", ["목민심서"]),
        ("bought_on_year=2022", ["목민심서"]),
        ("from_on_after=2023-04-30&from_on_before=2023-05-01", ["열하일기"]),
        ("from_on_after=2023-05-01", []),
        ("price_min=100", ["목민심서"]),
        ("lendable=false", ["목민심서"]),
        ("sort=title", ["목민심서", "열하일기"]),
        ("sort=-title", ["열하일기", "목민심서"]),
    ],
)
def test_filters_and_sorts_find_what_they_say(query, titles, client, buy):
    days = {"from_on": datetime.date(2023, 4, 1), "until_on": datetime.date(2023, 5, 1)}
    buy("열하일기", **days)
    buy("목민심서", subjects={"law"}, shelf="closed", bought_on=datetime.date(2022, 1, 1), price=100, lendable=False)
    page = client.get(f"{LIST}?{query}").content.decode()
    assert re.findall(r'<a href="/library/books/[^"]{16,}/">([^<]+)</a>', page) == titles


def test_chosen_columns_are_remembered(client, buy):
    buy("열하일기", remarks="빨간 표지")
    answer = client.post(LIST + "columns/", {"column": ["title", "remarks"], "query": "sort=title"})
    assert answer["Location"] == LIST + "?sort=title"
    page = client.get(LIST).content.decode()
    assert "빨간 표지" in page
    assert 'data-label="서가"' not in page


def test_whoever_lacks_the_duty_sees_nothing(stranger, buy):
    book = buy("열하일기")
    pages = ["", "new/", "print/", "import/", "export.csv", "export.xlsx", "import/empty.xlsx"]
    pages += [f"{book.key}/", f"{book.key}/edit/", f"{book.key}/retract/", f"{book.key}/do/lend/"]
    for path in pages:
        assert stranger.get(LIST + path).status_code in {403, 404}, path


def test_who_is_not_signed_in_sees_nothing(buy):
    book = buy("열하일기")
    for path in ("", "new/", f"{book.key}/"):
        assert Client().get(LIST + path).status_code in {302, 403, 404}


def test_a_donor_is_masked_for_whoever_lacks_the_duty(client, buy, librarian, give):
    buy("열하일기", donor="홍길동")
    page = LIST + "?fields=title,donor"
    assert "홍*동" in client.get(page).content.decode()
    give(librarian, "library.donors.see")
    assert "홍길동" in client.get(page).content.decode()


def test_seeing_a_donor_in_clear_stands_in_the_history(client, buy, librarian, give):
    book = buy("열하일기", donor="홍길동")
    give(librarian, "library.donors.see")
    client.get(LIST + "?fields=title,donor")
    assert journal.history(book.key)[0].operation == "read"


def form(**given):
    return {"title": "목민심서", "shelf": "open", "bought_on": "2023. 3. 1.(수)", "copies": "1", "once": "t1", **given}


def test_the_form_enters_a_book_once_however_often_it_is_sent(client, writer):
    first = client.post(LIST + "new/", form(author=writer.pk))
    second = client.post(LIST + "new/", form(author=writer.pk))
    assert first["Location"] == second["Location"]
    assert Book.objects.count() == 1


def test_a_reused_form_with_other_contents_asks_first(client, writer):
    client.post(LIST + "new/", form(author=writer.pk))
    answer = client.post(LIST + "new/", form(author=writer.pk, title="경세유표"))
    assert answer.status_code == 409
    assert Book.objects.count() == 1


def test_an_inclusive_end_is_kept_exclusive_and_shown_inclusive(client, writer):
    client.post(LIST + "new/", form(author=writer.pk, from_on="2023-04-01", until_on="2023-04-30"))
    book = Book.objects.get()
    assert book.until_on == datetime.date(2023, 5, 1)
    assert 'value="2023-04-30"' in client.get(f"{LIST}{book.key}/edit/").content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"bought_on": "2023. 3. 1.(목)"}, "Wednesday"),
        ({"bought_on": "soon"}, "Write it as 2023-03-01."),
        ({"title": "금서 목록"}, "Choose another title."),
        ({"shelf": "attic"}, "Choose from: 개가, 폐가."),
        ({"from_on": "2023-04-02", "until_on": "2023-03-01"}, "전시는 시작한 뒤에"),
        ({"author": "999"}, "Choose one from the list"),
        ({"until_on": "9999-12-31"}, "Write it as 2023-03-01."),
        ({"copies": "2147483648"}, "less than or equal to 2147483647"),
    ],
)
def test_a_wrong_field_says_what_was_wrong_and_what_to_do(given, words, client, writer):
    answer = client.post(LIST + "new/", form(**{"author": writer.pk, **given}))
    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()
    assert not Book.objects.exists()


def test_a_stale_edit_shows_both_versions_and_lets_choose(client, buy):
    book = buy("열하일기", remarks="처음")
    sent = form(author=book.author_id, title="열하일기", revision=book.revision, reason="고침")
    client.post(f"{LIST}{book.key}/edit/", {**sent, "remarks": "그의 것", "once": "a"})
    answer = client.post(f"{LIST}{book.key}/edit/", {**sent, "remarks": "나의 것", "copies": "7", "once": "b"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "그의 것" in page
    assert "나의 것" in page
    now = re.search(r'name="revision" value="(\d+)"', page)[1]
    settled = {**sent, "remarks": "나의 것", "copies": "7", "choose-remarks": "theirs", "choose-copies": "mine"}
    client.post(f"{LIST}{book.key}/edit/", {**settled, "revision": now, "once": "c"})
    book.refresh_from_db()
    assert (book.remarks, book.copies) == ("그의 것", 7)


def test_the_detail_page_tells_fields_steps_and_history(client, buy):
    book = buy("열하일기", price=12000)
    client.post(
        f"{LIST}{book.key}/edit/",
        form(author=book.author_id, title="열하일기", price="15000", lendable="on", revision=1, reason="값이 틀림"),
    )
    page = client.get(f"{LIST}{book.key}/").content.decode()
    assert "15,000 원" in page
    assert "값이 틀림" in page
    assert "<del>12,000</del>" in page
    assert f"{LIST}{book.key}/do/lend/" in page
    assert f"{LIST}{book.key}/do/close/" not in page
    assert "숨은 단계" not in page


def test_a_step_asks_its_form_and_does_its_act(client, buy):
    book = buy("열하일기")
    sent = {"reader": "이순신", "lent_on": "2023-05-01", "revision": book.revision, "once": "x"}
    answer = client.post(f"{LIST}{book.key}/do/lend/", sent)
    assert answer.status_code == 302
    assert "이순신" in client.get(f"{LIST}{book.key}/").content.decode()


def test_a_retraction_needs_a_reason_and_deletes_nothing(client, buy):
    book = buy("열하일기")
    page = f"{LIST}{book.key}/retract/"
    assert client.post(page, {"reason": "", "revision": book.revision, "once": "1"}).status_code == 422
    client.post(page, {"reason": "두 번 적음", "revision": book.revision, "once": "2"})
    book.refresh_from_db()
    assert book.retracted == "두 번 적음"


def test_the_print_view_shows_all_that_was_asked_for(client, buy):
    for i in range(25):
        buy(f"책 {i}")
    assert client.get(LIST + "print/").content.decode().count("<tr>") == 26


def test_a_file_is_attached_and_taken_off_with_a_reason(client, buy):
    book = buy("열하일기")
    page = f"{LIST}{book.key}/"
    client.post(page + "files/", {"file": SimpleUploadedFile("표지.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")})
    [(attachment, url)] = around.attachments(book)
    assert "표지.pdf" in client.get(page).content.decode()
    assert client.get(url).status_code == 200
    off = f"{page}files/{attachment.key}/off/"
    client.post(off, {"revision": attachment.revision, "reason": ""})
    assert around.attachments(book)
    client.post(off, {"revision": attachment.revision, "reason": "잘못 올림"})
    assert not around.attachments(book)


def test_a_stranger_attaches_nothing(stranger, buy):
    book = buy("열하일기")
    answer = stranger.post(f"{LIST}{book.key}/files/", {"file": SimpleUploadedFile("표지.pdf", b"%PDF-1.7\n%%EOF")})
    assert answer.status_code in {403, 404}
    assert not around.attachments(book)


def test_what_is_owed_for_a_record_stands_on_its_page(client, buy, librarian, give):
    book = buy("열하일기")
    given = {"due_on": datetime.date(2023, 4, 1), "opened_on": datetime.date(2023, 3, 1), "room": "library.books"}
    followups.open(thing=book, who=librarian, what="표지 고치기", **given, actor=HOUSE)
    page = client.get(f"{LIST}{book.key}/").content.decode()
    assert "표지 고치기" in page
    assert "overdue" in page


@pytest.fixture
def bought():
    given = {
        "ko": "구입 건수",
        "en": "Books bought",
        "unit": "건",
        "basis": "도서관법 제20조",
        "one": ("책 한 권", "one book"),
    }
    yield Figure("library.books.bought", kind=FLOW, source=Book.objects.all, at="bought_on", **given)
    figures.pop("library.books.bought")


def test_the_figures_a_record_counts_in_are_named(client, buy, bought):
    book = buy("열하일기")
    page = client.get(f"{LIST}{book.key}/").content.decode()
    assert "/figures/library.books.bought/?period=2023" in page


@pytest.mark.parametrize(("language", "said"), [("en", "More than 1,000 entries"), ("ko", "1,000건 초과")])
def test_a_long_list_is_counted_in_thousands(language, said, client, buy, monkeypatch):
    monkeypatch.setattr(paging, "count", lambda rows: (1000, True))
    buy("책")
    assert said in client.get(LIST, headers={"Accept-Language": language}).content.decode()
