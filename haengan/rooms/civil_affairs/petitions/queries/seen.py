"""One petition as its page shows it, and which acts have their place there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.approvals.models import Paper
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.models.committee import Docket
from haengan.rooms.civil_affairs.petitions.models.course import Appeal, Consultation, Pin, Reminder
from haengan.rooms.civil_affairs.petitions.models.doors import Endpoint, Forwarding
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Template
from haengan.rooms.civil_affairs.petitions.queries import alike, asked, clocks, drawing, petitions, proposing
from haengan.rooms.civil_affairs.petitions.rules.states import IN_HAND, NEVER_CAME, OPEN, State

FIRST = ("receive", "assign", "take_on", "draft", "tell", "send", "supply", "supplement", "transfer")
"""The acts of everyday, shown as buttons; the others stand under “more”."""


def about(petition: Petition) -> dict[str, Any]:
    """For the page: the proof, what routing proposes, what may be the same, the letters under way."""
    return {
        "proof": proof(petition),
        "left": left(petition, timezone.now()),
        "alike": alike.of(petition) if petition.state in OPEN else [],
        "pairs": asked.pairs(petition),
        "proposals": proposing.proposals(petition) if petition.unit_id is None else [],
        "earlier": list(petitions.of_one(petition).filter(pk__lt=petition.pk).order_by("-pk")[:5]),
        "first": FIRST,
        "papers_of": list(Paper.objects.filter(subject_type=petition._meta.label_lower, subject_key=petition.key)),
        "map": drawing.of(petition, timezone.localdate()),
        "waits": petitions.supplement_of(petition) if petition.state == State.SUPPLEMENT else None,
    }


def proof(petition: Petition) -> list[dict[str, Any]]:
    """The engine's proof in the reader's language; empty before it was received."""
    try:
        found = clocks.due(petition, proof=True)
    except Refusal:
        return []
    return found.proof.plain(language()) if found and found.proof else []


def left(petition: Petition, now: datetime, days: Calendar | None = None) -> dict[str, Any]:
    """How much time is left: working minutes, or that it is late, stands still, or has ended."""
    if petition.state not in (*IN_HAND, State.DECIDED, State.ARRIVED) or petition.next_at is None:
        return {"state": "still" if petition.state in IN_HAND else "over", "minutes": 0}
    local, until = timezone.localtime(now), timezone.localtime(petition.next_at)
    if until < local:
        return {"state": "late", "minutes": clocks.working_minutes(until, local, days)}
    return {"state": "runs", "minutes": clocks.working_minutes(local, until, days)}


def may_publish(petition: Petition) -> bool | str:
    """Hidden where the kind is never public; closed, saying why, where the petitioner has not agreed."""
    if not petition.service.public or petition.state in (*NEVER_CAME, State.WITHDRAWN, State.REFUSED):
        return False
    return petition.public_wished or _("The petitioner has not agreed that it is shown.")


def stands_still(petition: Petition) -> bool:
    return petition.state in IN_HAND and petition.pauses.filter(until_at=None).exists()


def may_forward(petition: Petition) -> bool:
    """Where another agency's server is known."""
    waiting = petition.state in (State.ARRIVED, State.RECEIVED)
    return waiting and Endpoint.objects.filter(ended_on=None).exists()


def repeats(petition: Petition) -> bool:
    return petition.repeats_id is not None and petition.state in (State.ARRIVED, *IN_HAND)


def was_reminded(petition: Petition) -> bool:
    return Reminder.objects.filter(petition=petition).exists()


def consultations() -> QuerySet[Consultation]:
    return Consultation.objects.select_related("petition", "unit")


def appeals() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("petition")


def forwardings() -> QuerySet[Forwarding]:
    return Forwarding.objects.select_related("petition", "endpoint")


def dockets() -> QuerySet[Docket]:
    return Docket.objects.select_related("petition", "session")


def templates() -> QuerySet[Template]:
    return Template.objects.select_related("service")


def pins_of(article: Article) -> QuerySet[Pin]:
    return article.pins.select_related("answer__petition", "template").order_by("-pk")


def public_url(key: str) -> str:
    try:
        return reverse("civil_affairs_petitions:one", args=[key])
    except NoReverseMatch:  # the office has no page for citizens
        return ""


def language() -> str:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
