"""Telling whoever is on duty that a rule cannot be judged: by SMS, or by mail where there is no number. Together for all
that fell silent at once; where nobody can be reached, the log says so loudly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haengan.kernel.access import queries as access
from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.actions.queueing import Draft, Targets
from haengan.kernel.dispatch.rules import World
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Official
from haengan.rooms.safety.warnings.models.watched import Decision
from haengan.rooms.safety.warnings.queries import watched as queries

logger = structlog.get_logger("haengan.warnings")
DUTY = "safety.warnings.watch"
CAUSE = "rules_unknown"
SHOWN = 5


def unknown(made: Sequence[Decision], now: datetime) -> None:
    """For `deciding.followers`. What came late is not told: it is known better by now."""
    doubted = [one for one in made if one.transition == "doubt" and not one.late]
    for one in doubted:
        series = sorted({fact["series"] for fact in one.why["facts"] if fact["truth"] is None})
        logger.error("rules.unknown", rule=one.rule.number, series=series, level=one.level, since=one.at.isoformat())
    live = [one for one in doubted if one.rule.world == World.LIVE]
    if live:
        _tell(live, now)


def _tell(doubted: Sequence[Decision], now: datetime) -> None:
    rules, targets = [one.rule.number for one in doubted], on_duty(now)
    if not targets:
        logger.error("rules.unknown_untold", duty=DUTY, rules=rules)
        return
    minutes = float(norms.value("warnings.unknown.expires", on=timezone.localdate(now)))
    wording = {"ko": _text(doubted, "ko"), "en": _text(doubted, "en")}
    with override("ko"):
        title = _("Rules cannot be judged")
    draft = Draft(
        World.LIVE,
        title,
        CAUSE,
        now + timedelta(minutes=minutes),
        {"sms": wording, "mail": wording},
        origin=("safety_warnings.decision", doubted[0].key),
    )
    queueing.queue(draft, Targets(officials=targets), now=now)


def on_duty(now: datetime) -> list[tuple[Official, str]]:
    """Holders of the duty with the channel by which each is reached."""
    day = timezone.localdate(now)
    people = {holding.official.pk: holding.official for holding in access.holders(DUTY, day)}
    found = []
    for official in people.values():
        channel = next((way for way in ("sms", "mail") if dispatch.contact_of(official, way, day)), "")
        if channel:
            found.append((official, channel))
    return found


def _text(doubted: Sequence[Decision], language: str) -> str:
    with override(language):
        names = ", ".join(one.rule.number for one in doubted[:SHOWN])
        reasons = queries.facts(doubted[0], language, only_unknown=True)[:SHOWN]
        more = _(" and %(count)d more") % {"count": len(doubted) - SHOWN} if len(doubted) > SHOWN else ""
        return _("Warning rules cannot be judged: %(names)s%(more)s. %(reasons)s. Look at the gauges yourself.") % {
            "names": names,
            "more": more,
            "reasons": "; ".join(reasons),
        }
