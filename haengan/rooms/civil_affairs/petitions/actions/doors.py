"""Others' programs: their keys, what they file, and petitions that are passed on to another city's server."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, System, act
from haengan.rooms.civil_affairs.petitions.actions import filing, routing, sending
from haengan.rooms.civil_affairs.petitions.engine.open311 import words
from haengan.rooms.civil_affairs.petitions.models.course import Amendment
from haengan.rooms.civil_affairs.petitions.models.doors import ApiClient, Endpoint, Filed, Forwarding
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import masked
from haengan.rooms.civil_affairs.petitions.queries import open311 as queries
from haengan.rooms.civil_affairs.petitions.rules import cleaning
from haengan.rooms.civil_affairs.petitions.rules.states import OPEN

BYTES = 24
NAME = "civil_affairs.petitions.open311"


def as_actor(client: ApiClient) -> System:
    """A program of others acts under its own name."""
    return System(f"{NAME}:{client.name}"[:60])


@act("civil_affairs.petitions.client.let_in")
def let_in(*, name: str, contact: str, actor: Actor) -> tuple[ApiClient, str]:
    """A client and its key, which is shown this once."""
    key = secrets.token_urlsafe(BYTES)
    digest = hashlib.sha256(key.encode()).hexdigest()
    made = ApiClient.objects.create(name=name.strip(), contact=contact.strip(), digest=digest, tail=key[-4:])
    return made, key


@act("civil_affairs.petitions.client.shut_out")
def shut_out(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> ApiClient:
    row = access.take(actor, ApiClient, key, revision)
    if row.ended_on is not None:
        raise Refused(_("It is not let in any more already."))
    row.ended_on = now.date()
    row.save()
    return row


@act("civil_affairs.petitions.open311.file", by=("system",))
def file(*, client: ApiClient, service: Service, filing: words.Filing, now: datetime, actor: Actor) -> words.Receipt:
    """The client vouches for its citizen, so it arrives at once. What must be received first gives a token."""
    return _filed(client, service, filing, now, actor)


@act("civil_affairs.petitions.open311.update", by=("system",))
def add_update(*, client: ApiClient, number: str, text: str, now: datetime, actor: Actor) -> words.Update:
    """A client adds to what it filed itself."""
    petition = Petition.objects.select_for_update(of=("self",)).filter(number=number, filed__client=client).first()
    if petition is None:
        raise words.Fault(404, f"service_request_id {number[:40]!r} was not found among what you filed.")
    clean = masked.of_residents(cleaning.lines(text))
    if not clean or len(clean) > cleaning.TEXT:
        raise Refused(_("Write what you add or change."), field="description")
    if petition.state not in OPEN:
        raise Refused(_("It has ended already."), field="service_request_id", remedy=_("File a new petition."))
    made = Amendment.objects.create(petition=petition, author=actor.title, text=clean, amended_at=now)
    petition.save()
    return words.Update(made.key, petition.number, "open", now, clean)


@act("civil_affairs.petitions.endpoint.name")
def name_endpoint(*, actor: Actor, api_key: str = "", **told: Any) -> Endpoint:
    return Endpoint.objects.create(**told, api_key=api_key.strip() or None)


@act("civil_affairs.petitions.endpoint.change")
def change_endpoint(
    *, key: str, revision: int, actor: Actor, api_key: str = "", reason: str = "", **told: Any
) -> Endpoint:
    """An empty key leaves the one that stands."""
    row = access.take(actor, Endpoint, key, revision)
    for name, value in told.items():
        setattr(row, name, value)
    if api_key.strip():
        row.api_key = api_key.strip()
    row.save()
    return row


@act("civil_affairs.petitions.forward")
def forward(
    *, key: str, revision: int, endpoint: Endpoint, service_code: str, reason: str, now: datetime, actor: Actor
) -> Petition:
    """Passed on to another agency by its own Open311 server; sent by the worker, again and again until it has a number."""
    if endpoint.ended_on is not None:
        raise Refused(_("That server is no longer used."), field="endpoint")
    if not service_code.strip():
        raise Refused(_("Name the kind of request there."), field="service_code")
    petition = routing.pass_on(key=key, revision=revision, agency=endpoint.name, reason=reason, now=now, actor=actor)
    made = Forwarding.objects.create(petition=petition, endpoint=endpoint, service_code=service_code.strip())
    sending.ask(made)
    return petition


def _filed(client: ApiClient, service: Service, told: words.Filing, now: datetime, actor: Actor) -> words.Receipt:
    text = "\n".join(part for part in (told.description, told.media_url) if part)
    title = cleaning.line(told.description)[:60] or service.name_ko
    given = filing.Given(
        title=title,
        text=text or title,
        channel="open311",
        name=f"{told.last_name} {told.first_name}".strip(),
        contact=told.email or told.phone,
        reply="mail" if told.email else "page",
        told=queries.told_of(told, service),
        lon=told.long,
        lat=told.lat,
        address=told.address,
        language=get_language() or "ko",
        public=service.public,
    )
    petition = filing.file(service=service, given=given, now=now, actor=actor)
    Filed.objects.create(petition=petition, client=client, account=told.account_id[:120])
    if service.kind == "other":
        return words.Receipt(id=petition.number, account_id=told.account_id)
    return words.Receipt(
        token=petition.key, notice=_("The number follows once it has been received."), account_id=told.account_id
    )
