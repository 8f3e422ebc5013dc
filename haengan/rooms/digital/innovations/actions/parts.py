"""What belongs to a task: conditions, money, indicators and their values, milestones, risks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.tables.models import Record
from haengan.rooms.digital.innovations import queries, rules
from haengan.rooms.digital.innovations.actions.tasks import DESK, ROOM, standing
from haengan.rooms.digital.innovations.models import (
    Budget,
    Condition,
    Indicator,
    Innovation,
    Measurement,
    Risk,
    TaskMilestone,
)

R = TypeVar("R", bound=Record)


@act("digital.innovations.require", by=DESK)
def require(*, task: Innovation, today: date, actor: Actor, **given: Any) -> Condition:
    """Whoever leads the task owes it by its day."""
    condition = Condition.objects.create(task=standing(access.take(actor, Innovation, task.key, None)), **given)
    _owe(condition, _("Condition: %(what)s") % {"what": condition.what}, today=today, actor=actor)
    return condition


@act("digital.innovations.correct_condition", by=DESK)
def correct_condition(
    *, key: str, revision: int, today: date, actor: Actor, reason: str = "", **given: Any
) -> Condition:
    condition = _set(access.take(actor, Condition, key, revision), given)
    if condition.met_on is None and condition.struck_on is None:
        followups.settle(condition, actor=actor, room=ROOM, completed_on=today, note=reason)
        _owe(condition, _("Condition: %(what)s") % {"what": condition.what}, today=today, actor=actor)
    return condition


@act("digital.innovations.meet", by=DESK)
def meet(*, key: str, revision: int, today: date, actor: Actor, on: date | None = None, how: str = "") -> Condition:
    condition = access.take(actor, Condition, key, revision)
    if condition.met_on is not None or condition.struck_on is not None:
        raise Refused(_("This condition is settled already."))
    condition.met_on, condition.how = _past(on, today), how.strip()
    condition.save()
    followups.settle(condition, actor=actor, room=ROOM, completed_on=today)
    return condition


@act("digital.innovations.strike_condition", by=DESK)
def strike_condition(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Condition:
    condition = access.take(actor, Condition, key, revision)
    condition.struck_on = today
    condition.save()
    followups.settle(condition, actor=actor, room=ROOM, completed_on=today, note=reason)
    return condition


@act("digital.innovations.fund", by=DESK)
def fund(*, task: Innovation, year: int, actor: Actor, **given: Any) -> Budget:
    """Amounts in won."""
    return Budget.objects.create(
        task=standing(access.take(actor, Innovation, task.key, None)), year=year, on=rules.first_day(year), **given
    )


@act("digital.innovations.correct_budget", by=DESK)
def correct_budget(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Budget:
    budget = access.take(actor, Budget, key, revision)
    budget.on = rules.first_day(given.get("year", budget.year))
    return _set(budget, given)


@act("digital.innovations.gauge", by=DESK)
def gauge(*, task: Innovation, actor: Actor, **given: Any) -> Indicator:
    return Indicator.objects.create(task=standing(access.take(actor, Innovation, task.key, None)), **given)


@act("digital.innovations.correct_indicator", by=DESK)
def correct_indicator(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Indicator:
    """Where its direction changes, what was measured is judged anew."""
    indicator = _set(access.take(actor, Indicator, key, revision), given)
    for measurement in indicator.measurements.filter(value__isnull=False):
        _judged(measurement, indicator).save()
    return indicator


@act("digital.innovations.measure", by=DESK)
def measure(
    *,
    indicator: Indicator,
    year: int,
    target: Decimal,
    today: date,
    actor: Actor,
    value: Decimal | None = None,
    measured_on: date | None = None,
) -> Measurement:
    """A target alone is a plan; with a value it is judged. Without its day the value was measured today."""
    standing(access.take(actor, Innovation, indicator.task.key, None))
    on = _past(measured_on, today) if value is not None else measured_on
    made = Measurement(indicator=indicator, year=year, target=target, value=value, measured_on=on)
    _judged(made, indicator).save()
    return made


@act("digital.innovations.correct_measurement", by=DESK)
def correct_measurement(
    *, key: str, revision: int, today: date, actor: Actor, reason: str = "", **given: Any
) -> Measurement:
    measurement = access.take(actor, Measurement, key, revision)
    for name, value in given.items():
        setattr(measurement, name, value)
    if measurement.value is not None:
        measurement.measured_on = _past(measurement.measured_on, today)
    _judged(measurement, measurement.indicator).save()
    return measurement


@act("digital.innovations.set_milestone", by=DESK)
def set_milestone(*, task: Innovation, today: date, actor: Actor, **given: Any) -> TaskMilestone:
    milestone = TaskMilestone.objects.create(task=standing(access.take(actor, Innovation, task.key, None)), **given)
    _owe(milestone, _("Milestone: %(what)s") % {"what": milestone.name}, today=today, actor=actor)
    return milestone


@act("digital.innovations.correct_milestone", by=DESK)
def correct_milestone(
    *, key: str, revision: int, today: date, actor: Actor, reason: str = "", **given: Any
) -> TaskMilestone:
    milestone = _set(access.take(actor, TaskMilestone, key, revision), given)
    if milestone.reached_on is None and milestone.struck_on is None:
        followups.settle(milestone, actor=actor, room=ROOM, completed_on=today, note=reason)
        _owe(milestone, _("Milestone: %(what)s") % {"what": milestone.name}, today=today, actor=actor)
    return milestone


@act("digital.innovations.reach", by=DESK)
def reach(*, key: str, revision: int, today: date, actor: Actor, on: date | None = None) -> TaskMilestone:
    milestone = access.take(actor, TaskMilestone, key, revision)
    if milestone.reached_on is not None:
        raise Refused(_("This milestone was reached already."))
    milestone.reached_on = _past(on, today)
    milestone.save()
    followups.settle(milestone, actor=actor, room=ROOM, completed_on=today)
    return milestone


@act("digital.innovations.strike_milestone", by=DESK)
def strike_milestone(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> TaskMilestone:
    milestone = access.take(actor, TaskMilestone, key, revision)
    milestone.struck_on = today
    milestone.save()
    followups.settle(milestone, actor=actor, room=ROOM, completed_on=today, note=reason)
    return milestone


@act("digital.innovations.see_risk", by=DESK)
def see_risk(*, task: Innovation, likelihood: int, impact: int, actor: Actor, **given: Any) -> Risk:
    gravity = rules.gravity(likelihood, impact)
    return Risk.objects.create(
        task=standing(access.take(actor, Innovation, task.key, None)),
        likelihood=likelihood,
        impact=impact,
        gravity=gravity,
        **given,
    )


@act("digital.innovations.correct_risk", by=DESK)
def correct_risk(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Risk:
    risk = access.take(actor, Risk, key, revision)
    for name, value in given.items():
        setattr(risk, name, value)
    risk.gravity = rules.gravity(risk.likelihood, risk.impact)
    risk.save()
    return risk


@act("digital.innovations.end_risk", by=DESK)
def end_risk(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Risk:
    risk = access.take(actor, Risk, key, revision)
    if risk.ended_on is not None:
        raise Refused(_("This risk is over already."))
    risk.ended_on = today
    risk.save()
    return risk


def _set(record: R, given: dict[str, Any]) -> R:
    for name, value in given.items():
        setattr(record, name, value)
    record.save()
    return record


def _past(on: date | None, today: date) -> date:
    if on is not None and on > today:
        raise Refused(_("That day is still to come. Check it."), field="on")
    return on or today


def _judged(measurement: Measurement, indicator: Indicator) -> Measurement:
    value = measurement.value
    measurement.met = None if value is None else rules.met(value, measurement.target, indicator.direction)
    return measurement


def _owe(thing: Condition | TaskMilestone, what: str, *, today: date, actor: Actor) -> None:
    """Nothing is opened for a day that has passed, or where nobody leads the task."""
    who = queries.owner(thing.task, today)
    if who is None or thing.due_on is None or thing.due_on < today:
        return
    followups.open(what=what[:300], thing=thing, who=who, due_on=thing.due_on, room=ROOM, actor=actor, opened_on=today)
