"""Registers of messages, terminals and escalation plans."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.dispatch import queries
from haengan.kernel.dispatch.actions import messages, plans, terminals
from haengan.kernel.dispatch.models import Message, Plan, Step, Subscription, Tally, Terminal
from haengan.kernel.dispatch.rules import PRIVATE
from haengan.kernel.privacy.declare import Retention
from haengan.kernel.registers import declare
from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register
from haengan.kernel.search.declare import A, Searchable
from haengan.office.dispatch import papers
from haengan.office.dispatch.forms import AcknowledgeForm, CallForm, DropForm, PlanForm, StepForm, TerminalForm

SPACE = "office_dispatch"


def _open(message: Any) -> bool:
    return not hasattr(message, "acknowledgement")


def _pulse(name: str) -> Any:
    """A column of what the terminal last told."""
    return lambda terminal: getattr(getattr(terminal, "pulse", None), name, None)


MESSAGES = Register(
    name="dispatch.messages",
    model=Message,
    title=_("Messages"),
    columns=[
        Column("title", link=True),
        Column("world"),
        Column("ways"),
        Column("queued_at", sort=True),
        Column("expires_at", sort=True),
        Column("plan", kind="thing"),
        Column("corrects", kind="thing", default=False),
    ],
    filters=["world", "plan", Filter("queued_on", kind="period")],
    search=["title"],
    query=lambda: Message.objects.select_related("plan", "corrects", "acknowledgement"),
    on="queued_at",
    steps=[
        declare.Step("acknowledge", _("Take it in hand"), messages.acknowledge, AcknowledgeForm, when=_open),
        declare.Step("call", _("Note a call"), messages.called, CallForm, when=papers.has_calls),
    ],
    panels=[
        Panel(
            _("Deliveries by channel and state"),
            lambda message: Tally.objects.filter(message=message, count__gt=0),
            ["channel", "state", "count"],
        ),
        Panel(_("Sounded by terminals alone"), queries.sounded_of, ["terminal", "at", "end", "note", "noted_at"]),
    ],
    papers=[Paper("calls", _("Call list"), papers.call_list, when=papers.has_calls, personal=True)],
    personal_duty="house.dispatch.calls",
    links=[Link(_("How things stand"), "index")],
    imports=False,
    namespace=SPACE,
    empty=_("No message has been sent yet."),
)
Searchable(
    Message,
    fields={"title": A},
    on="queued_at",
    url=lambda key: MESSAGES.url("detail", key),
    standing=lambda message: message.cause not in PRIVATE,
)
TERMINALS = Register(
    name="dispatch.terminals",
    model=Terminal,
    title=_("Warning terminals"),
    columns=[
        Column("number", link=True, sort=True),
        Column("kind", sort=True),
        Column("world"),
        "groups",
        Column("equipment", kind="thing"),
        Column("district", kind="thing"),
        Column("public_key", default=False),
        Column("sim", default=False),
        Column("from_on", _("In service"), kind="period", until="until_on", sort=True),
        Column("heard", _("Last heard"), kind="moment", value=_pulse("heard_at")),
        Column("proved", _("Last proven"), kind="moment", value=_pulse("proved_at")),
    ],
    filters=["kind", "world", "district"],
    search=["number", "groups"],
    findable=True,
    query=lambda: Terminal.objects.select_related("equipment", "district", "pulse"),
    form=TerminalForm,
    add=terminals.enter,
    change=terminals.correct,
    natural=("number",),
    namespace=SPACE,
)
PLANS = Register(
    name="dispatch.plans",
    model=Plan,
    title=_("Escalation plans"),
    columns=[Column("name", link=True, sort=True), "ended_on"],
    search=["name"],
    findable=True,
    form=PlanForm,
    add=plans.draw,
    steps=[declare.Step("add", _("Add a step"), plans.add, StepForm)],
    panels=[
        Panel(_("Steps"), lambda plan: plan.steps.select_related("post"), ["after", "post", "channel", "ended_on"])
    ],
    imports=False,
    namespace=SPACE,
)
STEPS = Register(
    name="dispatch.steps",
    model=Step,
    title=_("Steps of escalations"),
    columns=[
        Column("plan", kind="thing", link=True),
        Column("after", sort=True),
        Column("post", kind="thing"),
        "channel",
        "ended_on",
    ],
    filters=["plan", "channel"],
    query=lambda: Step.objects.select_related("plan", "post"),
    steps=[
        declare.Step(
            "drop", _("Take it out"), plans.drop, DropForm, when=lambda step: step.ended_on is None, grave=True
        )
    ],
    imports=False,
    namespace=SPACE,
)
Retention(
    name="dispatch.subscriptions",
    ko="끝난 구독의 연락처",
    en="Addresses of ended subscriptions",
    model=Subscription,
    due=queries.ended_before,
    norm="dispatch.subscriptions.kept",
    on="emptied_on",
)
