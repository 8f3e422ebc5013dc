"""The register of handovers in the hands of whom it concerns."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from haengan.rooms.support.handovers import queries
from haengan.rooms.support.handovers.actions import opening, signing
from haengan.rooms.support.handovers.models import Handover
from haengan.rooms.support.handovers.tests.conftest import step
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
HOME = "/support/handovers/"


def told(answer):
    return answer.content.decode()


def test_a_handover_goes_from_text_to_both_signatures_by_pages_alone(handover, kim, lee, desk):
    leaver, successor, page = desk(kim, language="ko"), desk(lee, language="ko"), f"{HOME}{handover.key}/"
    assert "답변" in told(leaver.get(page))
    leaver.post(f"{page}do/give/", {"revision": handover.revision})
    handover.refresh_from_db()
    assert handover.state == "given"
    successor.post(f"{page}do/take/", {"revision": handover.revision})
    handover.refresh_from_db()
    assert handover.state == "done"
    assert "김하늘" in told(successor.get(page))


def test_nobody_else_sees_it(handover, park, desk):
    answer = desk(park).get(f"{HOME}{handover.key}/")
    assert answer.status_code == 404
    assert handover.place not in told(desk(park).get(HOME))


def test_the_head_and_the_desk_see_it(handover, kim, park, director, give, desk):
    give(park, "support.handovers.keep")
    assert desk(park).get(f"{HOME}{handover.key}/").status_code == 200


def test_the_document_holds_form_and_signatures(handover, kim, lee, today, desk):
    step(signing.give, handover, kim, today)
    step(signing.take, handover, lee, today)
    browser, page = desk(lee, language="ko"), f"{HOME}{handover.key}/papers/handover"
    pdf = PdfReader(io.BytesIO(b"".join(browser.get(f"{page}.pdf").streaming_content)))
    text = "".join(one.extract_text() for one in pdf.pages).replace(" ", "")
    for said in ("업무인계·인수서", "담당업무", "읍면동업무지원", "주요미결사항", "김하늘", "이가람", "(서명)"):
        assert said in text
    docx = Document(io.BytesIO(b"".join(browser.get(f"{page}.docx").streaming_content)))
    assert any("이가람" in cell.text for table in docx.tables for row in table.rows for cell in row.cells)
    assert b"".join(browser.get(f"{page}.hwpx").streaming_content)[:2] == b"PK"


def test_the_list_asks_the_same_number_of_queries_whatever_its_rows(
    handover, kim, lee, give, desk, django_assert_max_num_queries, today
):
    browser = desk(kim)
    browser.get(HOME)
    with django_assert_max_num_queries(40) as few:
        browser.get(HOME)
    for ended in queries.ended(today):
        opening.open(ended, today=today, actor=HOUSE)
    Handover.objects.exclude(giver=kim).update(taker=kim)
    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(HOME)
