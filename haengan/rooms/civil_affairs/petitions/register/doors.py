"""Open311 clients, other cities' servers and what was sent there, on the shared pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Register, Step
from haengan.rooms.civil_affairs.petitions.actions import doors
from haengan.rooms.civil_affairs.petitions.forms import doors as forms
from haengan.rooms.civil_affairs.petitions.models.doors import ApiClient, Endpoint, Forwarding
from haengan.rooms.civil_affairs.petitions.queries import seen

CLIENTS = Register(
    name="civil_affairs.petitions.clients",
    model=ApiClient,
    title=_("Open311 clients"),
    one=_("Open311 client"),
    columns=[Column("name", link=True, sort=True), "contact", "tail", "ended_on"],
    search=["name", "contact"],
    links=[Link(_("Let a program in"), "let-in")],
    steps=[Step("shut_out", _("Let it in no more"), doors.shut_out, when=lambda c: c.ended_on is None, grave=True)],
)
ENDPOINTS = Register(
    name="civil_affairs.petitions.endpoints",
    model=Endpoint,
    title=_("Open311 servers of other agencies"),
    one=_("Open311 server of another agency"),
    columns=[Column("name", link=True, sort=True), "url", "jurisdiction", "ended_on"],
    search=["name", "url"],
    form=forms.EndpointForm,
    add=doors.name_endpoint,
    change=doors.change_endpoint,
    natural=("name",),
    imports=False,
)
FORWARDINGS = Register(
    name="civil_affairs.petitions.forwardings",
    model=Forwarding,
    title=_("Passed on by Open311"),
    one=_("petition passed on by Open311"),
    query=seen.forwardings,
    columns=[
        Column("petition", link=True),
        "endpoint",
        "state",
        "number",
        Column("sent_at", sort=True),
        "tries",
        "notes",
        Column("service_code", default=False),
        Column("token", default=False),
    ],
    filters=["state", "endpoint", Filter("sent_at", kind="period")],
)
