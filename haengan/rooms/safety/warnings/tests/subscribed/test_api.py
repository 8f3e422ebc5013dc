"""The same over the public API."""

import pytest

from haengan.kernel.dispatch.models import Subscription

AT = "/api/v1/safety/warnings/subscriptions/"
JSON = "application/json"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(citizen, districts):
    def post(**told):
        body = {"channel": "mail", "address": "hong@example.org", "languages": ["ko"], **told}
        return citizen.post(AT, body, content_type=JSON)

    return post


def test_a_program_subscribes_changes_and_ends(ask, code, citizen, districts):
    key = ask(districts=[districts[0].key]).json()["key"]
    token = citizen.post(f"{AT}{key}/confirm", {"code": code()}, content_type=JSON).json()["token"]
    told = citizen.get(f"{AT}{token}").json()
    assert told["districts"] == [districts[0].key]
    assert "address" not in told

    changed = citizen.put(f"{AT}{token}", {"languages": ["en"], "districts": []}, content_type=JSON).json()
    assert (changed["languages"], changed["districts"]) == (["en"], [])
    assert citizen.delete(f"{AT}{token}").json()["ended_at"]
    assert Subscription.objects.get().why_ended == "left"


def test_every_error_is_a_problem_with_its_field(ask, citizen, districts):
    wrong = ask(languages=["xx"])
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "languages"
    assert ask(address="nobody").status_code == 422
    assert citizen.get(f"{AT}no-token").status_code == 404
    assert citizen.post(f"{AT}nokey/confirm", {"code": "1"}, content_type=JSON).status_code == 422


def test_the_fourth_ask_of_a_day_looks_like_the_first(ask, post):
    answers = [ask() for _time in range(4)]

    assert {one.status_code for one in answers} == {202}
    assert len({one.json()["key"] for one in answers}) == 4
    assert len(post()) == 3


def test_the_offer_names_districts_languages_and_the_key_of_push(citizen, districts):
    told = citizen.get(f"{AT}offer").json()

    assert set(told["districts"]) == {one.key for one in districts}
    assert told["languages"] == ["ko", "en"]
    assert len(told["vapid"]) == 87


def test_a_confirmed_key_gives_its_token_for_the_right_code_alone(ask, code, citizen):
    key = ask().json()["key"]
    right = code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    assert citizen.post(f"{AT}{key}/confirm", {"code": right}, content_type=JSON).status_code == 200
    assert citizen.post(f"{AT}{key}/confirm", {"code": wrong}, content_type=JSON).status_code == 422


@pytest.mark.parametrize("key", ["%00", "a%2Fb", "\u202e", "x" * 300])
def test_odd_keys_and_tokens_are_refused_like_any_other(citizen, key):
    assert citizen.get(f"{AT}{key}").status_code in (404, 422)
    assert citizen.post(f"{AT}{key}/confirm", {"code": "123456"}, content_type=JSON).status_code in (404, 422)
    assert citizen.get(f"/unsubscribe/{key}").status_code in (400, 404)
