"""A form of a citizen with its photos, made into a petition with attachments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from haengan.kernel.acts.running import System
from haengan.kernel.tables.sealed import opened
from haengan.lib import crypto
from haengan.lib.web import fetching, posting
from haengan.rooms.civil_affairs.petitions.actions import bringing, filing, sending, supplementing
from haengan.rooms.civil_affairs.petitions.actions import looks as actions
from haengan.rooms.civil_affairs.petitions.engine.open311 import answers
from haengan.rooms.civil_affairs.petitions.engine.open311.words import Fault
from haengan.rooms.civil_affairs.petitions.engine.photos import cleaning, looking
from haengan.rooms.civil_affairs.petitions.models.doors import Forwarding
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import looks, masked, petitions, pictures

DOOR = System("civil_affairs.petitions.file")
"""Brings what citizens attach: files of whoever has no account must not be everybody's."""
SECONDS, SERVER_FAULT = 20.0, 500
LOOKED_AT = 5


def brought(form: Any, *, now: datetime) -> list[pictures.Clean]:
    """What was attached to a form, cleaned and weighed."""
    return bringing.cleaned(form.cleaned_data.get("photos") or [], now=now)


def filed(service: Any, form: Any, brought: list[pictures.Clean], *, now: datetime, actor: Any) -> Petition:
    """The whole or nothing: the petition, its cleaned photos, and the place that a photo named where none was chosen."""
    told = form.cleaned_data
    lon, lat = _place(told, brought)
    given = filing.Given(
        title=told["title"],
        text=told["text"],
        name=told.get("name") or getattr(actor, "title", ""),
        contact=told.get("contact") or "",
        reply=told["reply"] if told.get("contact") else "page",
        told=form.answers,
        lon=lon,
        lat=lat,
        address=told.get("address") or "",
        language=get_language() or "ko",
        public=bool(told.get("public")),
    )
    with transaction.atomic():
        petition = filing.file(service=service, given=given, now=now, actor=actor)
        bringing.attach(petition, [one.upload for one in brought], actor=DOOR)
    return petition


def looked(petition: str, *, now: datetime, actor: Any) -> None:
    """At every picture of a petition that waits for it."""
    found = petitions.by_key(petition)
    if found is None:
        return
    if looks.owed(found):
        actions.enter(petition=found, now=now, actor=actor)
    for look in looks.due(now).filter(petition=found)[:LOOKED_AT]:
        look_at(look, now=now, actor=actor)


def look_at(look: Look, *, now: datetime, actor: Any) -> None:
    """Outside of any transaction, since it takes seconds. What cannot be looked at is recorded with its reason and not shown."""
    try:
        content = looks.content(look.attachment)
        seen = looking.look(content, private=masked.private)
        size = cleaning.size(content)
    except looking.Unavailable as away:
        actions.failed(key=look.key, why=away.why, now=now, actor=actor)
    except (OSError, crypto.Unreadable, cleaning.Unreadable) as broken:
        actions.failed(key=look.key, why=type(broken).__name__, now=now, actor=actor)
    else:
        actions.found(key=look.key, looked=seen, size=size, now=now, actor=actor)


def _place(told: dict[str, Any], brought: list[pictures.Clean]) -> tuple[float | None, float | None]:
    """What was chosen or written goes before what a picture says, which may be forged: it counts only where nothing else was
    said. A half position passes through, to be refused."""
    lon, lat = told.get("lon"), told.get("lat")
    if lon is not None or lat is not None or told.get("address"):
        return lon, lat
    return next((one.place for one in brought if one.place), (None, None))


def supplied(
    petition: Petition, uploads: list[Any], text: str, *, number: str, code: str, now: datetime, actor: Any
) -> Petition:
    """A supplement with its files: the whole or nothing."""
    clean = bringing.cleaned(uploads, now=now)
    with transaction.atomic():
        done = supplementing.supply_own(number=number, code=code, text=text, now=now, actor=actor)
        bringing.attach(done, [one.upload for one in clean], actor=DOOR)
    return done


def forwarded(key: str, *, now: datetime, actor: Any) -> None:
    """Send a petition to the other city's server, or ask there for its number and state. What the server refuses is told
    to the desk; what did not arrive is tried again."""
    row = Forwarding.objects.select_related("endpoint", "petition").get(key=key)
    if row.state in ("closed", "failed", "numbered"):
        return
    try:
        status, body = posting.post(
            f"{row.endpoint.url.rstrip('/')}/requests.json", _form(row), most=answers.LARGEST, seconds=SECONDS
        )
        if status >= SERVER_FAULT:
            raise fetching.NotFetched("status", status)
        got = answers.receipt(body)
    except fetching.NotFetched as away:
        sending.failed(key=key, why=str(away), for_good=False, now=now, actor=actor)
    except (Fault, answers.Unreadable) as refused:
        sending.failed(key=key, why=str(refused), for_good=True, now=now, actor=actor)
    else:
        sending.told(key=key, number=got.id, token=got.token, notes=got.notice, now=now, actor=actor)


def _form(row: Forwarding) -> dict[str, str]:
    """The citizen's own words and contact: the agency in charge must be able to answer (법 제16조)."""
    petition = row.petition
    contact = opened(petition, "contact") if petition.contact else ""
    told = {
        "jurisdiction_id": row.endpoint.jurisdiction,
        "api_key": opened(row.endpoint, "api_key") if row.endpoint.api_key else "",
        "service_code": row.service_code,
        "description": f"{petition.title}\n{petition.text}",
        "address_string": petition.address,
        "lat": "" if petition.lat is None else str(petition.lat),
        "long": "" if petition.lon is None else str(petition.lon),
        "first_name": petition.name,
        "email": contact if "@" in contact else "",
        "phone": "" if "@" in contact else contact,
        "account_id": petition.number,
    }
    return {name: value for name, value in told.items() if value}
