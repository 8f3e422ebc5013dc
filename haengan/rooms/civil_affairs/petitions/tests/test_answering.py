"""The answer by letter: drafted, approved by the head of the division, numbered, sealed, sent."""

from datetime import date, timedelta

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals.actions import drafting, letters
from haengan.kernel.approvals.models import Paper
from haengan.kernel.approvals.tests.conftest import headed, sign
from haengan.rooms.civil_affairs.petitions import jobs
from haengan.rooms.civil_affairs.petitions.actions import after, answering, kinds
from haengan.rooms.civil_affairs.petitions.models.course import Answer
from haengan.rooms.civil_affairs.petitions.queries import answers, lawing
from haengan.rooms.civil_affairs.petitions.rules.states import State
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh
from tests.cast import HOUSE

LATER = MORNING + timedelta(hours=2)


@pytest.fixture(autouse=True)
def own_seal(settings, tmp_path, db):
    settings.HAENGAN_SEAL = tmp_path / "seal.json"
    letters.register_seal(name_ko="가람시장의인", name_en="Seal of the Mayor", now=MORNING, actor=HOUSE)


@pytest.fixture
def head(city):
    return headed(city, "safety", number="2003", name_ko="안과장", name_en="An Gwajang")


@pytest.fixture
def article(clerk):
    return kinds.enter(law="도로법", number="제61조", text="허가를 받아야 한다.", from_on=date(2020, 1, 1), actor=clerk)


@pytest.fixture
def drafted(receive, handler, head, article):
    def one(outcome="done", **more):
        petition = receive(**more)
        answering.draft_answer(
            key=petition.key,
            revision=petition.revision,
            outcome=outcome,
            text="고쳤습니다.",
            articles=[article],
            now=LATER,
            actor=handler,
        )
        paper = Paper.objects.latest("pk")
        drafting.submit(key=paper.key, revision=paper.revision, now=LATER, actor=handler)
        return fresh(petition), Paper.objects.get(pk=paper.pk)

    return one


def test_the_letter_names_the_outcome_and_the_law_as_it_reads_today(drafted):
    petition, paper = drafted()

    assert petition.number in paper.body
    assert "도로법 제61조" in paper.body
    assert paper.recipients == "홍길동"


def test_with_the_final_approval_it_is_decided_and_with_the_seal_it_is_answered(drafted, head, handler):
    petition, paper = drafted()
    sign(paper, head)
    petition = fresh(petition)
    assert petition.state == State.DECIDED

    done = answering.send(key=petition.key, revision=petition.revision, now=LATER, actor=handler)

    assert (done.state, done.outcome, done.in_time) == (State.ANSWERED, "done", True)
    assert Paper.objects.get(pk=paper.pk).number is not None
    assert answers.sent(done).text == "고쳤습니다."
    assert done.notices.filter(what="answered").get().means == "letter"


def test_a_letter_sent_from_its_own_page_answers_the_petition(drafted, head, handler):
    petition, paper = drafted()
    paper = sign(paper, head)
    letters.send(key=paper.key, revision=paper.revision, channel="post", now=LATER, actor=handler)

    jobs.sent()

    assert fresh(petition).state == State.ANSWERED


def test_nothing_is_answered_while_the_clock_stands(receive, handler, head):
    from haengan.rooms.civil_affairs.petitions.actions import clocking

    petition = receive()
    stopped = clocking.pause(
        key=petition.key,
        revision=petition.revision,
        cause="examination",
        note="시험 의뢰 2026-12",
        now=MORNING,
        actor=handler,
    )

    with pytest.raises(Refused):
        answering.draft_answer(
            key=petition.key, revision=stopped.revision, outcome="done", text="고쳤습니다.", now=LATER, actor=handler
        )
    assert not Answer.objects.exists()


def test_what_the_letter_answers_may_not_change_before_it_is_signed(drafted, head, clerk, offer):
    from haengan.rooms.civil_affairs.petitions.actions import receiving

    petition, paper = drafted()
    other = offer("idea", kind="suggestion")
    receiving.classify(
        key=petition.key, revision=petition.revision, service=other, reason="건의", now=LATER, actor=clerk
    )

    with pytest.raises(Refused):
        sign(paper, head)
    assert fresh(petition).state == State.RECEIVED


def test_a_statutory_refusal_is_appealed_within_sixty_days_of_its_receipt(drafted, head, handler, clerk, offer):
    permit = offer("permit", kind="statutory", period="7d")
    petition, paper = drafted(outcome="refused", service=permit)
    assert "이의신청" in paper.body
    sign(paper, head)
    petition = fresh(petition)
    petition = answering.send(key=petition.key, revision=petition.revision, now=LATER, actor=handler)

    told = {
        "key": petition.key,
        "revision": petition.revision,
        "text": "다시 살펴 주십시오.",
        "now": LATER,
        "actor": clerk,
    }
    with pytest.raises(Refused):
        after.appeal(**told, appealed_on=petition.ended_on, served_on=petition.ended_on - timedelta(days=1))
    appeal = after.appeal(**told, appealed_on=petition.ended_on, served_on=petition.ended_on)

    assert appeal.due_on == date(2026, 12, 3)


def test_a_changed_article_lists_what_rests_on_its_old_text(drafted, article, clerk):
    petition, _paper = drafted()
    kinds.amend(
        key=article.key, revision=article.revision, text="신고하여야 한다.", from_on=date(2026, 11, 23), actor=clerk
    )

    pins = lawing.told(date(2026, 11, 24))["pins"]
    assert [pin.answer.petition for pin in pins] == [petition]
