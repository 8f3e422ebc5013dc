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
def approve(
    *,
    key: str,
    digest: str,
    now: datetime,
    actor: Actor,
    opinion: str = "",
    step: str = "",
    revision: int | None = None,
) -> Decision:
    """Sign the step whose turn it is (`step`, where several of the actor's are) over the version with this hash. The last signature runs the paper's effect and gives it its number; where
    the effect is refused, nothing is signed."""
    today = timezone.localdate(now)
    at, official, via = _mine(actor, key, step, digest, today)
    version, paper = at.version, at.version.paper
    fixing.refuse_moved(version)
    decision = _decide(at, official, via, Answer.SIGNED, opinion=opinion, now=now)
    calling.decided(at, actor=actor, on=today, note=opinion)
    if at.role == Role.APPROVE:
        _conclude(paper, decision, actor=actor, on=today)
    else:
        _go_on(version, at, actor=actor, on=today)
    return decision


@act("approvals.steps.return")
def send_back(
    *, key: str, digest: str, reason: str, now: datetime, actor: Actor, step: str = "", revision: int | None = None
) -> Decision:
    """Return the paper to its drafter with the reason (반려). Who cooperates writes an opinion instead (R9④)."""
    today = timezone.localdate(now)
    at, official, via = _mine(actor, key, step, digest, today)
    if at.role == Role.COOPERATE:
        raise Refused(_("Who cooperates does not return a paper."), remedy=_("Sign with your opinion; it stays on it."))
    if not reason.strip():
        raise Refused(_("Say why it is returned."), field="reason")
    version, paper = at.version, at.version.paper
    decision = _decide(at, official, via, Answer.RETURNED, opinion=reason, now=now)
    calling.decided(at, actor=actor, on=today, note=reason)
    calling.nobody_waits(version, actor=actor, on=today, why=reason)
    paper.state = State.RETURNED
    paper.save()
    calling.redraft(paper, actor=actor, on=today)
    return decision


@act("approvals.steps.pass_over")
def pass_over(*, key: str, reason: str, now: datetime, actor: Actor, revision: int | None = None) -> Decision:
    """The drafter goes on without the review of a post that nobody holds or deputises today; the reason stands in its place
    on the document (R9① proviso)."""
    today = timezone.localdate(now)
    version, waiting = _standing(actor, key)
    at = waiting[0]
    if version.paper.drafter != actor or not isinstance(actor, Official):
        raise Refused(_("Only who drafted it can do this: %(name)s.") % {"name": version.paper.drafter.title})
    if at.role != Role.REVIEW:
        raise Refused(_("Only a review can be passed over."))
    if organisation.holders_of(at.post, today) or organisation.deputies_of(at.post, today):
        raise Refused(
            _("Someone holds or deputises that post today, so the review is not passed over."),
            remedy=_("Ask for the signature, or for a deputy to be named."),
        )
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    decision = _decide(at, actor, Via.OWN, Answer.PASSED_OVER, opinion=reason, now=now)
    calling.decided(at, actor=actor, on=today, note=reason)
    _go_on(version, at, actor=actor, on=today)
    return decision


@act("approvals.steps.acknowledge")
def acknowledge(
    *, key: str, now: datetime, actor: Actor, note: str = "", revision: int | None = None
) -> Acknowledgement:
    """The holder of the post takes note of what a deputy approved."""
    today = timezone.localdate(now)
    paper = access.take(actor, Paper, key, None)
    decision = queries.unreported().filter(step__version__paper=paper).first()
    if decision is None:
        raise Refused(_("There is no deputy's approval to take note of here."))
    if not isinstance(actor, Official) or queries.capacity(actor, decision.step.post, today) not in {
        Via.OWN,
        Via.ACTING,
    }:
        raise Refused(_("Only who holds the post itself can take note of it."))
    calling.reported(paper, actor=actor, on=today)
    return Acknowledgement.objects.create(decision=decision, official=actor, acknowledged_on=today, note=note.strip())


def _standing(actor: Actor, key: str) -> tuple[Version, list[Step]]:
    """The version in approval, its paper locked, and the steps whose turn it is."""
    paper = access.take(actor, Paper, key, None)
    version = queries.current(paper)
    if paper.state != State.CIRCULATING or version is None:
        raise Refused(
            _("The paper is not waiting for a signature any more."), remedy=_("Open it again to see where it stands.")
        )
    version.paper = paper
    waiting = list(Step.objects.filter(version=version, position=queries.turn(version) or 0, decision=None))
    for step in waiting:
        step.version = version
    return version, waiting


def _mine(actor: Actor, key: str, chosen: str, digest: str, today: date) -> tuple[Step, Official, Via]:
    version, waiting = _standing(actor, key)
    if digest != version.digest:
        raise Stale(
            _("This is not the version that you saw. Read it again before you sign."), mine=0, now=version.number
        )
    fixing.refuse_altered(version)
    drafters = {version.paper.drafter.key, queries.content(version)["drafter"]["key"]}
    if actor.key in drafters or not isinstance(actor, Official):
        raise Refused(
            _("Who drafted a paper signs no step of it, not even as a deputy."),
            remedy=_("Another deputy, or the holder of the post, must sign."),
        )
    for step in waiting:
        via = queries.capacity(actor, step.post, today) if chosen in {"", step.key} else None
        if via is not None:
            return step, actor, via
    raise Refused(
        _("It is not your turn: you neither hold nor deputise the post that signs now (%(posts)s).")
        % {"posts": ", ".join(str(step.post) for step in waiting)},
        remedy=_("The post's holder can name you as deputy for the days of an absence."),
    )


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
