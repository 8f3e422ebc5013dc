"""Opening a follow-up, and everything that may become of it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import many
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import queries, reminding
from haengan.kernel.followups.models import (
    CalendarFeed,
    Climb,
    Completion,
    Followup,
    Postponement,
    Reminder,
    Withdrawal,
)
from haengan.kernel.followups.rules import Thing
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import Record

ROOM = "house.followups"
SECRET_BYTES = 32
ANYONE = ("official", "resident", "anyone", "system")


@act("followups.followups.open", by=ANYONE)
def open(
    *,
    what: str,
    thing: Thing | Record,
    who: Official | Unit,
    due_on: date,
    room: str,
    actor: Actor,
    opened_on: date | None = None,
) -> Followup:
    """`who` owes it: an official, or a unit until one of its officials takes it over. `room` is "autonomy.townhalls"."""
    named, day = queries.thing_of(thing), opened_on or timezone.localdate()
    if not what.strip():
        raise Refused(_("Say what is to be done."), field="what")
    if due_on < day:
        raise Refused(_("The due day has passed already. Choose today or a later day."), field="due_on")
    _stands(who, day)
    return Followup.objects.create(
        what=what.strip(),
        thing_type=named.type,
        thing_key=named.key,
        thing_title=named.title[:200],
        room=room,
        owner=who if isinstance(who, Official) else None,
        unit=who if isinstance(who, Unit) else None,
        due_on=due_on,
        opened_on=day,
        opened_by=actor.title,
        opener_key=actor.key,
        late_from_on=due_on + timedelta(days=1),
    )


@act("followups.followups.entrust")
def entrust(
    *,
    what: str,
    due_on: date,
    today: date,
    actor: Actor,
    owner: Official | None = None,
    unit: Unit | None = None,
    about: str = "",
) -> Followup:
    """Oneself takes something up; a head entrusts it to one of the people, or to one of the units, that he heads."""
    who: Any = unit or owner or actor
    if owner is not None and unit is not None:
        raise Refused(_("Choose an official or a unit, not both."), field="unit")
    if who != actor and not (isinstance(actor, Official) and queries.leads(actor, who, today)):
        raise Refused(
            _("You entrust only officials and units that you head."), field="owner", remedy=_("Ask their head.")
        )
    titled = Thing(who._meta.label_lower, who.key, (about.strip() or str(who))[:200])
    return open(what=what, thing=titled, who=who, due_on=due_on, room=ROOM, opened_on=today, actor=actor)


@act("followups.followups.take_over")
def take_over(
    key: str, *, revision: int | None, actor: Actor, owner: Official | None = None, reason: str = ""
) -> Followup:
    """The actor, or whom a head names, owes it from now on."""
    followup = _taken(actor, key, revision)
    new = owner or actor
    if not isinstance(new, Official):
        raise Refused(_("Only an official can take it over."), field="owner")
    if followup.owner == new:
        raise Refused(_("%(name)s has it already.") % {"name": new.title}, field="owner")
    _stands(new, timezone.localdate())
    followup.owner, followup.unit = new, None
    followup.save()
    return followup


@act("followups.followups.postpone")
def postpone(key: str, *, revision: int | None, due_on: date, reason: str, actor: Actor) -> Postponement:
    """A later due day, with the reason; both stay on record."""
    followup = _taken(actor, key, revision)
    if due_on <= followup.due_on:
        raise Refused(_("It is due on %(day)s already. Choose a later day.") % {"day": followup.due_on}, field="due_on")
    if not reason.strip():
        raise Refused(_("Say why it takes longer."), field="reason")
    made = Postponement.objects.create(
        followup=followup,
        was_due_on=followup.due_on,
        due_on=due_on,
        postponed_on=timezone.localdate(),
        author=actor.title,
        reason=reason.strip(),
    )
    followup.due_on, followup.late_from_on = due_on, due_on + timedelta(days=1)
    followup.save()
    return made


@act("followups.followups.complete")
def complete(
    key: str, *, revision: int | None, actor: Actor, note: str = "", completed_on: date | None = None
) -> Completion:
    """It is done, today unless an earlier day is said."""
    followup = _taken(actor, key, revision)
    return _completed(followup, actor, note=note, on=completed_on)


@act("followups.followups.withdraw")
def withdraw(key: str, *, revision: int | None, reason: str, actor: Actor) -> Withdrawal:
    """It was opened by mistake, or need not be done any more."""
    followup = _taken(actor, key, revision)
    if not reason.strip():
        raise Refused(_("Say why it need not be done."), field="reason")
    return _withdrawn(followup, actor, reason)


@act("followups.followups.settle", by=("official", "system"))
def settle(
    thing: Thing | Record, *, actor: Actor, room: str, note: str = "", completed_on: date | None = None
) -> list[Completion]:
    """The thing itself is dealt with: everything that `room` had open about it is done. For a room's own acts, which
    have checked the actor's right to the thing."""
    open_ones = queries.about(thing).filter(queries.OPEN, room=room)
    locked = Followup.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in open_ones])
    return [_completed(followup, actor, note=note, on=completed_on) for followup in locked.order_by("pk")]


