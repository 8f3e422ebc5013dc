"""From a decision to a warning: under a standing order it is sent at once, else a draft waits for people. For
`deciding.followers`, inside the transaction of the decision: what a rule decides and what leaves because of it are one commit.

Only what is still true is answered, and of what was found out late, or was taken back, nothing leaves: where that still stands,
after an outage of the house for one, a draft waits for people. A situation that has a
warning in force is answered by an update of it, never by a second alert; its end is drafted as a cancellation, which people send.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.norms import queries as norms
from haengan.rooms.safety.warnings.actions import drafting, orders
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Decision, Situation
from haengan.rooms.safety.warnings.queries import answered
from haengan.rooms.safety.warnings.rules.warned import Kind

logger = structlog.get_logger("haengan.warnings")
WATCH = System("safety.warnings.watch")
ORIGIN = "safety_warnings.situation"


def answer(made: Sequence[Decision], now: datetime) -> None:
    """The last decision of each situation counts."""
    newest: dict[int, Decision] = {}
    for one in made:
        if one.situation_id is not None and one.transition != "void":
            newest[one.situation_id] = one
    for decision in newest.values():
        situation = decision.situation
        if situation is None or situation.void or not decision.known:
            continue
        if decision.late and decision.level and situation.until is not None:
            continue
        _answer(situation, decision, now)


def _answer(situation: Situation, decision: Decision, now: datetime) -> None:
    standing = answered.standing(situation, now)
    if not decision.level:
        if standing is not None and not answered.followed(standing):
            _follow(standing, Kind.CANCEL, situation, decision, now)
    elif standing is None:
        _alert(situation, decision, now)
    elif standing.level != decision.level and not answered.followed(standing):
        _follow(standing, Kind.UPDATE, situation, decision, now)


def _alert(situation: Situation, decision: Decision, now: datetime) -> None:
    districts = answered.districts(situation)
    order = orders.fitting(situation.rule.cause, decision.level, districts, timezone.localdate(now))
    if order is not None and situation.world == "live" and not decision.late:
        try:
            with transaction.atomic():
                orders.send(
                    order=order,
                    cause=situation.rule.cause,
                    level=decision.level,
                    districts=districts,
                    origin=(ORIGIN, situation.key),
                    facts=answered.facts(situation, decision, order.districts),
                    now=now,
                    actor=WATCH,
                )
        except Refused as refused:
            logger.error("warnings.order_refused", order=order.number, rule=situation.rule.number, why=str(refused))
        else:
            return
    if answered.waiting(situation) is None:
        drafting.draft(
            now=now, actor=WATCH, origin=(ORIGIN, situation.key), **_told(situation, decision, districts, now)
        )


def _follow(standing: Warning, kind: Kind, situation: Situation, decision: Decision, now: datetime) -> None:
    told: dict[str, Any] = {"origin": (ORIGIN, situation.key)}
    if kind is Kind.UPDATE:
        told |= {"level": decision.level, "wording": answered.wording(situation, decision)}
    drafting.following(standing, kind, actor=WATCH, now=now, **told)


def _told(situation: Situation, decision: Decision, districts: list[str], now: datetime) -> dict[str, Any]:
    minutes = float(norms.value("warnings.draft.minutes", on=timezone.localdate(now)))
    area: dict[str, Any] = {"areas": [situation.rule.area]} if situation.rule.area else {"districts": districts}
    return {
        "world": situation.world,
        "cause": situation.rule.cause,
        "level": decision.level,
        "area": area,
        "wording": answered.wording(situation, decision),
        "correction": answered.correction(situation, decision),
        "ways": {"speech", "text"},
        "told": {"subscribers", "heads"},
        "expires_at": now + timedelta(minutes=minutes),
    }
