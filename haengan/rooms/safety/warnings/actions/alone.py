"""Marking a version of a rule for terminals that do not hear the house. No act itself: what it refuses, drafting and approving a
version refuse. It takes the two people of every version, and within what they see is bound to the words, the level and the area
of that moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.lib.terminal.words import MOST_RULES
from haengan.rooms.safety.warnings.engine.decision import alone as engine
from haengan.rooms.safety.warnings.engine.decision.parsing import read
from haengan.rooms.safety.warnings.models.watched import Rule, RuleVersion
from haengan.rooms.safety.warnings.queries import alone as queries
from haengan.rooms.safety.warnings.queries import places
from haengan.rooms.safety.warnings.rules import alone as rules
from haengan.rooms.safety.warnings.rules import causes


def marked(rule: Rule, conditions: Mapping[str, Any], told: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    """What is kept with the version; empty where it is not for terminals. `told` has level, speech, text, cut and rest."""
    if not told or not told.get("level"):
        return {}
    _judgeable(conditions, told["level"])
    texts = {way: {code: text.strip() for code, text in told.get(way, {}).items() if text.strip()} for way in WAYS}
    if not texts["speech"].get("ko"):
        raise Refused(
            _("There is no Korean text for terminals to speak."),
            field="local_speech_ko",
            remedy=_("Write what they shall say without anyone's help."),
        )
    return {
        "level": told["level"],
        **{way: by for way, by in texts.items() if by},
        "cut": int(told.get("cut") or rules.USUAL_CUT),
        "rest": int(told.get("rest") or rules.USUAL_REST),
        "area": _area(rule, now),
    }


WAYS = ("speech", "text")


def must_fit(version: RuleVersion, now: datetime) -> None:
    """Refuses what a terminal could not hold beside what it has."""
    if not version.local:
        return
    others = [one for one in queries.in_force(now, world=version.rule.world) if one.rule_id != version.rule_id]
    mine = queries.wanted(version.rule.world, now, only=[version, *others])
    full = sorted(number for number, some in mine.items() if len(some) > MOST_RULES)
    if full:
        raise Refused(
            _("%(count)d terminals would have more than %(most)d local rules: %(some)s.")
            % {"count": len(full), "most": MOST_RULES, "some": ", ".join(full[:5])},
            remedy=_("End a rule that is marked for terminals there, or mark fewer."),
        )


def _judgeable(conditions: Mapping[str, Any], level: str) -> None:
    try:
        needed = engine.thresholds(read(conditions), level)
    except KeyError:
        raise Refused(
            _("These conditions have no level “%(level)s”.") % {"level": causes.LEVELS.get(level, ("", level))[0]},
            field="local_level",
            remedy=_("Choose a level that they have."),
        ) from None
    except engine.NotAlone as wrong:
        raise Refused(
            _("A terminal alone cannot judge “%(kind)s”.") % {"kind": wrong.kind},
            field="local_level",
            remedy=_("It knows the last value of gauges: use values at or above a level, for so long, any of several."),
        ) from wrong
    missing = {one.series for one in needed} - queries.stations_of({one.series for one in needed}).keys()
    if missing:
        raise Refused(
            _("The gauge of %(series)s has no asset number, so that no terminal can hear it.")
            % {"series": ", ".join(sorted(missing))},
            field="local_level",
            remedy=_("Enter the number of the gauge in the register of equipment."),
        )


def _area(rule: Rule, now: datetime) -> dict[str, list[str]]:
    """That of this moment: who later moves the rule elsewhere drafts a new version for the terminals there."""
    area = {"districts": [row.district.key for row in rule.areas.select_related("district")]}
    if rule.area:
        area = {"districts": [], "areas": [rule.area]}
    found = places.place(area, timezone.localdate(now))
    if found.empty or found.whole_city:
        raise Refused(
            _("The whole city always takes two people."),
            field="local_level",
            remedy=_("Give the rule districts or a stored area."),
        )
    return area
