"""The formula linkbase: each rule of the edition as a value assertion that any XBRL Formula processor evaluates."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from haengan.report.audit.model import Audit, Place
from haengan.report.xbrl import facts, names
from haengan.report.xbrl.names import (
    ASSERTION,
    CONCEPT_FILTER,
    COVER_FILTER,
    DIMENSION_FILTER,
    GEN,
    LINK,
    MESSAGE,
    PERIOD_FILTER,
    VARIABLE,
    element,
    hg,
)
from haengan.report.xbrl.rules import Change, Members, Periods, Ratio, Rule, Sum, rules

_ROLE = "http://www.xbrl.org/2008/role/link"
_SAID = "http://www.xbrl.org/2010/role/message"
_ARCROLES = {
    "http://xbrl.org/arcrole/2008/variable-set": "http://www.xbrl.org/2008/variable.xsd#variable-set",
    "http://xbrl.org/arcrole/2008/variable-filter": "http://www.xbrl.org/2008/variable.xsd#variable-filter",
    "http://xbrl.org/arcrole/2010/assertion-unsatisfied-message": "http://www.xbrl.org/2010/validation-message.xsd#assertion-unsatisfied-message",
}
_VARIABLES, _FILTERS, _MESSAGES = _ARCROLES
_SCHEMAS = {
    GEN: "http://www.xbrl.org/2008/generic-link.xsd",
    VARIABLE: "http://www.xbrl.org/2008/variable.xsd",
    ASSERTION: "http://www.xbrl.org/2008/value-assertion.xsd",
    CONCEPT_FILTER: "http://www.xbrl.org/2008/concept-filter.xsd",
    DIMENSION_FILTER: "http://www.xbrl.org/2008/dimension-filter.xsd",
    PERIOD_FILTER: "http://www.xbrl.org/2008/period-filter.xsd",
    COVER_FILTER: "http://www.xbrl.org/2010/aspect-cover-filter.xsd",
    MESSAGE: "http://www.xbrl.org/2010/generic-message.xsd",
}
_NSMAP: dict[str | None, str] = {
    "link": LINK, "xlink": names.XLINK, "xsi": names.XSI, "hg": names.HG, "gen": GEN, "variable": VARIABLE, "va": ASSERTION,
    "cf": CONCEPT_FILTER, "df": DIMENSION_FILTER, "pf": PERIOD_FILTER, "acf": COVER_FILTER, "msg": MESSAGE,
    "xfi": "http://www.xbrl.org/2008/function/instance", "xs": names.XS,
}  # fmt: skip
Variable = tuple[str, bool, list[Any]]
"""Name, whether it binds all its facts at once, filters."""
Told = tuple[str, list[Variable], str, str]
"""Test, variables, and what is wrong, in Korean and English."""


def linkbase(audit: Audit) -> bytes:
    link = element(GEN, "link", xlink__type="extended", xlink__role=_ROLE)
    for number, rule in enumerate(rules(audit), start=1):
        _assertion(link, f"rule-{number}", _told(audit, rule))
    roles = [
        element(LINK, "roleRef", roleURI=_ROLE, xlink__type="simple", xlink__href="http://www.xbrl.org/2008/generic-link.xsd#standard-link-role"),
        element(LINK, "roleRef", roleURI=_SAID, xlink__type="simple", xlink__href="http://www.xbrl.org/2010/generic-message.xsd#standard-message"),
    ]  # fmt: skip
    arcroles = [
        element(LINK, "arcroleRef", arcroleURI=uri, xlink__type="simple", xlink__href=href)
        for uri, href in _ARCROLES.items()
    ]
    root = element(LINK, "linkbase", *roles, *arcroles, link, nsmap=_NSMAP)
    root.set(f"{{{names.XSI}}}schemaLocation", " ".join(f"{space} {where}" for space, where in _SCHEMAS.items()))
    return names.serialised(root)


def _told(audit: Audit, rule: Rule) -> Told:
    if isinstance(rule, Members):
        return _members(audit, rule)
    if isinstance(rule, Periods):
        return _periods(audit, rule)
    if isinstance(rule, Sum):
        return _sum(audit, rule)
    if isinstance(rule, Change):
        return _change(audit, rule)
    return _ratio(audit, rule)


def _members(audit: Audit, rule: Members) -> Told:
    """A number may stand in the page several times: each member is added once."""
    figure, cut = rule.total.figure, audit.questions[rule.total.figure].cuts[rule.cut]
    axis = names.dimension(figure, rule.cut)
    here = _at(audit, rule.total)
    total = ("total", False, [*here, _member(axis, names.total(figure, rule.cut))])
    members = [names.member(figure, rule.cut, code) for code in rule.codes]
    parts = ("part", rule.together, [*here, _member(axis, *members)])
    title_ko, title_en = audit.questions[figure].ko, audit.questions[figure].en
    if not rule.together:
        said = (
            f"{title_ko}: {cut.ko}별 값 {{$part}}이(가) 전체 {{$total}}보다 큽니다.",
            f"{title_en}: a part by {cut.en}, {{$part}}, is above the whole, {{$total}}.",
        )
        return _close(audit, figure, "$part le $total"), [total, parts], *said
    value = f"xfi:fact-explicit-dimension-value(., QName('{names.HG}', '{axis}'))"
    added = f"sum(for $m in distinct-values(for $p in $part return string({value.replace('(.', '($p')})) return ($part[string({value}) = $m])[1])"
    test = f"{added} eq $total" if rule.whole else f"{added} le $total"
    said = (
        f"{title_ko}: {cut.ko}별 값의 합이 전체 {{$total}}과(와) {'다릅니다' if rule.whole else '견주어 넘칩니다'}.",
        f"{title_en}: the parts by {cut.en} {'do not make up' if rule.whole else 'are more than'} the whole, {{$total}}.",
    )
    return _close(audit, figure, test), [total, parts], *said


def _periods(audit: Audit, rule: Periods) -> Told:
    figure = rule.total.figure
    variables: list[Variable] = [("total", False, _at(audit, rule.total))]
    for number, span in enumerate(rule.spans, start=1):
        variables.append((f"p{number}", False, _at(audit, Place(figure, span, rule.total.slice, rule.total.member))))
    added = " + ".join(f"${name}" for name, _all, _filters in variables[1:])
    spans = ", ".join(str(span) for span in rule.spans)
    question = audit.questions[figure]
    return (
        _close(audit, figure, f"{added} eq $total"),
        variables,
        f"{question.ko}: {spans}의 합이 {rule.total.period}의 값 {{$total}}과(와) 다릅니다.",
        f"{question.en}: {spans} do not add up to that of {rule.total.period}, {{$total}}.",
    )


def _sum(audit: Audit, rule: Sum) -> Told:
    variables: list[Variable] = [("total", False, _at(audit, rule.total))]
    for number, name in enumerate(rule.figures, start=1):
        variables.append((f"s{number}", False, _at(audit, Place(name, rule.total.period))))
    added = " + ".join(f"${name}" for name, _all, _filters in variables[1:])
    question = audit.questions[rule.total.figure]
    ko, en = (", ".join(getattr(audit.questions[n], language) for n in rule.figures) for language in ("ko", "en"))
    return (
        _close(audit, question.name, f"{added} eq $total"),
        variables,
        f"{question.ko} {{$total}}이(가) {ko}의 합과 다릅니다.",
        f"{question.en}, {{$total}}, is not the sum of {en}.",
    )


def _change(audit: Audit, rule: Change) -> Told:
    now, before = audit.by_place[rule.now], audit.by_place[rule.before]
    told = facts.of_change(audit, now, before)
    span = told.context.period
    dated = _span(*span) if isinstance(span, tuple) else [_instant(span)]
    changed = [_concept(told.concept), *dated, *_where(rule.now), _any_origin()]
    variables: list[Variable] = [
        ("change", False, changed), ("now", False, _at(audit, rule.now)), ("before", False, _at(audit, rule.before)),
    ]  # fmt: skip
    question = audit.questions[rule.now.figure]
    return (
        _close(audit, question.name, "$now - $before eq $change"),
        variables,
        f"{question.ko} 증감 {{$change}}이(가) {{$before}}에서 {{$now}}(으)로 바뀐 것과 맞지 않습니다.",
        f"{question.en}: a change of {{$change}} does not lead from {{$before}} to {{$now}}.",
    )


def _ratio(audit: Audit, rule: Ratio) -> Told:
    """Part, whole and ratio have units of their own, so that aspect is let be."""
    question, part, whole = (audit.questions[name] for name in (rule.ratio.figure, rule.part, rule.whole))
    places = [replace(rule.ratio, figure=name) for name in (question.name, part.name, whole.name)]
    any_unit = element(COVER_FILTER, "aspectCover", element(COVER_FILTER, "aspect", "unit"))
    variables: list[Variable] = [
        (name, False, [*_at(audit, place), any_unit])
        for name, place in zip(("ratio", "part", "whole"), places, strict=True)
    ]
    share = 100 if question.unit.ko == facts.SHARE else 1
    return (
        f"abs($ratio * {share} - $part div $whole * {rule.times}) le 0.000001",
        variables,
        f"{question.ko} {{$ratio}}이(가) {part.ko} {{$part}} ÷ {whole.ko} {{$whole}}과(와) 다릅니다.",
        f"{question.en}, {{$ratio}}, is not {part.en}, {{$part}}, of {whole.en}, {{$whole}}.",
    )


def _close(audit: Audit, figure: str, test: str) -> str:
    """Equality leaves room for the last of twelve places where a unit is no power of ten."""
    left, found, right = test.partition(" eq ")
    if not found or facts.is_exact(audit.questions[figure]):
        return test
    return f"abs(({left}) - ({right})) le 0.000001"


def _at(audit: Audit, place: Place) -> list[Any]:
    """Filters of one value, wherever it comes from."""
    told = facts.of_value(audit, audit.by_place[place])
    span = told.context.period
    dated = [_instant(span)] if isinstance(span, date) else _span(*span)
    return [_concept(told.concept), *dated, *_where(place), _any_origin()]


def _where(place: Place) -> list[Any]:
    if not place.slice:
        return []
    return [_member(names.dimension(place.figure, place.slice), names.member(place.figure, place.slice, place.member))]


def _concept(name: str) -> Any:
    told = element(CONCEPT_FILTER, "concept", element(CONCEPT_FILTER, "qname", hg(name)))
    return element(CONCEPT_FILTER, "conceptName", told)


def _member(axis: str, *members: str) -> Any:
    told = [element(DIMENSION_FILTER, "member", element(DIMENSION_FILTER, "qname", hg(name))) for name in members]
    dimension = element(DIMENSION_FILTER, "dimension", element(DIMENSION_FILTER, "qname", hg(axis)))
    return element(DIMENSION_FILTER, "explicitDimension", dimension, *told)


def _any_origin() -> Any:
    return element(
        COVER_FILTER,
        "aspectCover",
        element(COVER_FILTER, "dimension", element(COVER_FILTER, "qname", hg(names.ORIGIN))),
    )


def _instant(on: date) -> Any:
    return element(PERIOD_FILTER, "periodInstant", date=_written(on))


def _span(first: date, last: date) -> list[Any]:
    ends = (("periodStart", first), ("periodEnd", last))
    return [element(PERIOD_FILTER, name, date=_written(on)) for name, on in ends]


def _written(on: date) -> str:
    return f"xs:date('{on.isoformat()}')"


def _assertion(link: Any, name: str, told: Told) -> None:
    test, variables, ko, en = told
    link.append(
        element(
            ASSERTION, "valueAssertion", xlink__type="resource", xlink__label=name, id=name, test=test,
            aspectModel="dimensional", implicitFiltering="true",
        )
    )  # fmt: skip
    for language, words in (("ko", ko), ("en", en)):
        label = f"{name}-{language}"
        link.append(
            element(
                MESSAGE,
                "message",
                words,
                xlink__type="resource",
                xlink__label=label,
                xlink__role=_SAID,
                xml__lang=language,
            )
        )
        link.append(_arc(GEN, "arc", name, label, _MESSAGES))
    for variable, every, filters in variables:
        label = f"{name}-{variable}"
        link.append(
            element(
                VARIABLE, "factVariable", xlink__type="resource", xlink__label=label, id=label,
                bindAsSequence=str(every).lower(), matches=str(every).lower(),
            )
        )  # fmt: skip
        link.append(_arc(VARIABLE, "variableArc", name, label, _VARIABLES, name=variable))
        _filters(link, label, filters)


def _filters(link: Any, variable: str, filters: Iterable[Any]) -> None:
    for number, given in enumerate(filters, start=1):
        label = f"{variable}-{number}"
        found = deepcopy(given)
        for key, value in (("type", "resource"), ("label", label)):
            found.set(f"{{{names.XLINK}}}{key}", value)
        link.append(found)
        link.append(_arc(VARIABLE, "variableFilterArc", variable, label, _FILTERS, complement="false", cover="true"))


def _arc(space: str, kind: str, start: str, end: str, arcrole: str, **more: Any) -> Any:
    return element(space, kind, xlink__type="arc", xlink__arcrole=arcrole, xlink__from=start, xlink__to=end, **more)
