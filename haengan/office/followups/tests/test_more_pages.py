"""The list, a head's view of the people, entrusting, and the calendar, on their pages and over the API."""

from datetime import timedelta

import pytest
from django.test import Client

from haengan.kernel.followups.models import CalendarFeed, Followup
from haengan.kernel.followups.tests.conftest import opened, today  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
HOME = "/office/followups/"


def told(answer):
    return answer.content.decode()


def test_the_list_shows_what_is_within_reach(opened, lee, park, desk):  # noqa: F811
    opened(lee, what="자치 답변")
    assert "자치 답변" in told(desk(lee).get(f"{HOME}all/"))
    assert "자치 답변" not in told(desk(park).get(f"{HOME}all/"))


def test_a_head_entrusts_and_sees_the_load(director, lee, desk, today):  # noqa: F811
    browser = desk(director, language="ko")
    due = (today + timedelta(days=3)).isoformat()
    browser.post(f"{HOME}all/new/", {"what": "현장 점검", "owner": lee.pk, "due_on": due})
    assert Followup.objects.get().owner == lee
    assert "이가람" in told(browser.get(f"{HOME}loads/"))
    assert "장으로 있는 부서가 없습니다" in told(desk(lee, language="ko").get(f"{HOME}loads/"))


def test_a_calendar_reads_the_secret_address_without_signing_in_until_it_is_revoked(opened, lee, desk):  # noqa: F811
    one, browser = opened(lee, what="답변; 재질의"), desk(lee)
    page = told(browser.post(f"{HOME}calendar/new/", {"reach": "own"}))
    address = page.partition("<code>")[2].partition("</code>")[0].removeprefix("http://testserver")
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert f"UID:{one.key}@followups.haengan" in told(answer)
    assert r"SUMMARY:답변\; 재질의" in told(answer)
    feed = CalendarFeed.objects.get()
    browser.post(f"{HOME}calendar/{feed.key}/do/revoke/", {"revision": feed.revision, "reason": "분실"})
    assert Client().get(address).status_code == 404
    assert Client().get(f"{HOME}calendar.ics?key=guess").status_code == 404


def test_nobody_revokes_anothers_calendar(lee, park, desk):
    desk(lee).post(f"{HOME}calendar/new/", {"reach": "own"})
    feed = CalendarFeed.objects.get()
    answer = desk(park).post(f"{HOME}calendar/{feed.key}/do/revoke/", {"revision": feed.revision, "reason": "x"})
    assert answer.status_code == 404


def test_the_page_of_one_says_what_is_to_be_done(opened, lee, desk):  # noqa: F811
    one = opened(lee)
    assert desk(lee).get(f"{HOME}all/{one.key}/").status_code == 200


def test_the_list_asks_the_same_queries_whatever_its_rows(opened, lee, desk, django_assert_max_num_queries):  # noqa: F811
    browser = desk(lee)
    opened(lee)
    browser.get(f"{HOME}all/")
    with django_assert_max_num_queries(60) as few:
        browser.get(f"{HOME}all/")
    for number in range(8):
        opened(lee, what=f"답변 {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(f"{HOME}all/")
