"""What officials see of what was sent: with the duty, and never an address."""

import pytest

from haengan.kernel.dispatch import intake
from haengan.kernel.dispatch.models import Acknowledgement, Delivery, Terminal
from haengan.kernel.people import actions as people
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def watcher(park, give, desk):
    give(park, "house.dispatch.messages", "house.dispatch.terminals")
    return desk(park)


def test_the_desk_shows_terminals_subscriptions_and_messages(watcher, queue, terminal, subscriber):
    subscriber()
    queue(terminals=[terminal("siren-1")])
    page = watcher.get("/office/dispatch/").content.decode()

    assert "호우 경보" in page
    assert "0/1" in page
    assert "siren-1" in page
    assert "1234" not in page


def test_a_message_shows_each_delivery_with_its_evidence_and_who_is_unreached(
    watcher, queue, terminal, says, now, django_assert_max_num_queries
):
    sirens = [terminal(f"siren-{n}") for n in range(20)]
    message = queue(terminals=sirens)
    intake.hear([says(sirens[0], message, "000", "200", "400", "600", "800")], now=now)
    with django_assert_max_num_queries(40):
        page = watcher.get(f"/office/dispatch/messages/{message.key}/progress/").content.decode()

    assert "ack 800" in page
    assert page.count("siren-") >= 20
    assert "19" in page
    assert (
        "siren-0" not in watcher.get(f"/office/dispatch/messages/{message.key}/progress/?state=queued").content.decode()
    )


def test_whoever_lacks_the_duty_sees_nothing(kim, desk, queue, terminal):
    message = queue(terminals=[terminal("siren-1")])
    browser = desk(kim)

    assert browser.get("/office/dispatch/").status_code == 403
    assert browser.get(f"/office/dispatch/messages/{message.key}/progress/").status_code in {403, 404}


def test_a_message_is_taken_in_hand_from_its_page(watcher, queue, terminal):
    message = queue(terminals=[terminal("siren-1")])
    detail = f"/office/dispatch/messages/{message.key}/"
    assert watcher.get(detail).status_code == 200
    answer = watcher.post(f"{detail}do/acknowledge/", {"note": "현장 확인", "revision": message.revision})

    assert answer.status_code == 302
    assert Acknowledgement.objects.get(message=message).note == "현장 확인"


def test_the_call_list_names_people_for_holders_of_its_duty_alone(park, lee, give, desk, queue, resident):
    people.add_contact(person=resident, kind="mobile", value="010-4444-5555", from_on=FOUNDED, actor=HOUSE)
    message = queue(residents=[resident])
    give(park, "house.dispatch.messages", "house.dispatch.calls")
    give(lee, "house.dispatch.messages")
    address = f"/office/dispatch/messages/{message.key}/papers/calls.docx"
    told, other = desk(park).get(address), desk(lee).get(address)

    assert Delivery.objects.get(message=message).channel == "call"
    assert told.status_code == 200, told.status_code
    assert other.status_code in {403, 404}


def test_a_terminal_is_entered_on_its_form_and_told_what_is_wrong(watcher):
    entry = {"number": "siren-9", "kind": "siren", "world": "live", "from_on": "2024-01-01"}
    wrong = watcher.post("/office/dispatch/terminals/new/", {**entry, "number": "사이렌 9"})
    right = watcher.post("/office/dispatch/terminals/new/", entry)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert Terminal.objects.get().number == "siren-9"
