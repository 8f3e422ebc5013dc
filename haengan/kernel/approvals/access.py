"""Every official drafts, and signs where his post stands on a line; a division's records desk receives and sends."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Actor
from haengan.kernel.approvals import queries
from haengan.kernel.approvals.models import (
    Acknowledgement,
    Decision,
    Number,
    Outcome,
    Paper,
    Receipt,
    Sending,
    Step,
    TakingBack,
    Version,
)
from haengan.kernel.people.models import Official

PAPERS = Duty(
    "house.approvals.use",
    ko="결재",
    en="Drafting and signing papers",
    acts=("approvals.papers.*", "approvals.steps.*"),
    sees=tuple(
        f"kernel_approvals.{model.__name__}"
        for model in (Paper, Version, Step, Decision, TakingBack, Outcome, Sending, Acknowledgement, Number, Receipt)
    ),
    everyone=True,
)
RECORDS = Duty(
    "house.records.keep",
    ko="문서 수발·기록물 관리",
    en="Receiving, sending and registering documents",
    acts=("approvals.receipts.*",),
)
SEALS = Duty(
    "house.seals.keep",
    ko="전자관인 관리",
    en="Keeping the electronic seal",
    acts=("approvals.seals.*",),
    sees=("kernel_approvals.Seal",),
)
INSPECT = Duty("house.approvals.inspect", ko="결재 문서 전체 열람", en="Reading all papers")


def keeps_records(actor: Actor) -> bool:
    return RECORDS in access.duties_of(actor)


@scope(Paper)
def within_reach(actor: Actor) -> Q:
    if INSPECT in access.duties_of(actor):
        return Q()
    today = timezone.localdate()
    reach = queries.within_reach(actor, today)
    if keeps_records(actor) and isinstance(actor, Official):
        reach |= Q(division__in=queries.divisions_of(actor, today), state="approved")
    return reach


def _readable(actor: Actor) -> Exists:
    return Exists(Paper.objects.filter(within_reach(actor), pk=OuterRef("paper")))


@scope(Version)
@scope(Outcome)
@scope(Sending)
def of_readable_papers(actor: Actor) -> Q:
    return Q(_readable(actor))


@scope(Step)
@scope(TakingBack)
def of_their_versions(actor: Actor) -> Q:
    return Q(version__paper__in=Paper.objects.filter(within_reach(actor)))


@scope(Decision)
def of_their_steps(actor: Actor) -> Q:
    return Q(step__version__paper__in=Paper.objects.filter(within_reach(actor)))


@scope(Acknowledgement)
def of_those_decisions(actor: Actor) -> Q:
    return Q(decision__step__version__paper__in=Paper.objects.filter(within_reach(actor)))


@scope(Number)
def of_own_divisions(actor: Actor) -> Q:
    if INSPECT in access.duties_of(actor):
        return Q()
    return Q(ledger__unit__in=_divisions(actor))


@scope(Receipt)
def received_here(actor: Actor) -> Q:
    if INSPECT in access.duties_of(actor):
        return Q()
    mine = Q(handler=actor) if isinstance(actor, Official) else Q(pk__in=())
    return mine | Q(division__in=_divisions(actor)) if keeps_records(actor) else mine


def _divisions(actor: Actor) -> list[object]:
    return list(queries.divisions_of(actor, timezone.localdate())) if isinstance(actor, Official) else []
