from datetime import date

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.rooms.support.ordinances.actions import cases, laws
from haengan.rooms.support.ordinances.tests.conftest import KEEP, READ

pytestmark = pytest.mark.django_db
ROOT = "/support/ordinances/"


def test_another_division_sees_and_does_nothing(draft, desk, park, do):
    case = draft()
    do(cases.announce, case, date(2023, 2, 6))
    assert desk(park).get(ROOT).status_code == 403
    assert desk(park).get(f"{ROOT}{case.key}/").status_code in {403, 404}


def test_a_reader_reads_and_does_not_keep(draft, desk, park, give):
    case = draft()
    give(park, READ)
    assert desk(park).get(f"{ROOT}{case.key}/").status_code == 200
    with pytest.raises(NotPermitted):
        cases.withdraw(key=case.key, revision=case.revision, reason="x", today=date(2023, 9, 4), actor=park)


def test_keeping_is_not_promulgating(draft, through, park, give):
    case = through(draft())
    give(park, KEEP)
    with pytest.raises(NotPermitted):
        laws.promulgate(key=case.key, revision=case.revision, today=date(2023, 9, 4), actor=park)


def test_citizens_see_no_draft_that_is_not_announced(draft, do, citizen):
    hidden, shown = draft(), draft(name="가람시 환경 조례")
    do(cases.announce, shown, date(2023, 2, 6))
    assert citizen.get(f"{ROOT}{hidden.key}/").status_code == 404
    assert citizen.get(f"{ROOT}{shown.key}/").status_code == 200