@act("followups.followups.drop", by=ANYONE)
def drop(thing: Thing | Record, *, actor: Actor, room: str, reason: str) -> list[Withdrawal]:
    """The thing itself was taken back or given to another: what `room` had open about it need not be done. For a room's
    own acts, as `settle`."""
    open_ones = queries.about(thing).filter(queries.OPEN, room=room)
    return [_withdrawn(followup, actor, reason) for followup in open_ones]


@act("followups.followups.pass_on")
def pass_on(key: str, *, giver: str, taker: str, actor: Actor) -> Followup | None:
    """From one official to the successor, both by key. For a room's own acts, which have both signatures. None where it is
    done, withdrawn, or no longer the giver's."""
    followup = queries.opened().select_for_update(of=("self",)).filter(key=key, owner__key=giver).first()
    if followup is None:
        return None
    followup.owner = Official.objects.get(key=taker)
    followup.save()
    return followup


@act("followups.followups.climb", by=("system",))
def climb(*, today: date, actor: Actor) -> list[Climb]:
    """Bring each overdue follow-up before the heads it has reached by today. Safe to repeat."""
    return [
        Climb.objects.create(followup=followup, level=level, unit=unit, due_on=followup.due_on, climbed_on=today)
        for followup, level, unit in queries.to_climb(today)
    ]


@act("followups.reminders.remind", by=("system",))
def remind(*, today: date, actor: Actor) -> list[Reminder]:
    """Tell everyone whom a step of the norms is reached for, once a step. Safe to repeat."""
    return many.add(
        [
            Reminder(
                followup=one.followup,
                official=one.official,
                due_on=one.followup.due_on,
                step=one.step,
                reminded_on=today,
            )
            for one in reminding.due(today)
        ]
    )


@act("followups.feeds.issue")
def issue(*, reach: str, now: datetime, actor: Actor) -> tuple[CalendarFeed, str]:
    """A secret address for one's calendar, and its secret, which is shown this once."""
    if not isinstance(actor, Official):
        raise Refused(_("Only an official can do this."))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    made = CalendarFeed.objects.create(official=actor, reach=reach, digest=digest, tail=secret[-4:], issued_at=now)
    return made, secret


@act("followups.feeds.revoke")
def revoke(*, key: str, revision: int, now: datetime, actor: Actor, reason: str = "") -> CalendarFeed:
    """Calendars that use it get nothing from now on."""
    feed = access.take(actor, CalendarFeed, key, revision)
    if feed.revoked_at is not None:
        raise Refused(_("This address is revoked already."))
    feed.revoked_at = now
    feed.save()
    return feed


def _taken(actor: Actor, key: str, revision: int | None) -> Followup:
    followup = access.take(actor, Followup, key, revision)
    if Completion.objects.filter(followup=followup).exists():
        raise Refused(_("It is done already; there is nothing left to change."))
    if Withdrawal.objects.filter(followup=followup).exists():
        raise Refused(_("It was withdrawn; there is nothing left to change."))
    return followup


def _completed(followup: Followup, actor: Actor, *, note: str, on: date | None) -> Completion:
    day = on or timezone.localdate()
    if day < followup.opened_on:
        raise Refused(
            _("It was opened on %(day)s; it cannot have been done before.") % {"day": followup.opened_on},
            field="completed_on",
        )
    if day > timezone.localdate():
        raise Refused(_("That day is still to come. Choose today or an earlier day."), field="completed_on")
    followup.ended_on = day
    followup.save()
    return Completion.objects.create(followup=followup, completed_on=day, author=actor.title, note=note.strip())


def _withdrawn(followup: Followup, actor: Actor, reason: str) -> Withdrawal:
    followup.ended_on = timezone.localdate()
    followup.save()
    return Withdrawal.objects.create(
        followup=followup, withdrawn_on=timezone.localdate(), author=actor.title, reason=reason.strip()
    )


def _stands(who: Official | Unit, day: date) -> None:
    stands = organisation.unit_on(who, day) if isinstance(who, Unit) else organisation.unit_of(who, day)
    if stands is None:
        raise Refused(
            _("Who is to do it has no place in the organisation on that day. Choose someone else."), field="who"
        )
