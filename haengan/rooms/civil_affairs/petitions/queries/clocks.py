"""A petition's own clock: the engine asked with what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from haengan.rooms.civil_affairs.petitions.engine.clock import duties, reckoning
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.duties import Way
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Cause, Event, Reason
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Extension as Longer
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Pause as Stop
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Due
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Period
from haengan.rooms.civil_affairs.petitions.models.course import Extension, Pause
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Holiday
from haengan.rooms.civil_affairs.petitions.rules.states import IN_HAND, NEVER_CAME, State

ONE_DAY = timedelta(days=1)
MINUTE = 60
_made: dict[tuple[tuple[date, str], ...], Calendar] = {}


def calendar() -> Calendar:
    """Korea's, with the holidays that were named at short notice."""
    named = tuple(Holiday.objects.filter(revoked_on=None).order_by("day").values_list("day", "name_ko"))
    if named not in _made:
        _made.clear()
        _made[named] = Calendar(dict(named))
    return _made[named]


def events(petition: Petition) -> list[Event]:
    """All that moves its due moment."""
    return _events(petition.pauses.all(), petition.extensions.all())


def due(petition: Petition, *, among: Calendar | None = None, proof: bool = False) -> Due | None:
    """When it is due; None before it was received. Raises the engine's `Refusal` for what the law forbids."""
    if petition.received_at is None:
        return None
    return reckoning.due(
        petition.received_at,
        petition.kind,
        events(petition),
        among or calendar(),
        period=Period.read(petition.period) if petition.period else None,
        proof=proof,
    )


def due_with(petition: Petition, extension: Extension) -> datetime:
    """When it would be due with one more extension, not saved yet. Raises the engine's `Refusal`."""
    assert petition.received_at is not None
    found = reckoning.due(
        petition.received_at,
        petition.kind,
        _events(petition.pauses.all(), [*petition.extensions.all(), extension]),
        calendar(),
        period=Period.read(petition.period) if petition.period else None,
        proof=False,
    )
    moment = in_seoul(found.moment)
    assert moment is not None
    return moment


def accept_due(arrived_at: datetime) -> Due:
    return duties.accept_by(arrived_at, calendar())


def transfer_due(since: datetime, way: Way) -> Due:
    return duties.transfer_by(since, way, calendar())


def working_minutes(since: datetime, until: datetime, among: Calendar | None = None) -> int:
    """Office minutes between two moments."""
    days = among or calendar()
    seconds = days.worked(reckoning.local(until)) - days.worked(reckoning.local(since))
    return max(0, seconds // MINUTE)


def at_work(now: datetime) -> bool:
    """Whether the office is open: working minutes pass."""
    return working_minutes(now - timedelta(minutes=2), now) > 0


def in_seoul(moment: datetime | None) -> datetime | None:
    """The engine answers naive Korean time where it was asked so."""
    return moment.replace(tzinfo=reckoning.SEOUL) if moment is not None and moment.tzinfo is None else moment


def running() -> QuerySet[Petition]:
    """Those whose clocks run or stand: received and not ended."""
    return Petition.objects.filter(state__in=[*IN_HAND, State.DECIDED]).order_by("pk")


def next_moment(petition: Petition, supply_by: date | None = None) -> datetime | None:
    """What is owed next: to receive it, to be supplied, to answer it; None when nothing is."""
    if petition.state == State.ARRIVED:
        return petition.accept_due_at
    if petition.state == State.SUPPLEMENT and supply_by is not None:
        return datetime.combine(supply_by + ONE_DAY, datetime.min.time(), timezone.get_current_timezone())
    if petition.state in (*IN_HAND, State.DECIDED):
        return petition.due_at
    return None


def waiting_supply(petitions: Iterable[Petition]) -> Mapping[int, date]:
    """Petition to the day by which it is to be supplemented."""
    found = Pause.objects.filter(petition__in=list(petitions), supplement__isnull=False, until_at=None)
    return dict(found.values_list("petition", "supplement__due_on"))


def unconfirmed_before(moment: datetime) -> QuerySet[Petition]:
    return Petition.objects.filter(state=State.UNCONFIRMED, filed_at__lt=moment)


def counted() -> QuerySet[Petition]:
    """What is a petition at all: somebody stands behind it."""
    return Petition.objects.exclude(state__in=NEVER_CAME)


def _events(pauses: Iterable[Pause], extensions: Iterable[Extension]) -> list[Event]:
    stops: list[Any] = [Stop(Cause(one.cause), one.since_at, one.until_at, one.longer) for one in pauses]
    longer = [
        Longer(
            one.at, Reason(one.reason), Period.read(one.by) if one.by else None, one.consent, judged=one.pk is not None
        )
        for one in extensions
    ]
    return [*stops, *longer]
