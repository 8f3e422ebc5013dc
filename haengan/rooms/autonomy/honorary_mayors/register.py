"""What the shared pages need to know of calls, applications, honorary mayors and their opinions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.privacy.declare import Retention
from haengan.kernel.registers.declare import Column, Filter, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, B, Searchable
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.honorary_mayors import forms, queries
from haengan.rooms.autonomy.honorary_mayors.actions import calls, mayors
from haengan.rooms.autonomy.honorary_mayors.models import Application, Appointment, Call, Opinion
from haengan.rooms.autonomy.honorary_mayors.rules import ApplicationState, AppointmentState, OpinionState

KEEP = "autonomy.honorary_mayors.keep"
LIVING = (AppointmentState.APPOINTED, AppointmentState.SERVED)
CHOICE = (ApplicationState.RECEIVED, ApplicationState.RESERVE)


def contact(record: Any) -> str:
    return opened(record, "contact") if record.contact else ""


def born_on(record: Any) -> str:
    return opened(record, "identity").rpartition("|")[2] if record.identity else ""


def only(*states: str) -> Any:
    """A step that has its place in these states only."""
    return lambda record: record.state in states


def to_appoint(application: Application) -> bool:
    return application.state == ApplicationState.SELECTED and not hasattr(application, "appointment")


MAYORS = Register(
    name="autonomy.honorary_mayors",
    model=Appointment,
    title=_("Honorary mayors"),
    one=_("honorary mayor"),
    query=queries.appointments_listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("name", personal="c"),
        "group",
        "groups",
        Column("appointed_on", sort=True),
        Column("serves_on", sort=True),
        "state",
        Column("identity", _("day of birth"), value=born_on, personal="b", default=False),
        Column("application", default=False),
        Column("remarks", default=False),
    ],
    filters=["group", "groups", "state", Filter("appointed_on", kind="year"), "serves_on"],
    search=["=number", "name"],
    on="appointed_on",
    form=forms.AppointmentForm,
    add=mayors.name,
    change=mayors.correct,
    retract=mayors.retract,
    steps=[
        Step("plan", _("Add to the programme"), mayors.plan, forms.StopForm, when=only(*LIVING)),
        Step(
            "strike",
            _("Take off the programme"),
            mayors.strike,
            forms.StrikeForm,
            when=lambda row: row.state in LIVING and queries.stops_of(row).exists(),
        ),
        Step("voice", _("Enter an opinion"), mayors.voice_here, forms.OpinionHereForm, when=only(*LIVING)),
        Step("serve", _("Enter that the day took place"), mayors.serve, forms.ServeForm, when=only(*LIVING)),
        Step("end", _("End the appointment"), mayors.end, when=only(AppointmentState.APPOINTED), grave=True),
    ],
    panels=[
        Panel(_("The day's programme"), queries.stops_of, ["starts", "ends", "place", "what", "accompanied_by"]),
        Panel(
            _("Opinions"), lambda row: row.opinions.all(), ["given_on", "text", "unit", "due_on", "state", "outcome"]
        ),
    ],
    papers=[
        Paper("letter", _("Letter of appointment"), queries.letter, when=only(*LIVING), personal=True),
        Paper("programme", _("The day's programme"), queries.programme, when=only(*LIVING), personal=True),
    ],
    natural=("name", "appointed_on"),
    personal_duty=KEEP,
)
CALLS = Register(
    name="autonomy.honorary_mayors.calls",
    model=Call,
    title=_("Calls"),
    one=_("call for honorary mayors"),
    query=queries.calls_listed,
    columns=[
        Column("title", link=True, sort=True),
        Column("from_on", _("open for applications"), until="until_on", sort=True),
        Column("places", _("places"), kind="number"),
        Column("applied", _("applicants"), kind="number"),
        Column("chosen", _("selected"), kind="number"),
        "published_on",
        Column("year", default=False, sort=True),
        Column("text", default=False),
    ],
    filters=[Filter("from_on", kind="year")],
    search=["title"],
    on="from_on",
    form=forms.CallForm,
    add=calls.call,
    change=calls.correct,
    steps=[Step("publish", _("Open it to citizens"), calls.publish, when=lambda row: row.published_on is None)],
    panels=[
        Panel(_("Places to fill"), lambda row: row.quotas.filter(people__gt=0), ["group", "people"]),
        Panel(_("Applications received"), lambda row: row.applications.all(), ["number", "group", "groups", "state"]),
    ],
    natural=("title",),
)
APPLICATIONS = Register(
    name="autonomy.honorary_mayors.applications",
    model=Application,
    title=_("Applications received"),
    one=_("application for honorary mayor"),
    query=queries.applications_listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("call__title", field="call"),
        Column("received_on", sort=True),
        Column("name", personal="c"),
        "group",
        "groups",
        "state",
        Column("channel", default=False),
        Column("contact", value=contact, personal="b", default=False),
        Column("identity", _("day of birth"), value=born_on, personal="b", default=False),
        Column("motive", default=False),
        Column("decided_on", default=False),
        Column("grounds", default=False),
        Column("agreed_on", default=False),
        Column("destroyed_on", default=False),
    ],
    filters=["call", "group", "groups", "state", Filter("received_on", kind="year")],
    search=["=number", "name"],
    on="received_on",
    form=forms.ApplicationForm,
    add=calls.apply,
    change=calls.amend,
    steps=[
        Step("select", _("Select"), calls.select, forms.SelectForm, when=only(*CHOICE)),
        Step("reserve", _("Put in reserve"), calls.reserve, forms.ReserveForm, when=only(ApplicationState.RECEIVED)),
        Step("reject", _("Do not select"), calls.reject, forms.RejectForm, when=only(*CHOICE)),
        Step("appoint", _("Appoint"), mayors.appoint, forms.AppointForm, when=to_appoint),
        Step(
            "withdraw",
            _("Withdrawn by the applicant"),
            calls.withdraw,
            when=lambda row: row.state in CHOICE or to_appoint(row),
            grave=True,
        ),
    ],
    panels=[
        Panel(
            _("Appointment"),
            lambda row: queries.appointments_listed().filter(application=row),
            ["number", "appointed_on", "serves_on", "state"],
        )
    ],
    personal_duty=KEEP,
)
OPINIONS = Register(
    name="autonomy.honorary_mayors.opinions",
    model=Opinion,
    title=_("Opinions"),
    one=_("honorary mayor's opinion"),
    query=queries.opinions_listed,
    columns=[
        Column("given_on", sort=True),
        Column("text", link=True),
        Column("appointment"),
        Column("unit"),
        Column("due_on", sort=True),
        "state",
        "outcome",
        Column("answered_on", default=False, sort=True),
        Column("answer", default=False),
        Column("gist", default=False),
    ],
    filters=["state", "outcome", "unit", "appointment__group", Filter("given_on", kind="year"), "due_on"],
    search=["text", "gist", "answer"],
    on="given_on",
    form=forms.OpinionForm,
    add=mayors.voice,
    change=mayors.rectify,
    retract=mayors.unsay,
    steps=[
        Step(
            "entrust",
            _("Entrust to a division"),
            mayors.entrust,
            forms.EntrustForm,
            when=only(OpinionState.OPEN, OpinionState.ENTRUSTED),
        ),
        Step(
            "answer",
            _("Answer"),
            mayors.answer,
            forms.AnswerForm,
            when=only(OpinionState.ENTRUSTED, OpinionState.ANSWERED),
            hint=_("An earlier answer stays in the history."),
        ),
    ],
)

Searchable(Call, fields={"title": A, "text": B}, on="from_on", url=lambda key: CALLS.url("detail", key))
Searchable(
    Opinion,
    fields={"text": A, "gist": A, "answer": B},
    on="given_on",
    url=lambda key: OPINIONS.url("detail", key),
    standing=lambda row: row.state != OpinionState.RETRACTED,
)

Searchable(Appointment, fields={"number": A}, on="appointed_on", url=lambda key: MAYORS.url("detail", key))
Searchable(Application, fields={"number": A}, on="received_on", url=lambda key: APPLICATIONS.url("detail", key))
Searchable(
    Call,
    fields={"title": A, "text": B},
    on="from_on",
    url=lambda key: reverse("autonomy_honorary_mayors:apply", args=[key]),
    published=lambda: queries.open_calls(timezone.localdate()),
)

Retention(
    "autonomy.honorary_mayors.applications",
    ko="선정되지 않은 명예시장 지원자 정보",
    en="Applicants for honorary mayor who were not selected",
    model=Application,
    due=queries.to_destroy,
    norm="honorary_mayors.application.kept",
    empties={"name": "-", "motive": ""},
    on="destroyed_on",
)
