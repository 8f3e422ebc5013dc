"""Who reads, keeps and decides on honorary mayors, and who considers what they propose."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty, scope
from haengan.kernel.acts.running import Actor
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.autonomy.honorary_mayors.models import Opinion

EVERYTHING = ("autonomy_honorary_mayors.*",)


def acts(*verbs: str) -> tuple[str, ...]:
    return tuple(f"autonomy.honorary_mayors.{verb}" for verb in verbs)


READ = Duty("autonomy.honorary_mayors.read", ko="명예시장 열람", en="Reading honorary mayors", sees=EVERYTHING)
KEEP = Duty(
    "autonomy.honorary_mayors.keep",
    ko="명예시장 운영",
    en="Keeping honorary mayors",
    acts=acts(
        *("call", "revise_call", "publish", "apply", "amend", "withdraw"),
        *("correct", "plan", "strike", "serve", "retract"),
        *("voice", "voice_here", "rectify", "entrust", "answer", "unsay"),
    ),
    sees=EVERYTHING,
)
DECIDE = Duty(
    "autonomy.honorary_mayors.decide",
    ko="명예시장 선정·위촉",
    en="Choosing and appointing honorary mayors",
    acts=acts("select", "reserve", "reject", "appoint", "name", "end"),
    sees=EVERYTHING,
)
ANSWER = Duty(
    "autonomy.honorary_mayors.answer",
    ko="명예시장 시정의견 검토",
    en="Considering honorary mayors' opinions",
    acts=acts("answer"),
    sees=("autonomy_honorary_mayors.Opinion",),
)
WHOLE = frozenset({READ, KEEP, DECIDE})


@scope(Opinion)
def of_ones_division(actor: Actor) -> Q:
    """Whoever only answers reaches what their own division was entrusted with."""
    if access.duties_of(actor) & WHOLE or not isinstance(actor, Official):
        return Q()
    today = timezone.localdate()
    posts = [*organisation.posts_of(actor, today), *organisation.deputised_posts(actor, today)]
    return Q(unit__in=[post.unit_id for post in posts])
