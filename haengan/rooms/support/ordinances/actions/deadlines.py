"""Opening and meeting deadlines, inside the acts that take steps."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.followups import actions as followups
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.rooms.support.ordinances import queries, rules
from haengan.rooms.support.ordinances.engine.clocks import terms
from haengan.rooms.support.ordinances.engine.clocks.reckoning import Proof
from haengan.rooms.support.ordinances.engine.clocks.terms import Due
from haengan.rooms.support.ordinances.models import Case, Deadline

ROOM = "support.ordinances"
ONE_DAY = timedelta(days=1)
MET_BY = {
    "received": ("send",),
    "received_again": ("send",),
    "objected": ("promulgate",),
    "confirmed": ("promulgate",),
    "promulgated": ("promulgate", "promulgate_confirmed"),
}


def after(case: Case, on: date, *, dropped: bool, today: date, actor: Actor) -> None:
    """The case has taken its newest step on that day. With `dropped` nothing is owed any more."""
    kinds = [one.kind for one in queries.open_deadlines(case)] if dropped else MET_BY.get(case.step, ())
    for deadline in queries.open_deadlines(case, *kinds) if kinds else ():
        _met(deadline, on, actor, today)
    for due, proof in terms.dues(case.kind, case.step, on, terms=queries.terms(on)).items():
        _opened(case, due, proof, today=today, actor=actor)


def meet(case: Case, on: date, kind: str, *, actor: Actor, today: date) -> None:
    found = queries.open_deadlines(case, kind).first()
    if found is None:
        raise Refused(_("Nothing of the kind is owed here any more."))
    if on > today or (on < found.counted_from_on and found.days >= 0):
        raise Refused(_("The day lies outside what is possible. Check it."), field="on")
    _met(found, on, actor, today)


def of_rule(case: Case, *, today: date, actor: Actor) -> None:
    """A rule with a planned promulgation owes its report 15 days before; another plan moves it."""
    standing = queries.open_deadlines(case, Due.REPORT.value).first()
    if case.kind != "rule" or case.planned_on is None or case.step == "promulgated":
        return
    if Deadline.objects.filter(case=case, kind=Due.REPORT.value, met_on__isnull=False).exists():
        return
    proof = terms.rule_report(case.planned_on, terms=queries.terms(case.opened_on))
    if standing is None:
        _opened(case, Due.REPORT, proof, today=today, actor=actor)
    elif standing.due_on != proof.due_on:
        followups.settle(standing, actor=actor, room=ROOM, completed_on=today, note=_("The plan was changed."))
        _write(standing, proof)
        standing.save()
        _owe(standing, today=today, actor=actor)


def _opened(case: Case, due: Due, proof: Proof, *, today: date, actor: Actor) -> None:
    deadline = Deadline(case=case, kind=due.value)
    _write(deadline, proof)
    deadline.save()
    _owe(deadline, today=today, actor=actor)


def _write(deadline: Deadline, proof: Proof) -> None:
    deadline.article, deadline.counted_from_on, deadline.days = proof.article, proof.counted_from, proof.days
    deadline.landed_on, deadline.due_on = proof.landed_on, proof.due_on
    deadline.moved_over = ", ".join(f"{day} {name}" for day, name in proof.over)[:300]
    deadline.late_from_on = proof.due_on + ONE_DAY
    deadline.proof_ko, deadline.proof_en = proof.told("ko")[:500], proof.told("en")[:500]


def _met(deadline: Deadline, on: date, actor: Actor, today: date) -> None:
    deadline.met_on = on
    deadline.save()
    followups.settle(deadline, actor=actor, room=ROOM, completed_on=today)


def _owe(deadline: Deadline, *, today: date, actor: Actor) -> None:
    """A follow-up of the division in charge, else of whoever acts; none for a day that has passed."""
    who = _who(deadline.case, today, actor)
    if who is None or deadline.due_on < today:
        return
    with translation.override("ko"):
        what = f"{rules.DUES[deadline.kind][0]}: {deadline.case}"
    followups.open(
        what=what[:300], thing=deadline, who=who, due_on=deadline.due_on, room=ROOM, actor=actor, opened_on=today
    )


def _who(case: Case, today: date, actor: Actor) -> Official | Unit | None:
    if case.unit is not None and organisation.unit_on(case.unit, today) is not None:
        return case.unit
    return actor if isinstance(actor, Official) else None
