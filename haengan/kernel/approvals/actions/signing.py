"""Signing a step, returning a paper, passing over a vacant post, and taking note of a deputy's approval."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, Stale, act
from haengan.kernel.approvals import calling, fixing, numbers, queries, rules
from haengan.kernel.approvals.declare import Mandate
from haengan.kernel.approvals.models import Acknowledgement, Decision, Outcome, Paper, Step, Version
from haengan.kernel.approvals.rules import Answer, Direction, Role, State, Via
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official


@act("approvals.steps.approve")
def approve(*, key: str, digest: str, now: datetime, actor: Actor, opinion: str = "") -> Decision:
    """Sign a step over the version with this hash. The last signature runs the paper's effect and gives it its number; where
    the effect is refused, nothing is signed."""
    today = timezone.localdate(now)
    step, official, via = _mine(actor, key, digest, today)
    version, paper = step.version, step.version.paper
    fixing.refuse_moved(version)
    decision = _decide(step, official, via, Answer.SIGNED, opinion=opinion, now=now)
    calling.decided(step, actor=actor, on=today, note=opinion)
    if step.role == Role.APPROVE:
        _conclude(paper, decision, actor=actor, on=today)
    else:
        _go_on(version, step, actor=actor, on=today)
    return decision


@act("approvals.steps.return")
def send_back(*, key: str, digest: str, reason: str, now: datetime, actor: Actor) -> Decision:
    """Return the paper to its drafter with the reason (반려). Who cooperates writes an opinion instead (R9④)."""
    today = timezone.localdate(now)
    step, official, via = _mine(actor, key, digest, today)
    if step.role == Role.COOPERATE:
        raise Refused(_("Who cooperates does not return a paper."), remedy=_("Sign with your opinion; it stays on it."))
    if not reason.strip():
        raise Refused(_("Say why it is returned."), field="reason")
    version, paper = step.version, step.version.paper
    decision = _decide(step, official, via, Answer.RETURNED, opinion=reason, now=now)
    calling.decided(step, actor=actor, on=today, note=reason)
    calling.nobody_waits(version, actor=actor, on=today, why=reason)
    paper.state = State.RETURNED
    paper.save()
    calling.redraft(paper, actor=actor, on=today)
    return decision


@act("approvals.steps.pass_over")
def pass_over(*, key: str, reason: str, now: datetime, actor: Actor) -> Decision:
    """The drafter goes on without the review of a post that nobody holds or deputises today; the reason stands in its place
    on the document (R9① proviso)."""
    today = timezone.localdate(now)
    step = _standing(actor, key)
    paper = step.version.paper
    if paper.drafter != actor or not isinstance(actor, Official):
        raise Refused(_("Only who drafted it can do this: %(name)s.") % {"name": paper.drafter.title})
    if step.role != Role.REVIEW:
        raise Refused(_("Only a review can be passed over."))
    if organisation.holders_of(step.post, today) or organisation.deputies_of(step.post, today):
        raise Refused(
            _("Someone holds or deputises that post today, so the review is not passed over."),
            remedy=_("Ask for the signature, or for a deputy to be named."),
        )
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    decision = _decide(step, actor, Via.OWN, Answer.PASSED_OVER, opinion=reason, now=now)
    calling.decided(step, actor=actor, on=today, note=reason)
    _go_on(step.version, step, actor=actor, on=today)
    return decision


@act("approvals.steps.acknowledge")
def acknowledge(*, key: str, now: datetime, actor: Actor, note: str = "") -> Acknowledgement:
    """The holder of the post takes note of a deputy's approval; `key` is the step's."""
    today = timezone.localdate(now)
    step = access.fetch(actor, Step, key)
    decision = queries.unreported([step.post_id]).filter(step=step).first()
    if decision is None:
        raise Refused(_("There is no deputy's approval to take note of here."))
    if not isinstance(actor, Official) or queries.capacity(actor, step.post, today) not in {Via.OWN, Via.ACTING}:
        raise Refused(_("Only who holds the post itself can take note of it."))
    calling.reported(step.version.paper, actor=actor, on=today)
    return Acknowledgement.objects.create(decision=decision, official=actor, acknowledged_on=today, note=note.strip())


def _standing(actor: Actor, key: str) -> Step:
    """The step, its paper locked, whose turn it is."""
    step = access.fetch(actor, Step, key)
    paper = access.take(actor, Paper, step.version.paper.key, None)
    version = queries.current(paper)
    if paper.state != State.CIRCULATING or version is None or version != step.version:
        raise Refused(
            _("The paper is not waiting for this signature any more."),
            remedy=_("Open it again to see where it stands."),
        )
    if Decision.objects.filter(step=step).exists():
        raise Refused(_("This step is decided already."), remedy=_("Open the paper again to see where it stands."))
    if queries.turn(version) != step.position:
        raise Refused(_("It is not yet the turn of this step."))
    version.paper = paper
    step.version = version
    return step


def _mine(actor: Actor, key: str, digest: str, today: date) -> tuple[Step, Official, Via]:
    step = _standing(actor, key)
    version, paper = step.version, step.version.paper
    if digest != version.digest:
        raise Stale(
            _("This is not the version that you saw. Read it again before you sign."), mine=0, now=version.number
        )
    fixing.refuse_altered(version)
    if paper.drafter == actor:
        raise Refused(
            _("Who drafted a paper signs no step of it, not even as a deputy."),
            remedy=_("Another deputy, or the holder of the post, must sign."),
        )
    via = queries.capacity(actor, step.post, today) if isinstance(actor, Official) else None
    if via is None or not isinstance(actor, Official):
        raise Refused(
            _("You neither hold nor deputise this post today: %(post)s.") % {"post": step.post},
            remedy=_("Its holder can name you as deputy for the days of an absence."),
        )
    return step, actor, via


def _decide(step: Step, official: Official, via: Via, answer: Answer, *, opinion: str, now: datetime) -> Decision:
    today = timezone.localdate(now)
    post, held = organisation.post_on(step.post, today), organisation.posts_of(official, today)
    own = held[0] if held else None
    return Decision.objects.create(
        step=step,
        answer=answer.value,
        official=official,
        via=via.value,
        post_ko=post.title_ko if post else str(step.post),
        post_en=post.title_en if post else "",
        own_post_ko=own.title_ko if own else "",
        own_post_en=own.title_en if own else "",
        name_ko=official.name_ko,
        name_en=official.name_en,
        digest=step.version.digest,
        opinion=opinion.strip(),
        decided_at=now,
        decided_on=today,
    )


def _go_on(version: Version, step: Step, *, actor: Actor, on: date) -> None:
    position = queries.turn(version)
    version.paper.save()
    if position != step.position:
        calling.next_in_line(version, position, actor=actor, on=on)


def _conclude(paper: Paper, decision: Decision, *, actor: Actor, on: date) -> None:
    """Effect first, number last: the division's register is locked for the shortest time."""
    _run(paper, decision)
    if decision.via == Via.DEPUTY and queries.to_be_reported(paper.kind, on):
        calling.report(decision, actor=actor, on=on)
    paper.retention = queries.retention_of(paper.record_class, on)
    paper.retained_until_on = rules.retained_until(on, paper.retention)
    paper.state, paper.approved_on, paper.days = State.APPROVED, on, (on - paper.drafted_on).days
    paper.number = numbers.give(paper.division, Direction.PRODUCED, on=on, title=paper.title)
    paper.save()


def _run(paper: Paper, decision: Decision) -> None:
    effect = paper.known_kind.effect
    if effect is None:
        return
    state = queries.content(decision.step.version)["subject"]["state"]
    mandate = Mandate(paper.key, paper.title, f"{decision.post_ko} {decision.name_ko}")
    made = effect.act(paper.subject_key, paper.arguments, state=state, actor=mandate)
    Outcome.objects.create(
        paper=paper, thing_type=made._meta.label_lower, thing_key=made.key, thing_title=str(made)[:200]
    )
