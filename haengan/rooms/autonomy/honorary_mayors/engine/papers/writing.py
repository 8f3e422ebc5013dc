"""The letter of appointment and the day's programme: plain values in, documents out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from haengan.lib.calendar.weekdays import weekday_ko
from haengan.lib.documents.model import (
    Align,
    Block,
    Column,
    Document,
    Item,
    Language,
    Paragraph,
    Table,
    Text,
    cell,
    line,
)

BLANK = Paragraph(line("\u3000"))


@dataclass(frozen=True)
class Stop:
    starts: time
    ends: time
    place: str
    what: str
    accompanied_by: str = ""


def letter(
    *, number: str, name: str, city: str, appointed_on: date, serves_on: date | None, language: Language
) -> Document:
    """위촉장, dated with the day of appointment."""
    words = WORDS[language]
    said = [
        (words["name"].format(name=name), True),
        (words["appoints"].format(city=city), False),
        (words["serves"].format(day=spelled(serves_on, language)) if serves_on else "", False),
        (spelled(appointed_on, language), False),
        (words["signs"].format(city=city), True),
    ]
    blocks: list[Block] = [Paragraph(line(words["number"].format(number=number)), align="right")]
    for text, bold in said:
        if text:
            blocks += [BLANK, BLANK, Paragraph((Text(text, bold=bold),), align="center")]
    return Document(
        title=words["letter"], organisation=city, dated=appointed_on, blocks=tuple(blocks), language=language
    )


def programme(
    *, name: str, city: str, serves_on: date | None, stops: Sequence[Stop], dated: date, language: Language
) -> Document:
    words = WORDS[language]
    blocks: list[Block] = [Item(1, line(words["name"].format(name=name)))]
    if serves_on is not None:
        blocks.append(Item(2, line(words["day"].format(day=spelled(serves_on, language)))))
    blocks.append(_hours(stops, language) if stops else Paragraph(line(words["none"])))
    return Document(title=words["programme"], organisation=city, dated=dated, blocks=tuple(blocks), language=language)


def spelled(day: date, language: Language) -> str:
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}.({weekday_ko(day)})"
    return f"{day:%A, %-d %B %Y}"


def _hours(stops: Sequence[Stop], language: Language) -> Table:
    words = WORDS[language]
    shares: Sequence[tuple[float, Align]] = ((1.2, "center"), (2.0, "center"), (3.0, "left"), (1.6, "center"))
    return Table(
        name="programme",
        columns=tuple(Column(width, align) for width, align in shares),
        head=(tuple(cell(words[head]) for head in ("hours", "place", "what", "with")),),
        body=tuple(
            (
                cell(f"{stop.starts:%H:%M} ~ {stop.ends:%H:%M}"),
                cell(stop.place),
                cell(stop.what),
                cell(stop.accompanied_by or "-"),
            )
            for stop in stops
        ),
    )


WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "letter": "위촉장",
        "number": "제 {number} 호",
        "name": "성명: {name}",
        "appoints": "귀하를 {city} 일일 명예시장으로 위촉합니다.",
        "serves": "활동일: {day}",
        "signs": "{city}장",
        "programme": "일일 명예시장 활동 일정",
        "day": "활동일: {day}",
        "none": "아직 정해진 일정이 없습니다.",
        "hours": "시간",
        "place": "장소",
        "what": "내용",
        "with": "동행",
    },
    "en": {
        "letter": "Letter of appointment",
        "number": "No. {number}",
        "name": "Name: {name}",
        "appoints": "You are hereby appointed honorary mayor of {city} for a day.",
        "serves": "Day of service: {day}",
        "signs": "Mayor of {city}",
        "programme": "The honorary mayor's day",
        "day": "Day of service: {day}",
        "none": "Nothing is planned yet.",
        "hours": "Hours",
        "place": "Place",
        "what": "What",
        "with": "With",
    },
}
