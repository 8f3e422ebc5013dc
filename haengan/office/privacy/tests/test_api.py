"""The month's readings and what waits to be confirmed, for programs."""

import json
from datetime import date

import pytest
from django.utils import timezone

from haengan.kernel.people import actions as people
from haengan.kernel.people import queries as reading
from haengan.kernel.privacy.actions import demands
from haengan.kernel.privacy.models import Confirmation
from haengan.kernel.privacy.tests.test_destruction import NAME, request
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
API = "/api/v1/office/privacy/"
ASKED = date(2026, 3, 3)
LABEL = "autonomy_townhalls.Request"


@pytest.fixture
def keeper(kim, give, desk):
    give(kim, "house.privacy.confirm", "autonomy.townhalls.keep")
    return desk(kim)


@pytest.fixture
def demand(lee, give):
    give(lee, "house.privacy.answer")
    told = {"name": NAME, "contact": "010-9876-5432", "channel": "visit", "kind": "access", "confirmed": "card"}
    made = demands.receive(actor=lee, today=ASKED, received_on=ASKED, **told)
    return demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=lee)


@pytest.fixture
def asked():
    return request()


def send(browser, made, given="", token="t", label=LABEL):
    headers = {"Idempotency-Key": token} if token else {}
    body = json.dumps({"given": given})
    return browser.post(f"{API}recipients/{made.key}/{label}", body, content_type="application/json", headers=headers)


def test_what_waits_is_told_without_the_person(asked, demand, keeper):
    [told] = keeper.get(f"{API}recipients").json()
    assert (told["demand"], told["thing_type"], told["keys"]) == (demand.key, LABEL, [asked.key])
    assert NAME not in json.dumps(told, ensure_ascii=False)


def test_a_division_confirms_once_however_often_it_sends(asked, demand, keeper):
    first, again = send(keeper, demand, "한국도로공사"), send(keeper, demand, "한국도로공사")
    assert (first.status_code, first.json()["given"]) == (200, "한국도로공사")
    assert again.content == first.content
    assert again["Idempotent-Replayed"] == "true"
    assert Confirmation.objects.get().given == "한국도로공사"
    assert keeper.get(f"{API}recipients").json() == []
    assert send(keeper, demand, token="u").status_code == 422


@pytest.mark.parametrize(
    ("given", "token", "label", "status", "field"),
    [
        ("", "", LABEL, 400, "Idempotency-Key"),
        ("가" * 501, "t", LABEL, 422, "given"),
        ("", "t", "kernel_people.Official", 422, "thing_type"),
    ],
)
def test_what_is_wrong_names_its_field(given, token, label, status, field, asked, demand, keeper):
    answer = send(keeper, demand, given, token, label)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("address", ["recipients", "readings?month=2026-02"])
def test_without_the_duty_both_are_closed_and_say_which_is_missing(address, park, desk):
    answer = desk(park).get(f"{API}{address}")
    assert answer.status_code == 403
    assert answer.json()["missing"]["duties"]


def test_nobody_without_the_duty_confirms(asked, demand, park, desk):
    assert send(desk(park), demand).status_code == 403


def test_a_months_readings_are_told_by_reader_and_purpose(resident, lee, kim, give, desk):
    give(kim, "house.privacy.review")
    told = {"kind": "mobile", "value": "010-9876-5432", "from_on": date(2026, 1, 1)}
    reading.reveal(lee, people.add_contact(person=resident, **told, actor=HOUSE), "재난 안내")
    [one] = desk(kim).get(f"{API}readings?month={timezone.localdate():%Y-%m}").json()
    assert (one["title"], one["purpose"], one["times"]) == (lee.title, "재난 안내", 1)


@pytest.mark.parametrize("month", ["2026-13", "2026", "", "x"])
def test_a_month_that_is_none_is_refused_by_name(month, kim, give, desk):
    give(kim, "house.privacy.review")
    answer = desk(kim).get(f"{API}readings?month={month}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "month"


def test_a_month_long_before_the_norms_has_no_readers(kim, give, desk):
    give(kim, "house.privacy.review")
    browser = desk(kim)
    answer = browser.get(f"{API}readings?month=1900-01")
    assert (answer.status_code, answer.json()) == (200, [])
    assert browser.get("/office/privacy/readings?month=1900-01").status_code == 200
