"""One press makes a draft, and never more than a draft."""

from datetime import timedelta

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.rooms.safety.warnings.actions import drafting, incoming
from haengan.rooms.safety.warnings.engine.cap.model import Status
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.tests.received.conftest import cancelled, updated
from haengan.rooms.safety.warnings.tests.warned.conftest import CORRECTION, WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(drafter, now):
    def press(row, when=None):
        row.refresh_from_db()
        return incoming.relay(key=row.key, revision=row.revision, now=when or now, actor=drafter)

    return press


@pytest.fixture
def sent(source, told, take, relay, drafter, submit, approve, terminal, now):
    """What came, relayed, written in full, approved and in force: ``row, warning``."""
    terminal("siren-1")
    row = relay(take(source(), told()))
    warning = row.warning
    wrote = drafting.write(
        key=warning.key,
        revision=warning.revision,
        now=now,
        actor=drafter,
        wording=WORDS,
        correction=CORRECTION,
        ways={"speech"},
    )
    return row, approve(submit(wrote))


def test_one_press_makes_a_draft_with_its_words_and_area(source, told, take, relay, drafter, districts):
    row = relay(take(source(), told()))

    warning = row.warning
    assert (row.state, warning.state, warning.kind, warning.world) == ("relayed", "draft", "alert", "live")
    assert (warning.cause, warning.level) == ("flood", "alert")
    assert warning.area == {"districts": [districts[0].key]}
    assert warning.wording["headline"]["ko"] == "강변동 홍수 경보"
    assert warning.wording["short"]["ko"] == "대피하십시오."
    assert warning.expires_at == row.expires_at
    assert (warning.drafter, warning.origin_key) == (drafter, row.key)


def test_an_exercise_becomes_a_drill(source, told, take, relay):
    assert relay(take(source(), told(status=Status.EXERCISE, note="훈련"))).warning.world == "drill"


def test_a_second_press_makes_no_second_draft(source, told, take, relay):
    row = relay(take(source(), told()))

    with pytest.raises(Refused):
        relay(row)
    assert Warning.objects.count() == 1


def test_after_the_draft_was_withdrawn_it_may_be_made_again(source, told, take, relay, drafter, now):
    row = relay(take(source(), told()))
    one = row.warning
    drafting.withdraw(key=one.key, revision=one.revision, reason="다시", now=now, actor=drafter)

    assert relay(row).warning != one


def test_what_has_expired_is_never_relayed(source, told, take, relay, now):
    row = take(source(), told())

    with pytest.raises(Refused):
        relay(row, when=now + timedelta(hours=3))
    assert not Warning.objects.exists()


def test_what_was_superseded_refused_or_is_elsewhere_is_not_relayed(source, told, take, relay, now):
    there, first = source(), told()
    row = take(there, first)
    take(there, cancelled(first), when=now + timedelta(minutes=2))

    for one in (row, take(there, "no message")):
        with pytest.raises(Refused):
            relay(one)
    assert not Warning.objects.exists()


@pytest.mark.parametrize("follow", [updated, cancelled])
def test_without_a_warning_in_force_what_follows_becomes_nothing(source, told, take, relay, now, follow):
    there, first = source(), told()
    relay(take(there, first))
    later = take(there, follow(first), when=now + timedelta(minutes=2))

    with pytest.raises(Refused):
        relay(later, when=now + timedelta(minutes=2))
    assert [one.kind for one in Warning.objects.all()] == ["alert"]


def test_a_cancellation_drafts_the_cancellation_of_ours(sent, told, take, relay, now):
    row, warning = sent
    later = take(row.source, cancelled(told()), when=now + timedelta(minutes=2))

    drafted = relay(later, when=now + timedelta(minutes=2)).warning

    assert (drafted.kind, drafted.previous, drafted.state) == ("cancel", warning, "draft")
    assert drafted.wording == CORRECTION
    warning.refresh_from_db()
    assert warning.state == "sent"


def test_an_update_drafts_an_update_with_its_new_words(sent, told, take, relay, now):
    row, warning = sent
    later = take(row.source, updated(told()), when=now + timedelta(minutes=2))

    drafted = relay(later, when=now + timedelta(minutes=2)).warning

    assert (drafted.kind, drafted.previous) == ("update", warning)
    assert drafted.wording["headline"]["ko"] == "홍수 경보 확대"
    assert drafted.ways == {"speech"}


def test_two_drafts_never_follow_one_warning(sent, told, take, relay, drafter, now):
    row, warning = sent
    drafting.follow(key=warning.key, revision=warning.revision, kind="cancel", now=now, actor=drafter)
    later = take(row.source, cancelled(told()), when=now + timedelta(minutes=2))

    with pytest.raises(Refused):
        relay(later, when=now + timedelta(minutes=2))


def test_whoever_may_not_draft_may_not_relay(source, told, take, clerk_without_duties, now):
    row = take(source(), told())

    with pytest.raises(NotPermitted):
        incoming.relay(key=row.key, revision=row.revision, now=now, actor=clerk_without_duties)
    assert not Warning.objects.exists()


def test_what_is_put_aside_is_not_offered_any_more(source, told, take, relay, drafter):
    row = take(source(), told())
    incoming.dismiss(key=row.key, revision=row.revision, reason="우리 시와 무관", actor=drafter)

    with pytest.raises(Refused):
        relay(row)
