"""The answer sheet of a town hall, the answer to one opinion, the reply to a request: plain values in, documents out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from haengan.lib.calendar.weekdays import weekday_ko
from haengan.lib.documents import model
from haengan.lib.documents.model import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Item,
    Language,
    Paragraph,
    Table,
    cell,
    line,
)
from haengan.rooms.autonomy.townhalls.engine.papers.words import WORDS


@dataclass(frozen=True)
class Meeting:
    """`sector` and `host` are named in the paper's language; `groups` are (group, people)."""

    subject: str
    sector: str
    meets_on: date
    starts: time
    place: str
    host: str
    ends: time | None = None
    organisation: str = ""
    summary: str = ""
    groups: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class Said:
    """One opinion and where it stands, in the paper's language; empty where nothing is known yet."""

    number: int
    field: str
    text: str
    unit: str = ""
    outcome: str = ""
    answer: str = ""
    answered_on: date | None = None


def sheet(meeting: Meeting, said: Sequence[Said], *, city: str, dated: date, language: Language) -> Document:
    """All that was said at one town hall with its answers."""
    words = WORDS[language]
    blocks: list[Block] = [Item(1, line(words["meeting"])), *_facts(meeting, language)]
    if meeting.groups:
        total = sum(people for _group, people in meeting.groups)
        parts = ", ".join(f"{group} {people:,}{words['people']}" for group, people in meeting.groups)
        blocks.append(Item(2, line(f"{words['attendance']}: {total:,}{words['people']} ({parts})")))
    if meeting.summary:
        blocks += [Item(1, line(words["happened"])), *_paragraphs(meeting.summary)]
    blocks.append(Item(1, line(words["opinions"].format(n=len(said)))))
    blocks.append(_opinions(said, language) if said else Paragraph(line(words["none"])))
    return Document(
        title=words["sheet"].format(subject=meeting.subject),
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
    )


def answer(
    meeting: Meeting, said: Said, *, to: str, city: str, dated: date, language: Language, later: Sequence[Said] = ()
) -> Document:
    """The answer to one opinion; `later` is what became of it since, oldest first."""
    words = WORDS[language]
    blocks: list[Block] = [
        Paragraph(line(words["thanks"].format(subject=meeting.subject))),
        Item(1, line(words["your_opinion"])),
        *_facts(meeting, language),
        *_paragraphs(said.text),
        Item(1, line(words["our_answer"])),
    ]
    for one in (said, *later):
        blocks.append(Item(2, line(f"{spelled(one.answered_on, language)} {one.outcome} ({one.unit})")))
        blocks += _paragraphs(one.answer)
    return Document(
        title=words["answer"].format(subject=meeting.subject),
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
        subtitle=words["to"].format(name=to) if to else "",
    )


def reply(
    number: str,
    subject: str,
    *,
    to: str,
    meeting: Meeting | None,
    text: str,
    city: str,
    dated: date,
    language: Language,
) -> Document:
    """What the requester is told: the town hall that is planned, or why there is none (`meeting` None)."""
    words = WORDS[language]
    blocks: list[Block] = [Paragraph(line(words["asked"].format(number=number, subject=subject)))]
    if meeting is not None:
        blocks += [Item(1, line(words["we_come"])), *_facts(meeting, language)]
    else:
        blocks.append(Item(1, line(words["we_cannot"])))
    blocks += _paragraphs(text)
    return Document(
        title=words["reply"],
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
        subtitle=words["to"].format(name=to),
    )


def spelled(day: date | None, language: Language) -> str:
    if day is None:
        return ""
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}.({weekday_ko(day)})"
    return f"{day:%A, %-d %B %Y}"


def _facts(meeting: Meeting, language: Language) -> list[Block]:
    words = WORDS[language]
    hours = f"{meeting.starts:%H:%M}" + (f" ~ {meeting.ends:%H:%M}" if meeting.ends else "")
    told = [
        (words["when"], f"{spelled(meeting.meets_on, language)} {hours}"),
        (words["place"], meeting.place),
        (words["sector"], " ".join(part for part in (meeting.sector, meeting.organisation) if part)),
        (words["host"], meeting.host),
    ]
    return [Item(2, line(f"{name}: {value}")) for name, value in told if value]


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line(part.strip())) for part in text.splitlines() if part.strip()]


def _opinions(said: Sequence[Said], language: Language) -> Table:
    words = WORDS[language]
    heads = ("number", "field", "opinion", "division", "outcome", "what")
    shares: Sequence[tuple[float, Align]] = (
        *((0.5, "center"), (1.0, "center"), (3.0, "left")),
        *((1.2, "center"), (1.0, "center"), (3.0, "left")),
    )
    return Table(
        name="opinions",
        columns=tuple(Column(width, align) for width, align in shares),
        head=(tuple(cell(words[head]) for head in heads),),
        body=tuple(_row(one, language) for one in said),
    )


def _row(said: Said, language: Language) -> tuple[Cell, ...]:
    number = model.Text(str(said.number))
    lines = [line(part) for part in said.answer.splitlines() if part.strip()]
    if said.answered_on:
        lines.append(line(spelled(said.answered_on, language)))
    return (
        cell(number),
        cell(said.field),
        Cell(tuple(line(part) for part in said.text.splitlines() if part.strip())),
        cell(said.unit or "-"),
        cell(said.outcome or "-"),
        Cell(tuple(lines) or (line("-"),)),
    )
