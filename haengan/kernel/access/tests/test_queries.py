"""The guarantees of access: default refusal, duties by post and day, deputies, stale edits."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from haengan.kernel.access import actions, declare, intake
from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Refused, Stale, System, act
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Consent, ContactPoint, Official, Resident
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
KEEP = Duty("test.things.keep", ko="시험", en="Test things", acts=("test.things.*",), sees=("kernel_people.Resident",))
del declare.duties[KEEP.name]


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """The duty stands while these tests run, and on no page of another test."""
    monkeypatch.setitem(declare.duties, KEEP.name, KEEP)


@act("test.things.do")
def do(*, actor):
    return "done"


@act("test.uncovered.do")
def uncovered(*, actor):
    return "done"


@act("test.public.do", by=("anyone", "resident"))
def public(*, actor):
    return "done"


@pytest.fixture
def today():
    return timezone.localdate()


def test_an_official_without_the_duty_is_refused_and_told_who_gives_it(kim, director, give):
    give(director, "support.duties.give")
    with pytest.raises(intake.NotPermitted, match="Test things") as refusal:
        do(actor=kim)
    assert refusal.value.why.duties == (KEEP,)
    assert director.title in str(refusal.value.remedy)


def test_a_duty_of_the_post_permits(kim, give):
    give(kim, KEEP.name)
    assert do(actor=kim) == "done"


def test_an_act_that_no_duty_covers_is_refused_to_everyone_who_holds_duties(kim, give):
    give(kim, *(d.name for d in declare.duties.values() if not d.everyone))
    with pytest.raises(Refused, match="No duty covers"):
        uncovered(actor=kim)


def test_an_unknown_act_is_not_permitted(kim, give):
    give(kim, KEEP.name)
    assert access.why_not(kim, "test.things.undeclared").reason == "unknown_act"


@pytest.mark.parametrize("name", ["outsider", "resident", "house"])
def test_only_officials_may_what_is_declared_for_officials(name, request):
    with pytest.raises(intake.NotPermitted):
        do(actor=request.getfixturevalue(name))


def test_a_public_act_is_open_to_citizens_and_closed_to_officials(outsider, resident, kim):
    assert public(actor=outsider) == public(actor=resident) == "done"
    assert not access.may(kim, "test.public.do")


@pytest.mark.parametrize("model", [Resident, Consent, ContactPoint, Official, Unit])
def test_the_outsider_sees_nothing(model, outsider, kim, resident):
    assert not access.scoped(outsider, model).exists()


def test_an_official_without_duties_sees_no_resident(clerk_without_duties, resident):
    with pytest.raises(access.NotHere):
        access.fetch(clerk_without_duties, Resident, resident.key)


def test_a_resident_sees_only_oneself(resident):
    people.register_resident(name_ko="임꺽정", registered_on=date(2020, 1, 1), actor=HOUSE)
    assert list(access.scoped(resident, Resident)) == [resident]


def test_a_scope_narrows_what_a_holder_sees(kim, resident, give, monkeypatch):
    monkeypatch.setattr(declare, "scopes", {k: list(v) for k, v in declare.scopes.items()})
    give(kim, KEEP.name)
    assert access.fetch(kim, Resident, resident.key) == resident

    @scope(Resident)
    def only_others(actor):
        return ~access.Q(name_ko="홍길동")

    assert not access.scoped(kim, Resident).exists()


def test_a_scope_for_change_leaves_the_view_open(kim, resident, give, monkeypatch):
    monkeypatch.setattr(declare, "scopes", {k: list(v) for k, v in declare.scopes.items()})
    give(kim, KEEP.name)
    scope(Resident, to="change")(lambda actor: access.Q(pk=None))
    assert access.scoped(kim, Resident).exists()
    assert not access.scoped(kim, Resident, to="change").exists()


def test_a_deputy_may_on_the_days_named_only(kim, clerk_without_duties, give, city, today):
    give(kim, KEEP.name)
    until = today + timedelta(days=3)
    organisation.deputise(
        post=city.posts["support"], official=clerk_without_duties.key, from_on=today, until_on=until, actor=HOUSE
    )
    assert do(actor=clerk_without_duties) == "done"
    assert not access.may(clerk_without_duties, "test.things.do", today - timedelta(days=1))
    assert access.may(clerk_without_duties, "test.things.do", until - timedelta(days=1))
    assert not access.may(clerk_without_duties, "test.things.do", until)


def test_duties_change_on_their_day_and_no_earlier(kim, city, today):
    tomorrow = today + timedelta(days=1)
    actions.give(post=city.posts["support"], duties=[KEEP.name], from_on=tomorrow, actor=HOUSE)
    assert not access.may(kim, "test.things.do")
    assert access.may(kim, "test.things.do", tomorrow)


def test_a_move_to_another_post_takes_the_duties_away(kim, city, give, today):
    give(kim, KEEP.name)
    assert access.may(kim, "test.things.do")
    organisation.appoint(official=kim.key, post=city.posts["digital"], from_on=today, actor=HOUSE)
    assert not access.may(kim, "test.things.do")


def test_who_has_left_may_nothing(kim, give, today):
    give(kim, KEEP.name)
    left = people.leave(key=kim.key, revision=kim.revision, until_on=today, actor=HOUSE)
    assert not access.may(left, "test.things.do")


def test_a_stale_edit_is_refused_with_both_revisions(kim, resident, give):
    give(kim, "house.residents.keep", KEEP.name)
    with pytest.raises(Stale) as stale, access_act(kim):
        access.take(kim, Resident, resident.key, resident.revision - 1)
    assert (stale.value.mine, stale.value.now) == (resident.revision - 1, resident.revision)


def test_taking_what_is_out_of_reach_says_that_it_is_not_there(clerk_without_duties, resident):
    with pytest.raises(Refused, match="no such"), access_act(clerk_without_duties):
        access.take(clerk_without_duties, Resident, resident.key, resident.revision)


def access_act(actor):
    from haengan.kernel.acts.running import intake as opened

    return opened("test.take", actor=actor)


def test_an_undeclared_duty_cannot_be_given(kim, city):
    with pytest.raises(Refused, match="No duty to give"):
        actions.give(post=city.posts["support"], duties=["no.such.duty"], from_on=date(2021, 1, 1), actor=HOUSE)


def test_the_house_itself_may_only_what_says_so():
    assert not access.may(System("night"), "test.things.do")
    assert access.may(System("night"), "access.duties.give")


def test_permission_costs_one_query_a_request(kim, give, django_assert_num_queries):
    give(kim, KEEP.name)
    fresh = Official.objects.get(pk=kim.pk)
    with django_assert_num_queries(1):
        assert access.may(fresh, "test.things.do")
        assert not access.may(fresh, "test.uncovered.do")
        assert access.visible_models(fresh, [Resident, Unit])


def test_the_matrix_names_posts_and_holders(kim, lee, give, today, django_assert_num_queries):
    give(kim, KEEP.name)
    with django_assert_num_queries(3):
        row = next(r for r in access.matrix(today) if r.duty == KEEP)
        assert [(h.official, h.via) for h in row.holdings] == [(kim, "regular")]
