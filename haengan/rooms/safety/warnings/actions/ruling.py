"""Entering rules, drafting their thresholds, letting them hold, and ending them. Thresholds always take two people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.people.models import Official
from haengan.kernel.places.models import District
from haengan.rooms.safety.warnings.actions import alone
from haengan.rooms.safety.warnings.engine.decision import conditions as engine
from haengan.rooms.safety.warnings.engine.decision import words
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.models.warned import StoredArea
from haengan.rooms.safety.warnings.models.watched import Rule, RuleApproval, RuleDistrict, RuleVersion
from haengan.rooms.safety.warnings.queries import watched as queries

DESK = ("official", "system")


@act("safety.warnings.rule", by=DESK)
def enter(*, actor: Actor, districts: Collection[District] = (), **told: Any) -> Rule:
    """A rule without thresholds: it decides nothing until a version of it is approved."""
    _drawn(told.get("area", ""))
    made = Rule.objects.create(**told)
    for district in districts:
        RuleDistrict.objects.create(rule=made, district=district)
    return made


@act("safety.warnings.correct_rule", by=DESK)
def correct(
    *,
    key: str,
    revision: int,
    actor: Actor,
    districts: Collection[District] | None = None,
    reason: str = "",
    **told: Any,
) -> Rule:
    """Its name and for where it is; what it decided stays. Its world stays once it has decided anything."""
    rule = access.take(actor, Rule, key, revision)
    if told.get("world", rule.world) != rule.world and rule.decisions.exists():
        raise Refused(
            _("This rule has decided in its world already."),
            field="world",
            remedy=_("Enter another rule for the other."),
        )
    if told.get("area", rule.area) != rule.area:
        _drawn(told["area"])
    for name, value in told.items():
        setattr(rule, name, value)
    rule.save()
    if districts is not None:
        _place(rule, districts)
    return rule


@act("safety.warnings.draft_rule", by=DESK)
def draft(
    *,
    actor: Actor,
    rule: Rule,
    conditions: object,
    grounds: str,
    source: str,
    now: datetime,
    author: Official | None = None,
    local: Mapping[str, Any] | None = None,
) -> RuleVersion:
    """Thresholds with their reason and source, complete with how long each series may be silent at the time; `local` marks a
    level of them for terminals that do not hear the house (`actions.alone.marked`)."""
    if rule.ended_at is not None:
        raise Refused(_("This rule has ended."), field="rule", remedy=_("Enter a new rule."))
    drafter = author or actor
    if not isinstance(drafter, Official):
        raise Refused(_("Thresholds have an official as their author."), field="author")
    whole = complete(conditions)
    return RuleVersion.objects.create(
        rule=rule,
        ordinal=queries.number_of(rule),
        conditions=whole,
        local=alone.marked(rule, whole, local, now),
        author=drafter,
        drafted_at=now,
        reason=grounds.strip(),
        source=source.strip(),
    )


@act("safety.warnings.draft_rule_here", by=DESK)
def draft_here(
    *,
    key: str,
    revision: int,
    conditions: object,
    grounds: str,
    source: str,
    now: datetime,
    actor: Actor,
    local: Mapping[str, Any] | None = None,
) -> Rule:
    """A further version of this rule, from its page."""
    rule = access.take(actor, Rule, key, revision)
    draft(rule=rule, conditions=conditions, grounds=grounds, source=source, now=now, actor=actor, local=local)
    return rule


@act("safety.warnings.approve_rule", by=DESK)
def approve(
    *,
    key: str,
    revision: int,
    actor: Actor,
    now: datetime,
    from_at: datetime | None = None,
    approver: Official | None = None,
) -> RuleVersion:
    """From now on, or from a later moment, the version holds. Never by its author, never backwards."""
    version = access.take(actor, RuleVersion, key, revision)
    who = approver or actor
    if not isinstance(who, Official) or who.pk == version.author_id:
        raise Refused(
            _("Whoever drafted thresholds cannot approve them."), remedy=_("Let another official with the duty look.")
        )
    if hasattr(version, "approval"):
        raise Refused(_("This version was approved already."), remedy=_("Draft a new version to change it."))
    if version.rule.ended_at is not None:
        raise Refused(_("This rule has ended."), remedy=_("Enter a new rule."))
    if from_at is not None and from_at < now:
        raise Refused(
            _("Thresholds cannot hold from a moment that is past."),
            field="from_at",
            remedy=_("Leave it empty: from now."),
        )
    alone.must_fit(version, now)
    RuleApproval.objects.create(
        version=version, author=version.author, approver=who, approved_at=now, from_at=from_at or now
    )
    return version


@act("safety.warnings.end_rule", by=DESK)
def end(*, key: str, revision: int, actor: Actor, reason: str, now: datetime) -> Rule:
    """It decides nothing any more; what stands by it ends now."""
    rule = access.take(actor, Rule, key, revision)
    if rule.ended_at is not None:
        raise Refused(_("This rule has ended already."))
    if not reason.strip():
        raise Refused(_("Say why it ends."), field="reason")
    rule.ended_at = now
    rule.save()
    return rule


def complete(conditions: object) -> dict[str, Any]:
    """The conditions as they are kept; refused with path, value and remedy where they are wrong."""
    asked = conditions.get("series", {}) if isinstance(conditions, dict) else {}
    try:
        numbers = _numbers(conditions)
        parsed = read(conditions, known=queries.sources(numbers))
    except Malformed as wrong:
        raise Refused(words.told(wrong, get_language() or "ko"), field="conditions") from wrong
    missing = sorted(set(asked) - queries.sources(asked).keys()) if isinstance(asked, dict) else []
    if missing:
        raise Refused(
            _("There is no series %(number)s.") % {"number": missing[0]},
            field="conditions",
            remedy=_("Check the number of the series."),
        )
    for kind, number in queries.wrong_series(engine.data(parsed)):
        raise Refused(
            _("%(kind)s does not fit the series %(number)s: accumulations need increments, all else values.")
            % {"kind": kind, "number": number},
            field="conditions",
            remedy=_("Choose another series or another kind of condition."),
        )
    return engine.data(parsed)


def _drawn(number: str) -> None:
    """A rule that names an area which nobody drew would warn nobody."""
    if number and not StoredArea.objects.filter(number=number, ended_on__isnull=True).exists():
        raise Refused(
            _("There is no stored area %(number)s in use.") % {"number": number},
            field="area",
            remedy=_("Give the number of one of the stored warning areas, or leave it empty."),
        )


def _numbers(given: object) -> set[str]:
    """Whatever is called a series anywhere in the data."""
    if isinstance(given, dict):
        own = {given["series"]} if isinstance(given.get("series"), str) else set()
        return own.union(*(_numbers(one) for one in given.values()))
    return set().union(*(_numbers(one) for one in given)) if isinstance(given, list) else set()


def _place(rule: Rule, districts: Collection[District]) -> None:
    wanted = {district.pk for district in districts}
    for row in rule.areas.all():
        if row.district_id not in wanted:
            row.delete()
    known = set(rule.areas.values_list("district_id", flat=True))
    for district in districts:
        if district.pk not in known:
            RuleDistrict.objects.create(rule=rule, district=district)
