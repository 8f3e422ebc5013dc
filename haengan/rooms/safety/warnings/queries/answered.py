"""What answers a situation: the warning in force for it, the words to begin with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from haengan.kernel.places import queries as places
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Decision, Situation
from haengan.rooms.safety.warnings.queries import warned
from haengan.rooms.safety.warnings.queries import watched as queries
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules

DO = {
    "attention": ("상황을 지켜보시기 바랍니다.", "Stay informed."),
    "caution": ("위험한 곳에 가지 마시고 대피를 준비하시기 바랍니다.", "Keep away from danger and be ready to leave."),
    "alert": ("위험한 곳에서 나와 안전한 곳으로 이동하십시오.", "Leave dangerous places for safe ones."),
    "severe": ("지금 안전한 곳으로 대피하십시오.", "Move to a safe place now."),
}
"""What people should do at each level, to begin with: whoever approves it says it better."""


def standing(situation: Situation, now: datetime) -> Warning | None:
    """The warning in force that answers it, be it by its own or as an update."""
    return warned.in_force(now, world=situation.world).filter(origin_key=situation.key).first()


def waiting(situation: Situation) -> Warning | None:
    """One that is drafted for it and not sent yet."""
    return Warning.objects.filter(origin_key=situation.key, state__in=[one.value for one in rules.OPEN]).first()


def followed(warning: Warning) -> bool:
    """Somebody has drafted what follows it."""
    return warning.following.filter(state__in=[one.value for one in rules.OPEN]).exists()


def districts(situation: Situation) -> list[str]:
    """Keys of the rule's districts; of the whole city where it names none and no stored area."""
    found = list(situation.rule.areas.values_list("district__key", flat=True))
    if found or situation.rule.area:
        return found
    return [one.district.key for one in places.districts(timezone.localdate())]


def facts(situation: Situation, decision: Decision, within: Iterable[str] = ()) -> dict[str, str]:
    """What fills the places in an order's words."""
    names = _names(situation, within)
    at = timezone.localtime(decision.at)
    told = queries.facts(decision, "ko")
    return {
        "place": ", ".join(names) or situation.rule.name_ko,
        "time": f"오늘 {at:%H:%M}",
        "value": told[0] if told else "",
        "station": situation.rule.name_ko,
    }


def wording(situation: Situation, decision: Decision) -> dict[str, dict[str, str]]:
    """Korean and English to begin with, by cause, level and place."""
    told = facts(situation, decision)
    cause, level = causes.CAUSES[situation.rule.cause], causes.LEVELS[decision.level]
    place, at = told["place"], timezone.localtime(decision.at)
    do = DO[decision.level]
    english = situation.rule.name_en or situation.rule.name_ko
    return {
        "headline": {"ko": f"{place} {cause[0]} {level[0]}", "en": f"{cause[1]}, level {level[1]}: {english}"},
        "short": {
            "ko": f"{told['time']} {place} {cause[0]} {level[0]} 단계입니다. {do[0]}",
            "en": f"{at:%H:%M}: {cause[1]}, level {level[1]}, {english}. {do[1]}",
        },
        "description": {"ko": told["value"], "en": "; ".join(queries.facts(decision, "en"))},
        "instruction": {"ko": do[0], "en": do[1]},
        "speech": {"ko": f"{place} {cause[0]} {level[0]} 단계입니다. {do[0]} 다시 알려 드립니다. {do[0]}"},
        "text": {"ko": f"{place} {cause[0]} {level[0]} {do[0]}"},
    }


def correction(situation: Situation, decision: Decision) -> dict[str, dict[str, str]]:
    """It says which warning ends by the time at which it was given, for people ask when."""
    told = facts(situation, decision)
    place = told["place"]
    return {
        "headline": {"ko": f"{place} 경보 해제", "en": "Warning lifted"},
        "short": {
            "ko": f"{told['time']} {place}에 내린 경보를 해제합니다. 현장 안내에 따라 주시기 바랍니다.",
            "en": "The warning is lifted.",
        },
        "instruction": {"ko": "현장 안내에 따라 주시기 바랍니다.", "en": "Follow directions on site."},
        "speech": {"ko": f"{place}에 내린 경보를 해제합니다."},
        "text": {"ko": f"{place} 경보 해제"},
    }


def _names(situation: Situation, within: Iterable[str]) -> list[str]:
    chosen = set(within)
    rows = situation.rule.areas.select_related("district")
    return [str(one.district) for one in rows if not chosen or one.district.key in chosen]
