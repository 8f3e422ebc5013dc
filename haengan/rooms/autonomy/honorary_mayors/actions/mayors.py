"""Appointing honorary mayors, their day, and what they proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables.sealed import opened
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.autonomy.honorary_mayors import queries, rules
from haengan.rooms.autonomy.honorary_mayors.models import Application, Appointment, Opinion, Stop
from haengan.rooms.autonomy.honorary_mayors.rules import ApplicationState, AppointmentState, OpinionState

DESK = ("official", "system")
ROOM = "autonomy.honorary_mayors"
LIVING = (AppointmentState.APPOINTED, AppointmentState.SERVED)


@act("autonomy.honorary_mayors.appoint", by=DESK)
def appoint(*, key: str, revision: int, appointed_on: date, actor: Actor, serves_on: date | None = None) -> Application:
    """Of a selected applicant; `key` is the application's."""
    application = access.take(actor, Application, key, revision)
    if application.state != ApplicationState.SELECTED:
        raise Refused(_("Only a selected applicant is appointed."), remedy=_("Select the application first."))
    if hasattr(application, "appointment"):
        raise Refused(_("This applicant is appointed already."))
    _numbered(
        Appointment(
            application=application,
            name=application.name,
            identity=opened(application, "identity"),
            group=application.group,
            groups=application.groups,
            appointed_on=appointed_on,
            serves_on=serves_on,
            invented=application.invented,
        )
    )
    return application


@act("autonomy.honorary_mayors.name", by=DESK)
def name(
    *,
    actor: Actor,
    name: str,
    group: str,
    groups: Iterable[str],
    appointed_on: date,
    born_on: date | None = None,
    **given: Any,
) -> Appointment:
    """On recommendation, without an application."""
    given["identity"] = rules.identity(name, born_on) if born_on else None
    given["groups"] = frozenset({group, *groups})
    return _numbered(Appointment(name=name.strip(), group=group, appointed_on=appointed_on, **given))


@act("autonomy.honorary_mayors.correct", by=DESK)
def correct(
    *, key: str, revision: int, actor: Actor, group: str, groups: Iterable[str], reason: str = "", **given: Any
) -> Appointment:
    appointment = _of(actor, key, revision)
    born_on = given.pop("born_on", None)
    for field, value in given.items():
        setattr(appointment, field, value)
    appointment.group, appointment.groups = group, frozenset({group, *groups})
    if born_on:
        appointment.identity = rules.identity(appointment.name, born_on)
    appointment.save()
    return appointment


@act("autonomy.honorary_mayors.plan", by=DESK)
def plan(*, key: str, revision: int, actor: Actor, **given: Any) -> Appointment:
    """One more item of the day's programme."""
    appointment = _of(actor, key, revision)
    if given["ends"] <= given["starts"]:
        raise Refused(_("An item of the programme ends after it begins."), field="ends")
    clash = queries.stops_of(appointment).filter(starts__lt=given["ends"], ends__gt=given["starts"]).first()
    if clash is not None:
        raise Refused(_("At that time the honorary mayor is at %(place)s.") % {"place": clash.place}, field="starts")
    Stop.objects.create(appointment=appointment, **given)
    return appointment


@act("autonomy.honorary_mayors.strike", by=DESK)
def strike(*, key: str, revision: int, stop: Stop, reason: str, actor: Actor) -> Appointment:
    """Take an item off the programme."""
    appointment = _of(actor, key, revision)
    if stop.appointment_id != appointment.pk:
        raise Refused(_("That item belongs to another day."), field="stop")
    stop.taken_off = reason
    stop.save()
    return appointment


@act("autonomy.honorary_mayors.serve", by=DESK)
def serve(*, key: str, revision: int, served_on: date, today: date, actor: Actor, remarks: str = "") -> Appointment:
    """The day took place."""
    appointment = _of(actor, key, revision)
    if not appointment.appointed_on <= served_on <= today:
        raise Refused(_("The day of service lies between the appointment and today."), field="served_on")
    appointment.serves_on, appointment.state = served_on, AppointmentState.SERVED.value
    appointment.remarks = remarks or appointment.remarks
    appointment.save()
    return appointment


@act("autonomy.honorary_mayors.end", by=DESK)
def end(*, key: str, revision: int, reason: str, actor: Actor) -> Appointment:
    """The appointment ends before its day; it stays counted."""
    appointment = _of(actor, key, revision)
    appointment.state = AppointmentState.ENDED.value
    appointment.save()
    return appointment


