from datetime import date

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.rooms.support.trainings.actions import courses, enrolments, results
from haengan.rooms.support.trainings.tests.conftest import KEEP, READ, TODAY

pytestmark = pytest.mark.django_db


def test_another_division_neither_sees_nor_keeps(plan, desk, park):
    cohort = plan()
    browser = desk(park)
    assert browser.get("/support/trainings/").status_code == 403
    assert browser.get(f"/support/trainings/{cohort.key}/").status_code in {403, 404}
    with pytest.raises(NotPermitted):
        courses.cancel(key=cohort.key, revision=cohort.revision, reason="x", actor=park)


def test_a_reader_reads_and_does_not_keep(plan, desk, park, give):
    cohort = plan()
    give(park, READ)
    assert desk(park).get(f"/support/trainings/{cohort.key}/").status_code == 200
    with pytest.raises(NotPermitted):
        enrolments.enrol(cohort=cohort, official=park, today=TODAY, actor=park)


def test_keeping_is_not_settling(plan, park, give):
    give(park, KEEP)
    cohort = plan()
    with pytest.raises(NotPermitted):
        results.settle(key=cohort.key, revision=cohort.revision, today=TODAY, actor=park)


def test_an_outsider_applies_for_nothing(plan, outsider):
    cohort = plan(date(2023, 9, 20))
    with pytest.raises(NotPermitted):
        enrolments.apply(key=cohort.key, today=TODAY, actor=outsider)


def test_ones_own_page_shows_nobody_else(plan, enrol, desk, park, lee):
    enrol(plan(), lee)
    assert "관리자 리더십" not in desk(park, language="ko").get("/support/trainings/mine/").content.decode()
    assert "관리자 리더십" in desk(lee, language="ko").get("/support/trainings/mine/").content.decode()
