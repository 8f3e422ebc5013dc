"""A personnel order: all lines at once by one approval, or none."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals.actions import drafting
from haengan.kernel.approvals.models import Paper
from haengan.kernel.approvals.tests.conftest import NOW, sign
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.declare import figures as declared
from haengan.kernel.figures.rules import month
from haengan.kernel.journal import queries as journal
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import moves
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.models import Appointment, Post
from haengan.kernel.organisation.moves import Move
from haengan.rooms.support.personnel import actions, queries
from haengan.rooms.support.personnel.models import Transfer, TransferLine
from haengan.rooms.support.personnel.rules import State
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db


def line(order, official, post, actor, **more):
    return actions.add_line(transfer=order, official=official, post=post, actor=actor, **more)


@pytest.fixture
def swapped(order, lee, park, city, keeper):
    """lee and park change posts with each other."""
    line(order, lee, Post.objects.get(key=city.posts["safety"]), keeper)
    line(order, park, Post.objects.get(key=city.posts["autonomy"]), keeper)
    return order


def proposed(order, keeper):
    actions.propose(key=order.key, revision=None, now=NOW, actor=keeper)
    paper = Paper.objects.get()
    drafting.submit(key=paper.key, revision=paper.revision, now=NOW, actor=keeper)
    return Paper.objects.get()


def test_two_officials_change_posts_by_one_approval(swapped, head, director, lee, park, city, keeper):
    paper = sign(proposed(swapped, keeper), head, role="review")
    assert not Appointment.objects.filter(from_on=swapped.effective_on).exists()
    sign(paper, director)
    day = swapped.effective_on
    assert [organised.posts_of(one, day)[0].post.key for one in (lee, park)] == [
        city.posts["safety"],
        city.posts["autonomy"],
    ]
    assert organised.posts_of(lee, day - timedelta(days=1))[0].post.key == city.posts["autonomy"]
    swapped.refresh_from_db()
    assert swapped.state == State.ENACTED


def test_every_line_is_part_of_what_is_signed(swapped, head, director, keeper):
    paper = proposed(swapped, keeper)
    content = paper.versions.get().content
    assert "이가람 (1002): 자치협력과 주무관 → 안전총괄과 주무관" in content
    assert "박바다 (1003)" in content


def test_an_order_whose_people_moved_meanwhile_is_not_signed(swapped, head, director, lee, city, keeper, today):
    paper = sign(proposed(swapped, keeper), head, role="review")
    organisation.appoint(official=lee.key, post=city.posts["digital"], from_on=today, actor=HOUSE)
    with pytest.raises(Refused):
        sign(paper, director)
    assert Transfer.objects.get().state == State.DRAFT


def test_no_official_transfers_around_the_approval(swapped, keeper):
    with pytest.raises(Refused):
        actions.enact(key=swapped.key, state=queries.fingerprint(swapped), actor=keeper)


def test_a_full_post_stops_the_whole_order(order, lee, jung, city, keeper):
    line(order, lee, Post.objects.get(key=city.posts["digital"]), keeper)
    assert "1 seats and would have 2" in queries.problems(order)
    with pytest.raises(Refused, match="1 seats and would have 2"):
        actions.propose(key=order.key, revision=None, now=NOW, actor=keeper)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda lee, city, day: [Move(lee, _post(city, "autonomy"))], "holds that post already"),
        (lambda lee, city, day: [Move(lee, _post(city, "safety")), Move(lee, _post(city, "digital"))], "several posts"),
    ],
)
def test_what_cannot_be_is_named(spoil, message, lee, city, today):
    with pytest.raises(Refused, match=message):
        organisation.transfer(planned=spoil(lee, city, today), from_on=today, actor=HOUSE)
    assert organised.posts_of(lee, today)[0].post.key == city.posts["autonomy"]


def _post(city, division):
    return Post.objects.get(key=city.posts[division])


def test_an_official_with_a_later_appointment_is_named(lee, city, today):
    organisation.appoint(official=lee.key, post=city.posts["digital"], from_on=today + timedelta(days=30), actor=HOUSE)
    found = moves.planned([Move(lee, _post(city, "safety"))], today)
    assert found[0].problems == ["has an appointment from that day or later."]


def test_an_official_stands_in_one_draft_only(swapped, lee, city, keeper, today):
    other = actions.draft(title="수시인사", effective_on=today, actor=keeper)
    with pytest.raises(Refused, match="already"):
        line(other, lee, _post(city, "digital"), keeper)


def test_an_order_in_force_no_longer_changes(swapped, head, director, keeper):
    sign(sign(proposed(swapped, keeper), head, role="review"), director)
    with pytest.raises(Refused, match="no draft any more"):
        actions.correct(key=swapped.key, revision=None, title="다른 이름", actor=keeper)
    with pytest.raises(Refused):
        actions.strike_line(key=TransferLine.objects.first().key, revision=None, reason="잘못", actor=keeper)


def test_a_transfer_costs_the_same_queries_whatever_its_lines(staffed, pools, today):
    few, many = staffed(3), staffed(60, begins=6000)
    counted = []
    for officials in (few, many):
        planned = [Move(one, pools["digital"]) for one in officials]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            organisation.transfer(planned=planned, from_on=today, actor=HOUSE)
        counted.append(len(asked))
    assert counted[1] <= counted[0] + 2
    assert Appointment.objects.filter(post=pools["digital"], from_on=today).count() == 63
    assert Appointment.objects.filter(post=pools["autonomy"], until_on=today).count() == 63


def test_a_transfer_is_one_line_of_the_journal_in_each_ones_history(staffed, pools, today):
    officials = staffed(2)
    organisation.transfer(planned=[Move(one, pools["digital"]) for one in officials], from_on=today, actor=HOUSE)
    lines = [journal.history(one.appointments.get(from_on=today).key)[0] for one in officials]
    assert {entry.act for entry in lines} == {"organisation.appointments.transfer"}
    assert len({entry.number for entry in lines}) == 1


def test_the_figure_counts_who_was_transferred(swapped, head, director, keeper):
    sign(sign(proposed(swapped, keeper), head, role="review"), director)

    day = swapped.effective_on
    found = figures.value(declared["support.personnel.transferred"], month(day.year, day.month))
    assert found.amount == 2
