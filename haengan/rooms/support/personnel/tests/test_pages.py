"""Personnel orders on their pages: brought in from a file, seen before and after, drafted as a paper."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from haengan.kernel.approvals.models import Paper
from haengan.kernel.registers.models import Import
from haengan.rooms.support.personnel import actions
from haengan.rooms.support.personnel.models import TransferLine

pytestmark = pytest.mark.django_db
HOME = "/support/personnel/"
FILE = """사번,성명,발령 부서,발령 직위,비고
1002,이가람,안전총괄과,주무관,
1003,박바다,자치협력과,주무관,고충
1004,홍길동,자치협력과,주무관,성명이 다름
1005,정다온,없는과,주무관,
"""


def told(answer):
    return answer.content.decode()


def bring(browser, text):
    upload = SimpleUploadedFile("인사.csv", text.encode("utf-8-sig"), content_type="text/csv")
    return browser.post(f"{HOME}lines/import/", {"file": upload}, follow=True)


def test_a_file_is_tried_out_with_its_errors_by_row(order, lee, park, choi, jung, keeper, desk):
    answer = bring(desk(keeper, language="ko"), FILE)
    page = told(answer)
    assert answer.status_code == 200
    assert not TransferLine.objects.exists()
    assert "최나래의 것이며" in page
    assert "‘없는과’ 부서가 없습니다" in page


def test_what_is_brought_in_is_seen_before_and_after(order, lee, park, choi, jung, keeper, desk):
    browser = desk(keeper, language="ko")
    bring(browser, "\n".join(FILE.splitlines()[:3]))
    brought = Import.objects.get()
    browser.post(f"{HOME}lines/import/{brought.key}/approve/", {"revision": brought.revision}, follow=True)
    assert TransferLine.objects.count() == 2
    page = told(browser.get(f"{HOME}{order.key}/"))
    for said in ("이가람", "자치협력과", "안전총괄과"):
        assert said in page


def test_the_paper_is_drafted_from_the_page(order, lee, city, keeper, head, director, desk):
    browser = desk(keeper, language="ko")
    browser.post(
        f"{HOME}lines/new/",
        {"transfer": order.pk, "official": lee.pk, "unit": "행정지원과", "post_title": "서무", "kind": "regular"},
    )
    assert TransferLine.objects.get().post.key == city.posts["clerk"]
    browser.post(f"{HOME}{order.key}/do/propose/", {"revision": order.revision, "reason": ""})
    assert Paper.objects.get().subject_key == order.key


def test_the_order_is_taken_out_as_a_document(order, lee, city, keeper, desk):
    browser = desk(keeper, language="ko")
    browser.post(
        f"{HOME}lines/new/",
        {"transfer": order.pk, "official": lee.pk, "unit": "행정지원과", "post_title": "서무", "kind": "regular"},
    )
    answer = browser.get(f"{HOME}{order.key}/papers/order.pdf")
    text = PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages[0].extract_text().replace(" ", "")
    assert "행정지원과서무" in text
    assert "결재전문서입니다" in text


def test_who_lacks_the_duty_sees_nothing(order, park, desk):
    for page in ("", "lines/", f"{order.key}/"):
        assert desk(park).get(HOME + page).status_code == 403


def test_the_lists_ask_the_same_number_of_queries_whatever_their_rows(
    order, staffed, pools, keeper, desk, django_assert_max_num_queries
):
    browser, (first, *others) = desk(keeper), staffed(6)
    actions.add_line(transfer=order, official=first, post=pools["digital"], actor=keeper)
    pages = (f"{HOME}lines/", f"{HOME}{order.key}/")
    counted = {}
    for page in pages:
        browser.get(page)
        with django_assert_max_num_queries(90) as asked:
            browser.get(page)
        counted[page] = len(asked.captured_queries)
    for official in others:
        actions.add_line(transfer=order, official=official, post=pools["digital"], actor=keeper)
    for page in pages:
        with django_assert_max_num_queries(counted[page] + 2):
            browser.get(page)
