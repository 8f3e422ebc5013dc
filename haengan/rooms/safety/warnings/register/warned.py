"""Registers of warnings, standing orders, stored areas and village heads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register, Step
from haengan.rooms.safety.warnings.actions import approving, areas, drafting, orders
from haengan.rooms.safety.warnings.forms import warned as forms
from haengan.rooms.safety.warnings.models.warned import Covered, StandingOrder, StoredArea, VillageHead, Warning
from haengan.rooms.safety.warnings.queries import alone, telling
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.register import aftermath
from haengan.rooms.safety.warnings.rules.warned import Kind, State


def only(*states: State) -> Any:
    return lambda warning: warning.state in states


def headline(warning: Warning) -> str:
    return str(warning.wording.get("headline", {}).get("ko", ""))


def to_follow(warning: Warning) -> bool:
    return warning.state == State.SENT and warning.kind != Kind.CANCEL


WARNINGS = Register(
    name="safety.warnings",
    model=Warning,
    title=_("Warnings"),
    links=[Link(_("Situation room"), "room")],
    query=queries.listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("headline", _("Headline"), kind="text", value=headline),
        "world",
        "kind",
        "cause",
        "level",
        "state",
        Column("drafted_at", sort=True),
        Column("sent_at", sort=True),
        Column("expires_at", sort=True),
        Column("previous", kind="thing", default=False),
        Column("order", kind="thing", default=False),
        Column("drafter", kind="thing", default=False),
        Column("approver", kind="thing", default=False),
        Column("message", kind="thing", default=False),
    ],
    filters=["state", "world", "kind", "cause", "level", Filter("sent_on", kind="period")],
    search=["=number"],
    on="drafted_at",
    form=forms.WarningForm,
    add=drafting.draft,
    change=drafting.write,
    steps=[
        Step("submit", _("Hand in for approval"), drafting.submit, when=only(State.DRAFT, State.RETURNED), api=False),
        Step(
            "approve",
            _("Approve and send"),
            approving.approve,
            forms.ApproveForm,
            when=only(State.WAITING),
            grave=True,
            template="warnings/approve.html",
            api=False,
        ),
        Step("give-back", _("Return it"), approving.give_back, forms.GiveBackForm, when=only(State.WAITING), api=False),
        Step(
            "withdraw",
            _("Withdraw it"),
            drafting.withdraw,
            forms.WithdrawForm,
            when=only(State.DRAFT, State.WAITING, State.RETURNED),
            grave=True,
            api=False,
        ),
        Step("take-back", _("Send the prepared correction"), approving.correct, when=to_follow, grave=True, api=False),
        Step("follow", _("Draft an update or a cancellation"), drafting.follow, forms.FollowForm, when=to_follow),
    ],
    panels=[
        Panel(_("Steps taken"), lambda row: row.moves.all(), ["at", "was", "becomes", "author", "reason"]),
        Panel(
            _("Districts warned"),
            lambda row: Covered.objects.filter(warning=row).select_related("district"),
            ["district", "residents", "terminals"],
        ),
        Panel(
            _("Sounded by terminals alone"),
            alone.sounded_of,
            ["terminal", "at", "end", "note", "noted_at"],
        ),
    ],
    papers=[Paper("aftermath", _("Report on how it went"), aftermath.report, when=aftermath.went_out)],
    imports=False,
    findable=True,
    form_template="warnings/compose.html",
    detail_template="warnings/warning.html",
    about=telling.of,
    empty=_("No warning has been drafted yet."),
)
ORDERS = Register(
    name="safety.warnings.orders",
    model=StandingOrder,
    title=_("Standing orders"),
    query=lambda: StandingOrder.objects.select_related("author", "signed_by"),
    columns=[
        Column("number", link=True, sort=True),
        "cause",
        "level",
        Column("from_on", _("In force"), kind="period", until="until_on", sort=True),
        "ways",
        "told",
        "minutes",
        Column("author", kind="thing"),
        Column("signed_by", kind="thing"),
        Column("signed_at", sort=True),
        Column("revoked_at", sort=True, default=False),
    ],
    filters=["cause", "level"],
    search=["=number"],
    on="from_on",
    form=forms.OrderForm,
    add=orders.write,
    steps=[
        Step(
            "sign",
            _("Sign it"),
            orders.sign,
            when=lambda row: row.signed_at is None and row.revoked_at is None,
            api=False,
        ),
        Step(
            "revoke",
            _("Revoke it"),
            orders.revoke,
            forms.WithdrawForm,
            when=lambda row: row.revoked_at is None,
            grave=True,
        ),
    ],
    panels=[Panel(_("Sent under it"), lambda row: row.warnings.all(), ["number", "sent_at", "state"])],
    imports=False,
    findable=True,
)
AREAS = Register(
    name="safety.warnings.areas",
    model=StoredArea,
    title=_("Stored warning areas"),
    columns=[
        Column("number", link=True, sort=True),
        Column("name_ko", sort=True),
        "name_en",
        "cause",
        "source",
        Column("outline", _("Boundary"), kind="long", value=lambda row: row.shape, default=False),
        Column("ended_on", sort=True),
    ],
    filters=["cause"],
    search=["=number", "name_ko", "name_en"],
    form=forms.AreaForm,
    add=areas.draw,
    change=areas.redraw,
    steps=[
        Step(
            "end",
            _("Use it no longer"),
            areas.end,
            forms.WithdrawForm,
            when=lambda row: row.ended_on is None,
            grave=True,
        )
    ],
    natural=("number",),
    findable=True,
)
HEADS = Register(
    name="safety.warnings.heads",
    model=VillageHead,
    title=_("Village heads"),
    query=lambda: VillageHead.objects.select_related("resident", "district"),
    columns=[
        Column("resident", kind="thing", link=True),
        Column("district", kind="thing"),
        Column("from_on", _("In office"), kind="period", until="until_on", sort=True),
    ],
    filters=["district"],
    form=forms.HeadForm,
    add=areas.name,
    change=areas.rename,
    on="from_on",
    imports=False,
)
