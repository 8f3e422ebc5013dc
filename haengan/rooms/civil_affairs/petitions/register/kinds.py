"""Kinds of petitions, articles of law, templates, holidays and outages on the shared pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Panel, Register, Step
from haengan.rooms.civil_affairs.petitions.actions import days, kinds
from haengan.rooms.civil_affairs.petitions.forms import kinds as forms
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Holiday, Outage, Service, Template
from haengan.rooms.civil_affairs.petitions.queries import petitions, seen

SERVICES = Register(
    name="civil_affairs.petitions.services",
    model=Service,
    title=_("Kinds of petitions"),
    one=_("kind of petition"),
    query=petitions.services,
    columns=[
        Column("name_ko", link=True, sort=True),
        Column("name_en", default=False),
        Column("code", sort=True),
        "group_ko",
        "kind",
        "period",
        "unit",
        "place",
        "public",
        Column("from_on", default=False),
        Column("until_on", default=False),
        Column("about_ko", default=False),
        Column("about_en", default=False),
        Column("keywords", default=False),
        Column("notice_ko", default=False),
        Column("notice_en", default=False),
        Column("group_en", default=False),
    ],
    filters=["kind", "unit", "public"],
    search=["name_ko", "name_en", "=code", "keywords"],
    form=forms.ServiceForm,
    add=kinds.offer,
    change=kinds.change,
    natural=("code",),
    findable=False,
)
ARTICLES = Register(
    name="civil_affairs.petitions.articles",
    model=Article,
    title=_("Articles of law"),
    one=_("article of law"),
    columns=[
        Column("law", link=True, sort=True),
        Column("number", sort=True),
        Column("text", kind="long"),
        Column("from_on", sort=True),
        "until_on",
        Column("source", default=False),
    ],
    filters=["law", Filter("from_on", kind="period")],
    search=["law", "number", "text"],
    form=forms.ArticleForm,
    add=kinds.enter,
    steps=[
        Step("amend", _("Enter how it reads now"), kinds.amend, forms.AmendForm, when=lambda a: a.until_on is None),
        Step(
            "repeal",
            _("It was repealed"),
            kinds.repeal,
            forms.RepealForm,
            when=lambda a: a.until_on is None,
            grave=True,
        ),
    ],
    panels=[Panel(_("Answers and templates that rest on it"), seen.pins_of, ["answer", "template"])],
    natural=("law", "number", "from_on"),
    findable=True,
)
TEMPLATES = Register(
    name="civil_affairs.petitions.templates",
    model=Template,
    title=_("Answer templates"),
    one=_("answer template"),
    query=seen.templates,
    columns=[Column("name", link=True, sort=True), "service", Column("text", kind="long"), "ended_on"],
    filters=["service"],
    search=["name", "text"],
    form=forms.TemplateForm,
    add=kinds.write,
    change=kinds.rewrite,
    steps=[Step("end", _("Use it no longer"), kinds.end, when=lambda t: t.ended_on is None, grave=True)],
    panels=[Panel(_("Articles of law"), lambda t: t.pins.select_related("article"), ["article"])],
    natural=("name",),
    imports=False,
    findable=True,
)
HOLIDAYS = Register(
    name="civil_affairs.petitions.holidays",
    model=Holiday,
    title=_("Temporary holidays"),
    one=_("temporary holiday"),
    columns=[Column("day", link=True, sort=True), "name_ko", "decreed_on", "source", "revoked_on"],
    filters=[Filter("day", kind="year")],
    on="day",
    form=forms.HolidayForm,
    add=days.decree,
    steps=[Step("revoke", _("Take it back"), days.revoke, when=lambda h: h.revoked_on is None, grave=True)],
    imports=False,
)
OUTAGES = Register(
    name="civil_affairs.petitions.outages",
    model=Outage,
    title=_("Outages"),
    one=_("outage"),
    columns=[
        Column("since_at", link=True, sort=True),
        "until_at",
        "what_ko",
        "instead_ko",
        Column("what_en", default=False),
        Column("instead_en", default=False),
    ],
    on="since_at",
    form=forms.OutageForm,
    add=days.begin,
    steps=[Step("end", _("It is over"), days.finish, forms.OutageEndForm, when=lambda o: o.until_at is None)],
    panels=[Panel(_("Petitions brought on paper"), lambda o: o.petitions.all(), ["number", "title", "received_at"])],
    imports=False,
)
