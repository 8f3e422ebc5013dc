"""Every official hands over and takes over; the personnel desk sees all and opens what the house did not see."""

from django.db.models import Q
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Actor
from haengan.rooms.support.handovers import queries
from haengan.rooms.support.handovers.models import Handover, HandoverItem, HandoverSignature

SEEN = ("support_handovers.*",)
OWN = Duty(
    "support.handovers.own",
    ko="업무 인계·인수",
    en="Handing over one's work",
    acts=tuple(
        f"support.handovers.{verb}"
        for verb in ("start", "describe", "name", "gather", "give", "send_back", "take", "confirm")
    ),
    sees=SEEN,
    everyone=True,
)
KEEP = Duty(
    "support.handovers.keep",
    ko="업무 인계·인수 관리",
    en="Keeping handovers of work",
    acts=("support.handovers.withdraw",),
    sees=SEEN,
)


@scope(Handover)
def within_reach(actor: Actor) -> Q:
    return Q() if KEEP in access.duties_of(actor) else queries.within_reach(actor, timezone.localdate())


@scope(HandoverItem)
@scope(HandoverSignature)
def of_those(actor: Actor) -> Q:
    reach = within_reach(actor)
    return Q(handover__in=Handover.objects.filter(reach)) if reach else Q()
