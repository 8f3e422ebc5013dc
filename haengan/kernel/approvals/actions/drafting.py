"""Drafting, submitting, taking back, discarding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.approvals import calling, declare, fixing, lines, queries, rules
from haengan.kernel.approvals.models import Paper, Receipt, Step, TakingBack, Version
from haengan.kernel.approvals.rules import WRITABLE, Disclosure, State
from haengan.kernel.files import actions as files
from haengan.kernel.files.models import Attachment
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Official

TEXT = ("title", "body", "recipients", "through", "cooperation", "parallel", "record_class", "disclosure", "withheld")


@act("approvals.papers.draft")
def draft(
    *,
    kind: str,
    title: str,
    now: datetime,
    actor: Actor,
    subject: str = "",
    arguments: Mapping[str, Any] | None = None,
    answers: Receipt | None = None,
    **text: Any,
) -> Paper:
    """A new paper. `subject` is the key of the bound record, `arguments` what its effect needs beside it, `answers` a
    received document; `recipients` has one a line."""
    today, known = timezone.localdate(now), _known(kind)
    drafter = _official(actor)
    division = queries.division_of(drafter, today)
    if division is None:
        raise Refused(_("You hold no post today, so you cannot draft."), remedy=_("Ask the personnel desk."))
    paper = Paper(
        kind=kind, title=title.strip(), drafter=drafter, division=division, drafted_on=today, record_class=known.record
    )
    _fill(paper, text)
    paper.answers = access.fetch(actor, Receipt, answers.key) if answers else None
    _bind(paper, known, subject, arguments or {}, actor)
    _refuse_unfit(paper, today)
    paper.save()
    return paper


@act("approvals.papers.revise")
def revise(*, key: str, revision: int, now: datetime, actor: Actor, **text: Any) -> Paper:
    """Change the working text of a paper that is not in approval; a returned one becomes a draft again."""
    paper = _own(actor, key, revision)
    _refuse_unless(paper, WRITABLE)
    _fill(paper, text)
    _refuse_unfit(paper, timezone.localdate(now))
    paper.save()
    return paper


@act("approvals.papers.attach")
def attach(upload: files.Upload, *, key: str, actor: Actor) -> Attachment:
    paper = _own(actor, key, None)
    _refuse_unless(paper, WRITABLE)
    kept = files.keep(upload, actor=actor)
    return files.attach(
        kept, thing_type=paper._meta.label_lower, thing_key=paper.key, thing_title=paper.title, actor=actor
    )


@act("approvals.papers.detach")
def detach(*, key: str, attachment: str, revision: int, reason: str, actor: Actor) -> Paper:
    """`attachment` and its `revision`."""
    paper = _own(actor, key, None)
    _refuse_unless(paper, WRITABLE)
    if attachment not in {told["attachment"] for told in fixing.attachments(paper)}:
        raise Refused(_("This file is no longer attached. Open the page again."))
    files.detach(attachment, revision=revision, reason=reason, actor=actor)
    return paper


@act("approvals.papers.submit")
def submit(*, key: str, revision: int, now: datetime, actor: Actor) -> Version:
    """Fix the text as a version and begin its line (상신)."""
    paper, today = _own(actor, key, revision), timezone.localdate(now)
    _refuse_unless(paper, WRITABLE)
    _refuse_unfit(paper, today)
    line = lines.planned(paper, today)
    last = queries.current(paper)
    number = last.number + 1 if last else 1
    content = rules.canonical(fixing.told(paper, line, today, number=number))
    version = Version.objects.create(
        paper=paper,
        number=number,
        content=content,
        digest=rules.digest(content),
        submitted_at=now,
        submitted_on=today,
    )
    posts = lines.posts_by_key([step.post for step in line])
    for step in line:
        Step.objects.create(
            version=version,
            position=step.position,
            role=step.role.value,
            post=posts[step.post],
            delegated=step.delegated,
        )
    calling.redrafted(paper, actor=actor, on=today)
    paper.state, paper.digest = State.CIRCULATING, version.digest
    paper.save()
    calling.next_in_line(version, queries.turn(version), actor=actor, on=today)
    return version


@act("approvals.papers.take_back")
def take_back(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> TakingBack:
    """The drafter takes the paper back (회수); what was signed stays on record with its version."""
    paper, today = _own(actor, key, revision), timezone.localdate(now)
    _refuse_unless(paper, (State.CIRCULATING,))
    _refuse_without_reason(reason)
    version = queries.current(paper)
    assert version is not None
    calling.nobody_waits(version, actor=actor, on=today, why=reason)
    paper.state = State.DRAFT
    paper.save()
    return TakingBack.objects.create(version=version, taken_on=today, reason=reason.strip())


@act("approvals.papers.discard")
def discard(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Paper:
    """It will not be submitted (any more)."""
    paper = _own(actor, key, revision)
    _refuse_unless(paper, WRITABLE)
    _refuse_without_reason(reason)
    calling.redrafted(paper, actor=actor, on=timezone.localdate(now))
    paper.state = State.DISCARDED
    paper.save()
    return paper


@act("approvals.papers.pass_on")
def pass_on(*, key: str, giver: str, taker: str, on: date, actor: Actor) -> Paper | None:
    """The successor has the paper from now on; who drafted a submitted version stands in it. For a room's own acts, which have
    both signatures. None where it is concluded or another's, or where the successor stands on its line."""
    paper = queries.unconcluded().select_for_update(of=("self",)).filter(key=key, drafter__key=giver).first()
    successor = Official.objects.get(key=taker)
    if paper is None or (paper.state == State.CIRCULATING and queries.stands_on_line(successor, paper, on)):
        return None
    paper.drafter = successor
    paper.save()
    return paper


