"""A paper as the official letter that it is or will be (시행문, 기안문)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings

from haengan.kernel.approvals import queries, rules, signers
from haengan.kernel.approvals.models import Paper, Sending, Version
from haengan.kernel.approvals.rules import Role, State
from haengan.kernel.approvals.signers import Signer
from haengan.kernel.approvals.words import DISCLOSURE_NAMES
from haengan.lib.documents.letter import Field, Letter

VERIFICATION = "/approvals/"
"""Of the citizens' application."""
DRAFT_MARK, SAMPLE_MARK = "결재 전 문서입니다.", "시연용 문서입니다."


def letter(paper: Paper, version: Version) -> Letter:
    """One version of a paper; sealed where it was sent."""
    told, sending = queries.content(version), getattr(paper, "sending", None)
    approved = paper.state == State.APPROVED and version == queries.current(paper)
    known = paper.known_kind
    signed = signers.of(version)
    on = sending.sent_on if sending else paper.approved_on or version.submitted_on
    day = on if approved else None
    return Letter(
        agency=settings.CITY_NAMES["ko"],
        title=told["title"],
        body="\n".join([told["body"], *told["effect"]]),
        dated=on,
        recipients=tuple(told["recipients"]),
        through=told["through"],
        attachments=tuple(_stem(kept["name"]) for kept in told["attachments"]),
        sender=rules.mayor_of(settings.CITY_NAMES["ko"]) if known.outgoing else "",
        seal=sending.seal.name_ko if sending and approved else "",
        signers=tuple(_field(one) for one in signed if one.role != Role.COOPERATE),
        cooperators=tuple(_field(one) for one in signed if one.role == Role.COOPERATE),
        number=paper.number.text if paper.number and approved else "",
        executed=f"({_printed(day)})" if day else "",
        contact=contact(),
        disclosure=DISCLOSURE_NAMES[told["disclosure"]][0] + rules.article_of(told["withheld"]),
        code=sending.code if sending and approved else "",
        verify=address(sending) if sending and approved else "",
        marked=_marked(approved),
    )


def contact() -> tuple[str, ...]:
    """The foot of every letter: postcode and address, web site, telephone, fax (제4조⑥4호); what the city has set of them."""
    told: dict[str, str] = settings.HAENGAN_CONTACT
    first = " / ".join(part for part in (told["address"], told["site"]) if part)
    labelled = ((("전화", told["phone"])), ("팩스", told["fax"]), ("전자우편", told["mail"]))
    second = " / ".join(f"{label} {value}" for label, value in labelled if value)
    return tuple(line for line in (first, second) if line)


def address(sending: Sending) -> str:
    """Where citizens verify it; the path alone where the city has not said under which address they reach the house."""
    return f"{settings.HAENGAN_PUBLIC_URL.rstrip('/')}{VERIFICATION}?code={sending.code}"


def _field(signer: Signer) -> Field:
    title = signer.ko + ("(의견 있음)" if signer.opinion and signer.role != Role.APPROVE else "")
    if signer.absent:
        return Field(title, signer.absent)
    day = _printed(date.fromisoformat(signer.signed_on)) if signer.signed_on and signer.name_ko else ""
    return Field(title, signer.name_ko, " ".join(filter(None, [signer.mark, day])))


def _marked(approved: bool) -> str:
    marks: Sequence[Any] = (not approved and DRAFT_MARK, settings.DEMO and SAMPLE_MARK)
    return " ".join(mark for mark in marks if mark)


def _printed(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name
