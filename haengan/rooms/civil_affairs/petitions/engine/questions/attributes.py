"""The questions as attributes of an Open311 service (GeoReport v2), and answers that came as such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Declaration, Kind, Question

DATATYPES = {
    Kind.TEXT: "string",
    Kind.LONG: "text",
    Kind.NUMBER: "number",
    Kind.DATE: "datetime",
    Kind.MOMENT: "datetime",
    Kind.PLACE: "string",
    Kind.ONE_OF: "singlevaluelist",
    Kind.MANY_OF: "multivaluelist",
    Kind.FLAG: "singlevaluelist",
}
FLAGS = {"ko": (("yes", "예"), ("no", "아니요")), "en": (("yes", "Yes"), ("no", "No"))}
NAME = re.compile(r"attribute\[([a-z][a-z0-9_]{0,39})\](\[\])?")


def listed(declaration: Declaration, language: str) -> list[dict[str, Any]]:
    """What a question is asked for only after another answer cannot be said there: such ones are never required. A notice is an
    attribute that is no variable."""
    told: list[dict[str, Any]] = []
    for question in declaration:
        if question.notice is not None:
            told.append(_shown(f"{question.code}_notice", question.notice.label(language), len(told) + 1))
        told.append(_asked(question, language, len(told) + 1))
    return told


def answers(given: Mapping[str, Any]) -> dict[str, Any]:
    """From fields named `attribute[CODE]`, or `attribute[CODE][]` where several are chosen; other fields are not looked at."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        match = NAME.fullmatch(name)
        if match is not None:
            found[match.group(1)] = list(value) if isinstance(value, list | tuple) else value
    return found


def _asked(question: Question, language: str, order: int) -> dict[str, Any]:
    choices: tuple[tuple[str, str], ...] = tuple((one.value, one.label(language)) for one in question.choices)
    if question.kind is Kind.FLAG:
        choices = FLAGS["ko" if language == "ko" else "en"]
    told: dict[str, Any] = {
        "variable": True,
        "code": question.code,
        "datatype": DATATYPES[question.kind],
        "required": question.required and question.when is None,
        "datatype_description": question.help(language),
        "order": order,
        "description": question.label(language),
    }
    return {**told, "values": [{"key": key, "name": name} for key, name in choices]} if choices else told


def _shown(code: str, text: str, order: int) -> dict[str, Any]:
    return {
        "variable": False,
        "code": code,
        "datatype": "string",
        "required": False,
        "datatype_description": "",
        "order": order,
        "description": text,
    }
