"""Several divisions on one petition: each with a clock, one answer (법 제20조)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.rooms.civil_affairs.petitions.actions import clocking
from haengan.rooms.civil_affairs.petitions.engine.clock import duties
from haengan.rooms.civil_affairs.petitions.models.course import Consultation
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks
from haengan.rooms.civil_affairs.petitions.rules.states import State

ROOM = "civil_affairs.petitions.consult"
ONE_DAY = timedelta(days=1)


@act("civil_affairs.petitions.consult")
def consult(
    *, key: str, revision: int, unit: Unit, question: str, reply_on: date, now: datetime, actor: Actor
) -> Petition:
    """Another division is asked, within the petition's own period (법 제20조제1항)."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    today = timezone.localdate(now)
    if petition.unit_id == unit.pk or organisation.unit_on(unit, today) is None:
        raise Refused(_("Choose another division that stands today."), field="unit")
    if not question.strip():
        raise Refused(_("Say what is asked."), field="question")
    if reply_on < today:
        raise Refused(_("That day is over."), field="reply_on")
    if petition.due_on is not None and reply_on > petition.due_on:
        raise Refused(
            _("The reply must come within the petition's period, by %(day)s (Act, Article 20(1)).")
            % {"day": petition.due_on},
            field="reply_on",
        )
    made = Consultation.objects.create(
        petition=petition,
        author=actor.title,
        unit=unit,
        question=question.strip(),
        asked_at=now,
        reply_on=reply_on,
        late_from_on=reply_on + ONE_DAY,
    )
    petition.save()
    what = _("Give an opinion on the petition %(number)s") % {"number": petition.number}
    followups.open(what=what, thing=made, who=unit, due_on=reply_on, room=ROOM, opened_on=today, actor=actor)
    return petition


@act("civil_affairs.petitions.reply")
def reply(*, key: str, revision: int, opinion: str, now: datetime, actor: Actor) -> Consultation:
    """The division that was asked answers; `key` is the consultation's."""
    asked = _asked(actor, key, revision)
    if not opinion.strip():
        raise Refused(_("Write the opinion."), field="opinion")
    asked.opinion, asked.replied_at = opinion.strip(), now
    asked.replied_on = timezone.localdate(now)
    asked.save()
    followups.settle(asked, room=ROOM, completed_on=asked.replied_on, actor=actor)
    return asked


@act("civil_affairs.petitions.consult.extend")
def put_off(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Consultation:
    """Once, by as many days as were given, before the term ends, and the division in charge is told (법 제20조제2항·제3항)."""
    asked = _asked(actor, key, revision)
    today = timezone.localdate(now)
    if asked.extended:
        raise Refused(_("It was put off once already (Act, Article 20(2))."))
    if asked.reply_on < today:
        raise Refused(_("The term is over; it had to be put off before (Act, Article 20(3))."))
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    asked.reply_on = duties.reply_extended(timezone.localdate(asked.asked_at), asked.reply_on, clocks.calendar())
    asked.late_from_on, asked.extended = asked.reply_on + ONE_DAY, reason.strip()
    asked.save()
    return asked


@act("civil_affairs.petitions.consult.take_back")
def take_back(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Consultation:
    """The question need not be answered any more; `key` is the consultation's."""
    asked = access.take(actor, Consultation, key, revision)
    if asked.replied_at is not None:
        raise Refused(_("It has been answered already."))
    asked.replied_at, asked.replied_on, asked.opinion = now, timezone.localdate(now), f"({reason})"
    asked.save()
    followups.drop(asked, room=ROOM, reason=reason, actor=actor)
    return asked


def _asked(actor: Actor, key: str, revision: int) -> Consultation:
    asked = access.take(actor, Consultation, key, revision)
    if asked.replied_at is not None:
        raise Refused(_("It has been answered already."))
    today = timezone.localdate()
    posts = [
        *organisation.posts_of(actor, today),  # type: ignore[arg-type]  # whoever is no official holds none
        *organisation.deputised_posts(actor, today),  # type: ignore[arg-type]
    ]
    if asked.unit_id not in {post.unit_id for post in posts}:
        raise Refused(_("Only the division that was asked answers: %(unit)s.") % {"unit": asked.unit})
    return asked
