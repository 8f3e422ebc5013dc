"""The law's numbers: periods of each kind and of each duty, dated, as norms.yaml beside this room holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Mistyped, Unlawful

FILE = Path(__file__).parents[2] / "norms.yaml"
PREFIX = "petitions.clock."
LAW = "민원 처리에 관한 법률"
DECREE = "민원 처리에 관한 법률 시행령"


class Kind(StrEnum):
    """What a petition asks for (법 제2조제1호). A statutory one needs its own published period (제17조)."""

    LEGAL_INQUIRY = "legal_inquiry"
    INQUIRY = "inquiry"
    SUGGESTION = "suggestion"
    GRIEVANCE = "grievance"
    OTHER = "other"
    STATUTORY = "statutory"


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


CALENDAR_UNITS = (Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
LETTERS = {"h": Unit.HOURS, "d": Unit.DAYS, "w": Unit.WEEKS, "m": Unit.MONTHS, "y": Unit.YEARS}
UNITS_KO = {Unit.HOURS: "근무시간", Unit.DAYS: "일", Unit.WEEKS: "주", Unit.MONTHS: "개월", Unit.YEARS: "년"}
KINDS = {
    Kind.LEGAL_INQUIRY: ("법령 질의민원", "inquiry about law"),
    Kind.INQUIRY: ("질의민원", "inquiry"),
    Kind.SUGGESTION: ("건의민원", "suggestion"),
    Kind.GRIEVANCE: ("고충민원", "grievance"),
    Kind.OTHER: ("기타민원", "other petition"),
    Kind.STATUTORY: ("법정민원", "statutory petition"),
}


class Period(NamedTuple):
    """A length as the law writes it."""

    length: int
    unit: Unit

    @classmethod
    def read(cls, text: str) -> Period:
        """`3h`, `7d`, `2w`, `1m`, `1y`."""
        found = re.fullmatch(r"([1-9]\d{0,3})([hdwmy])", text.strip())
        if not found:
            raise Mistyped(
                f"‘{text}’은(는) 처리기간이 아닙니다. 수와 h, d, w, m, y 가운데 하나로 10d와 같이 적으십시오.",
                f"{text!r} is no period. Write a number and h, d, w, m or y, such as 10d.",
            )
        return cls(int(found[1]), LETTERS[found[2]])

    def told(self, language: str) -> str:
        if language == "ko":
            return f"{self.length}{UNITS_KO[self.unit]}"
        word = "working hours" if self.unit is Unit.HOURS else str(self.unit)
        return f"{self.length} {word[:-1] if self.length == 1 else word}"


class Term(NamedTuple):
    """One value with the day from which it holds and its article."""

    from_on: date
    value: int
    article: str


class Terms:
    """Dated values by key; asked for the day on which the petition was received."""

    def __init__(self, values: Mapping[str, Sequence[Term]]) -> None:
        self._values = {key: sorted(found, reverse=True) for key, found in values.items()}

    def at(self, key: str, on: date) -> Term:
        """The value in force on that day; refused where the law had none yet."""
        for term in self._values[key]:
            if term.from_on <= on:
                return term
        first = self._values[key][-1]
        raise Unlawful(
            first.article, f"{first.from_on}부터 시행되었습니다.", f"it is in force since {first.from_on} only."
        )

    def since(self, kind: Kind) -> date:
        """From when on the newest period of the kind holds."""
        if kind is Kind.STATUTORY:
            return date.max
        return self._values["immediate" if kind is Kind.OTHER else kind.value][0].from_on

    def period(self, kind: Kind, on: date) -> tuple[Period, str]:
        """The period of a kind and its article."""
        if kind is Kind.STATUTORY:
            raise Unlawful(
                f"{LAW} 제17조제1항",
                "법정민원은 공표된 처리기간을 함께 주어야 합니다.",
                "a statutory petition needs the period that was published for it.",
            )
        if kind is Kind.OTHER:
            term = self.at("immediate", on)
            return Period(term.value, Unit.HOURS), f"{DECREE} 제16조제1항, {term.article.removeprefix(DECREE).strip()}"
        term = self.at(kind.value, on)
        return Period(term.value, Unit.DAYS), term.article


@lru_cache(maxsize=1)
def national() -> Terms:
    """The values of norms.yaml."""
    found = {}
    for entry in yaml.safe_load(FILE.read_text("utf8")):
        if not entry["key"].startswith(PREFIX):
            continue
        terms = [Term(one["from"], int(one["value"]), one["article"]) for one in entry["values"]]
        found[entry["key"].removeprefix(PREFIX)] = terms
    return Terms(found)
