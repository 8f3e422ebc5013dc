"""Satisfaction, asked so that nobody can tell who answered: slips with codes, or paper that the desk types in."""

from __future__ import annotations

import secrets
from datetime import date

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.tables.models import ALPHABET
from haengan.rooms.support.trainings import queries, rules
from haengan.rooms.support.trainings.models import Cohort, Rating, Slip
from haengan.rooms.support.trainings.rules import CohortState

DESK = ("official", "system")
CODE_LENGTH = 8


@act("support.trainings.make_slips", by=DESK)
def make_slips(*, key: str, revision: int, actor: Actor) -> Cohort:
    """As many slips as places are taken; those that were made stay good. No slip is anybody's."""
    cohort = access.take(actor, Cohort, key, revision)
    if cohort.state == CohortState.CANCELLED:
        raise Refused(_("This cohort was cancelled; there is nothing to rate."))
    missing = queries.places_taken(cohort) - cohort.slips.count()
    if missing <= 0:
        raise Refused(_("There is a slip for everyone already. Take the sheet out below."))
    for _number in range(missing):
        Slip.objects.create(cohort=cohort, code="".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH)))
    return cohort


@act("support.trainings.rate", by=("anyone",))
def rate(
    *,
    code: str,
    overall: int,
    today: date,
    actor: Actor,
    contents: int | None = None,
    teaching: int | None = None,
    setting: int | None = None,
    remark: str = "",
) -> Rating:
    """With a slip from the class. The actor is anyone: no account is asked, and none may be passed."""
    found = queries.unused_slip(code).first()
    if found is None:
        raise Refused(_("This code is not valid, or it has been used already. Check it."), field="code")
    slip = rows.take(queries.unused_slip(code), found.key)
    cohort = slip.cohort
    if not cohort.until_on - rules.ONE_DAY <= today < queries.ratable_until(cohort):
        raise Refused(
            _("This training can be rated from its last day on, for a limited time only."),
            field="code",
            remedy=_("Hand the paper slip to the training desk instead."),
        )
    slip.used_on = today
    slip.save()
    answers = {"contents": contents, "teaching": teaching, "setting": setting, "remark": remark}
    return Rating.objects.create(cohort=cohort, rated_on=_counted_on(cohort), overall=overall, **answers)


@act("support.trainings.type_in", by=DESK)
def type_in(
    *,
    cohort: Cohort,
    overall: int,
    actor: Actor,
    contents: int | None = None,
    teaching: int | None = None,
    setting: int | None = None,
    remark: str = "",
) -> Rating:
    """From paper that was handed in without a name."""
    if cohort.state not in queries.RAN:
        raise Refused(_("Only a cohort that took place is rated."), field="cohort")
    answers = {"contents": contents, "teaching": teaching, "setting": setting, "remark": remark}
    return Rating.objects.create(cohort=cohort, rated_on=_counted_on(cohort), overall=overall, **answers)


@act("support.trainings.strike_rating", by=DESK)
def strike_rating(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Rating:
    """It was typed in twice, or its remark names someone: the remark goes with it."""
    rating = access.take(actor, Rating, key, revision)
    rating.struck_on, rating.remark = today, ""
    rating.save()
    return rating


def _counted_on(cohort: Cohort) -> date:
    """The last day of the training, not the day of the answer: that could tell who it was."""
    return cohort.until_on - rules.ONE_DAY
