import re
from datetime import date

import pytest
from django.utils import timezone

from haengan.kernel.journal import queries as journal
from haengan.kernel.privacy.actions import demands
from haengan.kernel.privacy.models import Demand
from haengan.kernel.privacy.tests.test_destruction import NAME, WORD, request
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
LIST, API = "/office/privacy/demands/", "/api/v1/office/privacy/demands/"
GIVEN = {
    "received_on": "2026-03-03",
    "channel": "visit",
    "kind": "access",
    "name": NAME,
    "contact": "010-9876-5432",
    "by": "self",
    "confirmed": "card",
}


@pytest.fixture
def clerk(kim, give, desk):
    give(kim, "house.privacy.answer")
    return desk(kim)


def do(browser, made, step, **given):
    made.refresh_from_db()
    return browser.post(f"{LIST}{made.key}/do/{step}/", {"revision": made.revision, "once": step, **given})


def test_a_demand_goes_from_the_form_to_the_notice(clerk):
    request()
    sent = clerk.post(f"{LIST}new/", {**GIVEN, "once": "a"})
    assert sent.status_code == 302, sent.content.decode()
    made = Demand.objects.get()
    assert do(clerk, made, "gather").status_code == 302
    assert do(clerk, made, "answer", reply="우편으로 보냅니다.").status_code == 409
    waits = clerk.get("/office/privacy/recipients/").content.decode()
    assert made.number in waits
    assert NAME not in waits
    clerk.post(f"/office/privacy/recipients/{made.key}/autonomy_townhalls.Request", {"given": ""})
    assert do(clerk, made, "answer", reply="우편으로 보냅니다.").status_code == 302
    made.refresh_from_db()
    assert made.state == "answered"
    notice = clerk.get(f"{LIST}{made.key}/papers/notice.hwpx")
    assert (notice.status_code, notice["Content-Type"]) == (200, "application/hwp+zip")


def test_the_page_shows_neither_contact_nor_contents_to_the_list(clerk):
    request()
    clerk.post(f"{LIST}new/", {**GIVEN, "once": "a"})
    do(clerk, Demand.objects.get(), "gather")
    page = clerk.get(LIST).content.decode()
    assert "9876" not in page
    assert WORD not in page + clerk.get(f"{LIST}{Demand.objects.get().key}/").content.decode()


def test_a_refusal_names_field_and_remedy(clerk):
    clerk.post(f"{LIST}new/", {**GIVEN, "once": "a", "confirmed": ""})
    answer = do(clerk, Demand.objects.get(), "gather")
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "Correct the demand and enter how the identity" in page


def test_without_the_duty_the_register_is_closed(lee, desk):
    made = demands.receive(
        actor=HOUSE,
        today=timezone.localdate(),
        received_on=timezone.localdate(),
        name=NAME,
        contact="a@b.kr",
        channel="email",
    )
    browser = desk(lee)
    assert browser.get(LIST).status_code == 403
    assert browser.get(f"{LIST}{made.key}/papers/notice.pdf").status_code in {403, 404}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_first_page_leads_there_with_the_duty_only(clerk, lee, desk, language):
    assert LIST in clerk.get("/office/privacy/").content.decode()
    assert LIST not in desk(lee, language=language).get("/office/privacy/").content.decode()


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_costs_the_same_queries_whatever_the_rows(n, clerk, django_assert_max_num_queries):
    for day in range(1, n + 1):
        on = date(2026, 3, day)
        demands.receive(actor=HOUSE, today=on, received_on=on, name=NAME, contact="a@b.kr", channel="email")
    clerk.get(LIST)
    with django_assert_max_num_queries(22):
        page = clerk.get(LIST).content.decode()
    assert len(set(re.findall(rf"{LIST}(\w{{16}})/", page))) == n


def test_a_program_enters_a_demand_and_is_told_what_is_wrong(clerk):
    made = clerk.post(API, {**GIVEN, "by": "self"}, "application/json", headers={"idempotency-key": "one"})
    assert made.status_code == 201, made.content.decode()
    key = Demand.objects.get().key
    wrong = clerk.post(
        f"{API}{key}/refuse",
        {"ground": "collected", "reason": "이유"},
        "application/json",
        headers={"idempotency-key": "two", "if-match": '"1"'},
    )
    told = wrong.json()
    assert wrong.status_code == 422, told
    assert "ground" in wrong.content.decode()
    assert Demand.objects.get().state == "received"


def test_a_program_without_the_duty_is_refused(lee, desk):
    assert desk(lee).get(API).status_code == 403


def test_the_api_shows_the_contact_to_the_duty_and_its_reading_is_in_the_history(clerk, kim):
    clerk.post(f"{LIST}new/", {**GIVEN, "once": "a"})
    made = Demand.objects.get()
    told = clerk.get(f"{API}{made.key}").json()
    assert told["contact"] == GIVEN["contact"]
    line = next(entry for entry in journal.history(made.key) if entry.act == "registers.personal.read")
    assert line.actor_title == kim.title


@pytest.mark.parametrize("place", ["destructions", "reviews"])
def test_destructions_and_reviews_are_read_over_the_api_with_the_duty_only(place, kim, lee, give, desk):
    give(kim, "house.privacy.draw_up")
    give(kim, "house.privacy.review")
    address = f"/api/v1/office/privacy/{place}/"
    assert desk(kim).get(address).status_code == 200
    assert desk(lee).get(address).status_code == 403


def test_a_record_is_corrected_from_the_page_of_the_demand(clerk):
    asked = request()
    clerk.post(f"{LIST}new/", {**GIVEN, "kind": "correction", "once": "a"})
    made = Demand.objects.get()
    do(clerk, made, "gather")
    assert asked.key in clerk.get(f"{LIST}{made.key}/do/correct/").content.decode()
    sent = do(clerk, made, "correct", thing=asked.key, field="contact", value="010-2222-3333")
    assert sent.status_code == 302, sent.content.decode()
    assert "2222" not in clerk.get(f"{LIST}{made.key}/").content.decode()


def test_what_stands_suspended_is_masked_on_the_page_and_over_the_api(clerk, kim, give):
    asked = request()
    give(kim, "autonomy.townhalls.keep")
    clerk.post(f"{LIST}new/", {**GIVEN, "kind": "suspension", "once": "a"})
    made = Demand.objects.get()
    do(clerk, made, "gather")
    assert do(clerk, made, "answer", reply="정지하였습니다.").status_code == 302
    page = clerk.get(f"/autonomy/townhalls/requests/{asked.key}/").content.decode()
    assert "9876" not in page
    assert made.number in page
    for address in ("/autonomy/townhalls/requests/", "/api/v1/autonomy/townhalls/requests/"):
        assert "9876" not in clerk.get(address).content.decode()
