"""A handover from the sweep to the last signature."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals.actions import drafting, receipts
from haengan.kernel.approvals.actions.signing import approve
from haengan.kernel.approvals.models import Step
from haengan.kernel.followups import actions as acts
from haengan.kernel.followups import queries as followups
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.models import Post
from haengan.kernel.people import actions as people
from haengan.rooms.support.handovers import jobs, queries
from haengan.rooms.support.handovers.actions import opening, signing
from haengan.rooms.support.handovers.models import Handover, HandoverSignature
from haengan.rooms.support.handovers.rules import State
from haengan.rooms.support.handovers.tests.conftest import step
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db


def owes(official, today):
    return [one.what for one in followups.waiting_for(official, today) if one.owner == official]


def test_a_transfer_opens_a_handover_with_successor_and_open_things(handover, kim, lee, owed, transferred, today):
    assert (handover.giver, handover.taker, handover.from_on) == (kim, lee, transferred)
    assert handover.cause == "transfer"
    assert [item.thing_key for item in queries.items(handover)] == [owed.key]
    assert "업무 인계: 행정지원과 주무관" in owes(kim, today)


def test_the_sweep_opens_each_handover_once(owed, transferred, kim, lee):
    jobs.sweep()
    jobs.sweep()
    assert {one.giver for one in Handover.objects.all()} == {kim, lee}
    assert Handover.objects.count() == 2


def test_what_is_open_passes_with_the_successors_signature(handover, kim, lee, owed, today):
    step(signing.give, handover, kim, today)
    owed.refresh_from_db()
    assert owed.owner == kim
    done = step(signing.take, handover, lee, today)
    owed.refresh_from_db()
    assert owed.owner == lee
    assert (done.state, done.done_on) == (State.DONE, today)
    assert [item.outcome for item in queries.items(done)] == ["passed"]
    assert "답변" in owes(lee, today)


def test_what_was_done_meanwhile_does_not_pass(handover, kim, lee, owed, today):
    step(signing.give, handover, kim, today)
    acts.complete(owed.key, revision=None, actor=kim)
    done = step(signing.take, handover, lee, today)
    assert [item.outcome for item in queries.items(done)] == ["kept"]


def test_a_draft_passes_to_the_successor(handover, kim, lee, today):
    paper = drafting.draft(kind="internal", title="계획(안)", now=timezone.now(), actor=kim)
    step(signing.give, handover, kim, today)
    step(signing.take, handover, lee, today)
    paper.refresh_from_db()
    assert paper.drafter == lee


def test_only_who_is_next_signs(handover, kim, lee, park, today):
    with pytest.raises(Refused):
        step(signing.take, handover, lee, today)
    step(signing.give, handover, kim, today)
    for actor in (kim, HOUSE):
        with pytest.raises(Refused):
            step(signing.take, handover, actor, today)


def test_what_was_signed_is_fixed(handover, kim, lee, today):
    given = step(signing.give, handover, kim, today)
    with pytest.raises(Refused):
        signing.describe(key=given.key, revision=None, work="다른 내용", actor=kim)
    Handover.objects.filter(pk=given.pk).update(notes="몰래 고침")
    with pytest.raises(Refused, match="hash"):
        step(signing.take, handover, lee, today)


def test_the_successor_sends_it_back_and_it_is_signed_anew(handover, kim, lee, today):
    step(signing.give, handover, kim, today)
    back = step(signing.send_back, handover, lee, today, reason="예산 현황이 없음")
    assert back.state == State.OPEN
    signing.describe(key=back.key, revision=None, goods="예산 3천만 원", actor=kim)
    step(signing.give, handover, kim, today)
    done = step(signing.take, handover, lee, today)
    assert [one.part for one in queries.signatures(done)] == ["giver", "taker"]
    assert HandoverSignature.objects.count() == 3


def test_a_witness_confirms_last(handover, kim, lee, park, today):
    step(signing.name, handover, kim, today, taker=lee, witness=park)
    step(signing.give, handover, kim, today)
    taken = step(signing.take, handover, lee, today)
    assert taken.state == State.TAKEN
    assert "업무 인계·인수 입회 확인: 행정지원과 주무관" in owes(park, today)
    assert step(signing.confirm, handover, park, today).state == State.DONE


def test_leaver_and_successor_are_two_officials(handover, kim, today):
    with pytest.raises(Refused, match="three different"):
        step(signing.name, handover, kim, today, taker=kim)


def test_the_head_signs_for_a_leaver_who_has_gone(kim, director, lee, owed, city, today):
    people.leave(key=kim.key, revision=kim.revision, until_on=today, actor=HOUSE)
    jobs.sweep()
    found = Handover.objects.get(giver=kim)
    assert (found.cause, found.from_on) == ("leaving", today)
    assert any(one.startswith("업무 인계") for one in owes(director, today))
    signing.describe(key=found.key, revision=None, work="읍면동 업무", actor=director)
    step(signing.name, found, director, today, taker=lee)
    step(signing.give, found, director, today)
    assert queries.signatures(found.__class__.objects.get(pk=found.pk)).get().in_place


def test_work_taken_by_a_deputy_is_handed_on_to_the_new_holder(handover, kim, lee, park, transferred, today):
    step(signing.name, handover, kim, today, taker=park, interim=True)
    step(signing.give, handover, kim, today)
    step(signing.take, handover, park, today)
    assert queries.filled(today) == []
    ((one, holder, since),) = queries.filled(transferred)
    made = opening.hand_on(one, taker=holder, from_on=since, today=transferred, actor=HOUSE)
    assert (made.giver, made.taker, made.cause) == (park, lee, "successor")
    assert queries.filled(transferred) == []


def test_an_outstanding_handover_climbs(handover, kim, director, today):
    late = handover.due_on + timedelta(days=30)
    found = followups.to_climb(late)
    assert any(one.thing_key == handover.key and unit.key for one, _level, unit in found)


def test_an_official_starts_one_when_work_is_divided_anew(kim, lee, owed, city, today):
    post = Post.objects.get(key=city.posts["support"])
    made = opening.start(post=post, from_on=today, taker=lee, work="일부 업무", today=today, actor=kim)
    assert (made.cause, made.taker) == ("reassignment", lee)
    with pytest.raises(Refused, match="under way"):
        opening.start(post=post, from_on=today, today=today, actor=kim)
    with pytest.raises(Refused, match="your own"):
        opening.start(post=post, from_on=today, today=today, actor=lee)


def test_the_head_of_the_city_needs_a_witness(kim, lee, city, today):
    head = organisation.opening(
        "open_post", unit=city.root, title_ko="시장", title_en="Mayor", grades=("political",), head=True
    )
    organisation.change(planned=[head], from_on=today - timedelta(days=9), actor=HOUSE)
    organisation.appoint(official=kim.key, post=head.target, from_on=today - timedelta(days=5), actor=HOUSE)
    made = opening.start(
        post=Post.objects.get(key=head.target), from_on=today, taker=lee, work="시정 전반", today=today, actor=kim
    )
    with pytest.raises(Refused, match="witness"):
        step(signing.give, made, kim, today)


def test_a_paper_in_approval_passes_but_its_drafter_still_signs_no_step_of_it(handover, kim, lee, director, today):
    paper = drafting.draft(kind="internal", title="계획(안)", now=timezone.now(), actor=kim)
    drafting.submit(key=paper.key, revision=paper.revision, now=timezone.now(), actor=kim)
    paper.refresh_from_db()
    step(signing.give, handover, kim, today)
    step(signing.take, handover, lee, today)
    paper.refresh_from_db()
    assert (paper.state, paper.drafter) == ("circulating", lee)
    approving = Step.objects.get(version__paper=paper).post
    organisation.deputise(
        post=approving.key, official=kim.key, from_on=today, until_on=today + timedelta(days=1), actor=HOUSE
    )
    with pytest.raises(Refused, match="signs no step"):
        approve(key=paper.key, digest=paper.digest, now=timezone.now(), actor=kim)


def test_a_paper_does_not_pass_to_someone_on_its_line(handover, kim, director, today):
    paper = drafting.draft(kind="internal", title="계획(안)", now=timezone.now(), actor=kim)
    drafting.submit(key=paper.key, revision=paper.revision, now=timezone.now(), actor=kim)
    step(signing.name, handover, kim, today, taker=director)
    step(signing.give, handover, kim, today)
    done = step(signing.take, handover, director, today)
    paper.refresh_from_db()
    assert paper.drafter == kim
    assert {item.keeper: item.outcome for item in queries.items(done)}["kernel.approvals"] == "kept"


def test_a_received_document_goes_with_its_follow_up(kim, lee, give, transferred, today):
    give(kim, "house.records.keep")
    told = {"sender": "경기도", "sender_number": "총무-1", "title": "자료 제출 요청", "channel": "network"}
    receipt = receipts.receive(**told, handler=kim, now=timezone.now(), actor=kim)
    jobs.sweep()
    found = Handover.objects.get(giver=kim)
    signing.describe(key=found.key, revision=None, work="총무", actor=kim)
    step(signing.give, found, kim, today)
    step(signing.take, found, lee, today)
    receipt.refresh_from_db()
    assert receipt.handler == lee


def test_a_digital_task_passes_to_the_successor(handover, kim, lee, today):
    from haengan.rooms.digital.innovations.models import Innovation
    from tests.house import filling

    task = filling.row(Innovation, officer=kim, ended_on=None, stage="idea", done_on=None)
    step(signing.give, handover, kim, today)
    step(signing.take, handover, lee, today)
    task.refresh_from_db()
    assert task.officer == lee
