from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from haengan.kernel.access import jobs
from haengan.kernel.access.models import Lock
from haengan.kernel.access.sessions import outlived
from haengan.kernel.journal import queries as journal
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.models import Appointment
from tests.cast import HOUSE

GUARD = "digital.sign_in.guard"


def signed(desk, official):
    browser = desk(official)
    browser.get("/")
    return browser


def test_the_desk_sees_who_is_signed_in_and_signs_somebody_out_everywhere(kim, jung, give, desk):
    give(jung, GUARD)
    theirs, also, guard = signed(desk, kim), signed(desk, kim), desk(jung)

    assert "Kim Haneul" in guard.get("/office/sessions/").content.decode()
    assert guard.post(f"/office/sessions/{kim.key}/end", {"reason": "노트북 분실"}).status_code == 302

    for browser in (theirs, also):
        assert browser.get("/")["Location"].startswith("/account/login/")
    assert guard.get("/office/sessions/").status_code == 200
    assert journal.recent().first().act == "access.sessions.end"


def test_signing_somebody_out_needs_a_reason(kim, jung, give, desk):
    give(jung, GUARD)
    theirs = signed(desk, kim)
    assert desk(jung).post(f"/office/sessions/{kim.key}/end", {"reason": " "}).status_code == 422
    assert theirs.get("/").status_code == 200


def test_others_see_no_sessions_and_are_told_what_is_missing(kim, desk):
    answer = desk(kim).get("/office/sessions/")
    assert answer.status_code == 403
    assert "Security desk" in answer.content.decode()
    assert "Who can give it" in answer.content.decode()


@pytest.mark.parametrize("n", [1, 12])
def test_the_page_costs_the_same_whatever_its_rows(n, kim, jung, give, desk, django_assert_max_num_queries):
    give(jung, GUARD)
    for _ in range(n):
        signed(desk, kim)
    guard = signed(desk, jung)
    with django_assert_max_num_queries(14):
        guard.get("/office/sessions/")


def test_the_desk_opens_a_closed_account_on_its_page(kim, jung, give, desk):
    give(jung, GUARD)
    desk(kim)
    kim.refresh_from_db()
    now = timezone.now()
    from haengan.kernel.access import actions

    actions.close(account=kim.account, tries=5, from_at=now, until_at=now + timedelta(minutes=20), actor=HOUSE)
    lock = Lock.objects.get()
    guard = desk(jung)
    assert kim.account.login in guard.get("/office/sessions/closed/").content.decode()
    told = {"revision": lock.revision, "once": "a", "reason": "전화로 확인"}
    guard.post(f"/office/sessions/closed/{lock.key}/do/lift/", told)
    lock.refresh_from_db()
    assert lock.lifted_at is not None


def test_a_session_ends_with_the_appointment_under_which_it_began(kim, lee, desk):
    theirs, others, today = signed(desk, kim), signed(desk, lee), timezone.localdate()
    UserSession.objects.update(created_at=timezone.now() - timedelta(days=1))
    held = Appointment.objects.get(official=kim)
    organisation.end(key=held.key, revision=held.revision, until_on=today, actor=HOUSE)

    assert [account.login for account in outlived(today)] == [kim.number]
    jobs.outlived()

    assert theirs.get("/")["Location"].startswith("/account/login/")
    assert others.get("/").status_code == 200
    assert not outlived(today).exists()
