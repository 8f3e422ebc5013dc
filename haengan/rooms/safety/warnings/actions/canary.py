"""The silent test: once a day a command that nobody hears goes the whole way to every live terminal, which verifies it, does
nothing by it, and proves it as it would prove a warning. Sent by the process that watches, so that its absence tells too.

It can never sound: its only way is `silent`, and a terminal that is asked for anything else is asked by another message.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_noop

from haengan.kernel.acts.running import Actor, System, act
from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.actions.queueing import Draft, Targets, queue
from haengan.kernel.dispatch.models import Message
from haengan.kernel.dispatch.rules import World
from haengan.kernel.norms import queries as norms
from haengan.rooms.safety.warnings.queries import ourselves

CANARY = System("safety.warnings.canary")
TITLE = gettext_noop("Silent daily test")


@act("safety.warnings.canary", by=("system",))
def send(*, now: datetime, actor: Actor) -> Message | None:
    """To every live terminal in service; None where there is none, or where today's is sent already."""
    day = timezone.localdate(now)
    terminals = list(dispatch.terminals(day, world=World.LIVE))
    if not terminals or ourselves.canaries().filter(queued_on=day).exists():
        return None
    minutes = int(norms.value("warnings.canary.minutes", on=day))
    draft = Draft(
        world=World.LIVE,
        title=TITLE,
        cause="canary",
        expires_at=now + timedelta(minutes=minutes),
        ways=frozenset({ourselves.SILENT}),
        origin=(ourselves.ORIGIN, f"{day:%Y%m%d}"),
    )
    return queue(draft, Targets(terminals=terminals), now=now)


def due(now: datetime) -> bool:
    """Whether it is time, and today's is not sent. Two small queries."""
    local = timezone.localtime(now)
    if local.hour < int(norms.value("warnings.canary.hour", on=local.date())):
        return False
    return not ourselves.canaries().filter(queued_on=local.date()).exists()
