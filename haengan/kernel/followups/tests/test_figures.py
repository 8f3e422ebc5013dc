"""A golden week, counted by hand."""

from datetime import date, timedelta

import pytest

from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import month
from haengan.kernel.followups import actions
from haengan.kernel.followups.figures import COMPLETED, IN_TIME, OPEN, OPENED, OVERDUE

pytestmark = pytest.mark.django_db


def test_open_overdue_and_done_in_time_are_counted(opened, lee, today):
    """Five opened: one done in time, one done late, one withdrawn, one open, one overdue."""
    done, late = opened(lee, in_days=1, ago=0), opened(lee, in_days=-1, ago=0)
    gone = opened(lee, in_days=3, ago=0)
    opened(lee, in_days=40, ago=0)
    opened(lee, in_days=-2, ago=0)
    actions.complete(done.key, revision=None, actor=lee)
    actions.complete(late.key, revision=None, actor=lee)
    actions.withdraw(gone.key, revision=None, reason="잘못 등록", actor=lee)
    this = month(today.year, today.month)

    assert figures.value(COMPLETED, this).amount == 2
    assert figures.value(IN_TIME, this).amount == 1
    assert figures.value(OPENED, this).amount == sum(
        (today - timedelta(days=ago)).month == today.month for ago in (0, 1, 0, 0, 2)
    )
    assert figures.value(OPEN, this).amount == 2
    assert figures.value(OVERDUE, this).amount == 1


def test_a_postponed_follow_up_is_late_from_its_new_day(opened, lee, today):
    one = opened(lee, in_days=-1)
    actions.postpone(one.key, revision=None, due_on=today + timedelta(days=9), reason="자료 대기", actor=lee)
    one.refresh_from_db()
    assert one.late_from_on == today + timedelta(days=10)
    assert isinstance(one.late_from_on, date)
