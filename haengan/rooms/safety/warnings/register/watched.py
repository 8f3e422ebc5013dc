"""What the shared pages need to know of rules, their versions, situations and decisions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Register, Step
from haengan.kernel.search.declare import A, B, Searchable
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.forms import watched as forms
from haengan.rooms.safety.warnings.models.watched import Decision, Rule, RuleVersion, Situation
from haengan.rooms.safety.warnings.queries import watched as queries
from haengan.rooms.safety.warnings.rules.causes import LEVELS


def sentences(version: RuleVersion) -> str:
    return "\n".join(queries.sentences(version, get_language() or "ko"))


def why(decision: Decision) -> str:
    return "\n".join(queries.facts(decision, get_language() or "ko"))


def alone(version: RuleVersion) -> str:
    return "\n".join(queries.alone(version, get_language() or "ko"))


def replay_of(version: RuleVersion) -> dict[str, Any]:
    language = get_language() or "ko"
    said = {"conditions": queries.sentences(version, language), "alone": queries.alone(version, language)}
    return {"replay": VERSIONS.room_url("replay", version.key), "said": said}


def approver(version: RuleVersion) -> str:
    return str(version.approval.approver) if hasattr(version, "approval") else ""


def stands(rule: Any) -> str:
    """Its level now, in the reader's language; that it cannot be told comes first."""
    level = LEVELS[rule.level_now][0 if (get_language() or "ko").startswith("ko") else 1] if rule.level_now else ""
    return f"{_('unknown')} {level}".strip() if rule.known_now is False else level


RULES = Register(
    name="safety.warnings.rules",
    model=Rule,
    title=_("Warning rules"),
    one=_("warning rule"),
    query=queries.rules_listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("name_ko", sort=True),
        Column("name_en", default=False),
        "cause",
        Column("level_now", _("stands at"), kind="text", value=stands),
        Column("in_force", _("version in force"), kind="number"),
        "world",
        Column("area", default=False),
        Column("ended_at", default=False),
    ],
    filters=["cause", "world"],
    search=["number", "name_ko", "name_en"],
    form=forms.RuleForm,
    add=ruling.enter,
    change=ruling.correct,
    steps=[
        Step(
            "draft",
            _("Draft thresholds"),
            ruling.draft_here,
            forms.DraftForm,
            when=lambda rule: rule.ended_at is None,
            hint=_("They hold once another official has approved them."),
            template="warnings/draft_rule.html",
        ),
        Step("end", _("End the rule"), ruling.end, forms.EndForm, when=lambda rule: rule.ended_at is None, grave=True),
    ],
    panels=[
        Panel(
            _("Versions"),
            lambda rule: queries.versions_listed().filter(rule=rule),
            [
                Column("ordinal", link=True),
                Column("conditions", value=sentences, kind="long"),
                Column("author"),
                Column("approved_by", _("approved by"), value=approver, kind="text"),
                Column("holds_from", _("holds from"), kind="moment"),
            ],
        ),
        Panel(_("Districts"), lambda rule: rule.areas.select_related("district"), ["district"]),
        Panel(
            _("Situations"),
            lambda rule: queries.situations_listed().filter(rule=rule),
            ["since", "until", "level", "highest", "unknown_since", "late"],
        ),
    ],
    natural=("number",),
)
VERSIONS = Register(
    name="safety.warnings.versions",
    model=RuleVersion,
    title=_("Versions of rules"),
    one=_("version of a rule"),
    query=queries.versions_listed,
    columns=[
        Column("rule__number", _("rule number"), link=True, sort=True),
        Column("ordinal", sort=True),
        Column("conditions", value=sentences, kind="long"),
        Column("local", value=alone, kind="long"),
        Column("drafted_at", sort=True),
        "author",
        "reason",
        "source",
        Column("approved_by", _("approved by"), value=approver, kind="text"),
        Column("holds_from", _("holds from"), kind="moment"),
    ],
    filters=["rule__cause", Filter("drafted_at", kind="year")],
    search=["rule__number", "reason", "source"],
    on="drafted_at",
    steps=[
        Step(
            "approve",
            _("Approve"),
            ruling.approve,
            forms.ApproveForm,
            when=lambda version: not hasattr(version, "approval") and version.rule.ended_at is None,
            hint=_("Never by whoever drafted it."),
            grave=True,
            template="warnings/approve_rule.html",
        )
    ],
    imports=False,
    empty=_("Nobody has drafted thresholds yet."),
    detail_template="warnings/version.html",
    about=replay_of,
)
SITUATIONS = Register(
    name="safety.warnings.situations",
    model=Situation,
    title=_("Situations"),
    links=[Link(_("Situation room"), "room")],
    one=_("situation"),
    query=queries.situations_listed,
    columns=[
        Column("since", link=True, sort=True),
        "until",
        Column("rule__number", _("rule number")),
        Column("rule__name_ko", _("name")),
        "rule__cause",
        "level",
        "highest",
        "unknown_since",
        "late",
        "world",
    ],
    filters=["level", "highest", "rule__cause", "world", Filter("since_on", kind="year")],
    search=["rule__number", "rule__name_ko"],
    on="since",
    panels=[
        Panel(
            _("Decisions"),
            lambda situation: situation.decisions.order_by("at", "ordinal"),
            [Column("at", link=True), "transition", "level", "decided_at", "late"],
        )
    ],
    imports=False,
    empty=_("No rule has ever been true."),
)
DECISIONS = Register(
    name="safety.warnings.decisions",
    model=Decision,
    title=_("Decisions by rules"),
    one=_("decision by a rule"),
    query=queries.decisions_listed,
    columns=[
        Column("at", link=True, sort=True),
        Column("rule__number", _("rule number")),
        Column("version__ordinal", _("version number"), kind="number"),
        "transition",
        "before",
        "level",
        Column("known", default=False),
        Column("why", value=why, kind="long"),
        Column("decided_at", sort=True),
        "late",
    ],
    filters=["transition", "level", "rule__cause", Filter("decided_on", kind="year")],
    search=["rule__number"],
    on="at",
    panels=[
        Panel(_("Series behind it"), queries.series_of, [Column("number", link=True), "name_ko", "measures", "unit"])
    ],
    imports=False,
    empty=_("Nothing has been decided yet."),
)

Searchable(Rule, fields={"number": A, "name_ko": A, "name_en": B}, url=lambda key: RULES.url("detail", key))
Searchable(RuleVersion, fields={"reason": A, "source": B}, on="drafted_at", url=lambda key: VERSIONS.url("detail", key))
