"""The receipt with its proof, the proof alone, the reminder of a late petition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from haengan.lib.documents.model import (
    Block,
    Column,
    Document,
    Item,
    Language,
    Paragraph,
    Table,
    cell,
    line,
)
from haengan.rooms.civil_affairs.petitions.engine.papers.words import WORDS

SEOUL = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Told:
    """`service`, `kind` in the paper's language; moments with a zone."""

    number: str
    title: str
    service: str
    kind: str
    name: str
    unit: str
    filed_at: datetime
    received_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True)
class Step:
    """One step of the proof; `skipped` are days with why they do not count."""

    text: str
    article: str
    skipped: Sequence[str] = ()


def receipt(told: Told, *, steps: Sequence[Step], code: str, city: str, dated: date, language: Language) -> Document:
    """민원 접수증 (법 제9조제2항)."""
    words = WORDS[language]
    facts = [*_facts(told, language), (words["code"], code)]
    blocks = [Item(1, line(words["facts"])), _table(facts), *_how(steps, language), Paragraph(line(words["keep"]))]
    return Document(title=words["receipt"], organisation=city, dated=dated, blocks=tuple(blocks), language=language)


def proof(told: Told, *, steps: Sequence[Step], city: str, dated: date, language: Language) -> Document:
    words = WORDS[language]
    blocks = [Item(1, line(words["facts"])), _table(_facts(told, language)), *_how(steps, language)]
    return Document(title=words["proof"], organisation=city, dated=dated, blocks=tuple(blocks), language=language)


def reminder(told: Told, *, unit: str, due: datetime, issued_on: date, city: str, language: Language) -> Document:
    """독촉장 (영 제28조제2항)."""
    words = WORDS[language]
    facts = [(label, value) for label, value in _facts(told, language) if label not in (words["name"], words["due"])]
    blocks = (Paragraph(line(words["late"])), _table([*facts, (words["due"], spelled(due, language))]))
    return Document(
        title=words["reminder"],
        organisation=f"{city} {words['examiner']}",
        dated=issued_on,
        blocks=blocks,
        language=language,
        subtitle=words["to"].format(unit=unit),
    )


def spelled(moment: datetime | None, language: Language) -> str:
    """In Korean time; without the hour where it is the end of a day."""
    if moment is None:
        return "-"
    local = moment.astimezone(SEOUL)
    hour = "" if (local.hour, local.minute) == (23, 59) else f" {local:%H:%M}"
    return f"{local.year}. {local.month}. {local.day}.{hour}" if language == "ko" else f"{local:%Y-%m-%d}{hour}"


def _facts(told: Told, language: Language) -> list[tuple[str, str]]:
    words = WORDS[language]
    return [
        (words["number"], told.number),
        (words["title"], told.title),
        (words["service"], f"{told.service} ({told.kind})"),
        (words["name"], told.name or "-"),
        (words["unit"], told.unit or "-"),
        (words["filed"], spelled(told.filed_at, language)),
        (words["received"], spelled(told.received_at, language)),
        (words["due"], spelled(told.due_at, language)),
    ]


def _table(facts: Sequence[tuple[str, str]]) -> Table:
    rows = tuple((cell(label, header=True), cell(value)) for label, value in facts)
    return Table("facts", (Column(1.0), Column(3.0, "left")), (), rows)


def _how(steps: Sequence[Step], language: Language) -> list[Block]:
    words = WORDS[language]
    if not steps:
        return []
    head = tuple(cell(words[name], header=True) for name in ("step", "what", "article"))
    rows = tuple(
        (cell(str(place)), cell(_with_days(step, words["skipped"])), cell(step.article or "-"))
        for place, step in enumerate(steps, 1)
    )
    columns = (Column(0.5), Column(3.5, "left"), Column(1.6, "left"))
    return [Item(1, line(words["how"])), Table("steps", columns, (head,), rows)]


def _with_days(step: Step, label: str) -> str:
    return f"{step.text} ({label}: {', '.join(step.skipped)})" if step.skipped else step.text
