"""Telling those who are waited for: a follow-up opens when it is their turn and closes when they have decided."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from haengan.kernel.acts.running import Actor
from haengan.kernel.approvals.models import Decision, Paper, Receipt, Step, Version
from haengan.kernel.approvals.rules import Role
from haengan.kernel.norms import queries as norms
from haengan.kernel.offers import asking
from haengan.kernel.offers.agreements import OWE, SETTLE, Owed, Settled
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post
from haengan.lib.calendar.workdays import KOREA

REDRAFT, REPORT, RECEIPT = "approvals.redraft", "approvals.report", "approvals.receipt"


def next_in_line(version: Version, position: int | None, *, actor: Actor, on: date) -> None:
    """Everyone at this position is waited for from now on."""
    for step in version.steps.filter(position=position or 0).select_related("post"):
        _owe(
            version.paper,
            _words(step),
            room=_room(step),
            post=step.post,
            days="approvals.step.days",
            actor=actor,
            on=on,
        )


def decided(step: Step, *, actor: Actor, on: date, note: str) -> None:
    settled = Settled(_thing(step.version.paper), _room(step), on, note[:500])
    asking.ask(SETTLE, settled, actor=actor, default=0)


def nobody_waits(version: Version, *, actor: Actor, on: date, why: str) -> None:
    """The line has ended before its end: who was waited for need not do anything."""
    for step in version.steps.filter(decision=None):
        settled = Settled(_thing(version.paper), _room(step), on, why[:500], dropped=True)
        asking.ask(SETTLE, settled, actor=actor, default=0)


def redraft(paper: Paper, *, actor: Actor, on: date) -> None:
    due = KOREA.shift(on, _days("approvals.step.days", on))
    with override("ko"):
        what = _("Draft anew, or discard: %(title)s") % {"title": paper.title}
    owed = Owed(what[:300], _thing(paper), REDRAFT, due, on, official=paper.drafter.key)
    asking.ask(OWE, owed, actor=actor, default="")


def redrafted(paper: Paper, *, actor: Actor, on: date) -> None:
    asking.ask(SETTLE, Settled(_thing(paper), REDRAFT, on), actor=actor, default=0)


def report(decision: Decision, *, actor: Actor, on: date) -> None:
    """The holder of the post is told what a deputy has approved."""
    step = decision.step
    with override("ko"):
        what = _("Take note of what your deputy approved: %(title)s") % {"title": step.version.paper.title}
    _owe(step.version.paper, what, room=REPORT, post=step.post, days="approvals.deputy.days", actor=actor, on=on)


def reported(paper: Paper, *, actor: Actor, on: date) -> None:
    asking.ask(SETTLE, Settled(_thing(paper), REPORT, on), actor=actor, default=0)


def handle(receipt: Receipt, *, actor: Actor, on: date) -> None:
    """Who is to deal with a received document owes it."""
    if receipt.handler is None:
        return
    with override("ko"):
        what = _("Deal with the received document: %(title)s") % {"title": receipt.title}
    due = KOREA.shift(on, _days("approvals.receipt.days", on))
    thing = (receipt._meta.label_lower, receipt.key, receipt.title)
    asking.ask(OWE, Owed(what[:300], thing, RECEIPT, due, on, official=receipt.handler.key), actor=actor, default="")


def handled(receipt: Receipt, *, actor: Actor, on: date) -> None:
    thing = (receipt._meta.label_lower, receipt.key, receipt.title)
    with override("ko"):
        note = _("Handed to someone else")
    asking.ask(SETTLE, Settled(thing, RECEIPT, on, note, dropped=True), actor=actor, default=0)


def _owe(paper: Paper, what: str, *, room: str, post: Post, days: str, actor: Actor, on: date) -> None:
    """Of the post's holder, of the deputy where it is vacant, of the unit where nobody stands in either."""
    due = KOREA.shift(on, _days(days, on))
    holders = [*organisation.holders_of(post, on), *organisation.deputies_of(post, on)]
    version = organisation.post_on(post, on)
    if not holders and version is None:
        return
    who = {"official": holders[0].key} if holders else {"unit": version.unit.key}  # type: ignore[union-attr]  # one of the two
    asking.ask(OWE, Owed(what[:300], _thing(paper), room, due, on, **who), actor=actor, default="")


def _words(step: Step) -> str:
    with override("ko"):
        said = {
            Role.REVIEW: _("Review: %(title)s"),
            Role.COOPERATE: _("Cooperate: %(title)s"),
            Role.APPROVE: _("Approve: %(title)s"),
        }
    return said[Role(step.role)] % {"title": step.version.paper.title}


def _room(step: Step) -> str:
    return f"approvals.{step.key}"


def _thing(paper: Paper) -> tuple[str, str, str]:
    return paper._meta.label_lower, paper.key, paper.title


def _days(norm: str, on: date) -> int:
    return int(norms.value(norm, on=on))
