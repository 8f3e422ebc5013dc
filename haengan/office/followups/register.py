"""The register of follow-ups and of one's calendar addresses, and follow-ups in the search: those within the reader's reach."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haengan.kernel.followups import actions, queries
from haengan.kernel.followups.models import CalendarFeed, Followup
from haengan.kernel.registers.declare import Column, Filter, Link, Register, Step
from haengan.kernel.search.declare import A, C, Searchable
from haengan.office.followups.forms import CompleteForm, EntrustForm, PostponeForm, TakeForm, WithdrawForm

SPACE = "office_followups"

FOLLOWUPS = Searchable(
    Followup,
    fields={"what": A, "thing_title": C},
    on="due_on",
    url=lambda key: reverse("office_followups:followup", args=[key]),
)


def _open(followup: Any) -> bool:
    return followup.ended_on is None


REGISTER = Register(
    name="followups.followups",
    model=Followup,
    title=_("All follow-ups"),
    one=_("follow-up"),
    query=queries.everything,
    columns=[
        Column("what", link=True),
        Column("thing_title"),
        Column("owner", kind="thing"),
        Column("unit", kind="thing"),
        Column("due_on", sort=True),
        Column("ended_on", sort=True),
        Column("opened_on", sort=True),
        Column("opened_by", default=False),
    ],
    filters=[
        "owner",
        "unit",
        Filter("due_on", kind="period"),
        Filter("opened_on", kind="year"),
        Filter("ended_on", kind="date"),
    ],
    search=["what", "thing_title"],
    on="due_on",
    form=EntrustForm,
    add=actions.entrust,
    steps=[
        Step("complete", _("Mark as done"), actions.complete, CompleteForm, when=_open),
        Step("postpone", _("Postpone"), actions.postpone, PostponeForm, when=_open),
        Step("take", _("Take it over"), actions.take_over, TakeForm, when=_open),
        Step("withdraw", _("Withdraw"), actions.withdraw, WithdrawForm, when=_open),
    ],
    files=False,
    links=[Link(_("What my people have in hand"), "loads")],
    namespace=SPACE,
)
FEEDS = Register(
    name="followups.feeds",
    model=CalendarFeed,
    title=_("Calendar addresses"),
    columns=[Column("reach", link=True), Column("tail"), Column("issued_at", sort=True), Column("revoked_at")],
    steps=[
        Step(
            "revoke",
            _("Revoke"),
            actions.revoke,
            when=lambda feed: feed.revoked_at is None,
            hint=_("Calendars that use it get nothing from now on."),
            grave=True,
        )
    ],
    links=[Link(_("Make a calendar address"), "subscribe")],
    export=False,
    imports=False,
    namespace=SPACE,
    empty=_("You have no calendar address. Make one for each calendar in which you want to see your follow-ups."),
)
