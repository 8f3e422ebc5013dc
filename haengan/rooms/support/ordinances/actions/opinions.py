"""What citizens say on an announced draft, and what they are told."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.support.ordinances import queries
from haengan.rooms.support.ordinances.models import Case, LawOpinion

DESK = ("official", "system")
ANYBODY = ("official", "resident", "anyone", "system")


@act("support.ordinances.say", by=ANYBODY)
def say(*, key: str, name: str, text: str, today: date, actor: Actor, contact: str = "") -> LawOpinion:
    """Anyone may (행정절차법 제44조제1항), while the announcement lasts."""
    case = rows.take(Case.objects.filter(pk__in=queries.shown_to_citizens().values("pk")), key)
    if case.opinions_until_on is None or not today < case.opinions_until_on:
        last = (case.opinions_until_on or today) - timedelta(days=1)
        raise Refused(_("Opinions on this draft were taken through %(day)s.") % {"day": last})
    return LawOpinion.objects.create(
        case=case, received_on=today, name=name.strip(), contact=contact.strip() or None, text=text.strip()
    )


@act("support.ordinances.take_down", by=DESK)
def take_down(
    *, case: Case, name: str, text: str, today: date, actor: Actor, contact: str = "", received_on: date | None = None
) -> LawOpinion:
    """By letter, telephone or at the counter; also one that came late, if the desk accepts it."""
    on = received_on or today
    if case.announced_on is None or not case.announced_on <= on <= today:
        raise Refused(
            _("Opinions come after the announcement and not in the future. Check the day."), field="received_on"
        )
    return LawOpinion.objects.create(
        case=case, received_on=on, name=name.strip(), contact=contact.strip() or None, text=text.strip()
    )


@act("support.ordinances.answer", by=DESK)
def answer(*, key: str, revision: int, taken: bool, answer: str, today: date, actor: Actor) -> LawOpinion:
    """What became of it, told to whoever sent it (행정절차법 제44조제4항)."""
    opinion = access.take(actor, LawOpinion, key, revision)
    opinion.taken, opinion.answer, opinion.answered_on = taken, answer.strip(), today
    opinion.save()
    return opinion
