from datetime import date

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.rooms.digital.innovations.actions import parts, tasks
from haengan.rooms.digital.innovations.tests.conftest import LEAD, READ, TODAY

pytestmark = pytest.mark.django_db
ROOT = "/digital/innovations/"


def test_another_division_sees_and_does_nothing(adopt, desk, park):
    task = adopt()
    for page in ("", "board/", f"{task.key}/"):
        assert desk(park).get(ROOT + page).status_code in {403, 404}
    with pytest.raises(NotPermitted):
        parts.fund(task=task, year=2023, amount=1, actor=park)


def test_a_reader_reads_and_decides_nothing(adopt, desk, park, give):
    task = adopt()
    give(park, READ)
    assert desk(park).get(f"{ROOT}{task.key}/").status_code == 200
    with pytest.raises(NotPermitted):
        tasks.move(key=task.key, revision=task.revision, stage="planned", today=TODAY, actor=park)


def test_a_division_keeps_what_it_leads_and_nothing_else(adopt, lee, give):
    give(lee, LEAD)
    ours, theirs = adopt(), adopt("안전 점검 자동화", unit="safety")
    made = parts.set_milestone(task=ours, name="착수", due_on=date(2023, 12, 1), today=TODAY, actor=lee)
    assert made.task == ours
    with pytest.raises(Refused):
        parts.set_milestone(task=theirs, name="착수", due_on=date(2023, 12, 1), today=TODAY, actor=lee)
