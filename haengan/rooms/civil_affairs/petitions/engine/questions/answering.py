"""Answers checked against a declaration, and told again: on paper, to the public, to Open311."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import CHOOSING, Declaration, Kind, Question

LETTERS = {Kind.TEXT: 200, Kind.LONG: 4000, Kind.PLACE: 200}
CITY = ZoneInfo("Asia/Seoul")
POINT = re.compile(r"-?\d{1,3}(?:\.\d{1,15})?[ ]?,[ ]?-?\d{1,3}(?:\.\d{1,15})?")
YES = ("yes", "true", "on", "1", "예")
NO = ("no", "false", "off", "0", "아니요", "")
MISSING = ("대답해 주십시오.", "Please answer this.")


@dataclass(frozen=True)
class Fault:
    code: str
    ko: str
    en: str

    def told(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


def checked(declaration: Declaration, told: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The answers as they are kept (text, number, ISO day or moment, list of values, "yes" or "no", a place as address or as
    "37.76,126.78") and what is wrong. Answers to questions that are not asked after the others are left out, not refused: on a
    form they were given before the answer that hid them. Unknown codes are faults."""
    kept: dict[str, Any] = {}
    faults = [
        Fault(code, "이 종류의 민원에는 없는 질문입니다.", "This kind of petition has no such question.")
        for code in sorted(set(told) - {one.code for one in declaration})
    ]
    for question in declaration:
        if not asked(question, kept):
            continue
        value, fault = _value(question, told.get(question.code))
        if fault is not None:
            faults.append(Fault(question.code, *fault))
        elif value not in (None, "", []):
            kept[question.code] = value
        elif question.required:
            faults.append(Fault(question.code, *MISSING))
    return kept, faults


def asked(question: Question, kept: Mapping[str, Any]) -> bool:
    """Whether it is asked after those answers."""
    if question.when is None:
        return True
    earlier, wanted = question.when
    given = kept.get(earlier)
    return bool(set(given if isinstance(given, list) else [given]) & set(wanted))


def pairs(
    declaration: Declaration, kept: Mapping[str, Any], language: str, *, public: bool = False
) -> list[tuple[str, str]]:
    """Question and answer in words; for the public without private ones and places, which are shown coarsened elsewhere. An answer to a question that is no longer declared
    is told by its code."""
    known = {one.code: one for one in declaration}
    order = [*(one.code for one in declaration if one.code in kept), *(code for code in kept if code not in known)]
    shown = [code for code in order if not (public and (code not in known or hidden(known[code])))]
    return [
        (known[code].label(language) if code in known else code, _told(known.get(code), kept[code], language))
        for code in shown
    ]


def hidden(question: Question) -> bool:
    """Whether its answer is kept from the public."""
    return question.private or question.kind is Kind.PLACE


def notices(declaration: Declaration, kept: Mapping[str, Any], language: str) -> list[str]:
    """What whoever answered so is told first: whom to call, where else to go."""
    return [
        one.notice.label(language)
        for one in declaration
        if one.notice is not None and asked(one, kept) and _told_of(one.notice.when, kept.get(one.code))
    ]


def _told_of(when: tuple[str, ...], given: Any) -> bool:
    return not when or bool(set(when) & set(given if isinstance(given, list) else [given]))


def _value(question: Question, told: Any) -> tuple[Any, tuple[str, str] | None]:
    if question.kind is Kind.MANY_OF:
        return _many(question, told)
    if isinstance(told, list | tuple):
        told = told[0] if len(told) == 1 else ("" if not told else ",".join(map(str, told)))
    text = "" if told is None else str(told).strip()
    if question.kind is Kind.FLAG:
        lowered = text.lower()
        if lowered in YES:
            return "yes", None
        return (
            ("no" if text else None, None)
            if lowered in NO
            else (None, ("예 또는 아니요로 대답해 주십시오.", "Answer yes or no."))
        )
    if not text:
        return None, None
    if question.kind in CHOOSING:
        return _one(question, text)
    if question.kind is Kind.NUMBER:
        return _number(question, text)
    if question.kind is Kind.DATE:
        return _day(text)
    if question.kind is Kind.MOMENT:
        return _moment(text)
    if question.kind is Kind.PLACE and POINT.fullmatch(text):
        return _point(text)
    most = int(question.most or LETTERS[question.kind])
    if len(text) > most:
        return None, (f"{most}자까지 쓸 수 있습니다(지금 {len(text)}자).", f"At most {most} letters, not {len(text)}.")
    return text, None


def _one(question: Question, text: str) -> tuple[Any, tuple[str, str] | None]:
    if text in {one.value for one in question.choices}:
        return text, None
    known = ", ".join(one.value for one in question.choices)
    return None, (f"‘{text[:40]}’은(는) 고를 수 없습니다: {known}", f"{text[:40]!r} is not among the choices: {known}.")


def _many(question: Question, told: Any) -> tuple[Any, tuple[str, str] | None]:
    given = [str(one).strip() for one in (told if isinstance(told, list | tuple) else [told] if told else [])]
    chosen = list(dict.fromkeys(one for one in given if one))
    for one in chosen:
        _kept, fault = _one(question, one)
        if fault is not None:
            return None, fault
    return chosen, None


def _number(question: Question, text: str) -> tuple[Any, tuple[str, str] | None]:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None, (f"‘{text[:40]}’은(는) 수가 아닙니다.", f"{text[:40]!r} is no number.")
    low = -math.inf if question.least is None else question.least
    high = math.inf if question.most is None else question.most
    if not math.isfinite(number) or not low <= number <= high:
        return None, (f"{low:g}부터 {high:g}까지의 수를 쓰십시오.", f"Give a number from {low:g} to {high:g}.")
    return int(number) if number == int(number) else number, None


def _day(text: str) -> tuple[Any, tuple[str, str] | None]:
    try:
        return date.fromisoformat(text[:10]).isoformat(), None
    except ValueError:
        return None, (
            f"‘{text[:40]}’은(는) 날짜가 아닙니다. 2026-11-23과 같이 쓰십시오.",
            f"{text[:40]!r} is no day; write it as 2026-11-23.",
        )


def _moment(text: str) -> tuple[Any, tuple[str, str] | None]:
    """Without a zone it is meant as the city's."""
    try:
        told = datetime.fromisoformat(text)
        aware = told.replace(tzinfo=CITY) if told.tzinfo is None else told.astimezone(CITY)
    except (ValueError, OverflowError):
        return None, (
            f"‘{text[:40]}’은(는) 때가 아닙니다. 2026-11-23 10:30과 같이 쓰십시오.",
            f"{text[:40]!r} is no moment; write it as 2026-11-23 10:30.",
        )
    return aware.isoformat(timespec="minutes"), None


def _point(text: str) -> tuple[Any, tuple[str, str] | None]:
    lat, lon = (float(part) for part in text.split(","))
    if abs(lat) > 90 or abs(lon) > 180:
        return None, ("위도와 경도 순서로 쓰십시오: 37.76,126.78", "Write latitude and longitude: 37.76,126.78.")
    return f"{lat:.6f},{lon:.6f}", None


def _told(question: Question | None, value: Any, language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_told(question, one, language) for one in value)
    if question is not None and question.kind is Kind.FLAG:
        return {"yes": ("예", "Yes"), "no": ("아니요", "No")}[str(value)][language != "ko"]
    for choice in question.choices if question is not None else ():
        if choice.value == value:
            return choice.label(language)
    return str(value)
