"""Every act on surveys, amendments and the table of the establishment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.engine.chart.changes import Change
from haengan.kernel.organisation.models import Restructuring
from haengan.kernel.people.models import Official
from haengan.kernel.people.queries import employed
from haengan.rooms.support.establishment import queries, rules
from haengan.rooms.support.establishment.models import Amendment, Census, CensusLine
from haengan.rooms.support.establishment.rules import Instrument

ROOM = "support.establishment"
DESK = ("official", "system")


@act("support.establishment.survey", by=DESK)
def survey(*, taken_on: date, today: date, actor: Actor, remark: str = "") -> Census:
    """Count seats and people of a day and keep the result (제24조제2항)."""
    if taken_on > today:
        raise Refused(_("That day is still to come. Choose today or an earlier day."), field="taken_on")
    if Census.objects.filter(taken_on=taken_on).exists():
        raise Refused(_("That day has been surveyed. Open that survey and count again."), field="taken_on")
    following = Census.objects.filter(taken_on__gt=taken_on).order_by("taken_on").first()
    standing = Census.objects.filter(taken_on__lt=taken_on).order_by("-taken_on").first()
    if standing is not None:
        standing.until_on = taken_on
        standing.save()
    census = Census(taken_on=taken_on, until_on=following.taken_on if following else None, remark=remark)
    return _counted(census)


@act("support.establishment.recount", by=DESK)
def recount(*, key: str, revision: int, actor: Actor, reason: str) -> Census:
    """Count once more after records of that day were corrected; what stood before stays in the history."""
    census = access.take(actor, Census, key, revision)
    for line in census.lines.all():
        line.delete()
    return _counted(census)


@act("support.establishment.send", by=DESK)
def send(*, key: str, revision: int, sent_on: date, actor: Actor) -> Census:
    """The result has gone to the province."""
    census = access.take(actor, Census, key, revision)
    if sent_on < census.taken_on:
        raise Refused(_("A survey is sent on or after the day it is about."), field="sent_on")
    census.sent_on = sent_on
    census.save()
    return census


@act("support.establishment.propose", by=DESK)
def propose(*, actor: Actor, **given: Any) -> Amendment:
    """The draft of an ordinance or rule on units and seats."""
    _noticed(given)
    return Amendment.objects.create(**given)


@act("support.establishment.correct", by=DESK)
def correct(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> Amendment:
    amendment = access.take(actor, Amendment, key, revision)
    _noticed(given)
    for name, value in given.items():
        setattr(amendment, name, value)
    amendment.save()
    return amendment


@act("support.establishment.promulgate", by=DESK)
def promulgate(*, key: str, revision: int, number: str, promulgated_on: date, actor: Actor) -> Amendment:
    """A rule is then owed to the council within ten days (제37조): its keeper gets a follow-up."""
    amendment = access.take(actor, Amendment, key, revision)
    _in_state(amendment, "proposed")
    if amendment.noticed_on and promulgated_on <= amendment.noticed_on:
        raise Refused(_("A draft is promulgated after its notice. Check the days."), field="promulgated_on")
    amendment.number, amendment.promulgated_on, amendment.state = number, promulgated_on, "promulgated"
    if amendment.instrument == Instrument.RULE:
        within = int(str(norms.value("establishment.rule.submit_days", on=promulgated_on)))
        amendment.submit_by_on = rules.submit_by(promulgated_on, within)
    amendment.save()
    owing = employed(promulgated_on).filter(key=actor.key).first()
    if amendment.submit_by_on and isinstance(owing, Official):
        followups.open(
            what=_("Submit the rule to the council"),
            thing=amendment,
            who=owing,
            due_on=amendment.submit_by_on,
            opened_on=promulgated_on,
            room=ROOM,
            actor=actor,
        )
    return amendment


@act("support.establishment.submit", by=DESK)
def submit(*, key: str, revision: int, submitted_on: date, actor: Actor) -> Amendment:
    """The rule has gone to the council."""
    amendment = access.take(actor, Amendment, key, revision)
    _in_state(amendment, "promulgated")
    if amendment.promulgated_on and submitted_on < amendment.promulgated_on:
        raise Refused(_("A rule goes to the council on or after the day of its promulgation."), field="submitted_on")
    amendment.submitted_on = submitted_on
    amendment.save()
    followups.settle(amendment, actor=actor, room=ROOM, completed_on=submitted_on)
    return amendment


@act("support.establishment.retract", by=DESK)
def retract(*, key: str, revision: int, reason: str, actor: Actor) -> Amendment:
    """Entered by mistake, or the draft was given up."""
    amendment = access.take(actor, Amendment, key, revision)
    if amendment.state == "retracted":
        raise Refused(_("It is retracted already. Nothing is left to do."))
    amendment.state = "retracted"
    amendment.save()
    return amendment


@act("support.establishment.plan_table", by=DESK)
def plan_table(
    *,
    planned: Sequence[Change],
    title_ko: str,
    effective_on: date,
    actor: Actor,
    basis: str = "",
    title_en: str = "",
) -> Restructuring:
    """A draft restructuring with the changes that a table of the establishment asks for; it is enacted elsewhere."""
    if not planned:
        raise Refused(_("The table is the same as what stands on that day. Nothing is left to do."), field="sheet")
    drafted = organisation.draft(
        title_ko=title_ko, title_en=title_en, effective_on=effective_on, basis=basis, actor=actor
    )
    organisation.plan(key=drafted.key, planned=planned, actor=actor)
    return drafted


def _counted(census: Census) -> Census:
    found = queries.staffing(census.taken_on)
    if not found.by_seat:
        raise Refused(_("No organisation stands on that day. Choose another day."), field="taken_on")
    census.established, census.headcount = found.total.established, found.total.headcount
    census.save()
    for seat, grades in found.by_seat.items():
        for grade, balance in grades.items():
            CensusLine.objects.create(
                census=census,
                seat=seat,
                grade=grade,
                established=balance.established,
                headcount=balance.headcount,
                vacancies=balance.vacant,
                overages=balance.over,
            )
    return census


def _noticed(given: dict[str, Any]) -> None:
    """The draft is noticed in advance, unless it costs nothing more, cuts, or lowers grades (제38조제1항)."""
    if not given.get("noticed_on") and not given.get("waiver"):
        raise Refused(
            _("A draft on units and seats is noticed in advance. Enter the day of the notice, or why there was none."),
            field="noticed_on",
        )
    if given.get("waiver") and given.get("cost"):
        raise Refused(_("A draft that costs more is noticed in advance. Enter the day of the notice."), field="waiver")


def _in_state(amendment: Amendment, state: str) -> None:
    if amendment.state != state:
        raise Refused(
            _("“%(name)s” is %(state)s; this step has no place there.")
            % {"name": amendment.name, "state": amendment.get_state_display()}
        )
