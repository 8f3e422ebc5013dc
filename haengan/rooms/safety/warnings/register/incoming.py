"""Registers of others' warnings and of those who send them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Panel, Register, Step
from haengan.rooms.safety.warnings.actions import incoming, sources
from haengan.rooms.safety.warnings.forms import incoming as forms
from haengan.rooms.safety.warnings.models.incoming import Incoming, IncomingSource
from haengan.rooms.safety.warnings.queries import came
from haengan.rooms.safety.warnings.queries import incoming as queries
from haengan.rooms.safety.warnings.register import warned  # noqa: F401  # its tabs stand before these
from haengan.rooms.safety.warnings.rules.incoming import State


def _polling(name: str) -> Any:
    return lambda source: getattr(getattr(source, "polling", None), name, None)


def _standing(source: IncomingSource) -> bool:
    return source.ended_on is None


INCOMING = Register(
    name="safety.warnings.incoming",
    model=Incoming,
    title=_("Warnings of others"),
    query=queries.listed,
    columns=[
        Column("headline", link=True, value=str),
        Column("source", kind="thing"),
        "message",
        "status",
        "cause",
        "level",
        "state",
        "trusted",
        Column("sent_at", sort=True),
        Column("expires_at", sort=True),
        Column("received_at", sort=True),
        Column("why", default=False),
        Column("sender", default=False),
        Column("identifier", default=False),
        Column("signer", default=False),
        Column("found_at", default=False),
        Column("superseded_by", kind="thing", default=False),
        Column("warning", kind="thing", default=False),
    ],
    filters=["state", "source", "message", "status", "cause", Filter("received_on", kind="period")],
    search=["headline", "=identifier"],
    on="received_at",
    form=forms.IncomingForm,
    add=incoming.take,
    steps=[
        Step(
            "relay",
            _("Make a draft of it"),
            incoming.relay,
            when=came.may_relay,
            hint=_("Nobody is told until the draft is approved."),
        ),
        Step(
            "dismiss",
            _("Put it aside"),
            incoming.dismiss,
            forms.DismissForm,
            when=lambda row: row.state == State.OFFERED,
        ),
    ],
    panels=[
        Panel(_("Supersedes"), lambda row: row.supersedes.select_related("source"), ["headline", "sent_at", "state"]),
    ],
    imports=False,
    findable=True,
    detail_template="warnings/incoming.html",
    about=came.of,
    empty=_("Nothing has come yet. Name a source, or hand a message in."),
)
SOURCES = Register(
    name="safety.warnings.sources",
    model=IncomingSource,
    title=_("Sources of warnings"),
    query=queries.sources,
    columns=[
        Column("name", link=True, sort=True),
        "kind",
        "url",
        "minutes",
        Column("signed", _("Only signed ones"), kind="flag", value=lambda row: bool(row.certificates)),
        "senders",
        Column("answered", _("Last answered"), kind="moment", value=_polling("answered_at")),
        Column("failures", _("Failures in a row"), kind="number", value=_polling("failures")),
        Column("note", _("What was amiss"), kind="text", value=_polling("note")),
        Column("ended_on", sort=True, default=False),
    ],
    filters=["kind"],
    search=["name", "url"],
    findable=True,
    form=forms.SourceForm,
    add=sources.name,
    change=sources.rename,
    steps=[Step("end", _("Use it no longer"), sources.end, forms.DismissForm, when=_standing, grave=True)],
    panels=[
        Panel(
            _("Warnings of others"),
            lambda row: row.messages.order_by("-received_at"),
            ["headline", "sent_at", "state"],
        )
    ],
    natural=("name",),
)
