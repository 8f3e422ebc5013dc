"""Every act on the organisation. All changes of units and posts end in `versions.carry_out`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.acts import many
from haengan.kernel.acts.rows import take
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.organisation import moves, versions
from haengan.kernel.organisation.engine.chart import changes, checks, shape
from haengan.kernel.organisation.engine.chart.changes import Change
from haengan.kernel.organisation.models import (
    Appointment,
    Deputy,
    PlannedChange,
    Post,
    PostVersion,
    Restructuring,
    UnitVersion,
)
from haengan.kernel.organisation.moves import Move
from haengan.kernel.organisation.plans import Unfit
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import new_key
from haengan.kernel.tables.queries import on_day

DESK = ("official", "system")
APPROVED = ("system",)
"""Open to no official: a final approval does it under its mandate (`kernel.approvals`), and the founding of a city."""


def opening(verb: str, **values: Any) -> Change:
    """A change that opens a unit or post under a new key, to which other changes may refer by `.target`."""
    return Change(changes.Verb(verb), new_key(), values)


@act("organisation.charts.change", by=DESK)
def change(*, planned: Sequence[Change], from_on: date, actor: Actor, reason: str = "") -> shape.Chart:
    """Several changes from one day on, as one act and without a draft. Returns the chart that then stands."""
    return versions.carry_out(planned, from_on)


@act("organisation.restructurings.draft", by=DESK)
def draft(
    *, title_ko: str, effective_on: date, actor: Actor, title_en: str = "", basis: str = "", reason: str = ""
) -> Restructuring:
    return Restructuring.objects.create(title_ko=title_ko, title_en=title_en, effective_on=effective_on, basis=basis)


@act("organisation.restructurings.plan", by=DESK)
def plan(*, key: str, planned: Sequence[Change], actor: Actor) -> list[PlannedChange]:
    """Add changes to a draft, in order."""
    restructuring = _drafted(key, None)
    start = restructuring.changes.count()
    return [_planned(restructuring, start + index, each) for index, each in enumerate(planned)]


@act("organisation.restructurings.unplan", by=DESK)
def unplan(*, key: str, revision: int, actor: Actor) -> None:
    """Take one change out of a draft."""
    planned = take(PlannedChange.objects.select_related("restructuring"), key, revision)
    _drafted(planned.restructuring.key, None)
    planned.delete()


@act("organisation.restructurings.reschedule", by=DESK)
def reschedule(*, key: str, revision: int, effective_on: date, actor: Actor, reason: str = "") -> Restructuring:
    restructuring = _drafted(key, revision)
    restructuring.effective_on = effective_on
    restructuring.save()
    return restructuring


@act("organisation.restructurings.withdraw", by=DESK)
def withdraw(*, key: str, revision: int, actor: Actor, reason: str) -> Restructuring:
    restructuring = _drafted(key, revision)
    restructuring.state = Restructuring.State.WITHDRAWN
    restructuring.save()
    return restructuring


@act("organisation.restructurings.enact", by=APPROVED)
def enact(*, key: str, revision: int, actor: Actor, reason: str = "") -> Restructuring:
    """All planned changes take effect on the restructuring's day, as this one act."""
    restructuring = _drafted(key, revision)
    planned = [changes.read(row.verb, row.target, row.values) for row in restructuring.changes.all()]
    if not planned:
        raise Refused(_("The restructuring has no changes yet. Plan at least one."))
    restructuring.state = Restructuring.State.ENACTED
    restructuring.save()
    versions.carry_out(planned, restructuring.effective_on)
    return restructuring


@act("organisation.units.correct", by=DESK)
def correct_unit(*, key: str, revision: int, actor: Actor, reason: str, **names: str) -> UnitVersion:
    """Mend a wrongly entered name (name_ko, name_en) of one version; a renaming is a change with its day."""
    version = take(UnitVersion.objects.all(), key, revision)
    version.name_ko = names.get("name_ko", version.name_ko)
    version.name_en = names.get("name_en", version.name_en)
    later = UnitVersion.objects.filter(parent=version.parent, name_ko=version.name_ko).exclude(unit=version.unit)
    if any(_meet(version, other) for other in later):
        raise Unfit([checks.Problem("name_twice", version.key, version.name_ko)])
    version.save()
    return version


@act("organisation.appointments.appoint", by=APPROVED)
def appoint(
    *,
    official: str,
    post: str,
    from_on: date,
    actor: Actor,
    kind: str = "regular",
    until_on: date | None = None,
    reason: str = "",
) -> Appointment:
    """`official` and `post` are keys. A regular appointment ends the one that the official holds until then."""
    who, where = take(Official.objects.all(), official), take(Post.objects.all(), post)
    _serves(who, from_on)
    _stands(where, from_on, until_on)
    if Appointment.objects.filter(official=who, post=where).exclude(until_on__lte=from_on).exists():
        raise Refused(_("%(name)s holds that post already. Nothing is left to do.") % {"name": who.title}, field="post")
    if kind == Appointment.Kind.REGULAR:
        _end_current(who, from_on)
    return Appointment.objects.create(official=who, post=where, kind=kind, from_on=from_on, until_on=until_on)


