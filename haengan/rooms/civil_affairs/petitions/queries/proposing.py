"""Which division routing proposes for a petition, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from haengan.kernel.organisation import queries as organisation
from haengan.lib.hangul.particles import settle
from haengan.rooms.civil_affairs.petitions.engine.routing import learning
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.learnt import Lesson
from haengan.rooms.civil_affairs.petitions.rules import cleaning

TERMS, LONGEST, SLICE = 500, 50, 5_000


def features(petition: Petition) -> frozenset[str]:
    """What of it is learnt and asked: words of title and text, the kind, the district."""
    text = cleaning.searched(petition.title, petition.text)
    place = petition.district.key if petition.district else ""
    found = learning.features(text, petition.service.code, place)
    return frozenset(sorted(term[:LONGEST] for term in found)[:TERMS])


def proposals(petition: Petition) -> list[dict[str, Any]]:
    """The best first, of divisions that stand today; the kind's own division where nothing was learnt yet."""
    return of_many([petition])[petition.pk]


def of_many(found: Sequence[Petition]) -> dict[int, list[dict[str, Any]]]:
    """For each of them, by row: three queries, whatever their number."""
    asked = {petition.pk: features(petition) for petition in found}
    standing = {one.unit.key: one for one in organisation.units(timezone.localdate()).select_related("unit")}
    model = _model(frozenset[str]().union(*asked.values()))
    return {petition.pk: _told(petition, asked[petition.pk], model, standing) for petition in found}


def _told(
    petition: Petition, asked: frozenset[str], model: learning.Model, standing: Mapping[str, Any]
) -> list[dict[str, Any]]:
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    made = [
        {
            "unit": each.division,
            "name": _name(standing[each.division], language),
            "share": each.share,
            "why": [settle(reason.told(language)) for reason in each.reasons],
        }
        for each in learning.propose(model, asked, among=list(standing))
    ]
    own = petition.service.unit
    if own is not None and not made and own.key in standing:
        made = [{"unit": own.key, "name": _name(standing[own.key], language), "share": 1.0, "why": []}]
    return made


def _name(version: Any, language: str) -> str:
    return str(version.name_ko if language == "ko" else version.name_en or version.name_ko)


def _model(asked: frozenset[str]) -> learning.Model:
    """Only the rows that these petitions need, and how many petitions each division has taught."""
    model = learning.Model()
    wanted = ["", *sorted(asked)]
    terms = [*wanted, *(learning.PASSED_ON + term for term in wanted)]
    for place in range(0, len(terms), SLICE):
        rows = Lesson.objects.filter(term__in=terms[place : place + SLICE])
        model.add(rows.values_list("term", "unit__key", "count"))
    return model
