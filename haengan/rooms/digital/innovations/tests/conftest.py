from datetime import date

import pytest

from haengan.kernel.organisation.models import Unit
from haengan.rooms.digital.innovations.actions import tasks

TODAY = date(2023, 9, 4)
KEEP, DECIDE, READ, LEAD = (f"digital.innovations.{name}" for name in ("keep", "decide", "read", "lead"))


@pytest.fixture
def keeper(jung, give):
    """Jung of the digital division keeps the portfolio and decides on stages."""
    give(jung, KEEP, DECIDE)
    return jung


@pytest.fixture
def adopt(keeper, city):
    def one(name="문서 작성 자동화", field="work", adopted_on=date(2023, 3, 2), unit="autonomy", **given):
        return tasks.adopt(
            name_ko=name,
            field=field,
            adopted_on=adopted_on,
            unit=Unit.objects.get(key=city.units[unit]),
            today=TODAY,
            actor=keeper,
            **given,
        )

    return one


@pytest.fixture
def do(keeper):
    def one(action, record, today=TODAY, **given):
        record.refresh_from_db()
        return action(key=record.key, revision=record.revision, today=today, actor=keeper, **given)

    return one


@pytest.fixture
def move(do):
    """``move(task, "planned", date(…))``"""

    def one(task, stage, on, **given):
        return do(tasks.move, task, stage=stage, from_on=on, **given)

    return one


@pytest.fixture
def carry_out(move):
    def one(task, on):
        for stage in ("planned", "under_way", "done"):
            move(task, stage, on)
        return task

    return one
