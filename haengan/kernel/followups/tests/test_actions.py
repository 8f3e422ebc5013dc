"""A follow-up is opened, taken over, postponed, done or withdrawn; each leaves a record and a line."""

from datetime import timedelta

import pytest

from haengan.kernel.acts.rows import Gone
from haengan.kernel.acts.running import Refused, Stale, System
from haengan.kernel.followups import actions, jobs, queries
from haengan.kernel.followups.models import Climb, Followup
from haengan.kernel.followups.rules import Thing
from haengan.kernel.followups.tests.conftest import THING
from haengan.kernel.journal import queries as journal
from haengan.kernel.organisation.models import Unit

pytestmark = pytest.mark.django_db
HOUSE = System("followups.climb")


@pytest.fixture
def unit(city):
    return Unit.objects.get(key=city.units["autonomy"])


def test_it_says_who_owes_what_by_when_for_which_thing(opened, lee, kim, today):
    followup = opened(lee)
    assert (followup.owner, followup.what, followup.thing) == (lee, "답변", THING)
    assert followup.opened_by == kim.title
    assert journal.history(followup.key)[0].act == "followups.followups.open"


@pytest.mark.parametrize(("changed", "field"), [({"what": " "}, "what"), ({"in_days": -50, "ago": -60}, "due_on")])
def test_an_opening_that_makes_no_sense_is_refused(opened, lee, changed, field):
    with pytest.raises(Refused) as refused:
        opened(lee, **changed)
    assert refused.value.field == field


def test_whoever_has_no_place_in_the_organisation_cannot_owe_anything(kim, today, opened, house):
    from haengan.kernel.people import actions as people

    newcomer = people.register(
        number="2001", name_ko="신입", name_en="New", grade="9", from_on=today, actor=house, invented=True
    )
    with pytest.raises(Refused) as refused:
        opened(newcomer)
    assert refused.value.field == "who"


def test_a_resident_may_cause_one(resident, unit, today):
    made = actions.open(what="답변", thing=THING, who=unit, due_on=today, room="r", actor=resident)
    assert made.unit == unit


def test_an_official_takes_over_what_his_unit_owes(opened, unit, lee):
    followup = opened(unit)
    taken = actions.take_over(followup.key, revision=followup.revision, actor=lee)
    assert (taken.owner, taken.unit) == (lee, None)
    with pytest.raises(Refused, match="has it already"):
        actions.take_over(followup.key, revision=taken.revision, actor=lee)


def test_the_head_hands_it_to_someone_else(opened, lee, park, director, today):
    followup = opened(lee, in_days=-30)
    actions.climb(today=today, actor=HOUSE)
    assert actions.take_over(followup.key, revision=None, owner=park, actor=director).owner == park


def test_a_stranger_reaches_nothing(opened, lee, park, outsider):
    followup = opened(lee)
    with pytest.raises(Gone):
        actions.complete(followup.key, revision=followup.revision, actor=park)
    with pytest.raises(Refused):
        actions.complete(followup.key, revision=followup.revision, actor=outsider)


def test_a_postponement_keeps_both_days_and_the_reason(opened, lee, today):
    followup = opened(lee)
    made = actions.postpone(
        followup.key, revision=followup.revision, due_on=today + timedelta(days=9), reason="현장 조사", actor=lee
    )
    followup.refresh_from_db()
    assert (made.was_due_on, followup.due_on) == (today + timedelta(days=3), today + timedelta(days=9))
    assert journal.history(made.key)[0].reason == "현장 조사"


@pytest.mark.parametrize(("days", "reason", "field"), [(3, "r", "due_on"), (9, " ", "reason")])
def test_a_postponement_needs_a_later_day_and_a_reason(opened, lee, today, days, reason, field):
    followup = opened(lee)
    with pytest.raises(Refused) as refused:
        actions.postpone(followup.key, revision=None, due_on=today + timedelta(days=days), reason=reason, actor=lee)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "end",
    [
        lambda key, actor: actions.complete(key, revision=None, note="전화로 답변", actor=actor),
        lambda key, actor: actions.withdraw(key, revision=None, reason="중복", actor=actor),
    ],
    ids=["done", "withdrawn"],
)
def test_what_is_ended_waits_no_more_and_changes_no_more(opened, lee, today, end):
    followup = opened(lee)
    end(followup.key, lee)
    assert not queries.waiting_for(lee, today).exists()
    with pytest.raises(Refused, match="nothing left to change"):
        end(followup.key, lee)


@pytest.mark.parametrize(("days", "says"), [(1, "still to come"), (-400, "cannot have been done before")])
def test_it_is_done_between_its_opening_and_today(opened, lee, today, days, says):
    followup = opened(lee)
    with pytest.raises(Refused, match=says):
        actions.complete(followup.key, revision=None, completed_on=today + timedelta(days=days), actor=lee)


def test_an_edit_of_an_old_version_is_refused(opened, lee, unit):
    followup = opened(unit)
    actions.take_over(followup.key, revision=followup.revision, actor=lee)
    with pytest.raises(Stale):
        actions.complete(followup.key, revision=followup.revision, actor=lee)


def test_a_room_settles_all_that_it_had_open_about_a_thing(opened, lee, unit, park):
    mine = [opened(lee), opened(unit)]
    other_room, other_thing = opened(lee, room="civil_affairs.petitions"), opened(lee, thing=Thing("t", "k2", "x"))
    done = actions.settle(THING, room="autonomy.townhalls", note="회신", actor=park)
    assert {one.followup for one in done} == set(mine)
    assert set(queries.opened()) == {other_room, other_thing}
    assert actions.settle(THING, room="autonomy.townhalls", actor=park) == []


def test_an_overdue_one_climbs_once_to_the_first_head_above(opened, lee, director, city, today):
    followup = opened(lee, in_days=-30)
    (climb,) = actions.climb(today=today, actor=HOUSE)
    assert (climb.followup, climb.level, climb.unit.key) == (followup, 1, city.bureau)
    assert actions.climb(today=today, actor=HOUSE) == []


def test_what_its_own_head_owes_does_not_climb_to_him(opened, director, today):
    opened(director, in_days=-30)
    assert actions.climb(today=today, actor=HOUSE) == []


def test_after_a_postponement_it_climbs_anew(opened, lee, director, today):
    followup = opened(lee, in_days=-60)
    actions.climb(today=today, actor=HOUSE)
    actions.postpone(followup.key, revision=None, due_on=today - timedelta(days=30), reason="r", actor=lee)
    assert [row.because for row in queries.waiting_for(director, today)] == []
    actions.climb(today=today, actor=HOUSE)
    assert [row.because for row in queries.waiting_for(director, today)] == ["climbed"]
    assert Climb.objects.count() == 2


def test_what_someone_who_left_still_owed_climbs_all_the_same(opened, lee, director, house, today):
    from haengan.kernel.people.models import Official

    opened(lee, in_days=-30)
    from haengan.kernel.acts import running

    with running.upkeep():
        gone = Official.objects.get(pk=lee.pk)
        gone.until_on = today - timedelta(days=20)
        gone.save()
    assert len(actions.climb(today=today, actor=HOUSE)) == 1


def test_a_morning_on_which_nothing_climbs_leaves_no_line(opened, lee, director):
    opened(lee, in_days=-30)
    jobs.climb()
    before = journal.last_number()
    jobs.climb()
    assert journal.last_number() == before
    assert Followup.objects.count() == 1
