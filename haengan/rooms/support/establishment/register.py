"""What the shared pages need to know of surveys and amendments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, B, Searchable
from haengan.rooms.support.establishment import actions, forms, queries
from haengan.rooms.support.establishment.models import Amendment, Census
from haengan.rooms.support.establishment.rules import Instrument

HOME = Link(_("Establishment of the day"), "home")


def only(*states: str) -> Any:
    return lambda record: record.state in states


CENSUSES = Register(
    name="support.establishment.censuses",
    model=Census,
    title=_("Surveys of the establishment"),
    one=_("survey"),
    query=queries.censuses,
    columns=[
        Column("taken_on", link=True, sort=True),
        Column("established", kind="number"),
        Column("headcount", kind="number"),
        Column("sent_on", sort=True),
        Column("remark", default=False),
    ],
    filters=[Filter("taken_on", kind="year")],
    on="taken_on",
    form=forms.CensusForm,
    add=actions.survey,
    steps=[
        Step("send", _("Sent to the province"), actions.send, forms.SendForm, when=lambda c: c.sent_on is None),
        Step("recount", _("Count again"), actions.recount, forms.RecountForm, when=lambda c: c.sent_on is None),
    ],
    panels=[
        Panel(
            _("By body and grade"),
            lambda c: c.lines.all(),
            ["seat", "grade", "established", "headcount", "vacancies", "overages"],
            limit=200,
        )
    ],
    papers=[Paper("survey", _("Survey of the establishment"), queries.census_paper)],
    links=[HOME],
    imports=False,
)
AMENDMENTS = Register(
    name="support.establishment.amendments",
    model=Amendment,
    title=_("Ordinances and rules"),
    one=_("amendment"),
    query=queries.amendments,
    columns=[
        Column("effective_on", sort=True),
        "instrument",
        Column("name", link=True, sort=True),
        "gist",
        Column("number"),
        Column("promulgated_on", sort=True),
        Column("submit_by_on", sort=True),
        Column("submitted_on", default=False),
        "state",
        Column("noticed_on", default=False),
        Column("waiver", default=False),
        Column("cost", kind="money", unit=_("won"), default=False),
        Column("restructuring", default=False),
    ],
    filters=["instrument", "state", Filter("effective_on", kind="year"), "submit_by_on"],
    search=["name", "gist", "number"],
    on="effective_on",
    form=forms.AmendmentForm,
    add=actions.propose,
    change=actions.correct,
    retract=actions.retract,
    steps=[
        Step("promulgate", _("Promulgate"), actions.promulgate, forms.PromulgateForm, when=only("proposed")),
        Step(
            "submit",
            _("Submitted to the council"),
            actions.submit,
            forms.SubmitForm,
            when=lambda a: a.state == "promulgated" and a.instrument == Instrument.RULE and a.submitted_on is None,
        ),
    ],
    links=[HOME],
    natural=("name", "effective_on"),
)

Searchable(Census, fields={"remark": B}, on="taken_on", url=lambda key: CENSUSES.url("detail", key))
Searchable(
    Amendment,
    fields={"name": A, "number": A, "gist": B},
    on="effective_on",
    url=lambda key: AMENDMENTS.url("detail", key),
    standing=lambda row: row.state != "retracted",
)
