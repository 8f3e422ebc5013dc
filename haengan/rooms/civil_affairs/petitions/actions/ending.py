"""Ends without an answer: taken back, repeated, not to be reached, never collected."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.tables import receipts
from haengan.rooms.civil_affairs.petitions.actions import clocking, receiving
from haengan.rooms.civil_affairs.petitions.engine.clock import duties
from haengan.rooms.civil_affairs.petitions.models.committee import Docket
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks, petitions
from haengan.rooms.civil_affairs.petitions.rules import states
from haengan.rooms.civil_affairs.petitions.rules.states import State

CAME_BACK = 2
"""영 제25조제2항."""


@act("civil_affairs.petitions.withdraw")
def withdraw(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """The petitioner takes it back, and told an official so (법 제22조제2항)."""
    petition = clocking.taken(actor, key, revision, states.OPEN)
    return receiving.end(petition, State.WITHDRAWN, "closed", reason, now=now, actor=actor)


@act("civil_affairs.petitions.withdraw_own", by=("anyone", "resident"))
def withdraw_own(*, number: str, code: str, now: datetime, actor: Actor) -> Petition:
    """By number and code."""
    petition = rows.take(receipts.of(Petition, number, code), receipts.key_of(Petition, number, code))
    if petition.state not in states.OPEN:
        raise Refused(_("It has ended already."), remedy=_("Call the office."))
    return receiving.end(petition, State.WITHDRAWN, "closed", _("The petitioner took it back."), now=now, actor=actor)


@act("civil_affairs.petitions.close_repeated")
def close_repeated(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """The same again from the same petitioner, three times or more and answered twice (법 제23조); one of many only after the
    committee's deliberation (영 제26조)."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED, *states.IN_HAND))
    first = petition.repeats
    if first is None:
        raise Refused(_("Name the earlier petition that it repeats first."))
    if petition.kind == "grievance" and not petition.audited:
        raise Refused(
            _("A grievance that comes again is looked into by the audit division first (Decree, Article 17(2))."),
            remedy=_("Send it there."),
        )
    same = Petition.objects.filter(Q(repeats=first) | Q(pk=first.pk), state=State.ANSWERED)
    answered = same.filter(answered_at__lt=petition.filed_at).count()
    today = timezone.localdate(now)
    if not duties.may_close(petition.submission, answered, today, statutory=petition.kind == "statutory"):
        raise Refused(
            _(
                "It is submission %(times)d with %(answers)d answers: only from the third on, after two answers (Act, Article 23(1))."
            )
            % {"times": petition.submission, "answers": answered},
            remedy=_("Answer it."),
        )
    if states.is_group(petition.people) and not _agreed(petition):
        raise Refused(
            _(
                "A petition of many is closed only after the coordination committee's deliberation (Decree, Article 26)."
            ),
            remedy=_("Put it on the docket of a session."),
        )
    petition.closing = "repeated"
    return receiving.end(petition, State.CLOSED, "closed", reason, now=now, actor=actor)


@act("civil_affairs.petitions.close_unreachable")
def close_unreachable(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """Demands for a supplement came back twice: taken as withdrawn (영 제25조제2항)."""
    petition = clocking.taken(actor, key, revision, (State.SUPPLEMENT,))
    waits = petitions.supplement_of(petition)
    if waits is None or waits.came_back < CAME_BACK:
        raise Refused(_("The demand must have come back twice (Decree, Article 25(2))."))
    petition.closing = "unreachable"
    return receiving.end(petition, State.CLOSED, "closed", reason, now=now, actor=actor)


@act("civil_affairs.petitions.close_uncollected")
def close_uncollected(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """A permit or certificate that nobody collected within fifteen days is destroyed and the petition closed (영 제25조제4항)."""
    petition = clocking.taken(actor, key, revision, (State.DECIDED,))
    if petition.kind != "statutory" or petition.due_on is None:
        raise Refused(_("Only documents of statutory petitions are handed over."))
    until = duties.uncollected_after(petition.due_on, clocks.calendar()).moment
    if until is None or timezone.localdate(now) <= until.date():
        raise Refused(_("There is time until %(day)s.") % {"day": until.date() if until else "-"})
    petition.closing = "uncollected"
    return receiving.end(petition, State.CLOSED, "closed", reason, now=now, actor=actor)


def _agreed(petition: Petition) -> bool:
    return Docket.objects.filter(petition=petition, matter__in=["repeated", "group"], decided=True).exists()
