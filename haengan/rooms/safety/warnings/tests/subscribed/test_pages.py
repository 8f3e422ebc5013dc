"""From the form to the code in the letter, the change and the end, without an account."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from haengan.kernel.dispatch import codes, queries
from haengan.kernel.dispatch.models import Subscription

AT = "/safety/warnings/subscribe/"
MAIL = {"channel": "mail", "address": "hong@example.org", "languages": ["ko"], "districts": []}
pytestmark = pytest.mark.django_db


@pytest.fixture
def subscribed(citizen, code, districts):
    def go(**told):
        citizen.post(AT, {**MAIL, **told})
        return citizen.post(f"{AT}confirm/", {"code": code()})

    return go


def test_a_citizen_subscribes_by_the_code_in_the_letter(subscribed, citizen, districts):
    answer = subscribed(districts=[districts[0].key])

    one = Subscription.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/unsubscribe/{codes.token_of(one)}"
    assert "You will be told" in citizen.get(answer["Location"]).content.decode()
    assert list(queries.subscriptions([districts[0]])) == [one]
    assert not queries.subscriptions([districts[1]]).exists()
    assert b"hong@example.org" not in bytes(one.address)


def test_the_link_of_the_letter_shows_and_only_a_post_ends(subscribed, post, citizen):
    subscribed()
    link = urlsplit(post()[-1]["List-Unsubscribe"].strip("<>")).path

    shown = citizen.get(link)
    assert shown.status_code == 200
    assert "hong@example.org" not in shown.content.decode()
    assert Subscription.objects.get().ended_at is None
    citizen.post(link)

    assert Subscription.objects.get().why_ended == "left"
    assert "has ended" in citizen.get(link).content.decode()


def test_a_mail_program_ends_it_by_one_click_without_page_or_cookie(subscribed, post, citizen):
    subscribed()
    letter = post()[-1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(urlsplit(letter["List-Unsubscribe"].strip("<>")).path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert Subscription.objects.get().ended_at is not None


def test_a_forged_link_opens_nothing(subscribed, citizen):
    subscribed()
    one = Subscription.objects.get()

    assert citizen.get(f"/unsubscribe/{one.key}:forged").status_code == 404
    assert citizen.post(f"/unsubscribe/{one.key}").status_code == 404
    assert Subscription.objects.get().ended_at is None


def test_districts_and_languages_are_changed_by_the_link(subscribed, citizen, districts):
    link = subscribed(districts=[districts[0].key])["Location"]
    token = link.rpartition("/")[2]

    form = citizen.get(f"{AT}change/{token}").content.decode()
    assert form.count("checked") == 2
    citizen.post(f"{AT}change/{token}", {"languages": ["ko", "en"], "districts": [districts[1].key]})

    one = Subscription.objects.get()
    assert one.languages == frozenset({"ko", "en"})
    assert [area.district for area in one.areas.all()] == [districts[1]]


def test_what_has_ended_is_not_changed(subscribed, citizen):
    link = subscribed()["Location"]
    citizen.post(link)

    answer = citizen.post(f"{AT}change/{link.rpartition('/')[2]}", {"languages": ["en"]})

    assert answer.status_code == 409
    assert Subscription.objects.get().languages == frozenset({"ko"})


def test_a_wrong_code_confirms_nothing(citizen, districts):
    citizen.post(AT, MAIL)

    right = codes.code_of(Subscription.objects.get())
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert citizen.post(f"{AT}confirm/", {"code": wrong}).status_code == 409
    assert Subscription.objects.get().confirmed_at is None


def test_nobody_learns_that_an_address_has_asked_before(citizen, districts):
    answers = [citizen.post(AT, MAIL) for _time in range(5)]
    assert {(one.status_code, one["Location"]) for one in answers} == {(302, f"{AT}confirm/")}
    assert Subscription.objects.count() == 3

    unknown = citizen.post(f"{AT}confirm/", {"code": "000000"})
    fresh = Client(headers={"accept-language": "en"})
    fresh.post(AT, {**MAIL, "address": "other@example.org"})
    known = fresh.post(f"{AT}confirm/", {"code": "000000"})
    assert unknown.status_code == known.status_code == 409
    assert "no longer valid" in unknown.content.decode()
    assert "no longer valid" in known.content.decode()


def test_from_one_place_only_so_many_may_be_asked_for(citizen, districts):
    answers = [citizen.post(AT, {**MAIL, "address": f"a{number}@example.org"}) for number in range(11)]

    assert [one.status_code for one in answers].count(302) == 10
    assert answers[-1].status_code == 429
    assert Subscription.objects.count() == 10


@pytest.mark.parametrize(
    "told",
    [
        {"address": "no address"},
        {"channel": "sms", "address": "02-123-4567"},
        {"channel": "push", "address": '{"endpoint":"https://evil.example/x","keys":{"p256dh":"a","auth":"b"}}'},
    ],
)
def test_what_is_no_address_is_said_at_its_field(citizen, districts, told):
    answer = citizen.post(AT, {**MAIL, **told})

    assert answer.status_code == 409
    assert 'href="#id_address"' in answer.content.decode()
    assert not Subscription.objects.exists()


def test_the_confirmation_page_without_a_request_leads_to_the_form(citizen, districts):
    assert citizen.get(f"{AT}confirm/")["Location"] == AT


def test_the_page_offers_the_key_for_web_push_and_its_worker(citizen, districts):
    shown = citizen.get(AT).content.decode()

    assert 'data-vapid="B' in shown
    script = citizen.get("/safety/warnings/push.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in script.content


def test_the_form_costs_the_same_for_many_districts(citizen, districts, django_assert_max_num_queries):
    citizen.get(AT)
    with django_assert_max_num_queries(8):
        citizen.get(AT)
