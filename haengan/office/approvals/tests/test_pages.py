"""The screens of approvals: each paper in the hands of whom it concerns, and a letter in the hands of a citizen."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from haengan.kernel.approvals import queries
from haengan.kernel.approvals.actions import letters
from haengan.kernel.approvals.models import Decision, Paper, Receipt, Sending
from haengan.kernel.approvals.tests.conftest import NOW, deputise, sign
from haengan.lib.crypto import signatures

NEW = {
    "kind": "letter",
    "title": "자료 제출 요청",
    "recipients": "양평군수\n경기도지사",
    "body": "1. 관련: 없음",
    "record_class": "letters",
    "disclosure": "open",
    "parallel": "on",
}


def told(page):
    return page.content.decode()


def sent(paper, actor):
    return letters.send(key=paper.key, revision=paper.revision, channel="network", now=NOW, actor=actor)


def at(paper, *more):
    return "/".join(["", "approvals", "papers", paper.key, *more, ""])


def test_a_letter_goes_from_draft_to_the_citizen_by_pages_alone(kim, head, director, desk, seal, settings):
    author, chief = desk(kim), desk(head)
    author.post("/approvals/papers/new/", NEW)
    paper = Paper.objects.get()
    author.post(at(paper, "do", "submit"), {"revision": paper.revision})
    paper.refresh_from_db()
    assert paper.title in told(chief.get("/approvals/"))

    digest = queries.current(paper).digest
    assert digest in told(chief.get(at(paper)))
    chief.post(at(paper, "do", "approve"), {"revision": paper.revision, "digest": digest, "opinion": ""})
    paper.refresh_from_db()
    author.post(at(paper, "do", "send"), {"revision": paper.revision, "channel": "network"})
    sending = Sending.objects.get()

    page = told(author.get(at(paper)))
    assert paper.number.text in page
    assert sending.code in page


def test_the_letter_is_taken_out_as_pdf_with_its_number_and_marks(letter, head, kim, seal, desk, settings):
    settings.CITY_NAMES = {"ko": "가람시", "en": "Garam"}
    paper = sign(letter(), head)
    sending = sent(paper, kim)
    pdf = desk(kim).get(f"{at(paper)}1/letter.pdf")
    text = PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().replace(" ", "")

    assert all(said in text for said in ("행정지원과-1", "전결", "오과장", sending.code, "가람시장"))
    assert desk(kim).get(f"{at(paper)}1/letter.hwpx").content[:2] == b"PK"


def test_a_draft_is_marked_as_not_approved(letter, kim, desk):
    pdf = desk(kim).get(f"{at(letter())}1/letter.pdf")

    assert "결재 전 문서입니다" in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()


def test_a_stale_signature_is_refused_on_the_page(letter, head, desk):
    paper = letter()
    answer = desk(head).post(at(paper, "do", "approve"), {"revision": paper.revision, "digest": "0" * 64})

    assert answer.status_code == 409
    assert not Decision.objects.exists()


def test_returning_needs_a_reason_and_shows_it_to_the_drafter(letter, kim, head, desk):
    paper, digest = letter(), None
    digest = queries.current(paper).digest
    told_so = {"revision": paper.revision, "digest": digest}
    assert desk(head).post(at(paper, "do", "return"), {**told_so, "reason": ""}).status_code == 422
    desk(head).post(at(paper, "do", "return"), {**told_so, "reason": "근거 보완"})

    assert "근거 보완" in told(desk(kim).get(at(paper)))


def test_versions_are_compared(letter, kim, head, desk):
    paper = letter()
    browser = desk(kim)
    browser.post(at(paper, "do", "take-back"), {"revision": paper.revision, "reason": "오타"})
    paper.refresh_from_db()
    browser.post(at(paper, "edit"), {**NEW, "body": "1. 관련: 조례 제3조", "revision": paper.revision})
    paper.refresh_from_db()
    browser.post(at(paper, "do", "submit"), {"revision": paper.revision})
    page = told(browser.get(at(paper)))

    assert "<del>1. 관련: 없음</del>" in page
    assert "<ins>1. 관련: 조례 제3조</ins>" in page


def test_a_deputy_is_told_that_he_signs_as_one(letter, lee, head, desk, city):
    paper = letter()
    deputise(lee, city.posts["support_head"])

    assert "You sign as the deputy" in told(desk(lee).get(at(paper)))


def test_a_paper_does_not_exist_for_a_stranger(letter, choi, desk):
    paper = letter()

    assert desk(choi).get(at(paper)).status_code == 404
    assert desk(choi).get(f"{at(paper)}1/letter.pdf").status_code == 404


def test_attachments_are_part_of_what_is_signed(kim, head, director, desk):
    browser = desk(kim)
    browser.post("/approvals/papers/new/", NEW)
    paper = Paper.objects.get()
    upload = SimpleUploadedFile("서식.csv", "가,나\n1,2\n".encode())
    browser.post(at(paper, "attach"), {"file": upload})
    browser.post(at(paper, "do", "submit"), {"revision": paper.revision})
    kept = queries.content(queries.current(paper))["attachments"]
    late = SimpleUploadedFile("몰래.csv", "가,나\n3,4\n".encode())
    browser.post(at(paper, "attach"), {"file": late})

    assert [one["name"] for one in kept] == ["서식.csv"]
    assert "몰래.csv" not in told(browser.get(at(paper)))


def test_a_citizen_verifies_a_letter_by_its_number(letter, head, kim, seal, citizen):
    sending = sent(sign(letter(), head), kim)
    page = told(citizen.get(f"/approvals/?code={sending.code}"))
    body = json.loads(citizen.get(f"/approvals/sealed/{sending.code}.json").content)

    assert "The seal is genuine" in page
    assert "자료 제출 요청" in page
    assert signatures.verifies(body["public_key"], body["content"].encode(), body["signature"])


def test_a_closed_letter_shows_a_citizen_no_text(letter, head, kim, seal, citizen):
    sending = sent(sign(letter(disclosure="closed", withheld="5"), head), kim)
    page = told(citizen.get(f"/approvals/?code={sending.code}"))

    assert "The seal is genuine" in page
    assert "자료 제출 요청" not in page
    assert citizen.get(f"/approvals/sealed/{sending.code}.json").status_code == 404


@pytest.mark.parametrize(("code", "status"), [("", 200), ("abcd-efgh-jkmn-pqrs", 404), ("<script>", 404)])
def test_an_unknown_number_is_said_to_be_unknown(citizen, code, status):
    assert citizen.get("/approvals/", {"code": code}).status_code == status


def test_the_title_of_a_closed_document_does_not_stand_in_the_register(letter, head, kim, desk, clerk_without_duties):
    sign(letter(title="징계 의결 요구", disclosure="closed", withheld="6"), head)
    page = told(desk(clerk_without_duties).get("/approvals/numbers/"))

    assert "행정지원과-1" in page
    assert "징계" not in page


def test_the_records_desk_registers_and_hands_over(kim, lee, give, desk):
    give(kim, "house.records.keep")
    given = {
        "sender": "행정안전부",
        "sender_number": "자치-1",
        "title": "협조",
        "channel": "network",
        "handler": kim.key,
    }
    desk(kim).post("/approvals/received/new/", given)
    receipt = Receipt.objects.get()
    desk(kim).post(
        f"/approvals/received/{receipt.key}/do/hand-over/", {"handler": lee.key, "revision": receipt.revision}
    )

    assert Receipt.objects.get().handler == lee
    assert receipt.title in told(desk(lee).get("/approvals/received/"))


def test_a_program_signs_through_the_api_with_the_hash_it_read(letter, head, desk):
    paper = letter()
    body = json.dumps({"digest": queries.current(paper).digest, "opinion": "이상 없음"})
    answer = desk(head).post(
        f"/api/v1/office/approvals/papers/{paper.key}/approve",
        body,
        content_type="application/json",
        headers={"If-Match": f'"{paper.revision}"', "Idempotency-Key": "once"},
    )

    assert (answer.status_code, answer.json()["state"]) == (200, "approved")
    assert Paper.objects.get().digest == Decision.objects.get().digest


@pytest.mark.parametrize("many", [1, 6])
def test_the_inbox_costs_the_same_whatever_waits(letter, head, desk, many, django_assert_max_num_queries):
    for n in range(many):
        letter(title=f"문서 {n}")
    browser = desk(head)
    browser.get("/approvals/")
    with django_assert_max_num_queries(45):
        browser.get("/approvals/")
