"""Adopting a task, correcting it, and taking it from stage to stage."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.people.models import Official
from haengan.rooms.digital.innovations import queries
from haengan.rooms.digital.innovations.models import Innovation, StageChange
from haengan.rooms.digital.innovations.rules import Stage, following

DESK = ("official", "system")
ROOM = "digital.innovations"


@act("digital.innovations.adopt", by=DESK)
def adopt(*, adopted_on: date, today: date, actor: Actor, invented: bool = False, **given: Any) -> Innovation:
    if adopted_on > today:
        raise Refused(_("A task is adopted today or earlier. Check the day."), field="adopted_on")
    task = Innovation(adopted_on=adopted_on, stage_on=adopted_on, invented=invented, **given)
    _days_fit(task)
    task.number = f"{adopted_on.year}-{queries.last_count(adopted_on.year) + 1:03d}"
    task.save()
    StageChange.objects.create(task=task, stage=Stage.IDEA.value, from_on=adopted_on)
    return task


@act("digital.innovations.correct", by=DESK)
def correct(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Innovation:
    task = standing(access.take(actor, Innovation, key, revision))
    for name, value in given.items():
        setattr(task, name, value)
    _days_fit(task)
    first, *later = task.stages.all()
    if later and task.adopted_on > later[0].from_on:
        raise Refused(_("It went to another stage before that day. Check the day."), field="adopted_on")
    if first.from_on != task.adopted_on:
        first.from_on = task.adopted_on
        first.save()
        task.stage_on = task.adopted_on if not later else task.stage_on
    task.save()
    return task


@act("digital.innovations.pass_on")
def pass_on(*, key: str, giver: str, taker: str, actor: Actor) -> Innovation | None:
    """The successor is in charge from now on. For a room's own acts, which have both signatures. None where it has ended, or
    another is in charge."""
    task = queries.in_charge(giver).select_for_update(of=("self",)).filter(key=key).first()
    if task is None:
        return None
    task.officer = Official.objects.get(key=taker)
    task.save()
    return task


@act("digital.innovations.move", by=DESK)
def move(
    *, key: str, revision: int, stage: str, today: date, actor: Actor, from_on: date | None = None, reason: str = ""
) -> Innovation:
    """To another stage, on a day. Going back and stopping need a reason."""
    task, on = standing(access.take(actor, Innovation, key, revision)), from_on or today
    to = Stage(stage)
    if to not in following(task.stage):
        raise Refused(
            _("From “%(stage)s” a task does not go there.") % {"stage": task.get_stage_display()}, field="stage"
        )
    if not task.stage_on <= on <= today:
        raise Refused(
            _("The day lies between the last change (%(day)s) and today. Check it.") % {"day": task.stage_on},
            field="from_on",
        )
    back = to in {Stage.IDEA, Stage.STOPPED} or task.stage in {Stage.DONE, Stage.STOPPED}
    if (back or (task.stage == Stage.UNDER_WAY and to == Stage.PLANNED)) and not reason.strip():
        raise Refused(_("Say why it stops or goes back."), field="reason")
    _gone_to(task, to, on)
    StageChange.objects.create(task=task, stage=to.value, from_on=on, reason=reason.strip())
    if task.ended_on is not None:
        _nothing_owed(task, actor, reason, today)
    return task


@act("digital.innovations.retract", by=DESK)
def retract(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Innovation:
    """It was entered by mistake and counts nowhere."""
    task = standing(access.take(actor, Innovation, key, revision))
    task.stage, task.stage_on, task.done_on, task.ended_on = Stage.RETRACTED.value, today, None, today
    task.save()
    StageChange.objects.create(task=task, stage=task.stage, from_on=today, reason=reason)
    _nothing_owed(task, actor, reason, today)
    return task


def standing(task: Innovation) -> Innovation:
    if task.stage == Stage.RETRACTED:
        raise Refused(_("This task was retracted. Enter it anew."))
    return task


def _gone_to(task: Innovation, to: Stage, on: date) -> None:
    task.stage, task.stage_on = to.value, on
    task.done_on = on if to == Stage.DONE else None
    task.stopped_on = on if to == Stage.STOPPED else None
    task.ended_on = task.done_on or task.stopped_on
    task.save()


def _nothing_owed(task: Innovation, actor: Actor, note: str, today: date) -> None:
    for thing in (*task.conditions.filter(met_on__isnull=True), *task.milestones.filter(reached_on__isnull=True)):
        followups.settle(thing, actor=actor, room=ROOM, note=note, completed_on=today)


def _days_fit(task: Innovation) -> None:
    if task.planned_until_on is not None and task.planned_until_on < task.adopted_on:
        raise Refused(_("It cannot be done before it is adopted. Check the days."), field="planned_until_on")
