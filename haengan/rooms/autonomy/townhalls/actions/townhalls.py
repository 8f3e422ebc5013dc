"""Planning a town hall, moving it, holding it, showing it to citizens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.autonomy.townhalls.models import Attendance, Move, Townhall
from haengan.rooms.autonomy.townhalls.rules import State

DESK = ("official", "system")


@act("autonomy.townhalls.schedule", by=DESK)
def schedule(*, actor: Actor, **given: Any) -> Townhall:
    """`given` are the fields of the town hall."""
    return planned(given)


@act("autonomy.townhalls.correct", by=DESK)
def correct(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Townhall:
    """A planned day is moved by `postpone`, so that its reason is kept; here only a mistake is put right."""
    townhall = access.take(actor, Townhall, key, revision)
    if townhall.state == State.RETRACTED:
        raise Refused(_("This town hall was retracted. Enter it anew."))
    for name, value in given.items():
        setattr(townhall, name, value)
    _hours_fit(townhall)
    townhall.save()
    for opinion in townhall.opinions.exclude(said_on=townhall.meets_on):
        opinion.said_on = townhall.meets_on
        opinion.save()
    return townhall


@act("autonomy.townhalls.postpone", by=DESK)
def postpone(*, key: str, revision: int, meets_on: date, reason: str, today: date, actor: Actor) -> Townhall:
    townhall = _in(access.take(actor, Townhall, key, revision), State.PLANNED)
    if meets_on == townhall.meets_on:
        raise Refused(_("It is planned for that day already. Choose another day."), field="meets_on")
    before, townhall.meets_on = townhall.meets_on, meets_on
    townhall.save()
    Move.objects.create(
        townhall=townhall, kind="postponed", decided_on=today, planned_on=before, meets_on=meets_on, reason=reason
    )
    return townhall


@act("autonomy.townhalls.cancel", by=DESK)
def cancel(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Townhall:
    townhall = _in(access.take(actor, Townhall, key, revision), State.PLANNED)
    townhall.state = State.CANCELLED
    townhall.save()
    Move.objects.create(
        townhall=townhall, kind="cancelled", decided_on=today, planned_on=townhall.meets_on, reason=reason
    )
    return townhall


@act("autonomy.townhalls.hold", by=DESK)
def hold(*, key: str, revision: int, today: date, actor: Actor, summary: str = "", **people: int | None) -> Townhall:
    """It took place: what happened, and how many of each group came (``residents=40``)."""
    townhall = _in(access.take(actor, Townhall, key, revision), State.PLANNED, State.HELD)
    if townhall.meets_on > today:
        raise Refused(
            _("It is planned for %(day)s, which has not come yet.") % {"day": townhall.meets_on},
            remedy=_("Enter the result on the day or later, or postpone it to the day on which it took place."),
        )
    townhall.state, townhall.summary = State.HELD.value, summary
    townhall.save()
    _count(townhall, people)
    return townhall


@act("autonomy.townhalls.publish", by=DESK)
def publish(*, key: str, revision: int, today: date, actor: Actor) -> Townhall:
    """Show it on the citizens' pages and in their calendar."""
    townhall = access.take(actor, Townhall, key, revision)
    if townhall.state == State.RETRACTED:
        raise Refused(_("This town hall was retracted. Enter it anew."))
    townhall.published_on = today
    townhall.save()
    return townhall


@act("autonomy.townhalls.hide", by=DESK)
def hide(*, key: str, revision: int, reason: str, actor: Actor) -> Townhall:
    townhall = access.take(actor, Townhall, key, revision)
    townhall.published_on = None
    townhall.save()
    return townhall


@act("autonomy.townhalls.retract", by=DESK)
def retract(*, key: str, revision: int, reason: str, actor: Actor) -> Townhall:
    """It was entered by mistake and counts nowhere; a town hall that does not take place is cancelled instead."""
    townhall = access.take(actor, Townhall, key, revision)
    if townhall.requests.exists():
        raise Refused(_("A request led to this town hall. Cancel it instead, so that the requester learns why."))
    townhall.state, townhall.published_on = State.RETRACTED.value, None
    townhall.save()
    return townhall


def planned(given: Mapping[str, Any]) -> Townhall:
    """A new town hall, inside the act that asked for it."""
    townhall = Townhall(**given)
    _hours_fit(townhall)
    townhall.save()
    return townhall


def _hours_fit(townhall: Townhall) -> None:
    if townhall.ends is not None and townhall.ends <= townhall.starts:
        raise Refused(_("A town hall ends after it begins. Check the hours."), field="ends")


def _in(townhall: Townhall, *states: State) -> Townhall:
    if townhall.state not in states:
        raise Refused(
            _("This town hall is in the state “%(state)s”, so this cannot be done.")
            % {"state": townhall.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )
    return townhall


def _count(townhall: Townhall, people: Mapping[str, int | None]) -> None:
    kept = {row.group: row for row in townhall.attendance.all()}
    for group, number in people.items():
        row = kept.get(group)
        if row is None and number:
            Attendance.objects.create(townhall=townhall, group=group, people=number)
        elif row is not None and row.people != (number or 0):
            row.people = number or 0
            row.save()
