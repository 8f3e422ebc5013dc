"""What a changed article or norm touches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article
from haengan.rooms.civil_affairs.petitions.queries import answers
from haengan.rooms.civil_affairs.petitions.rules.states import KINDS, OPEN

LATELY = timedelta(days=180)
PREFIX = "petitions.clock."
MOST = 200


def told(today: date) -> dict[str, Any]:
    """Articles that have changed lately or are about to, with what pins their old text; norms of the clock that have, with
    the open petitions of the kinds that they set."""
    return {"articles": _articles(today), "norms": _norms(today), "pins": list(answers.outdated(today)[:MOST])}


def _articles(today: date) -> list[dict[str, Any]]:
    rows = Article.objects.filter(until_on__isnull=False, until_on__gte=today - LATELY)
    counted = rows.annotate(n=Count("pins")).order_by("-until_on", "law", "number")[:MOST]
    return [{"article": one, "pins": one.n} for one in counted]


def _norms(today: date) -> list[dict[str, Any]]:
    """Of law and of the city: each value that began within the last half year, or begins later."""
    open_ones = Petition.objects.filter(state__in=[state.value for state in OPEN]).order_by().values("kind")
    by_kind = {row["kind"]: row["n"] for row in open_ones.annotate(n=Count("pk"))}
    found = []
    for key, entry in norms.books().items():
        if not key.startswith(PREFIX):
            continue
        for value in entry.values:
            if value.from_on >= today - LATELY:
                kinds = [key.removeprefix(PREFIX)] if key.removeprefix(PREFIX) in KINDS else list(KINDS)
                touched = sum(by_kind.get(kind, 0) for kind in kinds)
                found.append(
                    {"entry": entry, "value": value, "open": touched, "kinds": kinds if len(kinds) == 1 else []}
                )
    return sorted(found, key=lambda row: row["value"].from_on, reverse=True)
