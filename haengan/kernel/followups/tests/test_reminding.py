"""Reminders, substitutes, what a head sees of the people, and calendars."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.followups import actions, jobs, queries, reminding, rules
from haengan.kernel.followups.models import Reminder
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people import actions as people
from haengan.lib.calendar.workdays import KOREA
from tests.cast import HOUSE

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 11, 20), None),
        (date(2026, 11, 24), 3),
        (date(2026, 11, 25), 3),
        (date(2026, 11, 26), 1),
        (FRIDAY, 0),
        (date(2026, 11, 28), None),
        (date(2026, 12, 1), -1),
        (date(2026, 12, 3), -3),
        (date(2026, 12, 7), -5),
    ],
)
def test_a_reminder_comes_before_on_and_after_the_due_day(today, step):
    assert rules.reminder(FRIDAY, today, ahead=[3, 1, 0], late=[1, 3, 5], calendar=KOREA) == step


@pytest.mark.django_db
def test_each_step_is_reminded_of_once(opened, lee, today):
    opened(lee, in_days=0)
    jobs.remind()
    jobs.remind()
    assert [(one.official, one.step) for one in Reminder.objects.all()] == [(lee, 0)]
    assert reminding.of_day(lee, today).count() == 1


@pytest.mark.django_db
def test_what_is_done_is_not_reminded_of(opened, lee, today):
    actions.complete(opened(lee, in_days=0).key, revision=None, actor=lee)
    assert reminding.due(today) == []


@pytest.mark.django_db
def test_who_stands_in_is_reminded_too_and_may_deal_with_it(opened, lee, park, city, today):
    one = opened(lee, in_days=0)
    organisation.deputise(
        post=city.posts["autonomy"], official=park.key, from_on=today, until_on=today + timedelta(days=2), actor=HOUSE
    )
    assert {due.official for due in reminding.due(today)} == {lee, park}
    assert [(row.what, row.because) for row in queries.waiting_for(park, today)] == [("답변", "deputy")]
    assert not queries.waiting_for(park, today + timedelta(days=2)).exists()
    assert actions.complete(one.key, revision=None, actor=park).author == park.title


@pytest.mark.django_db
def test_the_head_is_reminded_of_what_the_unit_owes(opened, director, city, today):
    opened(Unit.objects.get(key=city.bureau), in_days=0)
    assert [due.official for due in reminding.due(today)] == [director]


@pytest.mark.django_db
def test_reminding_costs_the_same_queries_whatever_the_follow_ups(opened, lee, today, django_assert_max_num_queries):
    opened(lee, in_days=0)
    with django_assert_max_num_queries(30) as one:
        actions.remind(today=today, actor=System("tests"))
    for number in range(15):
        opened(lee, in_days=0, what=f"답변 {number}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(actions.remind(today=today, actor=System("tests"))) == 15


@pytest.mark.django_db
def test_a_head_sees_the_load_of_the_people(opened, director, lee, park, today, django_assert_num_queries):
    opened(lee, in_days=-3)
    opened(lee, in_days=2)
    actions.complete(opened(park, in_days=1).key, revision=None, actor=park)
    found = reminding.loads(director, today)
    assert found[0] == reminding.Load(lee, open=2, late=1, soon=1, done=0, in_time=0)
    assert reminding.Load(park, open=0, late=0, soon=0, done=1, in_time=1) in found
    assert reminding.loads(lee, today) == []


@pytest.mark.django_db
def test_a_head_entrusts_to_the_people_and_units_below_and_to_nobody_else(director, lee, park, city, today):
    due, unit = today + timedelta(days=3), Unit.objects.get(key=city.units["safety"])
    assert actions.entrust(what="현장 점검", due_on=due, owner=lee, today=today, actor=director).owner == lee
    assert actions.entrust(what="현장 점검", due_on=due, unit=unit, today=today, actor=director).unit == unit
    assert actions.entrust(what="내 일", due_on=due, today=today, actor=lee).owner == lee
    with pytest.raises(Refused, match="only officials and units that you head"):
        actions.entrust(what="남의 일", due_on=due, owner=park, today=today, actor=lee)


@pytest.mark.django_db
def test_a_calendar_shows_ones_own_or_the_units_until_it_is_revoked(opened, lee, director, today):
    mine, theirs = (
        opened(director, what="내 것"),
        opened(Unit.objects.get(versions__name_ko="행정안전국"), what="국의 것"),
    )
    now = timezone.now()
    own, secret = actions.issue(reach="own", now=now, actor=director)
    _wide, other = actions.issue(reach="unit", now=now, actor=director)
    assert list(reminding.shown(reminding.feed(secret, today), today)) == [mine]
    assert set(reminding.shown(reminding.feed(other, today), today)) == {mine, theirs}
    assert secret not in str(own.__dict__)
    actions.revoke(key=own.key, revision=own.revision, now=now, actor=director)
    assert reminding.feed(secret, today) is None
    assert reminding.feed("guess", today) is None


@pytest.mark.django_db
def test_the_calendar_of_one_who_has_left_shows_nothing(lee, today):
    _feed, secret = actions.issue(reach="own", now=timezone.now(), actor=lee)
    people.leave(key=lee.key, revision=lee.revision, until_on=today, actor=HOUSE)
    assert reminding.feed(secret, today) is None
