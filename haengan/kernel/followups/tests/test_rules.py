"""How late, and how high."""

from datetime import date

import pytest

from haengan.kernel.followups import rules
from haengan.lib.calendar.workdays import KOREA

FRIDAY = date(2023, 6, 2)


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2023, 6, 1), 0),
        (FRIDAY, 0),
        (date(2023, 6, 3), 0),
        (date(2023, 6, 5), 0),
        (date(2023, 6, 6), 1),
        (date(2023, 6, 7), 1),
        (date(2023, 6, 8), 2),
        (date(2023, 6, 12), 4),
    ],
    ids=["before", "due day", "Saturday", "Monday", "Memorial Day", "Wednesday", "Thursday", "next Monday"],
)
def test_whole_working_days_after_the_due_day_count(today, late):
    """Due on Friday 2 June 2023: Monday must have passed before it is one working day late; the 6th is a holiday."""
    assert rules.days_late(FRIDAY, today, calendar=KOREA) == late


def test_due_on_a_free_day_counts_from_the_next_working_day():
    assert rules.days_late(date(2023, 6, 3), date(2023, 6, 6), calendar=KOREA) == 1


@pytest.mark.parametrize(("late", "level"), [(0, 0), (1, 1), (4, 1), (5, 2), (9, 2), (10, 3), (99, 3)])
def test_each_step_is_one_floor(late, level):
    assert rules.level(late, [1, 5, 10]) == level
