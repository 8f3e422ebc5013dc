"""Handing a message in by page and by program, seeing why it is of this city, and one press."""

import pytest

from haengan.rooms.safety.warnings.engine.cap.model import Status
from haengan.rooms.safety.warnings.models.incoming import Incoming
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.tests.received.conftest import text_of

AT = "/safety/warnings/incoming/"
API = "/api/v1/safety/warnings/incoming/"
pytestmark = pytest.mark.django_db


def test_an_official_hands_a_message_in_and_makes_a_draft_by_one_press(desk, drafter, source, told, districts):
    browser = desk(drafter)
    browser.post(f"{AT}new/", {"source": source().pk, "text": text_of(told())})
    row = Incoming.objects.get()

    page = browser.get(f"{AT}{row.key}/").content.decode()
    assert "polygon" in page
    assert "강변동" in page
    assert "not signed" in page
    browser.post(f"{AT}{row.key}/do/relay/", {"revision": row.revision})

    assert Warning.objects.get().state == "draft"


def test_a_program_can_hand_in_and_draft_and_no_more(desk, drafter, source, told):
    browser = desk(drafter)
    head = {"idempotency-key": "one"}
    body = {"source": source().key, "text": text_of(told())}

    answer = browser.post(API, body, content_type="application/json", headers=head)

    assert answer.status_code == 201
    key = answer.json()["key"]
    drafted = browser.post(
        f"{API}{key}/relay", {}, content_type="application/json", headers={"idempotency-key": "two", "if-match": '"1"'}
    )
    assert drafted.status_code == 200
    assert Warning.objects.get().state == "draft"


def test_a_refused_one_says_why(desk, drafter, source, take):
    row = take(source(), "<a/>")

    assert "is not the alert of CAP 1.2" in desk(drafter).get(f"{AT}{row.key}/").content.decode()


def test_whoever_has_no_duty_sees_nothing(desk, clerk_without_duties, source, told, take):
    row = take(source(), told())
    browser = desk(clerk_without_duties)

    assert browser.get(AT).status_code == 403
    assert browser.get(f"{AT}{row.key}/").status_code in (403, 404)


def test_the_list_costs_the_same_for_many(desk, drafter, source, told, take, django_assert_max_num_queries):
    there = source()
    take(there, told())
    browser = desk(drafter)
    browser.get(AT)
    with django_assert_max_num_queries(40) as first:
        browser.get(AT)
    for number in range(5):
        take(there, told(identifier=f"n{number}"))
    with django_assert_max_num_queries(len(first.captured_queries)):
        browser.get(AT)


def test_the_list_of_sources_costs_the_same_for_many(desk, kim, give, source, django_assert_max_num_queries):
    give(kim, "safety.warnings.sources")
    source()
    browser = desk(kim)
    at = "/safety/warnings/sources/"
    browser.get(at)
    with django_assert_max_num_queries(40) as first:
        browser.get(at)
    for number in range(5):
        source(name=f"s{number}")
    with django_assert_max_num_queries(len(first.captured_queries)):
        browser.get(at)


def test_what_is_amiss_is_said_in_the_readers_language(desk, drafter, source, told, take):
    row = take(source(), text_of(told(status=Status.EXERCISE, note="훈련")).replace("<note>훈련</note>", ""))

    assert "says so in its note" in desk(drafter).get(f"{AT}{row.key}/").content.decode()
    assert "note에 그렇다고" in desk(drafter, language="ko").get(f"{AT}{row.key}/").content.decode()
