"""Papers in the words of their readers: what a version holds, how two differ, who has signed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.approvals import declare, fixing, queries
from haengan.kernel.approvals.declare import Kind
from haengan.kernel.approvals.models import Paper, Version
from haengan.kernel.approvals.queries import Place
from haengan.kernel.approvals.rules import Role, State, Via
from haengan.kernel.people.models import Official
from haengan.kernel.registers.declare import Register, of_model
from haengan.lib.documents.letter import Line, line_of

PARTS: Mapping[str, Any] = {
    "title": gettext_lazy("Title of the paper"),
    "body": gettext_lazy("Text"),
    "recipients": gettext_lazy("Recipients"),
    "through": gettext_lazy("Through"),
    "attachments": gettext_lazy("Attachments"),
    "effect": gettext_lazy("What approval will do"),
    "record_class": gettext_lazy("Record class"),
    "retention": gettext_lazy("Retention period"),
    "disclosure": gettext_lazy("Disclosure"),
    "withheld": gettext_lazy("Items withheld"),
    "subject": gettext_lazy("About"),
    "arguments": gettext_lazy("What is to be done"),
    "division": gettext_lazy("Division in charge"),
    "drafter": gettext_lazy("Drafter"),
    "answers": gettext_lazy("Answers to"),
}


@dataclass(frozen=True)
class Differing:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Round:
    """A version with its line, and how it differs from the one before."""

    version: Version
    content: dict[str, Any]
    places: list[Place]
    changes: list[Differing]

    @property
    def lines(self) -> list[Line]:
        """The text as the letter sets it."""
        return [line_of(text) for text in str(self.content.get("body", "")).splitlines() if text.strip()]


def rounds(paper: Paper) -> list[Round]:
    """Every version, the newest first."""
    today = timezone.localdate()
    versions = list(queries.versions(paper))
    contents = [queries.content(version) for version in versions]
    found = []
    for at, version in enumerate(versions):
        version.paper = paper
        before = contents[at + 1] if at + 1 < len(contents) else None
        changes = differing(before, contents[at]) if before and contents[at] else []
        found.append(Round(version, contents[at], queries.places(version, today), changes))
    return found


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Differing]:
    rows = queries.differing(before, after)
    return [Differing(str(PARTS.get(name, name)), shown(old), shown(new)) for name, old, new in rows]


def shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(shown(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or value.get("ko") or value.get("name_ko") or "")
    return "" if value is None else str(value)


def may(actor: Actor, paper: Paper, places: Sequence[Place]) -> dict[str, bool]:
    """Which steps the page offers; each act asks again."""
    mine = isinstance(actor, Official) and paper.drafter == actor
    turn = [place for place in places if place.turn]
    signing = [place for place in turn if not mine and _capacity(actor, place) is not None]
    return {
        "change": mine and paper.state in {State.DRAFT, State.RETURNED},
        "take_back": mine and paper.state == State.CIRCULATING,
        "pass_over": mine and any(p.step.role == Role.REVIEW and not p.holders for p in turn),
        "sign": bool(signing),
        "return": any(place.step.role != Role.COOPERATE for place in signing),
        "send": _may_send(actor, paper),
        "acknowledge": _may_acknowledge(actor, paper),
    }


def as_deputy(actor: Actor, places: Sequence[Place]) -> str:
    """The post for which the reader would sign as a deputy; empty where he signs for himself."""
    found = [place.post for place in places if place.turn and _capacity(actor, place) is Via.DEPUTY]
    return found[0] if found else ""


def link_of(paper: Paper) -> str:
    """Where the bound record stands, if it has a page in a register."""
    subject = queries.subject_of(paper)
    register: Register | None = of_model(type(subject)) if subject is not None else None
    try:
        return register.url("detail", subject.key) if register else ""
    except LookupError:
        return ""


def state_of(paper: Paper) -> str:
    """The tone of the state's badge."""
    return {
        State.APPROVED.value: "success",
        State.CIRCULATING.value: "information",
        State.RETURNED.value: "danger",
    }.get(paper.state, "gray")


def _capacity(actor: Actor, place: Place) -> Via | None:
    return queries.capacity(actor, place.step.post, timezone.localdate()) if isinstance(actor, Official) else None


def _may_send(actor: Actor, paper: Paper) -> bool:
    if paper.state != State.APPROVED or not paper.known_kind.outgoing or hasattr(paper, "sending"):
        return False
    return isinstance(actor, Official) and (paper.drafter == actor or access.may(actor, "approvals.receipts.receive"))


def _may_acknowledge(actor: Actor, paper: Paper) -> bool:
    decision = queries.unreported().filter(step__version__paper=paper).first()
    today = timezone.localdate()
    return (
        decision is not None
        and isinstance(actor, Official)
        and queries.capacity(actor, decision.step.post, today) in {Via.OWN, Via.ACTING}
    )


def kinds() -> list[Kind]:
    """Kinds that begin with a page of text."""
    return [kind for kind in declare.kinds.values() if kind.effect is None]


def effect_of(paper: Paper) -> list[str]:
    """What approval would do as the record stands now; why not, where it could not."""
    try:
        return fixing.says(paper)
    except Refused as refused:
        return [str(refused.message)]


def fingerprint(public_key: str) -> str:
    """By which people compare a key: the first 16 bytes of its SHA-256, in fours."""
    plain = hashlib.sha256(base64.b64decode(public_key)).hexdigest()[:32].upper()
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
