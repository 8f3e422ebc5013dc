"""Lines of review along the organisation, by the norms that say who may finally approve what."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import rules
from haengan.kernel.approvals.declare import Kind
from haengan.kernel.approvals.models import Paper
from haengan.kernel.approvals.rules import Planned, Seat
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post
from haengan.kernel.people.models import Official


def planned(paper: Paper, today: date) -> list[Planned]:
    """The line that the paper would have if it were submitted on that day; refuses where none can be drawn."""
    kind = paper.known_kind
    chosen = [post for post in paper.cooperation if _stands(post, today)]
    if len(chosen) < len(paper.cooperation):
        raise Refused(
            _("A cooperating post does not stand any more."), field="cooperation", remedy=_("Choose the posts again.")
        )
    try:
        return rules.line(
            way(paper.drafter, today),
            final=final_level(kind, today),
            cooperation=chosen,
            parallel=paper.parallel,
        )
    except rules.NoApprover as wrong:
        raise Refused(
            _("Nobody above you may finally approve a paper of this kind (%(kind)s).") % {"kind": kind.title},
            remedy=_("Let someone below draft it, or ask who keeps the norms on delegated approval."),
        ) from wrong


def final_level(kind: Kind, on: date) -> str:
    """The lowest kind of unit whose head may finally approve: one of `rules.LEVELS`."""
    return str(norms.value(kind.final, on=on))


def way(drafter: Official, today: date) -> list[Seat]:
    """The units above a drafter with their head posts, the own unit first."""
    here = organisation.unit_of(drafter, today)
    if here is None:
        raise Refused(_("You hold no post today, so there is no line above you."), remedy=_("Ask the personnel desk."))
    own = {version.post_id for version in organisation.posts_of(drafter, today)}
    chain = organisation.chain_up(here.unit, today)
    heads = {
        post.unit_id: post for post in organisation.posts(today).filter(unit__in=[v.unit_id for v in chain], head=True)
    }
    seats = []
    for version in chain:
        head = heads.get(version.unit_id)
        seats.append(Seat(version.kind, head.post.key if head else "", own=head is not None and head.post_id in own))
    return seats


def _stands(key: str, today: date) -> bool:
    return organisation.posts(today).filter(post__key=key).exists()


def posts_by_key(keys: list[str]) -> dict[str, Post]:
    return {post.key: post for post in Post.objects.filter(key__in=keys)}
