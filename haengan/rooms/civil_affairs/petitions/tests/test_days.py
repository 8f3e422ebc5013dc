"""Days and hours that do not count, for all open petitions at once; what the examiner and the worker do by the clock."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.rooms.civil_affairs.petitions.actions import clocking, confirming, days, examining, filing, receiving
from haengan.rooms.civil_affairs.petitions.models.course import Notice, Pause, Reminder
from haengan.rooms.civil_affairs.petitions.models.kinds import Holiday
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules.states import State
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh

DAY = timedelta(days=1)


def due(petition):
    return timezone.localtime(fresh(petition).due_at).date().isoformat()


def decreed(clerk, day=date(2026, 11, 26)):
    told = {"name_ko": "임시공휴일", "decreed_on": date(2026, 11, 23), "source": "관보"}
    return days.decree(day=day, **told, now=MORNING, actor=clerk)


def reckoned(house, reason="임시공휴일", **more):
    return days.reckon_slice(after=0, reason=reason, now=MORNING, actor=house, **more)


def test_a_decreed_holiday_moves_every_open_petition_and_says_so(receive, clerk, house):
    first, second = receive(), receive(contact="010-2222-3333")
    assert due(first) == "2026-12-01"
    decreed(clerk)

    assert reckoned(house) == 0

    assert [due(one) for one in (first, second)] == ["2026-12-02", "2026-12-02"]
    assert Notice.objects.filter(what="moved").count() == 2
    reckoned(house)
    assert Notice.objects.filter(what="moved").count() == 2


def test_a_holiday_taken_back_leaves_extensions_that_were_lawful_when_made(receive, handler, clerk, house):
    petition = receive()
    holiday = decreed(clerk)
    reckoned(house)
    last_day = fresh(petition).due_at - timedelta(hours=8)
    told = {"reason_code": "facts", "explanation": "현장 확인", "now": last_day, "actor": handler}
    clocking.extend(key=petition.key, revision=fresh(petition).revision, **told)

    days.revoke(key=holiday.key, revision=holiday.revision, reason="취소", now=MORNING, actor=clerk)
    assert reckoned(house) == 0

    assert due(petition) == "2026-12-10"
    assert Holiday.objects.get().revoked_on is not None


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 28), date(2026, 12, 25)])
def test_what_is_past_or_does_not_count_anyway_is_no_new_holiday(clerk, day):
    with pytest.raises(Refused):
        decreed(clerk, day)


def test_an_outage_does_not_count_for_what_came_by_the_system(receive, offer, clerk, house):
    other = offer("noise", kind="other")
    by_system, at_counter = receive(service=other, channel="email"), receive(service=other, contact="010-2222-3333")
    before = fresh(at_counter).due_at
    row = days.begin(since_at=MORNING, what_ko="전산 장애", instead_ko="창구", now=MORNING, actor=clerk)
    until = MORNING + timedelta(hours=1)
    days.finish(key=row.key, revision=row.revision, until_at=until, now=until, actor=clerk)
    days.reckon_slice(after=0, reason="장애", outage=row.key, now=until, actor=house)

    assert fresh(at_counter).due_at == before
    assert fresh(by_system).due_at == before + timedelta(hours=1)
    assert Pause.objects.get().outage == row


def test_what_nobody_received_in_time_is_received_by_the_law(file, house):
    petition = file()
    late = petition.accept_due_at + timedelta(minutes=1)
    assert list(petitions.to_receive(late)) == [petition]

    receiving.receive(
        key=petition.key, revision=petition.revision, received_at=petition.accept_due_at, now=late, actor=house
    )

    assert fresh(petition).received_at == petition.accept_due_at


def test_a_late_petition_is_reminded_of_once_a_due_moment(receive, examiner):
    petition = receive()
    late = petition.due_at + DAY

    assert len(examining.remind(now=late, actor=examiner)) == 1
    assert examining.remind(now=late, actor=examiner) == []
    assert Reminder.objects.get().unit == petition.unit


def test_progress_is_told_after_each_thirty_days(receive, offer, examiner):
    permit = offer("permit", kind="statutory", period="2m")
    petition = receive(service=permit)
    at = MORNING + 31 * DAY
    assert petitions.progress_owed(at) == [petition.key]

    examining.progress(key=petition.key, revision=None, now=at, actor=examiner)

    assert petitions.progress_owed(at + 29 * DAY) == []
    assert petitions.progress_owed(at + 31 * DAY) == [petition.key]


def test_the_month_is_checked_once(receive, examiner):
    receive()
    told = {"month_on": date(2026, 11, 10), "findings": "이상 없음", "now": MORNING, "actor": examiner}
    check = examining.check(**told)

    assert (check.opened, check.late, check.month_on) == (1, 0, date(2026, 11, 1))
    with pytest.raises(Refused):
        examining.check(**told)


def test_the_clock_is_stopped_only_with_a_paper_and_never_backwards(receive, handler):
    petition = receive()
    told = {"key": petition.key, "revision": petition.revision, "cause": "hearing", "actor": handler}
    with pytest.raises(Refused) as refused:
        clocking.pause(**told, note=" ", now=MORNING)
    assert refused.value.field == "note"
    with pytest.raises(Refused) as refused:
        clocking.pause(**told, note="의견청취 통지", since_at=MORNING, now=MORNING + 2 * DAY)
    assert refused.value.field == "since_at"
    with pytest.raises(Refused):
        clocking.pause(**told, note="의견청취 통지", now=petition.due_at + DAY)


def test_a_resident_number_is_masked_before_it_is_kept(file):
    petition = file(title="900101-1234567 홍길동", text="번호 850505-5123456 입니다.")

    assert "1234567" not in petition.title
    assert "5123456" not in fresh(petition).text


def test_an_official_who_spoke_with_the_petitioner_vouches(lamp, given, outsider, clerk):
    petition = filing.file(service=lamp, given=given(), now=MORNING, actor=outsider)

    known = confirming.vouch(
        key=petition.key, revision=petition.revision, reason="전화로 확인", now=MORNING, actor=clerk
    )

    assert known.state == State.ARRIVED
