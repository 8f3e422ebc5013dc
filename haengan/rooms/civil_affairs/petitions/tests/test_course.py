"""From receipt to the answer, the law's ways between them, and what it refuses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused, Stale
from haengan.rooms.civil_affairs.petitions.actions import (
    answering,
    clocking,
    consulting,
    ending,
    filing,
    receiving,
    routing,
    supplementing,
)
from haengan.rooms.civil_affairs.petitions.models.course import Consultation, Transfer
from haengan.rooms.civil_affairs.petitions.rules.states import State
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh

DAY = timedelta(days=1)


def due(petition):
    return timezone.localtime(fresh(petition).due_at).isoformat(timespec="minutes")


def test_an_inquiry_received_on_monday_is_due_after_seven_days_that_count(receive):
    petition = receive()

    assert petition.state == State.RECEIVED
    assert due(petition) == "2026-12-01T23:59+09:00"
    assert petition.next_at == petition.due_at
    assert [n.what for n in petition.notices.all()] == ["arrived", "received"]


def test_receiving_is_refused_twice_and_stale_for_the_second_official(file, clerk, unit):
    petition = file()
    told = {"key": petition.key, "revision": petition.revision, "now": MORNING, "actor": clerk}
    receiving.receive(**told)

    with pytest.raises(Stale):
        receiving.receive(**told)


def test_it_is_refused_only_for_the_law_s_grounds(file, clerk):
    petition = file()
    told = {"key": petition.key, "revision": petition.revision, "now": MORNING, "actor": clerk, "reason": "이름 없음"}
    with pytest.raises(Refused) as refused:
        receiving.refuse(**told, ground="busy")
    assert refused.value.field == "ground"

    assert receiving.refuse(**told, ground="unclear").state == State.REFUSED


def test_a_transfer_counts_the_working_minutes_that_it_cost(receive, handler, unit):
    petition = receive()
    moved = routing.transfer(
        key=petition.key,
        revision=petition.revision,
        unit=unit("digital"),
        cause="wrong",
        reason="통신주 소관입니다.",
        now=MORNING + timedelta(hours=4),
        actor=handler,
    )

    assert (moved.passes, moved.lost_minutes) == (1, 180)
    last = Transfer.objects.order_by("-pk")[0]
    assert timezone.localtime(last.by_at).hour == 14
    assert last.from_unit == unit("safety")


def test_after_three_transfers_only_the_examiner_settles_it(receive, clerk, examiner, unit):
    petition = receive()
    for to in ("digital", "autonomy", "support"):
        petition = routing.transfer(
            key=petition.key,
            revision=petition.revision,
            unit=unit(to),
            cause="wrong",
            reason="소관 아님",
            now=MORNING,
            actor=clerk,
        )
    told = {
        "key": petition.key,
        "revision": petition.revision,
        "unit": unit("safety"),
        "reason": "도로 시설",
        "now": MORNING,
    }
    with pytest.raises(Refused):
        routing.transfer(**told, cause="wrong", actor=clerk)

    assert routing.correct_routing(**told, actor=examiner).unit == unit("safety")


def test_the_clock_stands_while_a_supplement_is_waited_for(receive, handler, outsider):
    petition = receive()
    asked = supplementing.ask(
        key=petition.key, revision=petition.revision, what="사진", days=5, now=MORNING + DAY, actor=handler
    )
    assert asked.state == State.SUPPLEMENT
    assert fresh(petition).due_at is None

    waits = asked.supplements.get()
    assert waits.due_on.isoformat() == "2026-11-30"

    supplied = supplementing.supply(
        key=petition.key, revision=asked.revision, text="붙였습니다.", now=MORNING + 3 * DAY, actor=handler
    )
    assert supplied.state == State.RECEIVED
    assert due(petition) == "2026-12-04T23:59+09:00"


def test_a_period_is_not_extended_for_workload(receive, handler):
    petition = receive()

    with pytest.raises(Refused, match="21"):
        clocking.extend(
            key=petition.key,
            revision=petition.revision,
            reason_code="workload",
            explanation="바쁩니다",
            now=MORNING,
            actor=handler,
        )

    assert fresh(petition).extensions.count() == 0


def test_it_is_extended_once_and_again_only_with_consent(receive, handler):
    petition = receive()
    told = {
        "key": petition.key,
        "reason_code": "facts",
        "explanation": "현장 확인이 필요합니다",
        "now": MORNING,
        "actor": handler,
    }
    longer = clocking.extend(**told, revision=petition.revision)
    assert due(petition) == "2026-12-10T23:59+09:00"

    with pytest.raises(Refused):
        clocking.extend(**told, revision=longer.revision)
    clocking.extend(**told, revision=longer.revision, consent=True, consented_how="11월 23일 전화")
    assert fresh(petition).notices.filter(what="extended").count() == 2


def test_an_other_petition_is_answered_on_the_spot(receive, handler, offer):
    petition = receive(service=offer("noise", kind="other"))

    done = answering.tell(
        key=petition.key,
        revision=petition.revision,
        outcome="done",
        text="오늘 고쳤습니다.",
        means="phone",
        reason="",
        now=MORNING + timedelta(hours=1),
        actor=handler,
    )

    assert (done.state, done.in_time, done.outcome) == (State.ANSWERED, True, "done")
    assert done.ended_on.isoformat() == "2026-11-23"


def test_an_answer_waits_for_the_division_that_was_asked(receive, handler, jung, give, unit):
    give(jung, "civil_affairs.petitions.handle")
    petition = receive(service=None)
    asked = consulting.consult(
        key=petition.key,
        revision=petition.revision,
        unit=unit("digital"),
        question="통신주입니까?",
        reply_on=petition.due_on,
        now=MORNING,
        actor=handler,
    )
    told = {"outcome": "done", "text": "했습니다", "means": "phone", "reason": "급함", "now": MORNING, "actor": handler}
    with pytest.raises(Refused):
        answering.tell(key=petition.key, revision=asked.revision, **told)

    row = Consultation.objects.get()
    consulting.reply(key=row.key, revision=row.revision, opinion="아닙니다.", now=MORNING, actor=jung)
    assert answering.tell(key=petition.key, revision=asked.revision, **told).state == State.ANSWERED


def test_a_repeated_petition_is_closed_from_the_third_time_after_two_answers(receive, handler, clerk):
    first = receive()
    answered(first, handler)
    second = receive(now=MORNING + DAY)
    second = filing.link(key=second.key, revision=second.revision, original=first, actor=clerk)
    with pytest.raises(Refused):
        ending.close_repeated(key=second.key, revision=second.revision, reason="같은 내용", now=MORNING, actor=handler)
    answered(second, handler, MORNING + 2 * DAY)
    third = receive(now=MORNING + 3 * DAY)
    third = filing.link(key=third.key, revision=third.revision, original=second, actor=clerk)

    done = ending.close_repeated(
        key=third.key, revision=third.revision, reason="같은 내용", now=MORNING + 3 * DAY, actor=handler
    )

    assert (third.submission, done.state, done.closing) == (3, State.CLOSED, "repeated")


def test_petitions_are_merged_from_five_people_on(file, clerk):
    rows = [file(contact=f"010-1234-000{n}", people=2) for n in range(3)]
    first, second, third = rows
    told = {"key": first.key, "revision": first.revision, "now": MORNING, "actor": clerk}
    with pytest.raises(Refused):
        receiving.merge(**told, others=[second])

    merged = receiving.merge(**told, others=[second, third])

    assert merged.people == 2
    assert fresh(second).merged_into == first


def answered(petition, handler, at=MORNING + timedelta(hours=1)):
    petition = fresh(petition)
    return answering.tell(
        key=petition.key,
        revision=petition.revision,
        outcome="explained",
        text="안내했습니다.",
        means="phone",
        reason="전화로 알려 달라고 하셨습니다.",
        now=at,
        actor=handler,
    )
