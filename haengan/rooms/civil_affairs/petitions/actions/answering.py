"""The answer: by letter through approval, number and seal; by word of mouth where the law lets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.approvals import queries as approvals
from haengan.kernel.approvals.actions import drafting, letters
from haengan.kernel.approvals.models import Paper
from haengan.rooms.civil_affairs.petitions.actions import clocking, noticing, receiving
from haengan.rooms.civil_affairs.petitions.models.course import Answer, Pin
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article
from haengan.rooms.civil_affairs.petitions.queries import answers, petitions
from haengan.rooms.civil_affairs.petitions.rules import states
from haengan.rooms.civil_affairs.petitions.rules.states import State

KIND = "petitions.answer"
MOST = 8_000


@act("civil_affairs.petitions.draft_answer")
def draft_answer(
    *,
    key: str,
    revision: int,
    outcome: str,
    text: str,
    now: datetime,
    actor: Actor,
    articles: Sequence[Article] = (),
) -> Answer:
    """A letter for approval: it names the officials in charge, the articles as they read today and, where it refuses, how
    to object (법 제27조제3항)."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    _complete(petition, outcome, text)
    if answers.under_way(petition) is not None:
        raise Refused(
            _("An answer to it is drafted already."),
            remedy=_("Go on with that one, or take it back before you draft another."),
        )
    answer = Answer(
        petition=petition,
        author=actor.title,
        outcome=outcome,
        text=text.strip(),
        means="letter",
        drafted_at=now,
    )
    answer.save()
    _pin(answer, articles, now)
    paper = drafting.draft(
        kind=KIND,
        title=_title(petition),
        body=answers.body(answer, list(articles), today=timezone.localdate(now)),
        recipients=answers.recipient(petition),
        subject=petition.key,
        arguments={"answer": answer.key},
        disclosure="partly",
        withheld="6",
        now=now,
        actor=actor,
    )
    answer.paper = paper.key
    answer.save()
    petition.save()
    return answer


@act("civil_affairs.petitions.decide", by=("system",))
def decide(*, key: str, answer: str, now: datetime, actor: Actor) -> Petition:
    """The final approval of the letter: decided, and to be sent."""
    petition = rows.take(Petition.objects.all(), key)
    if petition.state != State.RECEIVED:
        raise Refused(_("The petition is no longer to be answered."))
    made = rows.take(Answer.objects.filter(petition=petition), answer)
    made.decided_at = now
    made.save()
    petition.state = State.DECIDED.value
    return clocking.saved(petition)


@act("civil_affairs.petitions.send")
def send(*, key: str, revision: int, now: datetime, actor: Actor) -> Petition:
    """The approved letter is sealed and leaves; with that the petition is answered."""
    petition = clocking.taken(actor, key, revision, (State.DECIDED,))
    answer = answers.decided(petition)
    if answer is None:
        raise Refused(_("No approved answer waits to be sent."))
    paper = Paper.objects.get(key=answer.paper)
    if approvals.sendings().filter(paper=paper).first() is None:
        letters.send(key=paper.key, revision=paper.revision, channel="post", now=now, actor=actor)
    return _answered(petition, answer, now, actor)


@act("civil_affairs.petitions.settle_sent", by=("system",))
def settle_sent(*, keys: list[str], now: datetime, actor: Actor) -> int:
    """Letters that were sent from their own page: the petitions are answered by them."""
    done = 0
    for petition in Petition.objects.select_for_update().filter(key__in=keys, state=State.DECIDED):
        answer = answers.decided(petition)
        sending = approvals.sendings().filter(paper__key=answer.paper).first() if answer else None
        if answer is not None and sending is not None:
            _answered(petition, answer, sending.sent_at, actor)
            done += 1
    return done


