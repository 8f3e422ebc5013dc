"""A citizen's word comes in: stored at once, a petition as soon as somebody stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.dispatch.models import Subscription
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Resident
from haengan.kernel.places import queries as places
from haengan.kernel.tables import receipts
from haengan.rooms.civil_affairs.petitions.actions import clocking, noticing
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import asked, clocks, masked, petitions
from haengan.rooms.civil_affairs.petitions.rules import cleaning, states
from haengan.rooms.civil_affairs.petitions.rules.states import State

ANYBODY = ("official", "resident", "anyone", "system")
TRUSTED = ("official", "resident", "system")
"""Whose contact needs no code."""
TOPIC = "petition:"


@dataclass(frozen=True)
class Given:
    """What is filed, as it was typed. `lon` and `lat` in degrees (WGS 84); `origin` is (type, key, title) of what it was
    said at; `reply` the way to tell the petitioner: sms or mail; `link`, holding {token}, opens the page that confirms."""

    title: str
    text: str
    channel: str = "web"
    name: str = ""
    organisation: str = ""
    contact: str = ""
    reply: str = ""
    residence: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    lon: float | None = None
    lat: float | None = None
    address: str = ""
    people: int = 1
    language: str = "ko"
    public: bool = False
    origin: tuple[str, str, str] = ("", "", "")
    invented: bool = False
    link: str = ""


@act("civil_affairs.petitions.file", by=ANYBODY)
def file(*, service: Service, given: Given, now: datetime, actor: Actor, filed_at: datetime | None = None) -> Petition:
    """Stored with its number. Who is signed in, an official and the house stand behind what they bring; to everyone else a
    code is sent, and it is a petition once that has come back."""
    today = timezone.localdate(now)
    title, text = masked.of_residents(cleaning.line(given.title)), masked.of_residents(cleaning.lines(given.text))
    _refuse_unfit(service, given, title, text, actor, today=today, filed_at=filed_at or now, now=now)
    petition = Petition(
        service=service,
        kind=service.kind,
        period=service.period,
        channel=given.channel,
        title=title,
        text=text,
        told=asked.checked(service, cleaning.values(given.told)),
        name=cleaning.line(given.name),
        organisation=cleaning.line(given.organisation),
        contact=given.contact.strip() or None,
        residence=given.residence.strip() or None,
        reply_by=given.reply or "page",
        people=given.people,
        language="ko" if given.language.startswith("ko") else "en",
        address=cleaning.line(given.address),
        lon=given.lon,
        lat=given.lat,
        district=_district(given, today),
        filed_at=filed_at or now,
        public_wished=given.public,
        origin_type=given.origin[0],
        origin_key=given.origin[1],
        origin_title=given.origin[2][:200],
        invented=given.invented,
        resident=actor if isinstance(actor, Resident) else None,
    )
    receipts.serial(petition, timezone.localdate(petition.filed_at).year)
    petition.subscription = _subscribed(petition, given, now, actor)
    if actor.kind in TRUSTED:
        arrive(petition, now)
    petition.save(force_insert=True)
    if petition.state == State.ARRIVED:
        noticing.tell(petition, "arrived", now=now, actor=actor, accept_by=accept_by(petition))
    return petition


@act("civil_affairs.petitions.link")
def link(*, key: str, revision: int, original: Petition, actor: Actor) -> Petition:
    """It says again what the same petitioner asked before: the how-manieth submission follows (법 제23조)."""
    petition = clocking.taken(actor, key, revision, states.OPEN)
    earlier = access.fetch(actor, Petition, original.key)
    first = earlier.repeats or earlier
    if first.pk == petition.pk or petition.contact_index == "" or first.contact_index != petition.contact_index:
        raise Refused(
            _("Only an earlier petition of the same petitioner can be named."),
            field="original",
            remedy=_("For petitions of several people, merge them."),
        )
    petition.repeats = first
    petition.submission = Petition.objects.filter(repeats=first, pk__lt=petition.pk).count() + 2
    petition.save()
    return petition


def _subscribed(petition: Petition, given: Given, now: datetime, actor: Actor) -> Subscription | None:
    """How the petitioner is told; of who is not known, only after the code."""
    if given.reply not in ("sms", "mail") or not given.contact.strip():
        return None
    return _entered(petition, given, now, actor)


def _entered(petition: Petition, given: Given, now: datetime, actor: Actor) -> Subscription:
    if actor.kind in TRUSTED:
        with _of_contact():
            return subscriptions.enter(
                channel=given.reply,
                address=given.contact,
                languages=[petition.language],
                topic=TOPIC + petition.key,
                now=now,
                actor=actor,
            )
    return asked_code(petition, given.contact, given.reply, now, actor, link=given.link)


@contextmanager
def _of_contact() -> Iterator[None]:
    """What is wrong with the address to write to is wrong with the contact that was given, not with the place."""
    try:
        yield
    except Refused as refused:
        if refused.field == "address":
            refused.field = "contact"
        raise


def asked_code(
    petition: Petition, contact: str, reply: str, now: datetime, actor: Actor, *, link: str = ""
) -> Subscription:
    with _of_contact():
        return subscriptions.ask(
            channel=reply,
            address=contact,
            languages=[petition.language],
            districts=[],
            topic=TOPIC + petition.key,
            purpose=("민원 신청", "your petition"),
            link=link,
            most=norms.value("petitions.codes.a_day", on=timezone.localdate(now)),
            now=now,
            actor=actor,
        )


def arrive(petition: Petition, now: datetime) -> None:
    """The term to receive it runs from when it reached the city, not from when the code came back (영 제6조제8항)."""
    petition.state, petition.arrived_at = State.ARRIVED.value, now
    reached = timezone.localtime(petition.filed_at)
    petition.accept_due_at = petition.next_at = clocks.in_seoul(clocks.accept_due(reached).moment)


def accept_by(petition: Petition) -> str:
    return noticing.day(petition.accept_due_at, petition.language)


def _district(given: Given, today: Any) -> Any:
    if given.lon is None or given.lat is None:
        return None
    return places.district_at(given.lon, given.lat, today)


def _refuse_unfit(
    service: Service,
    given: Given,
    title: str,
    text: str,
    actor: Actor,
    *,
    today: Any,
    filed_at: datetime,
    now: datetime,
) -> None:
    if service.from_on > today or (service.until_on is not None and service.until_on <= today):
        raise Refused(_("This kind of petition is not offered now."), field="service", remedy=_("Choose another one."))
    if not title:
        raise Refused(_("Give it a title."), field="title", remedy=_("A few words are enough."))
    if len(title) > cleaning.TITLE:
        raise Refused(
            _("The title has %(have)d letters, at most %(most)d fit.") % {"have": len(title), "most": cleaning.TITLE},
            field="title",
            remedy=_("Put the rest into the text."),
        )
    if not text:
        raise Refused(_("Write what you ask for."), field="text")
    if len(text) > cleaning.TEXT:
        raise Refused(
            _("The text has %(have)d letters, at most %(most)d fit.") % {"have": len(text), "most": cleaning.TEXT},
            field="text",
            remedy=_("Attach the rest as a file."),
        )
    if filed_at > now:
        raise Refused(_("It cannot have been filed in the future."), field="filed_at")
    _channel_fits(service, given, actor)
    _place_fits(service, given, today)
    if not 1 <= given.people <= 1_000_000:
        raise Refused(_("Say how many people sign, at least one."), field="people")


def _channel_fits(service: Service, given: Given, actor: Actor) -> None:
    if given.channel not in states.CHANNELS:
        raise Refused(_("There is no such channel."), field="channel")
    if given.channel == "phone" and service.kind != Kind.OTHER:
        raise Refused(
            _("By telephone only other petitions can be filed (Act, Article 8)."),
            field="channel",
            remedy=_(
                "Write down what was said and let the petitioner sign it (Decree, Article 10(4)), or choose another kind."
            ),
        )
    if given.reply not in ("", "page", "letter", "sms", "mail", "phone"):
        raise Refused(_("Choose how you want to be told."), field="reply")
    if actor.kind in TRUSTED:
        return
    if not cleaning.line(given.name):
        raise Refused(_("Say your name: a petition needs somebody who asks."), field="name")
    if given.reply not in ("sms", "mail") or not given.contact.strip():
        raise Refused(
            _("Give a mobile number or a mail address, so that we can answer."),
            field="contact",
            remedy=_("Without either, come to the counter or call us."),
        )


def _place_fits(service: Service, given: Given, today: Any) -> None:
    if (given.lon is None) != (given.lat is None):
        raise Refused(_("A position has a longitude and a latitude."), field="lon")
    if given.lon is None and service.place == "required" and not cleaning.line(given.address):
        raise Refused(_("Say where it is."), field="address", remedy=_("Choose it on the map, or write the address."))
    if given.lon is None or given.lat is None:
        return
    if not (-180 <= given.lon <= 180 and -90 <= given.lat <= 90):
        raise Refused(_("That is no position on earth."), field="lat")
    if not petitions.inside(given.lon, given.lat, today):
        raise Refused(
            _("That place lies outside of the city."),
            field="lat",
            remedy=_("Choose a place within the city, or file it with the city in charge."),
        )