@act("organisation.appointments.transfer", by=APPROVED)
def transfer(*, planned: Sequence[Move], from_on: date, actor: Actor, reason: str = "") -> list[Appointment]:
    """All of them go to their posts on one day, or none does. The number of queries does not depend on theirs."""
    Appointment.objects.select_for_update(of=("self",)).filter(
        official__in=[one.official.pk for one in planned]
    ).count()
    found = moves.planned(planned, from_on)
    if wrong := moves.wrong(found):
        raise Refused("\n".join(wrong), remedy=_("Correct these lines; until then none takes effect."))
    many.change([one.leaving for one in found if one.leaving is not None], until_on=from_on)
    told = [Appointment(official=m.official, post=m.post, kind=m.kind, from_on=from_on) for m in planned]
    return many.add(told)


@act("organisation.appointments.end", by=DESK)
def end(*, key: str, revision: int, until_on: date, actor: Actor, reason: str = "") -> Appointment:
    """`until_on` is the first day without it."""
    appointment = take(Appointment.objects.all(), key, revision)
    if until_on <= appointment.from_on:
        raise Refused(_("An appointment ends after the day it begins. Choose a later day."), field="until_on")
    appointment.until_on = until_on
    appointment.save()
    return appointment


@act("organisation.deputies.appoint", by=DESK)
def deputise(*, post: str, official: str, from_on: date, until_on: date, actor: Actor, reason: str = "") -> Deputy:
    """Name who acts for a post, for others to decide upon; holders name their own by `stand_in`."""
    return _deputy(post, official, from_on, until_on)


@act("organisation.deputies.stand_in", by=("official",))
def stand_in(*, post: str, official: str, from_on: date, until_on: date, actor: Actor, reason: str = "") -> Deputy:
    """An official names the deputy for a post that is the official's own on the first of those days."""
    own = Appointment.objects.filter(on_day(from_on), post__key=post, official__key=actor.key)
    if not own.exists():
        raise Refused(
            _("You can name a deputy only for a post that you hold then. Ask the personnel desk."), field="post"
        )
    return _deputy(post, official, from_on, until_on)


@act("organisation.deputies.recall", by=DESK)
def recall(*, key: str, revision: int, until_on: date, actor: Actor, reason: str = "") -> Deputy:
    deputy = take(Deputy.objects.all(), key, revision)
    if not deputy.from_on < until_on <= deputy.until_on:
        raise Refused(_("Choose a day within the days of the deputy."), field="until_on")
    deputy.until_on = until_on
    deputy.save()
    return deputy


def _drafted(key: str, revision: int | None) -> Restructuring:
    restructuring = take(Restructuring.objects.all(), key, revision)
    if restructuring.state != Restructuring.State.DRAFT:
        raise Refused(
            _("The restructuring “%(title)s” is %(state)s and no longer changes. Draft a new one.")
            % {"title": restructuring.title_ko, "state": restructuring.get_state_display()}
        )
    return restructuring


def _planned(restructuring: Restructuring, position: int, change: Change) -> PlannedChange:
    return PlannedChange.objects.create(
        restructuring=restructuring,
        position=position,
        verb=change.verb.value,
        target=change.target,
        values=changes.written(change),
    )


def _serves(official: Official, day: date) -> None:
    if not official.from_on <= day or (official.until_on and official.until_on <= day):
        raise Refused(_("%(name)s is not employed on that day.") % {"name": official.title}, field="official")


def _stands(post: Post, from_on: date, until_on: date | None) -> None:
    if not PostVersion.objects.filter(on_day(from_on), post=post).exists():
        raise Refused(_("That post does not stand on that day. Choose one from the chart of the day."), field="post")
    if until_on is not None and until_on <= from_on:
        raise Refused(_("An appointment ends after the day it begins. Choose a later day."), field="until_on")
    closes = PostVersion.objects.filter(post=post).order_by("-from_on").values_list("until_on", flat=True)[0]
    if closes is not None and (until_on is None or until_on > closes):
        raise Refused(
            _("That post closes on %(day)s. Let the appointment end by then.") % {"day": closes}, field="until_on"
        )


def _end_current(official: Official, day: date) -> None:
    regular = Appointment.objects.filter(official=official, kind=Appointment.Kind.REGULAR)
    if regular.filter(from_on__gte=day).exists():
        raise Refused(
            _("%(name)s has an appointment from that day or later. End that one first.") % {"name": official.title},
            field="from_on",
        )
    for held in regular.filter(on_day(day)):
        held.until_on = day
        held.save()


def _deputy(post: str, official: str, from_on: date, until_on: date) -> Deputy:
    where, who = take(Post.objects.all(), post), take(Official.objects.all(), official)
    _serves(who, from_on)
    if until_on <= from_on:
        raise Refused(_("The last day comes after the first. Choose a later day."), field="until_on")
    twice = Deputy.objects.filter(post=where, official=who, from_on__lt=until_on, until_on__gt=from_on)
    if twice.exists():
        raise Refused(_("%(name)s is the deputy on some of those days already.") % {"name": who.title}, field="from_on")
    return Deputy.objects.create(post=where, official=who, from_on=from_on, until_on=until_on)


def _meet(one: UnitVersion, other: UnitVersion) -> bool:
    return (one.until_on is None or one.until_on > other.from_on) and (
        other.until_on is None or other.until_on > one.from_on
    )
