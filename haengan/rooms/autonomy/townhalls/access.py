"""Who reads, keeps and decides on town halls, and who answers what was said there."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Actor
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.autonomy.townhalls.models import Opinion

EVERYTHING = ("autonomy_townhalls.*",)

READ = Duty("autonomy.townhalls.read", ko="이동시장실 열람", en="Reading town halls", sees=EVERYTHING)
KEEP = Duty(
    "autonomy.townhalls.keep",
    ko="이동시장실 운영",
    en="Keeping town halls",
    acts=tuple(
        f"autonomy.townhalls.{verb}"
        for verb in (
            *("receive", "amend", "withdraw"),
            *("schedule", "correct", "postpone", "hold", "publish", "hide", "retract"),
            *("note", "note_here", "rectify", "assign", "answer", "follow", "strike", "hand_over"),
        )
    ),
    sees=EVERYTHING,
)
DECIDE = Duty(
    "autonomy.townhalls.decide",
    ko="이동시장실 개최 결정",
    en="Deciding on town halls",
    acts=tuple(f"autonomy.townhalls.{verb}" for verb in ("accept", "join", "decline", "cancel")),
    sees=EVERYTHING,
)
ANSWER = Duty(
    "autonomy.townhalls.answer",
    ko="이동시장실 의견 답변",
    en="Answering opinions from town halls",
    acts=("autonomy.townhalls.answer", "autonomy.townhalls.follow"),
    sees=("autonomy_townhalls.Opinion", "autonomy_townhalls.Answer"),
)
WHOLE = frozenset({READ, KEEP, DECIDE})


@scope(Opinion)
def of_ones_division(actor: Actor) -> Q:
    """Whoever only answers reaches what their own division owes."""
    if access.duties_of(actor) & WHOLE or not isinstance(actor, Official):
        return Q()
    today = timezone.localdate()
    posts = [*organisation.posts_of(actor, today), *organisation.deputised_posts(actor, today)]
    return Q(unit__in=[post.unit_id for post in posts])
