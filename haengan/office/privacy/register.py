"""The register of what people demand of their own personal data."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.privacy import naming, queries, rules
from haengan.kernel.privacy.actions import demands, destructions, records
from haengan.kernel.privacy.declare import Retention
from haengan.kernel.privacy.models import Demand, Destruction, Review
from haengan.kernel.privacy.rules import State
from haengan.kernel.registers.declare import Column, Filter, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, Searchable
from haengan.kernel.tables.sealed import opened
from haengan.office.privacy.forms import (
    AnswerForm,
    ApproveForm,
    ConfirmForm,
    CorrectForm,
    DemandForm,
    DrawUpForm,
    DropForm,
    EraseForm,
    HoldForm,
    LaterForm,
    MonthReviewForm,
    RefuseForm,
)


def contact(record: Any) -> str:
    return opened(record, "contact") if record.contact else ""


def waits(record: Any) -> bool:
    return record.state in rules.WAITING


def unknown(record: Any) -> bool:
    return bool(waits(record) and not record.confirmed)


def suspends(record: Any) -> bool:
    stands = record.kind == rules.SUSPENSION and record.state == State.ANSWERED
    return bool(stands and queries.suspended_by(record))


def undecided(record: Any) -> bool:
    return bool(record.state == Destruction.State.DRAWN_UP)


def tells(record: Any) -> bool:
    """Once looked up, postponed or decided, there is something to read; not after a withdrawal or the end of retention."""
    told = record.state in {State.GATHERED, State.ANSWERED, State.REFUSED} or bool(record.postponed_on)
    return told and record.state != State.WITHDRAWN and not record.destroyed_on


DEMANDS = Register(
    name="privacy.demands",
    namespace="office_privacy",
    model=Demand,
    title=_("Demands of data subjects"),
    one=_("demand of a data subject"),
    query=queries.demands,
    columns=[
        Column("number", link=True, sort=True),
        Column("received_on", sort=True),
        "kind",
        "state",
        Column("due_on", sort=True),
        Column("decided_on", sort=True),
        Column("found", kind="number"),
        Column("name", personal="c", default=False),
        Column("contact", value=contact, personal="b", default=False),
        Column("channel", default=False),
        Column("wants", default=False),
        Column("by", default=False),
        Column("agent", personal="c", default=False),
        Column("confirmed", default=False),
        Column("first_due_on", default=False),
        Column("postponed_on", default=False),
        Column("postponed_for", default=False),
        Column("gathered_on", default=False),
        Column("ground", default=False),
        Column("reply", default=False),
        Column("destroyed_on", default=False),
    ],
    filters=["kind", "state", "channel", Filter("received_on", kind="year"), "due_on"],
    search=["=number"],
    on="received_on",
    form=DemandForm,
    add=demands.receive,
    change=demands.amend,
    steps=[
        Step("confirm", _("Confirm the identity"), demands.confirm, ConfirmForm, when=unknown),
        Step(
            "gather",
            _("Look up what the house holds"),
            demands.gather,
            when=waits,
            hint=_("Every record found says in its history that you read it for this demand."),
        ),
        Step("answer", _("Answer"), demands.answer, AnswerForm, when=lambda record: record.state == State.GATHERED),
        Step(
            "postpone",
            _("Postpone the access"),
            demands.postpone,
            LaterForm,
            when=lambda record: waits(record) and record.kind == rules.ACCESS,
            hint=_("The person reads the reason."),
        ),
        Step(
            "refuse",
            _("Refuse"),
            demands.refuse,
            RefuseForm,
            when=lambda record: waits(record) and bool(rules.LAWFUL[record.kind]),
            hint=_("The person reads the reason."),
        ),
        Step(
            "correct",
            _("Correct a record"),
            records.correct,
            CorrectForm,
            when=lambda record: record.state == State.GATHERED and record.kind == rules.CORRECTION,
            hint=_("Neither the old nor the new value is kept in the history; the letter says what was corrected."),
        ),
        Step(
            "erase",
            _("Erase a record's personal data"),
            records.erase,
            EraseForm,
            when=lambda record: record.state == State.GATHERED and record.kind == rules.DELETION,
            hint=_("They are gone for good; the record, its dates and what figures count stay."),
            grave=True,
        ),
        Step("lift", _("Lift the suspension"), records.lift, when=suspends, hint=_("Processing goes on from today.")),
        Step("withdraw", _("Withdrawn by the person"), demands.withdraw, when=waits, grave=True),
    ],
    papers=[Paper("notice", _("Notice to the person"), queries.letter, when=tells, personal=True)],
    panels=[
        Panel(
            _("What was done to records"),
            lambda demand: demand.deeds.select_related("done_by"),
            ["done_on", "what", Column("thing_type", value=naming.kind_named), "field", "done_by"],
        ),
        Panel(
            _("Whom the data were given to"),
            lambda demand: demand.confirmations.select_related("confirmed_by"),
            ["confirmed_on", Column("thing_type", value=naming.kind_named), "given", "confirmed_by"],
        ),
    ],
    personal_duty="house.privacy.answer",
)

DESTRUCTIONS = Register(
    name="privacy.destructions",
    namespace="office_privacy",
    model=Destruction,
    title=_("Destructions of personal data"),
    one=_("destruction of personal data"),
    query=queries.destructions,
    columns=[
        Column("retention", link=True, sort=True, value=naming.kind_of),
        "state",
        Column("drawn_on", sort=True),
        "drawn_by",
        Column("decided_on", sort=True),
        "decided_by",
        Column("things", kind="number"),
        Column("destroyed", kind="number"),
        Column("deliberated_on", default=False),
        Column("deliberation", default=False),
        Column("basis", default=False),
        Column("reason", default=False),
    ],
    filters=[
        "state",
        Filter("retention", kind="choice", choices=queries.retentions_named),
        Filter("drawn_on", kind="year"),
    ],
    search=["retention"],
    on="drawn_on",
    form=DrawUpForm,
    add=destructions.draw_up,
    steps=[
        Step("approve", _("Destroy what is listed"), destructions.approve, ApproveForm, when=undecided, grave=True),
        Step("hold", _("Keep one record"), destructions.hold, HoldForm, when=undecided),
        Step("drop", _("Drop the list"), destructions.drop, DropForm, when=undecided),
    ],
    panels=[Panel(_("Records"), lambda made: made.listed.all(), ["thing_title", "emptied", "held_for"], limit=200)],
    imports=False,
)
REVIEWS = Register(
    name="privacy.reviews",
    namespace="office_privacy",
    model=Review,
    title=_("Reviews of readings"),
    one=_("review of readings"),
    query=queries.reviews,
    columns=[
        Column("month", link=True, sort=True),
        Column("readings", kind="number"),
        "finding",
        Column("reviewed_on", sort=True),
        "reviewer",
    ],
    filters=[Filter("month", kind="year")],
    search=["finding"],
    on="month",
    form=MonthReviewForm,
    add=destructions.review,
    imports=False,
)

Searchable(Demand, fields={"number": A}, on="received_on", url=lambda key: DEMANDS.url("detail", key))

Retention(
    "privacy.demands",
    ko="정보주체 요구 기록",
    en="Demands of data subjects",
    model=Demand,
    due=queries.demands_to_destroy,
    norm="privacy.demand.kept",
    empties={"name": "-", "details": "", "reply": ""},
    on="destroyed_on",
)
