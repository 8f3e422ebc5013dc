"""Conditions and facts as sentences, and why something is no condition, in Korean and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from haengan.rooms.safety.warnings.engine.decision.conditions import (
    HOUR,
    MINUTE,
    Condition,
    Conditions,
    Hold,
    Leaf,
    Not,
    number,
)
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed

NAMES = {
    "attention": ("관심", "attention"),
    "caution": ("주의", "caution"),
    "alert": ("경계", "alert"),
    "severe": ("심각", "severe"),
    "": ("해당 없음", "none"),
}
REASONS = {
    "never": ("쓸 수 있는 측정값이 들어온 적이 없음", "nothing usable ever came"),
    "silent": ("측정값이 끊김", "silent"),
    "bad": ("불량 측정값만 들어옴", "only bad readings"),
    "short": ("판단하기에 측정값이 모자람", "too few readings to tell"),
}
WHY: dict[str, tuple[str, str]] = {
    "no_object": (
        "{path}에는 객체가 와야 합니다. 받은 값: {value}. 쓸 수 있는 항목: {needs}.",
        "{path} needs an object, not {value}. It may hold: {needs}.",
    ),
    "unknown_key": (
        "{path}에 모르는 항목 {value}이(가) 있습니다. 쓸 수 있는 항목: {needs}.",
        "{path} has an unknown entry {value}. It may hold: {needs}.",
    ),
    "missing": ("{path}에 {needs} 항목이 없습니다. 적어 넣으십시오.", "{path} lacks {needs}. Add it."),
    "no_level": (
        "단계가 하나도 없습니다. {needs} 가운데 하나 이상을 적으십시오.",
        "There is no level. Give at least one of: {needs}.",
    ),
    "too_many": (
        "조건이 {value}개로 너무 많습니다. {needs}개 이하로 줄이거나 규칙을 나누십시오.",
        "{value} conditions are too many. Use {needs} at most, or part the rule.",
    ),
    "too_deep": (
        "{path}의 조건이 {needs}겹을 넘습니다. 더 간단히 적으십시오.",
        "The condition at {path} is nested deeper than {needs}. Write it more simply.",
    ),
    "no_condition": (
        "{path}에는 조건 하나가 와야 합니다. 받은 값: {value}. 쓸 수 있는 조건: {needs}.",
        "{path} needs one condition, not {value}. Conditions are: {needs}.",
    ),
    "unknown_kind": (
        "{path}의 조건 {value}은(는) 없습니다. 쓸 수 있는 조건: {needs}.",
        "{path} has no condition {value}. Conditions are: {needs}.",
    ),
    "no_list": (
        "{path}에는 조건의 목록이 와야 합니다. 받은 값: {value}.",
        "{path} needs a list of conditions, not {value}. Give at least one.",
    ),
    "no_count": (
        "{path}의 개수 {value}이(가) 맞지 않습니다. 1에서 {needs} 사이의 정수를 적으십시오.",
        "The count {value} at {path} does not fit. Give a whole number from 1 to {needs}.",
    ),
    "no_number": (
        "{path}의 {value}은(는) 수가 아닙니다. 수를 적으십시오.",
        "{value} at {path} is no number. Give a number.",
    ),
    "out_of_range": (
        "{path}의 {value}은(는) 범위를 벗어납니다. {needs} 안에서 적으십시오.",
        "{value} at {path} is out of range. Give {needs}.",
    ),
    "no_choice": (
        "{path}의 {value}은(는) 고를 수 없습니다. {needs} 가운데 하나를 적으십시오.",
        "{value} at {path} is no choice. Give one of: {needs}.",
    ),
    "no_text": (
        "{path}의 {value}은(는) 측정 계열의 번호가 아닙니다. 번호를 적으십시오.",
        "{value} at {path} is no number of a series. Give one.",
    ),
    "unknown_series": (
        "측정 계열 {value}이(가) 없습니다({path}). 번호를 확인하거나 계열을 먼저 여십시오.",
        "There is no series {value} ({path}). Check the number, or open the series first.",
    ),
}
Units = Mapping[str, str]
"""Of each series."""


def told(wrong: Malformed, language: str) -> str:
    korean, english = WHY[wrong.code]
    text = korean if language.startswith("ko") else english
    return text.format(path=wrong.path or "JSON", value=repr(wrong.value)[:80], needs=wrong.needs)


def lines(conditions: Conditions, language: str) -> list[str]:
    """One sentence for when each level begins, and one for when it ends, from the highest down."""
    ko, units = language.startswith("ko"), {name: one.unit for name, one in conditions.series.items()}
    found = []
    for level in reversed(conditions.levels):
        name, when = NAMES[level.name][0 if ko else 1], sentence(level.when, language, units)
        found.append(f"{name}: {when}" if ko else f"{name.capitalize()}: {when}")
        if level.until is not None or level.least:
            found.append(_ending(name, level.until, level.least, language, units))
    return found


def sentence(condition: Condition, language: str, units: Units | None = None) -> str:
    ko = language.startswith("ko")
    if isinstance(condition, Leaf):
        return LEAVES[condition.kind](condition, (units or {}).get(condition.series, ""), ko)
    if isinstance(condition, Not):
        inner = sentence(condition.part, language, units)
        return f"({inner})이(가) 아님" if ko else f"not ({inner})"
    if isinstance(condition, Hold):
        inner = sentence(condition.part, language, units)
        return (
            f"({inner})이(가) {_time(condition.span, ko)} 계속됨"
            if ko
            else f"({inner}) for {_time(condition.span, ko)}"
        )
    parts = [sentence(part, language, units) for part in condition.parts]
    if len(parts) == 1:
        return parts[0]
    if condition.kind == "at_least":
        joined = "; ".join(parts)
        return f"다음 가운데 {condition.count}개 이상 [{joined}]" if ko else f"at least {condition.count} of [{joined}]"
    word = {("all", True): " 그리고 ", ("any", True): " 또는 ", ("all", False): " and ", ("any", False): " or "}
    return "(" + word[condition.kind, ko].join(parts) + ")"


def fact(given: Mapping[str, Any], language: str, units: Units | None = None) -> str:
    """One of the facts behind a change: what was measured, beside its limit."""
    ko = language.startswith("ko")
    unit = (units or {}).get(given["series"], "")
    if given["truth"] is None:
        reason = REASONS[given["reason"]][0 if ko else 1]
        return f"{given['series']}: {reason}"
    leaf = Leaf(given["kind"], given["series"], given["is"], given["limit"], given.get("span", 0), model="linear")
    leaf = Leaf(**{**leaf.__dict__, "within": given.get("within", 0), "probability": given.get("probability", 0.0)})
    asked = LEAVES[leaf.kind](leaf, unit, ko)
    seen = _percent(given["measured"]) if leaf.kind == "forecast" else _amount(given["measured"], _per(leaf, unit, ko))
    holds = ("맞음", "holds") if given["truth"] else ("아님", "does not hold")
    return f"{asked}: {'실제' if ko else 'it is'} {seen} ({holds[0 if ko else 1]})"


def _ending(name: str, until: Condition | None, least: int, language: str, units: Units | None) -> str:
    ko = language.startswith("ko")
    text = (
        sentence(until, language, units) if until is not None else ("시작 조건이 그침" if ko else "it no longer holds")
    )
    if ko:
        return f"{name} 해제: {text}" + (f", 빨라도 {_time(least, ko)} 뒤" if least else "")
    return f"{name.capitalize()} ends: {text}" + (f", {_time(least, ko)} later at the soonest" if least else "")


def _level(leaf: Leaf, unit: str, ko: bool) -> str:
    return _against(leaf.series, leaf, unit, ko)


def _rate(leaf: Leaf, unit: str, ko: bool) -> str:
    what = (
        f"{leaf.series}의 {_time(leaf.span, ko)} 변화" if ko else f"change of {leaf.series} over {_time(leaf.span, ko)}"
    )
    return _against(what, leaf, _per(leaf, unit, ko), ko)


def _sum(leaf: Leaf, unit: str, ko: bool) -> str:
    what = f"{leaf.series}의 {_time(leaf.span, ko)} 누적" if ko else f"{_time(leaf.span, ko)} total of {leaf.series}"
    return _against(what, leaf, unit, ko)


def _forecast(leaf: Leaf, unit: str, ko: bool) -> str:
    inner, within = _against(leaf.series, leaf, unit, ko), _time(leaf.within, ko)
    if ko:
        return f"{within} 안에 {inner}일 확률 {_percent(leaf.probability)} 이상"
    return f"{inner} within {within} with a probability of {_percent(leaf.probability)} or more"


LEAVES: dict[str, Callable[[Leaf, str, bool], str]] = {
    "level": _level,
    "rate": _rate,
    "sum": _sum,
    "forecast": _forecast,
}


def _against(what: str, leaf: Leaf, unit: str, ko: bool) -> str:
    if ko:
        return f"{what} {_amount(leaf.value, unit)} {'이상' if leaf.sign == '>=' else '이하'}"
    return f"{what} {'≥' if leaf.sign == '>=' else '≤'} {_amount(leaf.value, unit)}"


def _per(leaf: Leaf, unit: str, ko: bool) -> str:
    if leaf.kind != "rate":
        return unit
    return f"{unit}/시간" if ko else f"{unit}/h"


def _amount(value: float, unit: str) -> str:
    return f"{number(round(value, 3))} {unit}".strip()


def _percent(share: float) -> str:
    return f"{number(round(100 * share, 1))}%"


def _time(span: int, ko: bool) -> str:
    if span >= HOUR and span % HOUR == 0:
        return f"{span // HOUR}시간" if ko else f"{span // HOUR} h"
    minutes = number(round(span / MINUTE, 2))
    return f"{minutes}분" if ko else f"{minutes} min"
