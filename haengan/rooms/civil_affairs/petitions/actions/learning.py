"""Routing learns where a petition belongs: when it is given to a division, and anew when it is passed on.

What it learns are counts of terms by division, added in one statement so that no two petitions wait for each other. They
can be rebuilt from the petitions at any time, so they leave no line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from haengan.kernel.acts.running import upkeep
from haengan.kernel.organisation.models import Unit
from haengan.rooms.civil_affairs.petitions.engine.routing.learning import PASSED_ON
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import proposing

ADD = """
INSERT INTO civil_affairs_petitions_lesson (term, unit_id, count) VALUES {rows}
ON CONFLICT (term, unit_id) DO UPDATE SET count = civil_affairs_petitions_lesson.count + excluded.count
"""


def proposed(petition: Petition) -> list[dict[str, Any]]:
    """The proposals that stood when it was given, kept with the transfer, so that they can be measured later."""
    return [{"unit": one["unit"], "share": one["share"]} for one in proposing.proposals(petition)]


def learn(petition: Petition, unit: Unit, *, wrong: Unit | None) -> None:
    """It belongs to `unit`; what was learnt of it for the wrong division is taken back, and that it was passed on is kept
    beside, since it weighs more."""
    terms = ["", *proposing.features(petition)]
    if wrong is not None and wrong != unit:
        passed = [PASSED_ON + term for term in terms]
        _add([*terms, *passed], wrong.pk, -1)
        _add([*terms, *passed], unit.pk, 1)
    elif wrong is None:
        _add(terms, unit.pk, 1)


def _add(terms: Iterable[str], unit: int, times: int) -> None:
    """Sorted, so that two at once never wait for each other in a ring."""
    rows = sorted(terms)
    values = [value for term in rows for value in (term, unit, times)]
    with upkeep(), connection.cursor() as cursor:
        cursor.execute(ADD.format(rows=", ".join(["(%s, %s, %s)"] * len(rows))), values)