@act("civil_affairs.petitions.tell")
def tell(
    *, key: str, revision: int, outcome: str, text: str, means: str, reason: str, now: datetime, actor: Actor
) -> Petition:
    """Without a letter: other petitions, what is urgent, and who asked or agreed to be told so (법 제27조제1항, 영 제29조제2항)."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    _complete(petition, outcome, text)
    if means not in states.QUICK:
        raise Refused(_("Choose how it was told."), field="means")
    if petition.kind == "statutory":
        raise Refused(_("A statutory petition is answered by letter."), field="means", remedy=_("Draft the letter."))
    if petition.kind != "other" and not reason.strip():
        raise Refused(
            _(
                "Only other petitions are told without a letter; say that it was urgent or that the petitioner asked for it."
            ),
            field="reason",
            remedy=_("Or draft the letter."),
        )
    if means in ("sms", "mail") and petition.subscription is None:
        raise Refused(_("There is no address to send it to."), field="means", remedy=_("Choose another way."))
    answer = Answer.objects.create(
        petition=petition,
        author=actor.title,
        outcome=outcome,
        text=text.strip(),
        means=means,
        drafted_at=now,
        decided_at=now,
    )
    return _answered(petition, answer, now, actor)


@act("civil_affairs.petitions.exempt")
def exempt(*, key: str, revision: int, ground: str, reason: str, now: datetime, actor: Actor) -> Petition:
    """Not dealt with, and the petitioner is told why (법 제21조). Not for statutory petitions."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED, *states.IN_HAND))
    if petition.kind == "statutory":
        raise Refused(_("A statutory petition must be dealt with (Act, Article 21)."), remedy=_("Answer it."))
    if ground not in states.EXEMPT:
        raise Refused(_("Choose the ground that the law names."), field="ground")
    why = states.EXEMPT[ground][petition.language != "ko"]
    petition.closing = "exempt"
    return receiving.end(petition, State.CLOSED, "closed", f"{why} {reason}".strip(), now=now, actor=actor)


def _complete(petition: Petition, outcome: str, text: str) -> None:
    if outcome not in states.OUTCOMES:
        raise Refused(_("Choose an outcome."), field="outcome")
    if not text.strip():
        raise Refused(_("Write the answer."), field="text")
    if len(text) > MOST:
        raise Refused(_("The answer has at most %(most)d letters.") % {"most": MOST}, field="text")
    if petition.due_at is None:
        raise Refused(_("Its clock stands still."), remedy=_("End the pause first."))
    if petition.unit is None:
        raise Refused(_("No division has it yet."), remedy=_("Assign it first."))
    waiting = petitions.unanswered_consultations(petition).first()
    if waiting is not None:
        raise Refused(
            _("%(unit)s was asked and has not replied.") % {"unit": waiting.unit},
            remedy=_("Wait for the reply, or take the question back."),
        )


def _answered(petition: Petition, answer: Answer, now: datetime, actor: Actor) -> Petition:
    answer.sent_at = now
    answer.save()
    clocking.reckon(petition)
    petition.state, petition.outcome, petition.answered_at = State.ANSWERED.value, answer.outcome, now
    petition.answered_on = petition.ended_on = timezone.localdate(now)
    petition.in_time = petition.due_at is not None and now <= petition.due_at
    petition.next_at = None
    petition.save()
    outcome = states.OUTCOMES[answer.outcome][petition.language != "ko"]
    short = answer.text if answer.means != "letter" else ""
    noticing.tell(petition, "answered", now=now, actor=actor, means=answer.means, outcome=outcome, text=short)
    for merged in petition.merged.select_related("subscription"):
        noticing.tell(merged, "answered", now=now, actor=actor, outcome=outcome, text=short)
    return petition


def _pin(answer: Answer, articles: Sequence[Article], now: datetime) -> None:
    today = timezone.localdate(now)
    for article in articles:
        if article.from_on > today or (article.until_on is not None and article.until_on <= today):
            raise Refused(
                _("%(article)s does not read so today.") % {"article": article},
                field="articles",
                remedy=_("Choose the text in force."),
            )
        Pin.objects.create(article=article, answer=answer)


def _title(petition: Petition) -> str:
    return f"민원 처리결과 통지({petition.number})"
