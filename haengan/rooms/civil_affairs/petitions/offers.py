"""The answer as a paper; petitions that others open; what citizens are shown; whose data stand here."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, System
from haengan.kernel.approvals.declare import Effect, Kind, Told
from haengan.kernel.approvals.rules import canonical, digest
from haengan.kernel.offers.agreements import OPEN_PETITION, Voiced
from haengan.kernel.offers.boards import GUIDES, Asked, Guide, fills
from haengan.kernel.offers.declare import provides
from haengan.kernel.privacy.declare import Holding
from haengan.rooms.civil_affairs.petitions.actions import answering, filing
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.rules.states import OUTCOMES


def _decide(key: str, told: Told, *, state: str, actor: Actor) -> Any:
    return answering.decide(key=key, answer=told["answer"], now=timezone.now(), actor=actor)


def _says(petition: Any, told: Told) -> list[str]:
    answer = petition.answers.filter(key=told.get("answer", "")).first()
    outcome = OUTCOMES[answer.outcome][0] if answer else "-"
    said = _("The petition %(number)s is answered by this letter: %(outcome)s.")
    return [said % {"number": petition.number, "outcome": outcome}]


def _state(petition: Any, told: Told) -> str:
    """What the letter answers: were the words or the state others, it could not be signed any more."""
    return digest(canonical({"state": petition.state, "text": petition.text, "kind": petition.kind}))


ANSWER = Kind(
    answering.KIND,
    ko="민원 답변",
    en="Answer to a petition",
    final="petitions.answer.final",
    record="letters",
    outgoing=True,
    effect=Effect(
        subject=apps.get_model("civil_affairs_petitions", "Petition"),
        act=_decide,
        asks="civil_affairs.petitions.draft_answer",
        state=_state,
        says=_says,
    ),
)


OFFERED = System("civil_affairs.petitions.offer")
"""Files what another system's own act hands over: that act says who did it."""


@provides(OPEN_PETITION)
def open_petition(voiced: Voiced, *, actor: Actor) -> str:
    """It is filed under the kind that the city set aside for what is said elsewhere, and waits to be received."""
    service = petitions.service_for_any(timezone.localdate())
    given = filing.Given(
        title=voiced.subject,
        text=voiced.text,
        channel="offer",
        name=voiced.petitioner,
        origin=voiced.origin,
    )
    return filing.file(service=service, given=given, now=timezone.now(), actor=OFFERED).key


@fills(GUIDES, by="civil_affairs.petitions")
def file_one(asked: Asked) -> list[Guide]:
    steps = (
        _("Say what it is about, where it is, and how we reach you. You need no account."),
        _("Confirm your contact with the code that we send. You are given a number and a code for looking it up."),
        _("You are told by when it is due and how that day was reckoned, and each time that something changes."),
    )
    return [
        Guide(
            _("File a petition"),
            _("Ask, suggest, complain, report: the division in charge answers within the term of the law."),
            steps,
            (
                (_("File a petition"), reverse("civil_affairs_petitions:choose")),
                (_("Look up my petition"), reverse("civil_affairs_petitions:look-up")),
            ),
        )
    ]


Holding(
    "civil_affairs_petitions.Petition",
    name="name",
    index="contact_index",
    kept="petitions.kept",
    purpose=("민원의 접수·처리와 결과 통지", "receiving, dealing with and answering petitions"),
    corrects=("name", "contact", "organisation"),
    shows=("number", "filed_at", "name", "contact", "residence", "organisation", "title", "text", "address"),
    bound=True,
)
Holding(
    "civil_affairs_petitions.Signer",
    name="name",
    contact="contact",
    kept="petitions.kept",
    purpose=("연명 민원의 대표자 선정과 결과 통지", "representing and answering petitions of several"),
    corrects=("name", "contact"),
    shows=("petition", "name", "contact", "represents"),
    bound=True,
)
