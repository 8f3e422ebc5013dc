"""To which division a petition goes, and how often it is passed on: each move is a record with the minutes it cost."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.rooms.civil_affairs.petitions.actions import clocking, learning, noticing
from haengan.rooms.civil_affairs.petitions.engine.clock.duties import Way
from haengan.rooms.civil_affairs.petitions.models.course import Transfer
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks, petitions
from haengan.rooms.civil_affairs.petitions.rules import states
from haengan.rooms.civil_affairs.petitions.rules.states import State


@act("civil_affairs.petitions.assign")
def assign(*, key: str, revision: int, unit: Unit, now: datetime, actor: Actor) -> Petition:
    """The desk gives it to the division in charge (영 제13조제1항)."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    if petition.unit is not None:
        raise Refused(
            _("%(unit)s has it already.") % {"unit": petition.unit}, field="unit", remedy=_("Pass it on instead.")
        )
    give(petition, unit, cause="first", reason="", now=now, actor=actor)
    noticing.tell(petition, "assigned", now=now, actor=actor)
    return petition


@act("civil_affairs.petitions.transfer")
def transfer(*, key: str, revision: int, unit: Unit, cause: str, reason: str, now: datetime, actor: Actor) -> Petition:
    """To another division within three working hours (영 제13조제2항). After as many moves as the city allows, the examiner
    settles who is in charge."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    most = norms.value("petitions.passes", on=timezone.localdate(now))
    if petition.passes >= most:
        raise Refused(
            _("It has been passed on %(times)d times already.") % {"times": petition.passes},
            remedy=_("Ask the petition examiner to settle who is in charge."),
        )
    return _moved(petition, unit, cause=cause, reason=reason, now=now, actor=actor)


@act("civil_affairs.petitions.correct_routing")
def correct_routing(*, key: str, revision: int, unit: Unit, reason: str, now: datetime, actor: Actor) -> Petition:
    """The examiner settles it."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    return _moved(petition, unit, cause="corrected", reason=reason, now=now, actor=actor)


@act("civil_affairs.petitions.pass_on")
def pass_on(*, key: str, revision: int, agency: str, reason: str, now: datetime, actor: Actor) -> Petition:
    """Another agency is in charge: within eight working hours, and the petitioner is told (법 제16조, 영 제13조제3항)."""
    petition = clocking.taken(actor, key, revision, (State.ARRIVED, State.RECEIVED))
    if not agency.strip():
        raise Refused(_("Name the agency."), field="agency")
    held, by = _held(petition, now, Way.OTHER)
    Transfer.objects.create(
        petition=petition,
        author=actor.title,
        from_unit=petition.unit,
        agency=agency.strip(),
        cause="wrong",
        reason=reason,
        at=now,
        on=timezone.localdate(now),
        by_at=by,
        held_minutes=held,
    )
    petition.state, petition.agency = State.PASSED_ON.value, agency.strip()
    petition.ended_on, petition.end_reason, petition.next_at = timezone.localdate(now), reason[:500], None
    petition.save()
    noticing.tell(petition, "passed_on", now=now, actor=actor, agency=agency.strip(), reason=reason)
    return petition


@act("civil_affairs.petitions.take_on")
def take_on(*, key: str, revision: int, now: datetime, actor: Actor, handler: Official | None = None) -> Petition:
    """Who deals with it: oneself, or a colleague of the division."""
    petition = clocking.taken(actor, key, revision, states.IN_HAND)
    official = handler or actor
    today = timezone.localdate(now)
    if not isinstance(official, Official):
        raise Refused(_("Only an official can do this."))
    units = {post.unit_id for post in organisation.posts_of(official, today)}
    if petition.unit_id not in units:
        raise Refused(
            _("%(name)s holds no post in the division that has it.") % {"name": official.title},
            field="handler",
            remedy=_("Choose somebody of the division, or pass the petition on."),
        )
    petition.handler = official
    petition.save()
    return petition


def give(petition: Petition, unit: Unit, *, cause: str, reason: str, now: datetime, actor: Actor) -> Transfer:
    """The petition is that division's from now on; saved. Refuses a division that stands no more."""
    today = timezone.localdate(now)
    if organisation.unit_on(unit, today) is None:
        raise Refused(
            _("That division does not stand today."), field="unit", remedy=_("Choose one of today's divisions.")
        )
    if petition.unit_id == unit.pk:
        raise Refused(_("%(unit)s has it already.") % {"unit": unit}, field="unit", remedy=_("Choose another one."))
    held, by = _held(petition, now, Way.SAME if petition.unit_id else Way.DESK)
    made = Transfer.objects.create(
        petition=petition,
        author=actor.title,
        from_unit=petition.unit,
        to_unit=unit,
        cause=cause,
        reason=reason,
        at=now,
        on=today,
        by_at=by,
        held_minutes=held,
        proposed=learning.proposed(petition),
    )
    learning.learn(petition, unit, wrong=petition.unit)
    if petition.unit is not None:
        petition.passes += 1
        petition.lost_minutes += held
    petition.unit, petition.handler = unit, None
    petition.save()
    return made


def _moved(petition: Petition, unit: Unit, *, cause: str, reason: str, now: datetime, actor: Actor) -> Petition:
    if not reason.strip():
        raise Refused(_("Say why; the next division reads it."), field="reason")
    if cause not in states.TRANSFERS or cause == "first":
        raise Refused(_("Choose a cause."), field="cause")
    give(petition, unit, cause=cause, reason=reason.strip(), now=now, actor=actor)
    noticing.tell(petition, "assigned", now=now, actor=actor)
    return petition


def _held(petition: Petition, now: datetime, way: Way) -> tuple[int, datetime | None]:
    """Working minutes since it came to where it is, and by when it was to be passed on."""
    last = petitions.last_transfer(petition)
    since = last.at if last else petition.received_at or petition.arrived_at or petition.filed_at
    by = clocks.in_seoul(clocks.transfer_due(timezone.localtime(since), way).moment)
    return clocks.working_minutes(timezone.localtime(since), timezone.localtime(now)), by
