"""Calling for honorary mayors, applications, and choosing among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.norms import queries as norms
from haengan.kernel.tables import receipts
from haengan.rooms.autonomy.honorary_mayors import queries, rules
from haengan.rooms.autonomy.honorary_mayors.models import Application, Call, Quota
from haengan.rooms.autonomy.honorary_mayors.rules import ApplicationState

DESK = ("official", "system")
CHOICE = (ApplicationState.RECEIVED, ApplicationState.RESERVE)


@act("autonomy.honorary_mayors.call", by=DESK)
def call(
    *, actor: Actor, title: str, year: int, from_on: date, until_on: date, text: str = "", **places: int | None
) -> Call:
    """`places` are the quotas by group (``youth=6``)."""
    made = Call.objects.create(title=title, year=year, from_on=from_on, until_on=until_on, text=text)
    _set(made, places)
    return made


@act("autonomy.honorary_mayors.revise_call", by=DESK)
def correct(
    *,
    key: str,
    revision: int,
    actor: Actor,
    title: str,
    year: int,
    from_on: date,
    until_on: date,
    text: str = "",
    reason: str = "",
    **places: int | None,
) -> Call:
    made = access.take(actor, Call, key, revision)
    made.title, made.year, made.from_on, made.until_on, made.text = title, year, from_on, until_on, text
    made.save()
    _set(made, places)
    return made


@act("autonomy.honorary_mayors.publish", by=DESK)
def publish(*, key: str, revision: int, today: date, actor: Actor) -> Call:
    made = access.take(actor, Call, key, revision)
    if not made.quotas.exists():
        raise Refused(_("The call says for no group how many places there are."), remedy=_("Enter the places first."))
    made.published_on = today
    made.save()
    return made


@act("autonomy.honorary_mayors.apply", by=("official", "resident", "anyone", "system"))
def apply(
    *,
    actor: Actor,
    call: Call,
    name: str,
    born_on: date,
    group: str,
    groups: Iterable[str],
    today: date,
    contact: str = "",
    agreed: bool = False,
    received_on: date | None = None,
    **given: Any,
) -> Application:
    """A citizen applies while the call is open and has agreed; an official may enter what came on paper."""
    on = received_on or today
    if actor.kind not in DESK:
        _citizen_may(call, agreed, today=today)
        given["channel"] = "portal"
    if born_on >= on:
        raise Refused(_("The day of birth lies in the past. Check it."), field="born_on")
    identity, given["groups"] = rules.identity(name, born_on), frozenset({group, *groups})
    if queries.applied_already(call, identity):
        raise Refused(
            _("This person has applied in this call already."),
            field="name",
            remedy=_("Look up the application that stands, or take it back first."),
        )
    application = Application(
        call=call,
        received_on=on,
        name=name.strip(),
        identity=identity,
        contact=contact.strip() or None,
        group=group,
        agreed_on=on if agreed else None,
        **given,
    )
    return receipts.number(application, on.year, application.save)


@act("autonomy.honorary_mayors.amend", by=DESK)
def amend(
    *, key: str, revision: int, actor: Actor, group: str, groups: Iterable[str], reason: str = "", **given: Any
) -> Application:
    """Name, birth and call stay; an empty contact leaves the one that stands."""
    application = access.take(actor, Application, key, revision)
    contact, agreed = given.pop("contact", ""), given.pop("agreed", None)
    for fixed in ("call", "name", "born_on", "received_on"):
        given.pop(fixed, None)
    for name, value in given.items():
        setattr(application, name, value)
    application.group, application.groups = group, frozenset({group, *groups})
    if contact.strip():
        application.contact = contact.strip()
    if agreed is not None:
        application.agreed_on = (application.agreed_on or application.received_on) if agreed else None
    application.save()
    return application


@act("autonomy.honorary_mayors.select", by=DESK)
def select(
    *, key: str, revision: int, today: date, actor: Actor, grounds: str = "", exception: str = ""
) -> Application:
    """Refused beyond the quota of the group, and for whoever served too recently unless `exception` says why."""
    application = _undecided(actor, key, revision)
    rows.take(Call.objects.all(), application.call.key)
    _place_left(application)
    _not_too_soon(application, exception, today)
    return _decided(application, ApplicationState.SELECTED, exception or grounds, today)


@act("autonomy.honorary_mayors.reserve", by=DESK)
def reserve(*, key: str, revision: int, today: date, actor: Actor, grounds: str = "") -> Application:
    """Moves up where someone selected drops out."""
    return _decided(_undecided(actor, key, revision), ApplicationState.RESERVE, grounds, today)


@act("autonomy.honorary_mayors.reject", by=DESK)
def reject(*, key: str, revision: int, grounds: str, today: date, actor: Actor) -> Application:
    return _decided(_undecided(actor, key, revision), ApplicationState.REJECTED, grounds, today)


@act("autonomy.honorary_mayors.withdraw", by=DESK)
def withdraw(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Application:
    """The applicant told an official so; also a selected one, as long as there is no appointment."""
    application = access.take(actor, Application, key, revision)
    return _withdrawn(application, today)


@act("autonomy.honorary_mayors.take_back", by=("anyone", "resident"))
def take_back(*, number: str, code: str, today: date, actor: Actor) -> Application:
    """The applicant withdraws, with receipt number and look-up code."""
    found = receipts.of(Application, number, code)
    return _withdrawn(rows.take(found, receipts.key_of(Application, number, code)), today)


def _set(made: Call, places: dict[str, int | None]) -> None:
    kept = {row.group: row for row in made.quotas.all()}
    for group, people in places.items():
        row = kept.get(group)
        if row is None and people:
            Quota.objects.create(call=made, group=group, people=people)
        elif row is not None and row.people != (people or 0):
            row.people = people or 0
            row.save()


def _citizen_may(call: Call, agreed: bool, *, today: date) -> None:
    if call.published_on is None or not call.from_on <= today < call.until_on:
        raise Refused(_("This call is not open for applications today."), remedy=_("Look for the next call."))
    if not agreed:
        raise Refused(
            _("Without your agreement to the use of your data you cannot be considered."),
            field="agreed",
            remedy=_("Tick the box, or call the office."),
        )


def _undecided(actor: Actor, key: str, revision: int) -> Application:
    application = access.take(actor, Application, key, revision)
    if application.state not in CHOICE:
        raise Refused(
            _("This application is in the state “%(state)s” already.") % {"state": application.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )
    return application


def _place_left(application: Application) -> None:
    call = application.call
    left = rules.places_left(queries.quota(call, application.group), queries.selected(call, application.group))
    if left is None:
        raise Refused(
            _("The call has no places for the group %(group)s.") % {"group": application.get_group_display()},
            remedy=_("Count the person under another group that holds, or give the group places in the call."),
        )
    if not left:
        raise Refused(
            _("All places for the group %(group)s are taken.") % {"group": application.get_group_display()},
            remedy=_("Put the application in reserve, or give the group more places in the call."),
        )


def _not_too_soon(application: Application, exception: str, today: date) -> None:
    years = norms.value("honorary_mayors.again.years", on=today)
    again = rules.again_from(queries.served_before(application), years)
    if again is not None and today < again and not exception.strip():
        raise Refused(
            _("The same person was appointed before and may be chosen again from %(day)s.") % {"day": again},
            field="exception",
            remedy=_("Choose someone else, or give the reason for an exception."),
        )


def _decided(application: Application, state: ApplicationState, grounds: str, today: date) -> Application:
    application.state, application.grounds, application.decided_on = state.value, grounds, today
    application.save()
    return application


def _withdrawn(application: Application, today: date) -> Application:
    if application.state == ApplicationState.WITHDRAWN:
        raise Refused(_("This application was withdrawn already."))
    if hasattr(application, "appointment"):
        raise Refused(_("The applicant is appointed already. End the appointment instead."))
    application.state, application.decided_on = ApplicationState.WITHDRAWN.value, today
    application.save()
    return application
