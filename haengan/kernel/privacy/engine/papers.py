"""The notices of 개인정보 보호법 시행령 제41조부터 제43조까지: plain values in, documents out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from haengan.lib.documents.model import Block, Column, Document, Item, Language, Paragraph, Table, cell, line

TITLES = {
    "access": ("개인정보 열람 통지서", "Notice of access to personal data"),
    "postponed": ("개인정보 열람 연기 통지서", "Notice of postponed access to personal data"),
    "refused": ("개인정보 요구 거절 통지서", "Notice of a refused demand on personal data"),
    "suspended": ("개인정보 처리정지 결과 통지서", "Notice on the suspension of processing of personal data"),
    "result": ("개인정보 정정·삭제 결과 통지서", "Notice on correction or deletion of personal data"),
}
WORDS = {
    "to": ("{name} 귀하", "To {name}"),
    "asked": (
        "{day} 접수한 귀하의 개인정보 {kind} 요구(접수번호 {number})에 대하여 다음과 같이 알려 드립니다.",
        "This is our answer to your demand of {day} ({kind}, number {number}).",
    ),
    "access": ("열람", "access"),
    "correction": ("정정", "correction"),
    "deletion": ("삭제", "deletion"),
    "suspension": ("처리정지", "suspension"),
    "corrected": ("{kind}: {item} 정정 ({count}건)", "{kind}: {item} corrected ({count})"),
    "erased": ("{kind}: 개인정보 삭제 ({count}건)", "{kind}: personal data erased ({count})"),
    "suspended": ("{kind}: 처리 정지 ({count}건)", "{kind}: processing suspended ({count})"),
    "lifted": ("{kind}: 처리정지 해제 ({count}건)", "{kind}: suspension lifted ({count})"),
    "deeds": ("조치한 기록", "Records concerned"),
    "undone": ("변경한 기록이 없습니다.", "No record was changed."),
    "until": ("{day}까지 연기합니다", "We postpone it until {day}"),
    "reason": ("사유", "Reason"),
    "ground": ("근거", "Ground"),
    "reply": ("안내", "Reply"),
    "done": ("처리 결과", "What was done"),
    "held": ("보유하고 있는 개인정보({day} 기준)", "What we hold about you (as of {day})"),
    "nothing": ("보유하고 있는 개인정보가 없습니다.", "We hold no personal data about you."),
    "purpose": ("수집·이용 목적", "Purpose"),
    "period": ("보유 및 이용 기간", "Period"),
    "given": ("제3자 제공", "Given to"),
    "item": ("항목", "Item"),
    "content": ("내용", "Content"),
    "number": ("연번", "No."),
    "draft": ("초안", "Draft"),
    "limited": ("열람을 제한합니다.", "Access to this part is limited."),
    "object": (
        "이 통지에 이의가 있으면 우리 시에 이의를 제기하거나 개인정보 침해신고센터(국번 없이 118), "
        "개인정보 분쟁조정위원회(1833-6972)에 도움을 청할 수 있습니다.",
        "If you object to this notice, tell the city, or turn to the privacy call centre (118) "
        "or the Personal Information Dispute Mediation Committee (1833-6972).",
    ),
}


@dataclass(frozen=True)
class Notice:
    """`parts` are what was looked up, each text in Korean and English; `wants` the codes of what the person asked to see."""

    letter: str
    number: str
    name: str
    kind: str
    received_on: date
    due_on: date
    reason: str
    ground: str
    wants: frozenset[str]
    parts: Sequence[Mapping[str, Any]]
    gathered_on: date | None
    deeds: Sequence[str] = ()


def notice(told: Notice, *, city: str, dated: date, language: Language, draft: bool = False) -> Document:
    at = int(language != "ko")

    def say(word: str, **given: str) -> str:
        return WORDS[word][at].format(**given)

    asked = say("asked", day=_day(told.received_on, language), kind=say(told.kind), number=told.number)
    blocks: list[Block] = [Paragraph(line(say("to", name=told.name))), Paragraph(line(asked))]
    if told.letter == "postponed":
        blocks.append(Item(1, line(say("until", day=_day(told.due_on, language)))))
    if told.ground:
        blocks += [Item(1, line(say("ground"))), Item(2, line(told.ground))]
    if told.reason:
        heading = {"access": "reply", "result": "done", "suspended": "done"}.get(told.letter, "reason")
        blocks += [
            Item(1, line(say(heading))),
            *(Item(2, line(row)) for row in told.reason.splitlines() if row.strip()),
        ]
    if told.letter in {"result", "suspended"}:
        blocks.append(Item(1, line(say("deeds"))))
        blocks += [Item(2, line(deed)) for deed in told.deeds or [say("undone")]]
    if told.letter == "access":
        day = _day(told.gathered_on or dated, language)
        blocks.append(Item(1, line(say("held", day=day))))
        blocks += _held(told, at) or [Item(2, line(say("nothing")))]
    blocks.append(Paragraph(line(say("object"))))
    return Document(
        title=TITLES[told.letter][at],
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
        marked=say("draft") if draft else "",
    )


def deed(kind: str, item: str, what: str, *, count: int, language: Language) -> str:
    """One line on what was done to records of a kind."""
    return WORDS[what][int(language != "ko")].format(kind=kind, item=item, count=count)


def _held(told: Notice, at: int) -> list[Block]:
    blocks: list[Block] = []
    for place, part in enumerate(told.parts, 1):
        if part["model"].lower() == CONSENT and "consent" not in told.wants:
            continue
        blocks.append(Item(2, line(part["title"][at])))
        blocks += [
            Item(3, line(f"{WORDS[word][at]}: {part[word][at]}"))
            for word in ("purpose", "period", "given")
            if word in told.wants
        ]
        if part["limited"]:
            blocks.append(Item(3, line(WORDS["limited"][at])))
        elif "content" in told.wants:
            blocks.append(_table(f"held{place}", part, at))
    return blocks


CONSENT = "kernel_people.consent"


def _table(name: str, part: Mapping[str, Any], at: int) -> Table:
    head = (tuple(cell(WORDS[word][at]) for word in ("number", "item", "content")),)
    body = []
    for number, record in enumerate(part["records"], 1):
        for place, (label, value) in enumerate(record):
            first = (cell(str(number), rowspan=len(record)),) if place == 0 else ()
            body.append((*first, cell(label[at], header=True), cell(value[at], align="left")))
    return Table(name, (Column(1), Column(3), Column(8, align="left")), head, tuple(body))


def _day(day: date, language: Language) -> str:
    return f"{day.year}. {day.month}. {day.day}." if language == "ko" else f"{day:%-d %B %Y}"
