"""A golden day counted by hand, and who reaches which petitions."""

from datetime import timedelta

import pytest

from haengan.kernel.access import queries as access
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import month
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.actions import after, answering, routing
from haengan.rooms.civil_affairs.petitions.figures import course, filed
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh

NOVEMBER = month(2026, 11)


def told(figure, **part):
    return figures.value(figure, NOVEMBER, **part).amount


@pytest.fixture
def day(receive, handler, clerk, unit, outsider, offer):
    """Three received; one passed on after three working hours; one answered in time and rated four, one late."""
    other = offer("noise", kind="other")
    rows = [receive(service=other, contact=f"010-1234-000{n}") for n in range(3)]
    routing.transfer(
        key=rows[2].key,
        revision=rows[2].revision,
        unit=unit("digital"),
        cause="wrong",
        reason="소관 아님",
        now=MORNING + timedelta(hours=4),
        actor=handler,
    )
    for row, hours in ((rows[0], 1), (rows[1], 30)):
        answering.tell(
            key=row.key,
            revision=row.revision,
            outcome="done",
            text="했습니다",
            means="phone",
            reason="",
            now=MORNING + timedelta(hours=hours),
            actor=handler,
        )
    first = fresh(rows[0])
    after.rate(
        number=first.number, code=opened(first, "code"), stars=4, now=MORNING + timedelta(hours=2), actor=outsider
    )
    return rows


def test_the_golden_day(day, unit):
    assert told(filed.RECEIVED) == 3
    assert told(filed.ANSWERED) == 2
    assert told(filed.IN_TIME) == 1
    assert told(filed.IN_TIME_RATE) == 50
    assert told(filed.RECEIVED, slice="unit", member=unit("digital").key) == 1
    assert told(course.PASSED) == 1
    assert told(course.LOST) == 180
    assert told(course.RATED) == 1
    assert told(course.CONTENT) == 80


def test_a_division_reaches_its_own_what_it_had_and_what_it_is_asked_about(day, handler, jung, give, kim):
    give(jung, "civil_affairs.petitions.handle")
    give(kim, "civil_affairs.petitions.handle")

    assert access.scoped(handler, Petition).count() == 3
    assert access.scoped(jung, Petition).count() == 1
    assert access.scoped(kim, Petition).count() == 0
