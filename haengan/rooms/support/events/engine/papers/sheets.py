"""The programme that is handed out, and the list of those invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from haengan.lib.documents.model import Block, Column, Document, Item, Language, Note, Paragraph, Table, cell, line


@dataclass(frozen=True)
class Told:
    """The event in the paper's language."""

    name: str
    when: str
    hours: str = ""
    place: str = ""
    host: str = ""
    theme: str = ""
    contents: str = ""


@dataclass(frozen=True)
class Point:
    hours: str
    title: str
    person: str = ""


@dataclass(frozen=True)
class Guests:
    group: str
    invited: int


def programme(event: Told, points: Sequence[Point], *, city: str, dated: date, language: Language) -> Document:
    """When, where, and one row for each point."""
    words = WORDS[language]
    blocks: list[Block] = [*_facts(event, language), Item(1, line(words["programme"]))]
    if points:
        head = (tuple(cell(words[name]) for name in ("hours", "point", "person")),)
        body = tuple((cell(one.hours), cell(one.title), cell(one.person or "")) for one in points)
        columns = (Column(1.4), Column(4.0, "left"), Column(1.8))
        blocks.append(Table("programme", columns, head, body))
    else:
        blocks.append(Paragraph(line(words["no_programme"])))
    return _document(event, words["programme_of"], blocks, city=city, dated=dated, language=language)


def invitations(event: Told, guests: Sequence[Guests], *, city: str, dated: date, language: Language) -> Document:
    """Groups with how many are invited, a sum, and a column to be filled in at the door."""
    words = WORDS[language]
    blocks: list[Block] = [*_facts(event, language), Item(1, line(words["invited_groups"]))]
    if guests:
        names = ("number", "group", "invited", "came")
        rows = [(str(n), one.group, f"{one.invited:,}", "") for n, one in enumerate(guests, 1)]
        total = f"{sum(one.invited for one in guests):,}"
        body = tuple(tuple(cell(text) for text in row) for row in rows)
        foot = (cell(words["total"], colspan=2, header=True), cell(total), cell(""))
        columns = (Column(0.8), Column(4.0, "left"), Column(1.4, "right"), Column(1.4))
        head = (tuple(cell(words[name]) for name in names),)
        blocks.append(Table("invitations", columns, head, (*body, foot), unit=words["people"]))
        blocks.append(Note("※", line(words["no_names"])))
    else:
        blocks.append(Paragraph(line(words["no_guests"])))
    return _document(event, words["invitations_of"], blocks, city=city, dated=dated, language=language)


def _facts(event: Told, language: Language) -> list[Block]:
    words = WORDS[language]
    told = [
        (words["theme"], event.theme),
        (words["when"], " ".join(part for part in (event.when, event.hours) if part)),
        (words["place"], event.place),
        (words["host"], event.host),
        (words["contents"], " ".join(event.contents.split())),
    ]
    return [Item(1, line(words["facts"])), *(Item(2, line(f"{label}: {text}")) for label, text in told if text)]


def _document(
    event: Told, title: str, blocks: Sequence[Block], *, city: str, dated: date, language: Language
) -> Document:
    return Document(
        title=title.format(name=event.name), organisation=city, dated=dated, blocks=tuple(blocks), language=language
    )


WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "programme_of": "{name} 식순",
        "invitations_of": "{name} 초청 대상 명부",
        "facts": "행사 개요",
        "theme": "주제",
        "when": "일시",
        "place": "장소",
        "host": "주관",
        "contents": "내용",
        "programme": "식순",
        "hours": "시각",
        "point": "순서",
        "person": "맡은 사람",
        "no_programme": "식순이 아직 정해지지 않았습니다.",
        "invited_groups": "초청 대상",
        "number": "연번",
        "group": "대상",
        "invited": "초청 인원",
        "came": "참석 확인",
        "total": "합계",
        "people": "(단위: 명)",
        "no_names": "개인 이름은 이 명부에 적지 않습니다.",
        "no_guests": "초청 대상이 아직 정해지지 않았습니다.",
    },
    "en": {
        "programme_of": "Programme - {name}",
        "invitations_of": "Invited groups - {name}",
        "facts": "The event",
        "theme": "Theme",
        "when": "When",
        "place": "Where",
        "host": "Organised by",
        "contents": "Contents",
        "programme": "Programme",
        "hours": "Hours",
        "point": "Point",
        "person": "By",
        "no_programme": "The programme is not settled yet.",
        "invited_groups": "Invited groups",
        "number": "No.",
        "group": "Group",
        "invited": "Invited",
        "came": "Present",
        "total": "Total",
        "people": "(people)",
        "no_names": "No person is named on this list.",
        "no_guests": "It is not settled yet who is invited.",
    },
}
