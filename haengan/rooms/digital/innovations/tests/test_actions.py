from datetime import date
from decimal import Decimal

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.followups import queries as followups
from haengan.rooms.digital.innovations.actions import parts, tasks
from haengan.rooms.digital.innovations.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_task_leaves_a_record_of_each_stage(adopt, carry_out):
    task = carry_out(adopt(), date(2023, 5, 1))
    task.refresh_from_db()
    assert [s.stage for s in task.stages.all()] == ["idea", "planned", "under_way", "done"]
    assert (task.number, task.done_on, task.ended_on) == ("2023-001", date(2023, 5, 1), date(2023, 5, 1))


def test_stopping_needs_a_reason(adopt, move):
    task = adopt()
    with pytest.raises(Refused) as refused:
        move(task, "stopped", date(2023, 4, 1))
    assert refused.value.field == "reason"
    assert move(task, "stopped", date(2023, 4, 1), reason="예산 미확보").stopped_on == date(2023, 4, 1)


def test_a_stage_is_not_skipped_nor_dated_before_the_last(adopt, move):
    task = adopt()
    with pytest.raises(Refused) as skipped:
        move(task, "done", date(2023, 4, 1))
    assert skipped.value.field == "stage"
    with pytest.raises(Refused) as early:
        move(task, "planned", date(2023, 3, 1))
    assert early.value.field == "from_on"


def test_a_condition_to_come_waits_for_the_division_until_it_is_given(adopt, do, keeper):
    given = {"kind": "budget", "what": "추경 예산", "due_on": date(2023, 12, 1), "today": TODAY, "actor": keeper}
    condition = parts.require(task=adopt(), **given)
    owed = followups.about(condition).get()
    assert (owed.due_on, owed.unit is not None) == (date(2023, 12, 1), True)
    do(parts.meet, condition, how="의결")
    assert followups.about(condition).filter(followups.OPEN).count() == 0


def test_a_stopped_task_owes_nothing_more(adopt, move, keeper):
    task = adopt()
    milestone = parts.set_milestone(task=task, name="시험 운영", due_on=date(2023, 12, 1), today=TODAY, actor=keeper)
    move(task, "stopped", date(2023, 9, 1), reason="중단")
    assert followups.about(milestone).filter(followups.OPEN).count() == 0


def test_a_measured_value_is_judged_and_judged_anew(adopt, do, keeper):
    indicator = parts.gauge(task=adopt(), name="처리 시간", unit="분", actor=keeper)
    made = parts.measure(
        indicator=indicator, year=2023, target=Decimal(10), value=Decimal(8), today=TODAY, actor=keeper
    )
    assert (made.met, made.measured_on) == (False, TODAY)
    indicator.refresh_from_db()
    parts.correct_indicator(key=indicator.key, revision=indicator.revision, direction="down", actor=keeper)
    made.refresh_from_db()
    assert made.met is True


def test_a_target_alone_is_not_judged(adopt, keeper):
    indicator = parts.gauge(task=adopt(), name="이용자", unit="명", actor=keeper)
    made = parts.measure(indicator=indicator, year=2024, target=Decimal(10), today=TODAY, actor=keeper)
    assert (made.met, made.measured_on) == (None, None)


def test_nothing_is_added_to_a_retracted_task(adopt, do, keeper):
    task = adopt()
    do(tasks.retract, task, reason="두 번 입력")
    with pytest.raises(Refused):
        parts.fund(task=task, year=2023, amount=1, actor=keeper)
