"""Opening a handover: by the sweep, for who acted for a post, or by the official himself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation.models import Appointment, Post
from haengan.kernel.people.models import Official
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.support.handovers import queries, rules
from haengan.rooms.support.handovers.actions import turns
from haengan.rooms.support.handovers.models import Handover
from haengan.rooms.support.handovers.rules import Part


@act("support.handovers.open", by=("system",))
def open(ended: queries.Ended, *, today: date, actor: Actor) -> Handover:
    """For an appointment that ends: the leaver is asked to hand over."""
    one = ended.appointment
    return _opened(one.official, one.post, ended.from_on, ended.cause, today, actor=actor, appointment=one)


@act("support.handovers.hand_on", by=("system",))
def hand_on(handover: Handover, *, taker: Official, from_on: date, today: date, actor: Actor) -> Handover:
    """Who acted for a post hands on to its new holder (시행규칙 제45조제2항)."""
    assert handover.taker is not None
    made = _opened(handover.taker, handover.post, from_on, "successor", today, actor=actor)
    made.taker, made.interim = taker, False
    made.save()
    return made


@act("support.handovers.start")
def start(
    *, post: Post, from_on: date, today: date, actor: Actor, taker: Official | None = None, **texts: Any
) -> Handover:
    """An official hands over a post of his own before the house asks for it, as when work is divided anew."""
    if not isinstance(actor, Official) or not Appointment.objects.filter(official=actor, post=post).exists():
        raise Refused(_("You can hand over only your own work."), field="post", remedy=_("Ask the personnel desk."))
    standing = Handover.objects.filter(giver=actor, post=post, state__in=rules.STANDING)
    if standing.exists():
        raise Refused(_("A handover of this post is under way already."), remedy=_("Open it from the list."))
    made = _opened(actor, post, from_on, "reassignment", today, actor=actor)
    if taker is not None:
        made.taker, made.interim = taker, False
    turns.fill(made, texts)
    turns.refuse_unfit(made)
    made.save()
    return made


def _opened(
    giver: Official, post: Post, from_on: date, cause: str, today: date, *, actor: Actor, **more: Any
) -> Handover:
    last = date.fromordinal(from_on.toordinal() - 1)
    taker, interim = queries.successor(post, giver, from_on)
    due = KOREA.shift(max(from_on, today), int(norms.value("handovers.due.days", on=today)))
    made = Handover.objects.create(
        giver=giver,
        post=post,
        place=queries.place(post, last)[:200],
        cause=cause,
        from_on=from_on,
        due_on=due,
        taker=taker,
        interim=interim,
        opened_on=today,
        **more,
    )
    turns.gathered(made, today)
    turns.owes(made, Part.GIVER, giver, today, actor=actor)
    return made
