"""An appointment and a restructuring take effect by their final approval, and by nothing else."""

from datetime import timedelta

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import queries
from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.approvals.models import Number, Paper
from haengan.kernel.approvals.tests.conftest import NOW, sign, step
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from tests.cast import HOUSE

TODAY = NOW.astimezone().date()


@pytest.fixture
def appointment(letter, kim, lee, give, city):
    """lee is to move to the clerk's post tomorrow."""
    give(kim, "support.personnel.keep")
    day = (TODAY + timedelta(days=1)).isoformat()
    told = {"post": city.posts["clerk"], "from_on": day}
    return letter(kind="organisation.appoint", recipients="", subject=lee.key, arguments=told)


def test_an_appointment_takes_effect_with_the_last_signature(appointment, head, director, lee, city):
    paper = sign(appointment, head, role="review")
    assert str(organised.posts_of(lee, TODAY + timedelta(days=1))[0]) == "주무관"
    paper = sign(paper, director)

    assert str(organised.posts_of(lee, TODAY + timedelta(days=1))[0]) == "서무"
    assert queries.made_by(lee.appointments.get(post__key=city.posts["clerk"])) == paper


def test_no_official_appoints_around_the_approval(kim, lee, give, city):
    give(kim, "support.personnel.keep")

    with pytest.raises(NotPermitted):
        organisation.appoint(official=lee.key, post=city.posts["clerk"], from_on=TODAY, actor=kim)


def test_an_appointment_whose_person_moved_meanwhile_is_not_signed(appointment, head, director, lee, city):
    paper = sign(appointment, head, role="review")
    organisation.appoint(official=lee.key, post=city.posts["digital"], from_on=TODAY, kind="concurrent", actor=HOUSE)

    with pytest.raises(Refused, match="has changed since"):
        sign(paper, director)
    assert not Number.objects.exists()


def test_without_the_duty_nobody_proposes_an_appointment(lee, choi, head, director, city):
    told = {"post": city.posts["clerk"], "from_on": TODAY.isoformat()}

    with pytest.raises(NotPermitted):
        drafting.draft(kind="organisation.appoint", title="임용", subject=choi.key, arguments=told, now=NOW, actor=lee)


def test_a_plan_that_changes_after_its_submission_is_not_enacted(letter, kim, head, director, give, city):
    give(kim, "support.organisation.keep")
    plan = organisation.draft(title_ko="개편", effective_on=TODAY + timedelta(days=30), actor=kim)
    rename = Change(Verb.RENAME_UNIT, city.units["digital"], {"name_ko": "정보과", "name_en": "Info"})
    organisation.plan(key=plan.key, planned=[rename], actor=kim)
    paper = letter(kind="organisation.enact", recipients="", subject=plan.key)
    organisation.plan(
        key=plan.key, planned=[Change(Verb.RENAME_UNIT, city.units["safety"], {"name_ko": "안전과"})], actor=kim
    )

    with pytest.raises(Refused, match="has changed since"):
        sign(paper, head, role="review")


def test_a_vacant_post_is_passed_over_with_the_reason_in_its_place(appointment, kim, head, director, city):
    paper = appointment
    with pytest.raises(Refused, match="holds or deputises"):
        signing.pass_over(key=paper.key, reason="출장", now=NOW, actor=kim)
    held = head.appointments.get()
    organisation.end(key=held.key, revision=held.revision, until_on=TODAY, actor=HOUSE)
    signing.pass_over(key=paper.key, reason="공석", now=NOW, actor=kim)

    assert step(paper, "review").decision.opinion == "공석"
    assert sign(Paper.objects.get(pk=paper.pk), director).state == "approved"
