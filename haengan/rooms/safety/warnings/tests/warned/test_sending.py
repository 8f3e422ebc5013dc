"""From a draft to what leaves the house, and back: who may, what it does, what follows."""

from datetime import timedelta

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused, System
from haengan.kernel.dispatch.models import Delivery, Message
from haengan.rooms.safety.warnings.actions import approving, drafting
from haengan.rooms.safety.warnings.models.warned import Covered
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.tests.warned.conftest import SIDE, SOUTH, WEST, WORDS

HOUSE = System("tests")


def refused(call):
    with pytest.raises(Refused) as told:
        call()
    return told.value


def act(action, warning, actor, now, **given):
    return action(key=warning.key, revision=warning.revision, now=now, actor=actor, **given)


def test_an_approved_warning_is_sent_with_its_deliveries_in_one_commit(draft, submit, approve, people, districts):
    sent = approve(submit(draft()))

    assert (sent.state, sent.number) == ("sent", f"{sent.sent_on.year}-0001")
    assert [one.terminal.number for one in Delivery.objects.filter(message=sent.message)] == ["siren-1"]
    assert list(Covered.objects.values_list("district", "residents", "terminals")) == [(districts[0].pk, 300, 1)]
    assert sent.seen["residents"] == 300
    assert sent.seen["older"] == 30
    assert sent.cap


def test_nothing_leaves_before_the_approval(draft, submit):
    submit(draft())

    assert not Message.objects.exists()


def test_its_author_cannot_approve_it_even_with_the_duty(draft, submit, drafter, give, now):
    warning = submit(draft())
    give(drafter, "safety.warnings.approve")

    told = refused(lambda: act(approving.approve, warning, drafter, now, confirmed="실제 1"))

    assert "another person" in str(told.message)
    assert not Message.objects.exists()


def test_whoever_wrote_on_it_last_cannot_approve_it_either(draft, submit, approver, give, now, drafter):
    give(approver, "safety.warnings.draft")
    warning = act(drafting.write, draft(), approver, now, level="severe")

    told = refused(lambda: act(approving.approve, submit(warning), approver, now, confirmed="실제 1"))

    assert "another person" in str(told.message)


def test_the_approver_types_the_world_and_the_number_of_those_told(draft, submit, approve):
    warning = submit(draft())

    assert refused(lambda: approve(warning, typed="훈련 1")).field == "confirmed"
    assert refused(lambda: approve(warning, typed="실제")).field == "confirmed"
    assert approve(warning, typed="실제 1").state == "sent"


def test_an_expired_warning_never_goes_out(draft, submit, approve, now):
    warning = submit(draft())

    told = refused(lambda: approve(warning, when=now + timedelta(hours=3)))

    assert told.field == "expires_at"
    assert not Message.objects.exists()


def test_a_warning_without_its_prepared_correction_is_not_handed_in(draft, submit):
    assert refused(lambda: submit(draft(correction={}))).field == "correction"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"area": {}}, "area"),
        ({"ways": set(), "told": set()}, "ways"),
        ({"wording": {**WORDS, "short": {"ko": "강변동 위험"}}}, "short"),
        ({"wording": {**WORDS, "speech": {}}}, "speech"),
    ],
)
def test_what_is_missing_is_named_when_it_is_handed_in(draft, submit, changed, field):
    assert refused(lambda: submit(draft(**changed))).field == field


def test_a_returned_warning_is_mended_and_handed_in_again(draft, submit, approve, approver, drafter, now):
    warning = act(approving.give_back, submit(draft()), approver, now, reason="시간을 적으세요")
    assert warning.state == "returned"
    mended = act(drafting.write, warning, drafter, now, level="severe")

    assert approve(submit(mended)).state == "sent"
    assert list(mended.moves.values_list("becomes", flat=True)) == ["draft", "waiting", "returned", "waiting", "sent"]
    assert mended.moves.get(becomes="returned").reason == "시간을 적으세요"


def test_a_program_can_draft_and_nothing_else(draft, now):
    warning = draft(actor=HOUSE, origin=("incoming", "abc"))

    for action in (drafting.submit, approving.approve, approving.correct):
        with pytest.raises(NotPermitted):
            act(action, warning, HOUSE, now, **({"confirmed": "실제 1"} if action is approving.approve else {}))


