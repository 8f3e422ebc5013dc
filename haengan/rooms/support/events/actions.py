"""Every act on events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.support.events import queries, rules
from haengan.rooms.support.events.models import Decision, Event, Invitation, ProgrammeItem
from haengan.rooms.support.events.rules import Group, Item, State

DESK = ("official", "system")


@act("support.events.enter", by=DESK)
def enter(*, today: date, actor: Actor, **given: Any) -> Event:
    """A planned event, or one that took place. `given` are its fields."""
    event = Event(**given)
    event.series = event.series or rules.slug(event.name_en) or event.key
    _national_day_is_one(event)
    _not_entered_already(event)
    if event.state == State.HELD:
        _has_begun(event, today)
    event.save()
    if event.state == State.HELD:
        _decide(event, State.HELD.value, min(event.period.last_on, today))
    return event


@act("support.events.correct", by=DESK)
def correct(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Event:
    """Put right what was entered; other days are given by `postpone`, the outcome by `hold` and `cancel`."""
    event = access.take(actor, Event, key, revision)
    if event.state in (State.CANCELLED, State.RETRACTED):
        raise Refused(_("This event was cancelled or retracted. Enter it anew."))
    if given.pop("state", event.state) != event.state:
        raise Refused(
            _("Whether an event took place is not corrected here."),
            field="state",
            remedy=_("Use “It took place”, “Cancel” or “Retract” on its page."),
        )
    series = given.pop("series", "") or event.series
    _set(event, {**given, "series": series})
    _national_day_is_one(event)
    _not_entered_already(event)
    event.save()
    return event


@act("support.events.order", by=DESK)
def order(*, key: str, revision: int, programme: Sequence[Item], actor: Actor) -> Event:
    """The programme becomes this one."""
    event = _standing(access.take(actor, Event, key, revision))
    kept = {row.position: row for row in event.programme.all()}
    for position, item in enumerate(programme):
        row = kept.pop(position, None) or ProgrammeItem(event=event, position=position)
        if row.pk is None or row.item != item:
            told = {"starts": item.starts, "ends": item.ends, "title_ko": item.title_ko, "title_en": item.title_en}
            _set(row, {**told, "person": item.person})
            row.save()
    for surplus in kept.values():
        surplus.delete()
    event.save()
    return event


@act("support.events.invite", by=DESK)
def invite(*, key: str, revision: int, groups: Sequence[Group], actor: Actor) -> Event:
    """The list of invited groups becomes this one."""
    event = _standing(access.take(actor, Event, key, revision))
    kept = {row.position: row for row in event.invitations.all()}
    for position, group in enumerate(groups):
        row = kept.pop(position, None) or Invitation(event=event, position=position)
        if row.pk is None or row.group != group:
            _set(row, {"name_ko": group.name_ko, "name_en": group.name_en, "invited": group.invited})
            row.save()
    for surplus in kept.values():
        surplus.delete()
    event.save()
    return event


@act("support.events.hold", by=DESK)
def hold(
    *,
    key: str,
    revision: int,
    today: date,
    actor: Actor,
    present: int | None = None,
    approximate: bool = False,
    note: str = "",
) -> Event:
    """It took place: how many came, exactly or roughly."""
    event = _planned(access.take(actor, Event, key, revision))
    _has_begun(event, today)
    event.state = State.HELD.value
    event.present, event.approximate = present, approximate and present is not None
    event.save()
    _decide(event, State.HELD.value, today, note)
    return event


@act("support.events.postpone", by=DESK)
def postpone(
    *, key: str, revision: int, from_on: date, until_on: date, reason: str, today: date, actor: Actor
) -> Event:
    event = _planned(access.take(actor, Event, key, revision))
    if (from_on, until_on) == (event.from_on, event.until_on):
        raise Refused(_("It is planned for these days already. Choose other days."), field="from_on")
    before, event.from_on, event.until_on = event.from_on, from_on, until_on
    event.other_day_reason = event.other_day_reason or reason[:200]
    _not_entered_already(event)
    event.save()
    _decide(event, "postponed", today, reason, planned_on=before)
    return event


@act("support.events.cancel", by=DESK)
def cancel(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Event:
    return _ended(_planned(access.take(actor, Event, key, revision)), State.CANCELLED, today, reason)


@act("support.events.retract", by=DESK)
def retract(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Event:
    """It was entered by mistake and counts no more."""
    event = access.take(actor, Event, key, revision)
    if event.state == State.RETRACTED:
        raise Refused(_("This event was retracted already."))
    return _ended(event, State.RETRACTED, today, reason)


def _national_day_is_one(event: Event) -> None:
    """국경일에 관한 법률 제2조; a ceremony on another day says why."""
    if event.kind != rules.NATIONAL_DAY:
        return
    known = queries.national_days(event.from_on)
    if event.series not in known:
        raise Refused(
            _("“%(code)s” is no national day.") % {"code": event.series},
            field="series",
            remedy=_("Enter one of %(codes)s as its code, or choose another kind of event.")
            % {"codes": ", ".join(known)},
        )
    if not rules.falls_on(event.period, known[event.series]) and not event.other_day_reason:
        month, day = known[event.series]
        raise Refused(
            _("This national day is on %(month)s/%(day)s, but the event is on %(on)s.")
            % {"month": month, "day": day, "on": event.when()},
            field="from_on",
            remedy=_("Correct the day, or say why it is held on another day."),
        )


def _not_entered_already(event: Event) -> None:
    other = queries.same(event).first()
    if other is not None:
        raise Refused(
            _("“%(name)s” is entered already for these days.") % {"name": other},
            field="from_on",
            remedy=_("Correct that entry, or give this one another code."),
        )


def _has_begun(event: Event, today: date) -> None:
    if event.from_on > today:
        raise Refused(
            _("It is planned for %(day)s, and that day has not come yet.") % {"day": event.when()},
            field="state",
            remedy=_("Enter the result on that day or later, or postpone it to the day on which it took place."),
        )


def _planned(event: Event) -> Event:
    if event.state == State.PLANNED:
        return event
    raise Refused(_("This event is no longer planned: %(state)s.") % {"state": event.get_state_display()})


def _standing(event: Event) -> Event:
    if event.state in (State.PLANNED, State.HELD):
        return event
    raise Refused(_("This event was cancelled or retracted. Enter it anew."))


def _ended(event: Event, state: State, today: date, reason: str) -> Event:
    event.state = state.value
    event.save()
    _decide(event, state.value, today, reason)
    return event


def _decide(event: Event, kind: str, on: date, reason: str = "", *, planned_on: date | None = None) -> None:
    Decision.objects.create(event=event, kind=kind, decided_on=on, reason=reason, planned_on=planned_on)


def _set(record: Any, given: dict[str, Any]) -> None:
    for name, value in given.items():
        setattr(record, name, value)
