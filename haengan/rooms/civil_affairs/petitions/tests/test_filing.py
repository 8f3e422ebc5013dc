from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch import codes
from haengan.kernel.dispatch.models import Message
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.actions import confirming, filing
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh

LATER = MORNING + timedelta(minutes=2)


def filed(lamp, given, outsider, **more):
    return filing.file(service=lamp, given=given(**more), now=MORNING, actor=outsider)


def test_what_a_stranger_files_waits_for_the_code(lamp, given, outsider):
    petition = filed(lamp, given, outsider)

    assert petition.state == State.UNCONFIRMED
    assert petition.number == f"2026-{petition.pk:07d}"
    assert Message.objects.get().cause == "subscription"


def test_with_the_right_code_it_arrives_and_is_to_be_received_within_eight_working_hours(lamp, given, outsider):
    petition = filed(lamp, given, outsider)
    code = codes.code_of(petition.subscription)

    confirming.confirm(key=petition.key, code=code, now=LATER, actor=outsider)

    petition = fresh(petition)
    assert petition.state == State.ARRIVED
    assert timezone.localtime(petition.accept_due_at).isoformat() == "2026-11-24T10:30:00+09:00"
    assert petition.notices.get().what == "arrived"


def test_a_wrong_code_counts_and_changes_nothing(lamp, given, outsider):
    petition = filed(lamp, given, outsider)

    assert confirming.confirm(key=petition.key, code="000000x", now=LATER, actor=outsider) is None

    assert fresh(petition).state == State.UNCONFIRMED
    assert fresh(petition).subscription.tries == 1


def test_what_nobody_confirms_lapses_and_stays(lamp, given, outsider, house):
    petition = filed(lamp, given, outsider)

    assert confirming.lapse(keys=[petition.key], now=LATER, actor=house) == 1

    assert fresh(petition).state == State.LAPSED
    assert confirming.confirm(key=petition.key, code="1", now=LATER, actor=outsider) is None


def test_the_contact_is_sealed_and_opens_for_who_may(lamp, given, outsider):
    petition = fresh(filed(lamp, given, outsider))

    assert b"1234" not in bytes(petition.contact)
    assert opened(petition, "contact") == "010-1234-5678"


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("title", {"title": " "}),
        ("title", {"title": "가" * 201}),
        ("text", {"text": "\u202e\u200b"}),
        ("text", {"text": "가" * 20_001}),
        ("name", {"name": ""}),
        ("contact", {"contact": ""}),
        ("contact", {"contact": "02-123-4567"}),
        ("channel", {"channel": "pigeon"}),
        ("lat", {"lon": 127.0, "lat": 123.0}),
        ("lon", {"lon": 127.0}),
        ("people", {"people": 0}),
        ("reply", {"reply": "shout"}),
    ],
)
def test_what_is_unfit_is_refused_by_field_and_nothing_is_kept(lamp, given, outsider, field, more):
    with pytest.raises(Refused) as refused:
        filed(lamp, given, outsider, **more)

    assert refused.value.field == field
    assert not Petition.objects.exists()


def test_by_telephone_only_other_petitions_are_filed(lamp, given, clerk, offer):
    with pytest.raises(Refused, match="8"):
        filing.file(service=lamp, given=given(channel="phone"), now=MORNING, actor=clerk)

    other = offer("noise", kind="other")
    assert filing.file(service=other, given=given(channel="phone"), now=MORNING, actor=clerk).state == State.ARRIVED


def test_marks_that_turn_text_round_are_taken_out_and_emoji_stay(lamp, given, outsider):
    petition = filed(lamp, given, outsider, title="위험\u202e합니다 👨‍👩‍👧", text="줄\r\n둘\u0000")

    assert petition.title == "위험합니다 👨‍👩‍👧"
    assert petition.text == "줄\n둘"


def test_two_that_come_at_once_have_different_numbers(lamp, given, outsider):
    numbers = {filed(lamp, given, outsider, contact=f"010-1234-567{n}").number for n in range(5)}

    assert len(numbers) == 5
