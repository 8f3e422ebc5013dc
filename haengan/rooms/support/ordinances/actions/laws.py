"""Promulgating, entering what was promulgated before, and keeping the list of local laws."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.support.ordinances import queries, rules
from haengan.rooms.support.ordinances.actions import cases
from haengan.rooms.support.ordinances.engine.clocks import terms
from haengan.rooms.support.ordinances.models import Case, LocalLaw, Promulgation
from haengan.rooms.support.ordinances.rules import Step

DESK = ("official", "system")


@act("support.ordinances.promulgate", by=DESK)
def promulgate(
    *,
    key: str,
    revision: int,
    today: date,
    actor: Actor,
    on: date | None = None,
    number: int | None = None,
    effective_on: date | None = None,
    by_chair: bool = False,
    gist: str = "",
) -> Case:
    """In the gazette, on the day on which it appears (지방자치법 시행령 제31조). Without a number the next one; without a day
    of effect, once 20 days have passed."""
    case, day = access.take(actor, Case, key, revision), on or today
    _in_time(case, day, by_chair)
    proof = terms.effect(day, terms=queries.terms(day))
    since = effective_on or (day if case.kind == "directive" else proof.due_on)
    if since < day:
        raise Refused(_("It cannot take effect before its promulgation. Check the day."), field="effective_on")
    cases.step(case, Step.PROMULGATED, day, today=today, actor=actor)
    law = _law_of(case, day, since)
    told = effective_on is None and case.kind != "directive"
    Promulgation.objects.create(
        case=case,
        law=law,
        kind=case.kind,
        deed=case.deed,
        subject=case.subject,
        number=number or queries.last_number(case.kind) + 1,
        promulgated_on=day,
        effective_on=since,
        by_chair=by_chair,
        gist=gist or case.purpose,
        proof_ko=proof.told("ko") if told else "",
        proof_en=proof.told("en") if told else "",
    )
    return case


@act("support.ordinances.record", by=DESK)
def record(*, law: LocalLaw, deed: str, promulgated_on: date, today: date, actor: Actor, **given: Any) -> Promulgation:
    """What was promulgated before this register was kept, without its case."""
    if promulgated_on > today:
        raise Refused(_("That day is still to come. Promulgate its case instead."), field="promulgated_on")
    effective_on = (
        given.pop("effective_on", None) or terms.effect(promulgated_on, terms=queries.terms(promulgated_on)).due_on
    )
    if effective_on < promulgated_on:
        raise Refused(_("It cannot take effect before its promulgation. Check the day."), field="effective_on")
    made = Promulgation.objects.create(
        law=law,
        deed=deed,
        kind=law.kind,
        subject=given.pop("subject", "") or law.subject,
        promulgated_on=promulgated_on,
        effective_on=effective_on,
        **given,
    )
    _mark(law, deed, promulgated_on, effective_on)
    law.save()
    return made


@act("support.ordinances.amend_promulgation", by=DESK)
def amend_promulgation(*, key: str, revision: int, reason: str, actor: Actor, **given: Any) -> Promulgation:
    """A mistake in what was entered; what the gazette printed is not changed by it."""
    made = access.take(actor, Promulgation, key, revision)
    if any(given.get(name, getattr(made, name)) != getattr(made, name) for name in ("law", "deed")):
        raise Refused(_("Law and deed of a promulgation stay as they are."), field="law")
    for name, value in given.items():
        if value not in (None, ""):
            setattr(made, name, value)
    if made.effective_on < made.promulgated_on:
        raise Refused(_("It cannot take effect before its promulgation. Check the day."), field="effective_on")
    made.save()
    _mark(made.law, made.deed, made.promulgated_on, made.effective_on)
    made.law.save()
    return made


@act("support.ordinances.enter_law", by=DESK)
def enter_law(*, actor: Actor, **given: Any) -> LocalLaw:
    """A law that is in force already."""
    return LocalLaw.objects.create(**given)


@act("support.ordinances.correct_law", by=DESK)
def correct_law(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> LocalLaw:
    law = access.take(actor, LocalLaw, key, revision)
    if given.get("kind", law.kind) != law.kind and law.promulgations.exists():
        raise Refused(_("It was promulgated under that kind. Repeal it and enact another."), field="kind")
    for name, value in given.items():
        setattr(law, name, value)
    law.save()
    return law


def _in_time(case: Case, day: date, by_chair: bool) -> None:
    """Who promulgates at this point (지방자치법 제32조제2항·제5항·제6항)."""
    if case.step == Step.RECEIVED:
        settled = terms.confirmed_on(case.step_on, terms=queries.terms(case.step_on))
        if day >= settled:
            raise Refused(
                _("The term has passed; the ordinance was settled on %(day)s.") % {"day": settled},
                remedy=_("Enter first that it is settled, then who promulgated it."),
            )
    owed = queries.open_deadlines(case, "promulgate_confirmed").first()
    if by_chair and (owed is None or day <= owed.due_on):
        raise Refused(
            _("The chair of the council promulgates only what the mayor left for five days after it was settled."),
            field="by_chair",
        )
    if owed is not None and day > owed.due_on and not by_chair:
        raise Refused(
            _("The mayor's five days ended on %(day)s; after that the chair promulgates.") % {"day": owed.due_on},
            field="by_chair",
        )


def _law_of(case: Case, on: date, effective_on: date) -> LocalLaw:
    law = case.law or LocalLaw(kind=case.kind, name=case.name, subject=case.subject)
    law.name, law.subject, law.unit = case.name, case.subject, case.unit or law.unit
    _mark(law, case.deed, on, effective_on)
    law.save()
    if case.law is None:
        case.law = law
        case.save()
    return law


def _mark(law: LocalLaw, deed: str, on: date, effective_on: date) -> None:
    if deed == "enactment":
        law.enacted_on = on
    elif deed in rules.AMENDING:
        law.amended_on = max(on, law.amended_on or on)
    else:
        law.repealed_on = effective_on