@act("autonomy.honorary_mayors.retract", by=DESK)
def retract(*, key: str, revision: int, reason: str, actor: Actor) -> Appointment:
    """It was entered by mistake and counts nowhere."""
    appointment = access.take(actor, Appointment, key, revision)
    appointment.state = AppointmentState.RETRACTED.value
    appointment.save()
    return appointment


@act("autonomy.honorary_mayors.voice", by=DESK)
def voice(*, appointment: Appointment, given_on: date, actor: Actor, **given: Any) -> Opinion:
    return _voiced(appointment, given_on, given)


@act("autonomy.honorary_mayors.voice_here", by=DESK)
def voice_here(*, key: str, revision: int, given_on: date, actor: Actor, **given: Any) -> Opinion:
    """The same, from the honorary mayor's own page."""
    return _voiced(_of(actor, key, revision), given_on, given)


@act("autonomy.honorary_mayors.rectify", by=DESK)
def rectify(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Opinion:
    opinion = access.take(actor, Opinion, key, revision)
    for field, value in given.items():
        setattr(opinion, field, value)
    opinion.save()
    return opinion


@act("autonomy.honorary_mayors.entrust", by=DESK)
def entrust(*, key: str, revision: int, unit: Unit, today: date, actor: Actor, due_on: date | None = None) -> Opinion:
    """This division considers it; without a day, by the norm `honorary_mayors.answer.days`."""
    opinion = access.take(actor, Opinion, key, revision)
    if opinion.state not in {OpinionState.OPEN, OpinionState.ENTRUSTED}:
        raise Refused(_("This opinion is answered or retracted already."))
    days = norms.value("honorary_mayors.answer.days", on=today)
    due = due_on or KOREA.shift(KOREA.on_or_after(today), days - 1)
    opinion.unit, opinion.due_on, opinion.state = unit, due, OpinionState.ENTRUSTED.value
    opinion.save()
    followups.drop(opinion, room=ROOM, reason=_("It was entrusted anew."), actor=actor)
    what = _("Consider an honorary mayor's opinion: %(text)s") % {"text": str(opinion)}
    followups.open(what=what, thing=opinion, who=unit, due_on=due, room=ROOM, opened_on=today, actor=actor)
    return opinion


@act("autonomy.honorary_mayors.answer", by=DESK)
def answer(*, key: str, revision: int, outcome: str, text: str, today: date, actor: Actor) -> Opinion:
    """Also later, when its fate has changed: the earlier answer stays in the history."""
    opinion = access.take(actor, Opinion, key, revision, to="answer")
    if opinion.state not in {OpinionState.ENTRUSTED, OpinionState.ANSWERED}:
        raise Refused(_("Entrust it to a division first."))
    opinion.answered_on = opinion.answered_on or today
    opinion.outcome, opinion.answer, opinion.state = outcome, text, OpinionState.ANSWERED.value
    opinion.save()
    followups.settle(opinion, room=ROOM, completed_on=today, actor=actor)
    return opinion


@act("autonomy.honorary_mayors.unsay", by=DESK)
def unsay(*, key: str, revision: int, reason: str, actor: Actor) -> Opinion:
    """It was entered by mistake and counts nowhere."""
    opinion = access.take(actor, Opinion, key, revision)
    opinion.state = OpinionState.RETRACTED.value
    opinion.save()
    followups.drop(opinion, room=ROOM, reason=reason, actor=actor)
    return opinion


def _numbered(appointment: Appointment) -> Appointment:
    year = appointment.appointed_on.year
    appointment.number = rules.entrusted_number(year, queries.last_number(year) + 1)
    if appointment.serves_on is not None and appointment.serves_on < appointment.appointed_on:
        raise Refused(_("The day of service lies on or after the day of appointment."), field="serves_on")
    appointment.save()
    return appointment


def _of(actor: Actor, key: str, revision: int) -> Appointment:
    appointment = access.take(actor, Appointment, key, revision)
    if appointment.state not in LIVING:
        raise Refused(
            _("This appointment is in the state “%(state)s”.") % {"state": appointment.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )
    return appointment


def _voiced(appointment: Appointment, given_on: date, given: dict[str, Any]) -> Opinion:
    if given_on < appointment.appointed_on:
        raise Refused(_("An honorary mayor speaks after the appointment. Check the day."), field="given_on")
    return Opinion.objects.create(appointment=appointment, given_on=given_on, **given)