def test_the_prepared_correction_goes_out_with_one_press_to_everyone_who_was_warned(in_force, drafter, terminal, now):
    warning = in_force()
    terminal("siren-2")

    cancelled = act(approving.correct, warning, drafter, now)

    warning.refresh_from_db()
    assert (warning.state, cancelled.kind, cancelled.state) == ("cancelled", "cancel", "sent")
    assert cancelled.message.corrects == warning.message
    assert cancelled.message.wording["speech"]["ko"] == "강변동 홍수 경보를 해제합니다."
    told = {one.terminal.number for one in Delivery.objects.filter(message=cancelled.message)}
    assert "siren-1" in told


def test_an_update_ends_what_it_updates_in_the_same_commit(in_force, drafter, submit, approve, now):
    first = in_force()
    update = act(drafting.follow, first, drafter, now, kind="update")
    assert (update.kind, update.previous_id, update.wording) == ("update", first.pk, WORDS)

    sent = approve(submit(update))

    first.refresh_from_db()
    assert (first.state, sent.state) == ("updated", "sent")
    assert list(queries.in_force(now)) == [sent]


def test_an_update_and_a_cancellation_of_one_warning_cannot_both_go_out(in_force, drafter, submit, approve, now):
    first = in_force()
    update = submit(act(drafting.follow, first, drafter, now, kind="update"))
    first.refresh_from_db()
    act(approving.correct, first, drafter, now)

    told = refused(lambda: approve(update))

    assert "cannot be done any more" in str(told.message)
    assert Message.objects.count() == 2


def test_whoever_was_told_is_told_of_the_end_though_the_area_has_shrunk(
    draft, submit, approve, drafter, districts, terminal, now
):
    terminal("siren-far", district=1)
    first = approve(submit(draft(area={"districts": [one.key for one in districts[:2]]})))
    update = act(drafting.follow, first, drafter, now, kind="update")
    narrowed = act(drafting.write, update, drafter, now, area={"districts": [districts[0].key]})

    sent = approve(submit(narrowed))

    assert {one.terminal.number for one in Delivery.objects.filter(message=sent.message)} == {"siren-1", "siren-far"}


def test_a_drill_tells_drill_terminals_alone_and_says_so_in_every_text(draft, submit, approve, terminal):
    terminal("drill-1", world="drill")

    sent = approve(submit(draft(world="drill")))

    assert sent.number.startswith("D")
    assert [one.terminal.number for one in Delivery.objects.filter(message=sent.message)] == ["drill-1"]
    assert all(
        text.startswith("[훈련] ") for by in sent.message.wording.values() for code, text in by.items() if code == "ko"
    )
    assert not queries.sent().exists()


def test_a_drawn_circle_finds_the_terminals_and_residents_within(draft, submit, approve, terminal, placed, people):
    near, far = (SOUTH + SIDE / 2, WEST + 1.5 * SIDE), (SOUTH + SIDE / 2, WEST + 3.5 * SIDE)
    terminal("siren-near", district=1, equipment=placed("e-near", *near))
    terminal("siren-other", district=3, equipment=placed("e-far", *far))

    sent = approve(submit(draft(area={"circles": [[*near, 0.5]]})))

    assert [one.terminal.number for one in Delivery.objects.filter(message=sent.message)] == ["siren-near"]
    assert sent.seen["residents"] == 300


def test_past_its_moment_a_warning_is_expired(in_force, now, house):
    warning = in_force()

    assert approving.expire(now=now + timedelta(hours=2), actor=house) == 0
    assert approving.expire(now=now + timedelta(hours=3), actor=house) == 1
    warning.refresh_from_db()
    assert (warning.state, warning.ended_at) == ("expired", warning.expires_at)


def test_the_preview_says_how_often_these_people_were_warned(in_force, draft, now):
    in_force()

    found = queries.preview(draft(), now)

    assert found.fatigue == {"강변동": 1}
    assert len(found.similar) == 1


def test_a_clerk_without_duty_may_not_draft(clerk_without_duties, draft):
    with pytest.raises(NotPermitted):
        draft(actor=clerk_without_duties)
