"""Which petitions one reaches: whoever only handles, those of the own division."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import scope
from haengan.kernel.acts.running import Actor
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.civil_affairs.petitions.access.duties import EXAMINE, READ, RECEIVE
from haengan.rooms.civil_affairs.petitions.models.committee import Docket
from haengan.rooms.civil_affairs.petitions.models.course import (
    Answer,
    Appeal,
    Consultation,
    Extension,
    Notice,
    Pause,
    Rating,
    Reminder,
    Supplement,
    Transfer,
)
from haengan.rooms.civil_affairs.petitions.models.filed import Joining, Petition, Signer
from haengan.rooms.civil_affairs.petitions.models.looks import Look

WHOLE = frozenset({READ, RECEIVE, EXAMINE})


def _own_units(actor: Actor) -> list[int] | None:
    """None for whoever sees every petition."""
    if access.duties_of(actor) & WHOLE or not isinstance(actor, Official):
        return None
    today = timezone.localdate()
    posts = [*organisation.posts_of(actor, today), *organisation.deputised_posts(actor, today)]
    return [post.unit_id for post in posts]


@scope(Petition)
def of_ones_division(actor: Actor) -> Q:
    """What one's division deals with, dealt with before, or is asked about."""
    units = _own_units(actor)
    if units is None:
        return Q()
    asked = Consultation.objects.filter(unit__in=units).values("petition")
    before = Transfer.objects.filter(from_unit__in=units).values("petition")
    return Q(unit__in=units) | Q(pk__in=asked) | Q(pk__in=before)


def about_them(actor: Actor) -> Q:
    units = _own_units(actor)
    if units is None:
        return Q()
    return Q(petition__in=Petition.objects.filter(of_ones_division(actor)).values("pk"))


for happened in (
    *(Signer, Joining, Transfer, Pause, Supplement, Extension, Consultation, Answer, Notice, Reminder),
    *(Rating, Appeal, Docket, Look),
):
    scope(happened)(about_them)
