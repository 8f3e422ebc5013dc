"""The committee and the monthly checks on the shared pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Panel, Register, Step
from haengan.rooms.civil_affairs.petitions.actions import after, consulting, examining
from haengan.rooms.civil_affairs.petitions.forms import kinds as forms
from haengan.rooms.civil_affairs.petitions.forms import office
from haengan.rooms.civil_affairs.petitions.models.committee import Check, Docket, Session
from haengan.rooms.civil_affairs.petitions.models.course import Appeal, Consultation
from haengan.rooms.civil_affairs.petitions.queries import seen

SESSIONS = Register(
    name="civil_affairs.petitions.sessions",
    model=Session,
    title=_("Coordination committee"),
    one=_("session of the coordination committee"),
    columns=[
        Column("held_on", link=True, sort=True),
        "place",
        "members",
        Column("minutes", kind="long", default=False),
    ],
    filters=[Filter("held_on", kind="year")],
    on="held_on",
    form=forms.SessionForm,
    add=examining.convene,
    steps=[Step("record", _("Enter the minutes"), examining.record, forms.MinutesForm)],
    panels=[
        Panel(
            _("Docket"),
            lambda s: s.docket.select_related("petition"),
            ["petition", "matter", "decided", "decision"],
        )
    ],
    imports=False,
)
DOCKETS = Register(
    name="civil_affairs.petitions.dockets",
    model=Docket,
    title=_("Docket"),
    one=_("matter before the committee"),
    query=seen.dockets,
    columns=[
        Column("petition", link=True),
        Column("session__held_on", _("Held on")),
        "matter",
        "decided",
        "decision",
        Column("author", default=False),
    ],
    filters=["matter", "decided"],
    steps=[
        Step("decide", _("Enter the decision"), examining.decide, forms.DecisionForm, when=lambda d: d.decided is None)
    ],
    tab=False,
)
CHECKS = Register(
    name="civil_affairs.petitions.checks",
    model=Check,
    title=_("Monthly checks"),
    one=_("monthly check of petitions"),
    columns=[
        Column("month_on", link=True, sort=True),
        "done_on",
        "opened",
        "late",
        "author",
        Column("findings", kind="long", default=False),
    ],
    filters=[Filter("month_on", kind="year")],
    on="month_on",
    form=forms.CheckForm,
    add=examining.check,
    imports=False,
)
CONSULTATIONS = Register(
    name="civil_affairs.petitions.consultations",
    model=Consultation,
    title=_("Consultations"),
    one=_("consultation on a petition"),
    query=seen.consultations,
    columns=[
        Column("petition", link=True),
        "unit",
        "question",
        Column("asked_at", sort=True),
        Column("reply_on", sort=True),
        "replied_at",
        Column("opinion", default=False),
        Column("extended", default=False),
        Column("author", default=False),
    ],
    filters=["unit", Filter("replied_on", kind="period"), "reply_on"],
    search=["question"],
    on="asked_at",
    steps=[
        Step("reply", _("Give the opinion"), consulting.reply, office.ReplyForm, when=lambda c: c.replied_at is None),
        Step(
            "put_off",
            _("Put the reply off"),
            consulting.put_off,
            when=lambda c: c.replied_at is None and not c.extended,
        ),
        Step(
            "take_back",
            _("Take the question back"),
            consulting.take_back,
            when=lambda c: c.replied_at is None,
            grave=True,
        ),
    ],
)
APPEALS = Register(
    name="civil_affairs.petitions.appeals",
    model=Appeal,
    title=_("Appeals"),
    one=_("appeal"),
    query=seen.appeals,
    columns=[
        Column("petition", link=True),
        Column("appealed_on", sort=True),
        Column("due_on", sort=True),
        "decided_on",
        "upheld",
        Column("text", kind="long", default=False),
        Column("decision", kind="long", default=False),
        Column("more_days", default=False),
        Column("more_reason", default=False),
    ],
    filters=["upheld", Filter("appealed_on", kind="year")],
    on="appealed_on",
    steps=[
        Step("decide", _("Decide it"), after.decide, forms.AppealDecisionForm, when=lambda a: a.decided_on is None),
        Step(
            "put_off",
            _("Put the decision off"),
            after.put_off,
            forms.PutOffForm,
            when=lambda a: a.decided_on is None and not a.more_days,
        ),
    ],
)
