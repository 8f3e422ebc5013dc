"""Named reads of rules, their versions, situations and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext, override

from haengan.kernel.readings import queries as readings
from haengan.kernel.readings.models import Series
from haengan.rooms.safety.warnings.engine.decision import words
from haengan.rooms.safety.warnings.engine.decision.conditions import Source, leaves
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.models.watched import Decision, Rule, RuleApproval, RuleVersion, Situation
from haengan.rooms.safety.warnings.rules import causes


def rules_listed() -> QuerySet[Rule]:
    """Each with its level now, whether it can be told, and the version in force (`in_force`)."""
    newest = effective().filter(rule=OuterRef("pk")).order_by("-at")
    versions = RuleVersion.objects.filter(rule=OuterRef("pk"), approval__isnull=False).order_by("-ordinal")
    return Rule.objects.annotate(
        level_now=Subquery(newest.values("level")[:1]),
        known_now=Subquery(newest.values("known")[:1]),
        in_force=Subquery(versions.values("ordinal")[:1]),
    )


def unjudged(*, world: str) -> QuerySet[Rule]:
    """Rules that stand and cannot be told now."""
    newest = effective().filter(rule=OuterRef("pk")).order_by("-at")
    standing = Rule.objects.filter(world=world, ended_at__isnull=True)
    return standing.annotate(told=Subquery(newest.values("known")[:1])).filter(told=False).order_by("number")


def versions_listed() -> QuerySet[RuleVersion]:
    listed = RuleVersion.objects.select_related("rule", "author", "approval__approver")
    return listed.annotate(holds_from=F("approval__from_at"))


def approved() -> QuerySet[RuleApproval]:
    """In the order in which they hold."""
    return RuleApproval.objects.select_related("version__rule").order_by("version__rule", "from_at", "pk")


def drafts(rule: Rule) -> QuerySet[RuleVersion]:
    return rule.versions.filter(approval__isnull=True)


def situations_listed() -> QuerySet[Situation]:
    return Situation.objects.filter(void=False).select_related("rule")


def open_situations(*, world: str = "live") -> QuerySet[Situation]:
    return situations_listed().filter(until__isnull=True, world=world)


def counted_situations() -> QuerySet[Situation]:
    """Of the live world, without those that later readings took back."""
    return Situation.objects.filter(void=False, world="live")


def decisions_listed() -> QuerySet[Decision]:
    return Decision.objects.select_related("rule", "version", "situation")


def counted_decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(rule__world="live")


def effective() -> QuerySet[Decision]:
    """Without what a later decision of the same moment replaced, and without moments at which nothing changed after all."""
    later = Decision.objects.filter(rule=OuterRef("rule"), at=OuterRef("at")).order_by("-ordinal")
    return Decision.objects.filter(ordinal=Subquery(later.values("ordinal")[:1])).exclude(transition="void")


def last_before(rule: int, at: datetime) -> Decision | None:
    """The decision that counted just before a moment."""
    seen: datetime | None = None
    for one in Decision.objects.filter(rule=rule, at__lt=at).order_by("-at", "-ordinal").iterator(chunk_size=20):
        if one.at != seen and one.transition != "void":
            return one
        seen = one.at
    return None


def counting_since(rule: int, at: datetime) -> list[Decision]:
    """The decisions that count from a moment on, in the order of time."""
    rows = Decision.objects.filter(rule=rule, at__gte=at).order_by("at", "ordinal")
    return [one for one in {row.at: row for row in rows}.values() if one.transition != "void"]


def ordinals(moments: Mapping[int, Iterable[datetime]]) -> dict[tuple[int, datetime], int]:
    """The next number for a decision of each moment of a rule at which there is one already."""
    every = {at for mine in moments.values() for at in mine}
    rows = Decision.objects.filter(rule__in=list(moments), at__in=every).order_by()
    return {(rule, at): most + 1 for rule, at, most in rows.values_list("rule", "at").annotate(Max("ordinal"))}


def affected_situations(firsts: Mapping[int, datetime]) -> dict[int, list[Situation]]:
    """By rule: those that stand at a moment or begin later, in the order of time, locked."""
    rows = Situation.objects.select_for_update().filter(rule__in=list(firsts), void=False)
    found: dict[int, list[Situation]] = {pk: [] for pk in firsts}
    for one in rows.exclude(until__lt=min(firsts.values())).order_by("since", "pk"):
        if one.until is None or one.until >= firsts[one.rule_id]:
            found[one.rule_id].append(one)
    return found


def counting(starts: Mapping[int, datetime]) -> dict[int, dict[datetime, tuple[str, bool]]]:
    """By rule: level and whether it could be told at each moment of a decision that counts, from a moment on."""
    asked = Q()
    for pk, start in starts.items():
        asked |= Q(rule=pk, at__gte=start)
    rows = Decision.objects.filter(asked).order_by("rule", "at", "ordinal")
    found: dict[int, dict[datetime, tuple[str, bool]]] = {pk: {} for pk in starts}
    for rule, at, transition, level, known in rows.values_list("rule", "at", "transition", "level", "known"):
        found[rule].pop(at, None)
        if transition != "void":
            found[rule][at] = (level, known)
    return found


def mark() -> tuple[int, int]:
    """Changes when a rule begins, changes or ends."""
    approvals = RuleApproval.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return approvals, Rule.objects.filter(ended_at__isnull=False).count()


def sources(numbers: Iterable[str]) -> dict[str, Source]:
    """How long series may be silent and how often they speak, by their number."""
    found = readings.numbered(list(numbers))
    return {
        number: Source(one.silent_minutes * 60_000, one.rhythm_seconds * 1000, one.unit)
        for number, one in found.items()
    }


def sentences(version: RuleVersion, language: str) -> list[str]:
    """The thresholds in words; what cannot be read says so."""
    try:
        return words.lines(read(version.conditions), language)
    except Malformed:
        return [gettext("These conditions cannot be read. Draft a new version.")]


def alone(version: RuleVersion, language: str) -> list[str]:
    """What terminals may do by it without the house, in words; empty where nothing."""
    if not version.local:
        return []
    local, ko = version.local, language.startswith("ko")
    level = causes.LEVELS[local["level"]][0 if ko else 1]
    with override(language):
        found = [
            gettext("From level %(level)s, after %(cut)d seconds without the house; again after %(rest)d seconds.")
            % {"level": level, "cut": local["cut"], "rest": local["rest"]}
        ]
    return found + [text for way in ("speech", "text") for text in local.get(way, {}).values()]


def facts(decision: Decision, language: str, *, only_unknown: bool = False) -> list[str]:
    """Why it was decided, one sentence for each question that was asked."""
    known = decision.version.conditions["series"] if decision.version else {}
    units = {number: one["unit"] for number, one in known.items()}
    given = [one for one in decision.why.get("facts", []) if one["truth"] is None or not only_unknown]
    return list(dict.fromkeys(words.fact(fact, language, units) for fact in given))


def series_of(decision: Decision) -> QuerySet[Series]:
    """The series whose readings were behind a decision."""
    return readings.all_series().filter(number__in={fact["series"] for fact in decision.why.get("facts", [])})


def wrong_series(conditions: object) -> Sequence[tuple[str, str]]:
    """Path and number of series that a condition asks for something they do not give: accumulations need increments."""
    try:
        parsed = read(conditions)
    except Malformed:
        return []
    known = readings.numbered({leaf.series for leaf in leaves(parsed)})
    return [
        (leaf.kind, leaf.series)
        for leaf in leaves(parsed)
        if leaf.series in known and (leaf.kind == "sum") != (known[leaf.series].how == "increment")
    ]


def number_of(rule: Rule) -> int:
    """The next version number."""
    return int(rule.versions.aggregate(most=Max("ordinal"))["most"] or 0) + 1


def standing_rules() -> QuerySet[Rule]:
    return Rule.objects.filter(ended_at__isnull=True).order_by(F("number"))
