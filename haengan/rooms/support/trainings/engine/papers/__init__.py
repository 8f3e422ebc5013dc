"""The papers of a training: the certificate, the list of those who take part, the survey slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from haengan.lib.calendar.weekdays import weekday_ko
from haengan.lib.documents.model import (
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

SLIPS_IN_A_ROW = 2


@dataclass(frozen=True)
class Training:
    """One cohort, in the paper's language; `until_on` is exclusive."""

    course: str
    number: str
    from_on: date
    until_on: date
    place: str
    minutes: int
    instructor: str = ""


@dataclass(frozen=True)
class Trainee:
    """`minutes` one of each session, None where nothing is recorded."""

    name: str
    unit: str
    state: str
    score: int | None = None
    minutes: Sequence[int | None] = ()


def certificate(
    training: Training, name: str, unit: str, *, number: str, on: date, city: str, language: Language
) -> Document:
    words = WORDS[language]
    told = [
        (words["name"], f"{name} ({unit})" if unit else name),
        (words["course"], training.course),
        (words["when"], _period(training, language)),
        (words["hours"], _hours(training.minutes, language)),
        (words["place"], training.place),
    ]
    table = Table(
        name="certificate",
        columns=(Column(1.0), Column(3.0, "left")),
        head=(),
        body=tuple((cell(label, header=True), cell(value)) for label, value in told),
    )
    blocks: list[Block] = [
        Paragraph(line(words["certificate_number"].format(number=number)), "right"),
        table,
        Paragraph(line(words["certified"].format(name=name, course=training.course)), "center"),
        Paragraph(line(_spelled(on, language)), "center"),
        Paragraph(line(words["mayor"].format(city=_governed(city))), "center"),
    ]
    return Document(title=words["certificate"], organisation=city, dated=on, blocks=tuple(blocks), language=language)


def roll(
    training: Training,
    sessions: Sequence[date],
    trainees: Sequence[Trainee],
    *,
    city: str,
    on: date,
    language: Language,
) -> Document:
    """Who takes part, with one column a session: filled in where attendance is recorded, else empty for signatures."""
    words = WORDS[language]
    heads = [words["no"], words["unit"], words["name"], *(f"{day.month}/{day.day}" for day in sessions)]
    widths = [Column(0.5), Column(1.6), Column(1.4), *(Column(0.8) for _day in sessions)]
    body = [_row(n, one, len(sessions), language) for n, one in enumerate(trainees, 1)]
    blocks: list[Block] = [
        Item(1, line(training.course)),
        Item(2, line(f"{words['when']}: {_period(training, language)}")),
        Item(2, line(f"{words['place']}: {training.place}")),
    ]
    if training.instructor:
        blocks.append(Item(2, line(f"{words['instructor']}: {training.instructor}")))
    blocks.append(Item(1, line(words["people"].format(n=len(trainees)))))
    if body:
        blocks.append(
            Table(
                name="roll",
                columns=(*widths, Column(0.9)),
                head=(tuple(cell(head) for head in (*heads, words["remark"])),),
                body=tuple(body),
            )
        )
    return Document(
        title=words["roll"].format(course=training.course, number=training.number),
        organisation=city,
        dated=on,
        blocks=tuple(blocks),
        language=language,
    )


def slips(training: Training, codes: Sequence[str], *, city: str, on: date, language: Language) -> Document:
    """A sheet to cut up: each slip holds a code that serves once."""
    words = WORDS[language]
    cells = [
        Cell((line(training.course), line(words["where"]), line(words["code"].format(code=code)))) for code in codes
    ]
    while len(cells) % SLIPS_IN_A_ROW:
        cells.append(cell("-"))
    rows = [tuple(cells[i : i + SLIPS_IN_A_ROW]) for i in range(0, len(cells), SLIPS_IN_A_ROW)]
    blocks: list[Block] = [Paragraph(line(words["cut"]))]
    if rows:
        blocks.append(
            Table(name="slips", columns=tuple(Column() for _n in range(SLIPS_IN_A_ROW)), head=(), body=tuple(rows))
        )
    return Document(
        title=words["slips"].format(course=training.course, number=training.number),
        organisation=city,
        dated=on,
        blocks=tuple(blocks),
        language=language,
    )


def _row(number: int, trainee: Trainee, sessions: int, language: Language) -> tuple[Cell, ...]:
    marks = [*trainee.minutes, *([None] * sessions)][:sessions]
    shown = [str(minutes) if minutes else "" for minutes in marks]
    return (
        cell(str(number)),
        cell(trainee.unit or "-"),
        cell(trainee.name),
        *(cell(mark) for mark in shown),
        cell(trainee.state if trainee.score is None else f"{trainee.state} {trainee.score}"),
    )


def _governed(city: str) -> str:
    """가람시청 (Garam City Hall) is where the mayor of 가람시 (Garam City) works."""
    return city.removesuffix("청").removesuffix(" Hall")


def _period(training: Training, language: Language) -> str:
    last = training.until_on - timedelta(days=1)
    first = _spelled(training.from_on, language)
    return first if last == training.from_on else f"{first} ~ {_spelled(last, language)}"


def _hours(minutes: int, language: Language) -> str:
    hours, left = divmod(minutes, 60)
    words = WORDS[language]
    return " ".join(
        part
        for part in (f"{hours}{words['hour']}" if hours else "", f"{left}{words['minute']}" if left else "")
        if part
    )


def _spelled(day: date, language: Language) -> str:
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}.({weekday_ko(day)})"
    return f"{day:%A, %-d %B %Y}"


WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "certificate": "수료증",
        "certificate_number": "제{number}호",
        "certified": "위 사람은 「{course}」 과정을 성실히 이수하였으므로 이 증서를 드립니다.",
        "mayor": "{city}장",
        "roll": "교육생 명부 - {course} ({number})",
        "slips": "만족도 설문표 - {course} ({number})",
        "cut": "점선 없이 칸을 따라 잘라 교육생에게 나누어 주십시오. 누가 어느 설문표를 받았는지 적지 않습니다.",
        "where": "누리집의 ‘교육 만족도 설문’에서 아래 번호로 응답해 주십시오. 이름은 묻지 않습니다.",
        "code": "설문 번호: {code}",
        "people": "교육생 ({n}명)",
        "no": "번호",
        "unit": "부서",
        "name": "이름",
        "remark": "비고",
        "course": "교육과정",
        "when": "교육기간",
        "hours": "교육시간",
        "place": "교육장소",
        "instructor": "강사",
        "hour": "시간",
        "minute": "분",
    },
    "en": {
        "certificate": "Certificate of completion",
        "certificate_number": "No. {number}",
        "certified": "This certifies that {name} has completed the course “{course}”.",
        "mayor": "The Mayor of {city}",
        "roll": "List of trainees - {course} ({number})",
        "slips": "Survey slips - {course} ({number})",
        "cut": "Cut along the cells and hand them out. Nobody notes down who was given which slip.",
        "where": "Answer under “Survey on trainings” on the city's website with this code. No name is asked.",
        "code": "Code: {code}",
        "people": "Trainees ({n})",
        "no": "No.",
        "unit": "Division",
        "name": "Name",
        "remark": "Remarks",
        "course": "Course",
        "when": "Days",
        "hours": "Hours",
        "place": "Place",
        "instructor": "Instructor",
        "hour": " hours",
        "minute": " minutes",
    },
}
