"""What a handover says, what it lists, and who owes the next signature."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.support.handovers import queries
from haengan.rooms.support.handovers.models import Handover, HandoverItem
from haengan.rooms.support.handovers.rules import Part


def fill(handover: Handover, texts: dict[str, Any]) -> None:
    for name, value in texts.items():
        setattr(handover, name, value.strip() if isinstance(value, str) else value)


def refuse_unfit(handover: Handover) -> None:
    named = [one for one in (handover.giver, handover.taker, handover.witness) if one is not None]
    if len({one.pk for one in named}) < len(named):
        raise Refused(_("Leaver, successor and witness must be three different officials."), field="taker")


def gathered(handover: Handover, today: date) -> None:
    kept = {(item.thing_type, item.thing_key): item for item in queries.items(handover)}
    for keeper, one in queries.held(handover.giver, today):
        item = kept.pop(one.thing[:2], None)
        about = one.about or ("", "", "")
        if item is None:
            HandoverItem.objects.create(
                handover=handover,
                keeper=keeper.by,
                thing_type=one.thing[0],
                thing_key=one.thing[1],
                what=one.what[:300],
                about_type=about[0],
                about_key=about[1],
                about=about[2][:200],
                due_on=one.due_on,
            )
    for gone in kept.values():
        gone.delete()


def owes(handover: Handover, part: Part, who: Official, today: date, *, actor: Actor) -> None:
    """A leaver who is gone already owes nothing any more: the head of the unit does."""
    owner: Official | None = who
    if organisation.unit_of(who, today) is None:
        owner = queries.head_over(handover.post, who, today)
    if owner is None:
        return
    with override("ko"):
        said = {
            Part.GIVER: _("Hand over your work: %(place)s"),
            Part.TAKER: _("Take over the work: %(place)s"),
            Part.WITNESS: _("Confirm the handover of work: %(place)s"),
        }[part]
    due = handover.due_on
    if part is not Part.GIVER or due < today:
        due = KOREA.shift(today, int(norms.value("handovers.sign.days", on=today)))
    followups.open(
        what=said % {"place": handover.place}, thing=handover, who=owner, due_on=due, room=queries.ROOM, actor=actor
    )
