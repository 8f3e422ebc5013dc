"""What could be abused: each refused."""

from datetime import timedelta

import pytest
from django.db import connection

from haengan.kernel.acts.rows import Gone
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.approvals import queries
from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.approvals.models import Acknowledgement, Decision, Number, Paper, Version
from haengan.kernel.approvals.tests.conftest import NOW, deputise, sign, step
from haengan.kernel.followups.models import Followup
from haengan.kernel.organisation import actions as organisation
from tests.cast import HOUSE
from tests.flushing import guards_aside


def test_the_final_signature_gives_the_number_and_the_retention(letter, head):
    paper = sign(letter(), head)

    assert paper.state == "approved"
    assert paper.number.text == "행정지원과-1"
    assert (paper.retention, paper.retained_until_on.year) == ("3", NOW.year + 4)


def test_who_did_not_see_the_last_version_cannot_sign(letter, kim, head):
    paper = letter()
    seen = step(paper).version.digest
    drafting.take_back(key=paper.key, revision=paper.revision, reason="오타", now=NOW, actor=kim)
    paper.refresh_from_db()
    drafting.revise(key=paper.key, revision=paper.revision, body="2. 다른 글", now=NOW, actor=kim)
    paper.refresh_from_db()
    drafting.submit(key=paper.key, revision=paper.revision, now=NOW, actor=kim)

    with pytest.raises(Stale):
        sign(paper, head, digest=seen)
    assert sign(paper, head).state == "approved"


def test_a_signature_meant_for_an_older_version_is_refused(letter, kim, head):
    paper = letter()
    old = step(paper)
    drafting.take_back(key=paper.key, revision=paper.revision, reason="오타", now=NOW, actor=kim)
    paper.refresh_from_db()
    drafting.submit(key=paper.key, revision=paper.revision, now=NOW, actor=kim)

    with pytest.raises(Stale):
        signing.approve(key=paper.key, digest=old.version.digest, step=old.key, now=NOW, actor=head)


def test_a_text_that_was_altered_in_the_table_is_not_signed(letter, head):
    paper = letter()
    with guards_aside(connection):
        Version.objects.filter(paper=paper).update(content='{"title":"다른 문서"}')

    with pytest.raises(Refused, match="does not fit its hash"):
        sign(paper, head)


def test_a_deputy_does_not_approve_his_own_draft(letter, kim, head, city):
    paper = letter()
    deputise(kim, city.posts["support_head"])

    with pytest.raises(Refused, match="signs no step"):
        sign(paper, kim)


def test_a_drafter_who_has_become_the_head_does_not_approve_his_own_draft(letter, kim, head, city):
    paper = letter()
    organisation.appoint(
        official=kim.key, post=city.posts["support_head"], from_on=NOW.date(), kind="concurrent", actor=HOUSE
    )

    with pytest.raises(Refused, match="signs no step"):
        sign(paper, kim)


def test_who_held_the_post_until_yesterday_does_not_sign(letter, head):
    paper = letter()
    held = head.appointments.get()
    organisation.end(key=held.key, revision=held.revision, until_on=NOW.astimezone().date(), actor=HOUSE)

    with pytest.raises(Gone):
        sign(paper, head)
    assert not Decision.objects.exists()


def test_a_deputy_signs_only_on_the_days_of_the_absence(letter, lee, head, city, give):
    give(lee, "house.approvals.inspect")
    paper, today = letter(), NOW.astimezone().date()
    post = city.posts["support_head"]
    for first, last in ((today - timedelta(days=9), today), (today + timedelta(days=1), today + timedelta(days=9))):
        organisation.deputise(post=post, official=lee.key, from_on=first, until_on=last, actor=HOUSE)

    with pytest.raises(Refused, match="neither hold nor deputise"):
        sign(paper, lee)


def test_a_deputys_approval_is_marked_and_reported_to_the_holder(letter, lee, head, city):
    paper = letter()
    deputise(lee, city.posts["support_head"])
    sign(paper, lee)
    told = Followup.objects.get(room="approvals.report")
    decision = Decision.objects.get()

    assert (decision.via, told.owner) == ("deputy", head)
    with pytest.raises(Refused, match="holds the post itself"):
        signing.acknowledge(key=paper.key, now=NOW, actor=lee)
    signing.acknowledge(key=paper.key, now=NOW, actor=head)
    assert Acknowledgement.objects.get().official == head
    assert not queries.unreported([decision.step.post_id]).exists()


def test_a_returned_paper_goes_back_with_its_reason_and_begins_anew_as_a_version(letter, kim, head):
    paper = letter()
    found = step(paper)
    signing.send_back(key=paper.key, digest=found.version.digest, reason="근거 보완", now=NOW, actor=head)
    paper.refresh_from_db()

    assert paper.state == "returned"
    assert Followup.objects.get(room="approvals.redraft").owner == kim
    drafting.revise(key=paper.key, revision=paper.revision, body="1. 관련: 조례 제3조", now=NOW, actor=kim)
    paper.refresh_from_db()
    drafting.submit(key=paper.key, revision=paper.revision, now=NOW, actor=kim)
    assert [version.number for version in queries.versions(paper)] == [2, 1]
    assert Number.objects.count() == 0


def test_cooperation_runs_beside_each_other_and_all_must_sign_before_the_approval(letter, kim, head, lee, park, city):
    paper = letter(cooperation=[city.posts["autonomy"], city.posts["safety"]])
    first, _second, last = queries.current(paper).steps.order_by("position", "id")

    with pytest.raises(Refused, match="not your turn"):
        sign(paper, head)
    with pytest.raises(Refused, match="does not return"):
        signing.send_back(key=paper.key, digest=first.version.digest, reason="싫음", now=NOW, actor=lee)
    signing.approve(key=paper.key, digest=last.version.digest, now=NOW, actor=park, opinion="예산 확인 필요")
    signing.approve(key=paper.key, digest=last.version.digest, now=NOW, actor=lee)
    assert sign(paper, head).state == "approved"


def test_each_signer_is_waited_for_in_turn(letter, kim, head, lee, city):
    paper = letter(cooperation=[city.posts["autonomy"]])
    waiting = lambda: [f.owner for f in Followup.objects.filter(completion=None, withdrawal=None)]  # noqa: E731

    assert waiting() == [lee]
    assert list(queries.waiting_for(head, NOW.date())) == []
    sign(paper, lee, role="cooperate")
    assert waiting() == [head]
    assert [s.version.paper for s in queries.waiting_for(head, NOW.date())] == [paper]
    sign(paper, head)
    assert waiting() == []


def test_a_stranger_sees_and_signs_nothing(letter, choi, head):
    paper = letter()
    found = step(paper)

    with pytest.raises(Gone):
        signing.approve(key=paper.key, digest=found.version.digest, now=NOW, actor=choi)


def test_a_paper_in_approval_does_not_change(letter, kim):
    paper = letter()

    with pytest.raises(Refused, match="in approval"):
        drafting.revise(key=paper.key, revision=paper.revision, body="슬쩍", now=NOW, actor=kim)


def test_only_the_drafter_takes_back_or_revises(letter, head):
    paper = letter()

    with pytest.raises(Refused, match="Only who drafted it"):
        drafting.take_back(key=paper.key, revision=paper.revision, reason="내 것", now=NOW, actor=head)
    assert Paper.objects.get().state == "circulating"
