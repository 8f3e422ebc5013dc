from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from haengan.kernel.access import actions, locks
from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.access.models import Knock, Lock
from haengan.kernel.acts.running import Refused
from haengan.kernel.people import actions as people
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 4, 9, 1, tzinfo=UTC)


@pytest.fixture
def account(kim):
    made = people.open_account(login="kim", password=None, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=made, actor=HOUSE)
    return made


def request(address="203.0.113.7"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def wrong(times, login="kim", address="203.0.113.7", now=NOW):
    for _ in range(times):
        locks.wrong(request(address), login, now)


def shut(login="kim", address="198.51.100.1", now=NOW):
    return locks.shut_until(request(address), login, now)


def test_the_fifth_wrong_password_closes_the_account_and_leaves_a_record(account):
    wrong(4)
    assert shut() is None
    wrong(1)
    assert shut() == Lock.objects.get().until_at
    assert Lock.objects.get().account == account


def test_further_attempts_close_it_once(account):
    wrong(9)
    assert Lock.objects.count() == 1


def test_capitals_and_spaces_are_the_same_name(account):
    for typed in ("kim", "KIM", " Kim", "kIm", "kim "):
        wrong(1, login=typed)
    assert shut("kim") is not None
    assert Lock.objects.get().account == account


def test_a_name_that_nobody_has_closes_alike_and_leaves_no_record(account):
    wrong(5, login="nobody")
    wrong(5, login="kim")
    assert shut("nobody") == shut("kim")
    assert Lock.objects.count() == 1


@pytest.mark.parametrize(("minutes", "closed"), [(1, True), (14, True), (28, True), (29, False)])
def test_it_opens_by_itself_at_the_end_of_the_next_quarter_of_an_hour(minutes, closed, account):
    wrong(5)
    assert (shut(now=NOW + timedelta(minutes=minutes)) is not None) is closed


def test_the_right_password_forgives(account):
    wrong(4)
    locks.right("KIM")
    wrong(4)
    assert shut() is None


def test_an_address_that_tries_many_names_waits_and_others_do_not(db):
    for number in range(30):
        wrong(1, login=f"name {number}")
    assert shut("another", "203.0.113.7") is not None
    assert shut("another", "203.0.113.8") is None


def test_the_security_desk_opens_it_with_a_reason(account, kim, give):
    give(kim, "digital.sign_in.guard")
    wrong(5)
    lock = Lock.objects.get()
    with pytest.raises(Refused, match="how you made sure"):
        actions.lift(key=lock.key, revision=lock.revision, now=NOW, actor=kim, reason=" ")
    actions.lift(key=lock.key, revision=lock.revision, now=NOW, actor=kim, reason="대면 확인")
    assert shut() is None
    assert not locks.standing(NOW).exists()


def test_nobody_else_opens_it(account, kim):
    wrong(5)
    lock = Lock.objects.get()
    with pytest.raises(NotPermitted):
        actions.lift(key=lock.key, revision=lock.revision, now=NOW, actor=kim, reason="대면 확인")


def test_neither_names_nor_addresses_are_kept(db):
    wrong(1, login="a password typed as a name")
    assert "password" not in str(list(Knock.objects.values()))
    assert "203.0.113" not in str(list(Knock.objects.values()))