def _known(kind: str) -> declare.Kind:
    try:
        return declare.kind_of(kind)
    except LookupError as unknown:
        raise Refused(_("There is no such kind of paper."), field="kind", remedy=_("Choose one.")) from unknown


def _official(actor: Actor) -> Official:
    if not isinstance(actor, Official):
        raise Refused(_("Only an official can do this."))
    return actor


def _own(actor: Actor, key: str, revision: int | None) -> Paper:
    paper = access.take(actor, Paper, key, revision)
    if paper.drafter != actor:
        raise Refused(_("Only who drafted it can do this: %(name)s.") % {"name": paper.drafter.title})
    return paper


def _fill(paper: Paper, text: Mapping[str, Any]) -> None:
    unknown = text.keys() - set(TEXT)
    if unknown:
        raise TypeError(f"a paper has no {', '.join(sorted(unknown))}")
    for name, value in text.items():
        setattr(paper, name, value.strip() if isinstance(value, str) else value)
    paper.recipients = "\n".join(paper.recipient_list)


def _bind(paper: Paper, kind: declare.Kind, subject: str, arguments: Mapping[str, Any], actor: Actor) -> None:
    effect = kind.effect
    if effect is None:
        return
    why = access.why_not(actor, effect.asks)
    if why is not None:
        raise NotPermitted(why)
    thing = access.fetch(actor, effect.subject, subject)
    paper.subject_type, paper.subject_key = thing._meta.label_lower, thing.key
    paper.subject_title, paper.arguments = str(thing)[:200], dict(arguments)
    other = queries.in_hand(thing, kind.name)
    if other is not None and dict(arguments) == other.arguments:
        raise Refused(
            _("A paper of this kind on it is under way already: %(title)s (%(name)s).")
            % {"title": other.title, "name": other.drafter.title},
            remedy=_("Wait for it, or let its drafter take it back."),
        )


def _refuse_unfit(paper: Paper, today: Any) -> None:
    kind = paper.known_kind
    if not paper.title:
        raise Refused(_("Give the paper a title."), field="title")
    if kind.outgoing and not paper.recipients:
        raise Refused(_("Name at least one recipient."), field="recipients")
    if not kind.outgoing and paper.recipients:
        raise Refused(_("A paper of this kind stays inside and has no recipients."), field="recipients")
    if paper.disclosure != Disclosure.OPEN and not paper.withheld:
        raise Refused(_("Say by which items of Article 9(1) of the Disclosure Act it is withheld."), field="withheld")
    try:
        queries.retention_of(paper.record_class, today)
    except norms.NoNorm as unknown:
        raise Refused(_("There is no such record class."), field="record_class") from unknown
    fixing.says(paper)


def _refuse_unless(paper: Paper, states: Sequence[str]) -> None:
    if paper.state not in states:
        raise Refused(
            _("The paper is %(state)s, so this cannot be done now.") % {"state": paper.get_state_display()},
            remedy=_("Open the page again to see where it stands."),
        )


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
