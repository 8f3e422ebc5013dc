"""The register of handovers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, C, Searchable
from haengan.rooms.support.handovers import forms, queries
from haengan.rooms.support.handovers.actions import opening, signing
from haengan.rooms.support.handovers.models import Handover
from haengan.rooms.support.handovers.rules import State


def only(*states: str) -> Any:
    """A step that has its place in these states only."""
    return lambda handover: handover.state in states


def _short(signed: Any) -> str:
    """The document prints it whole."""
    return str(signed.digest)[:16]


HANDOVERS = Register(
    name="support.handovers",
    model=Handover,
    title=_("Handovers of work"),
    one=_("handover of work"),
    query=queries.listed,
    columns=[
        Column("place", link=True, sort=True, field="post"),
        Column("giver"),
        Column("taker"),
        Column("interim", default=False),
        Column("witness", default=False),
        "cause",
        Column("from_on", sort=True),
        Column("due_on", sort=True),
        "state",
        Column("done_on", sort=True),
        Column("opened_on", default=False),
        Column("digest", _("Hash of what was signed"), value=_short, default=False),
    ],
    filters=["state", "cause", Filter("from_on", kind="year"), Filter("due_on", kind="date"), "interim"],
    search=["place"],
    on="from_on",
    form=forms.HandoverForm,
    add=opening.start,
    change=signing.describe,
    steps=[
        Step("name", _("Name successor and witness"), signing.name, forms.NameForm, when=only(State.OPEN)),
        Step("gather", _("Bring the list up to date"), signing.gather, when=only(State.OPEN)),
        Step(
            "give",
            _("Sign as leaver"),
            signing.give,
            when=only(State.OPEN),
            hint=_("Text and list are fixed by your signature. What is open passes when the successor signs."),
        ),
        Step(
            "take",
            _("Sign as successor"),
            signing.take,
            when=only(State.GIVEN),
            hint=_("What is listed and still open is yours from then on."),
        ),
        Step("send-back", _("Send back"), signing.send_back, when=only(State.GIVEN)),
        Step("confirm", _("Sign as witness"), signing.confirm, when=only(State.TAKEN)),
        Step("withdraw", _("Withdraw"), signing.withdraw, when=only(State.OPEN), grave=True),
    ],
    panels=[
        Panel(
            _("What is open and passes"),
            queries.items,
            [Column("keeper", value=queries.keeper_named), "what", "about", "due_on", "outcome"],
            limit=200,
        ),
        Panel(
            _("Signatures"),
            lambda handover: handover.signatures.select_related("official"),
            ["part", "name", "title", "in_place", "signed_on", "round", Column("digest", value=_short)],
        ),
    ],
    papers=[Paper("handover", _("Handover document"), queries.document)],
    imports=False,
    empty=_("Nothing is handed over or taken over by you."),
)

Searchable(Handover, fields={"place": A, "work": C}, on="from_on", url=lambda key: HANDOVERS.url("detail", key))
