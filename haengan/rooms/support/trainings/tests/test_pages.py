from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.journal import queries as journal
from haengan.kernel.people.rules import Anyone
from haengan.kernel.tables.sealed import opened
from haengan.rooms.support.trainings.actions import results, surveys
from haengan.rooms.support.trainings.models import Enrolment, Rating

pytestmark = pytest.mark.django_db


def test_an_official_applies_and_steps_back_from_ones_own_page(plan, desk, lee):
    cohort = plan(timezone.localdate() + timedelta(days=9), today=timezone.localdate())
    browser = desk(lee)
    assert cohort.place in browser.get("/support/trainings/mine/").content.decode()
    browser.post(f"/support/trainings/mine/apply/{cohort.key}/")
    mine = Enrolment.objects.get()
    assert mine.state == "enrolled"
    browser.post(f"/support/trainings/mine/step-back/{mine.key}/")
    mine.refresh_from_db()
    assert mine.state == "withdrawn"


def test_the_survey_takes_a_slip_and_tells_nobody(plan, enrol, do, citizen, lee):
    today = timezone.localdate()
    enrol(cohort := plan(today, today=today), lee)
    do(results.hold, cohort, today=today)
    do(surveys.make_slips, cohort)
    code = opened(cohort.slips.get(), "code")
    assert citizen.get("/support/trainings/survey/").status_code == 200
    assert citizen.post("/support/trainings/survey/", {"code": "wrong", "overall": "5"}).status_code == 409
    assert citizen.post("/support/trainings/survey/", {"code": code, "overall": "5"}).status_code == 200
    lines = journal.history(Rating.objects.get().key)
    assert [line.actor_title for line in lines] == [Anyone().title]
