"""The handover of work on paper (업무인계·인수서, 시행규칙 별지 제12호서식): plain values in, a document out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from haengan.lib.documents.model import (
    Align,
    Block,
    Column,
    Document,
    Item,
    Language,
    Note,
    Paragraph,
    Table,
    cell,
    line,
)

Held = tuple[str, str, str, date | None, str]
"""Where it is kept, what is open, what it is about, by when, what became of it."""


@dataclass(frozen=True)
class Signer:
    part: str
    post: str
    name: str
    signed_on: date | None
    in_place: bool = False


def handover(
    *,
    city: str,
    place: str,
    from_on: date,
    dated: date,
    texts: Mapping[str, str],
    items: Sequence[Held],
    manual: bool,
    signers: Sequence[Signer],
    digest: str,
    done: bool,
    language: Language,
) -> Document:
    words = WORDS[language]
    blocks: list[Block] = [Paragraph(line(words["place"].format(place=place, day=spelled(from_on))))]
    blocks.append(Item(1, line(words["state"])))
    for name in ("work", "plans", "issues", "pending"):
        blocks += _said(name, texts[name], words)
        if name == "pending" and items:
            blocks.append(_list(items, words))
    for name in ("documents", "goods", "notes"):
        blocks += _said(name, texts[name], words, level=1)
    blocks.append(Item(2, line(words["manual_yes"] if manual else words["manual_no"])))
    blocks += [Paragraph(line("\u3000")), Paragraph(line(words["signed"]), align="center")]
    blocks.append(_signers(signers, words))
    if digest:
        blocks.append(Note("※", line(words["digest"].format(digest=digest))))
    return Document(
        title=words["title"],
        organisation=city,
        dated=dated,
        blocks=tuple(blocks),
        language=language,
        marked="" if done else words["unsigned"],
    )


def spelled(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def _said(name: str, text: str, words: Mapping[str, str], level: int = 2) -> list[Block]:
    lines = [part.strip() for part in text.splitlines() if part.strip()] or [words["none"]]
    return [Item(level, line(words[name])), *(Item(level + 1, line(part)) for part in lines)]


def _list(items: Sequence[Held], words: Mapping[str, str]) -> Table:
    shares: Sequence[tuple[float, Align]] = (
        (1.2, "center"),
        (3.2, "left"),
        (2.2, "left"),
        (1.2, "center"),
        (1.2, "center"),
    )
    heads = ("kept", "what", "about", "due", "outcome")
    return Table(
        name="items",
        columns=tuple(Column(width, align) for width, align in shares),
        head=(tuple(cell(words[head]) for head in heads),),
        body=tuple(
            (cell(kept), cell(what), cell(about or "-"), cell(spelled(due) if due else "-"), cell(outcome))
            for kept, what, about, due, outcome in items
        ),
    )


def _signers(signers: Sequence[Signer], words: Mapping[str, str]) -> Table:
    shares: Sequence[tuple[float, Align]] = ((1.2, "center"), (2.6, "left"), (1.6, "center"), (1.6, "center"))
    return Table(
        name="signers",
        columns=tuple(Column(width, align) for width, align in shares),
        head=(tuple(cell(words[head]) for head in ("part", "post", "name", "signed_on")),),
        body=tuple(
            (
                cell(one.part, header=True),
                cell(one.post or "-"),
                cell(f"{one.name} {words['in_place']}".strip() if one.in_place else one.name or "-"),
                cell(f"{spelled(one.signed_on)} {words['sign']}" if one.signed_on else words["not_yet"]),
            )
            for one in signers
        ),
    )


WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "title": "업무인계·인수서",
        "place": "{place} / {day}부터",
        "state": "업무 현황",
        "work": "담당업무",
        "plans": "주요업무계획 및 진행사항",
        "issues": "현안사항 및 문제점",
        "pending": "주요 미결사항",
        "documents": "관련 문서 현황",
        "goods": "주요 물품 및 예산 등 인계·인수가 필요한 사항",
        "notes": "그 밖의 참고사항",
        "manual_yes": "직무편람을 함께 인계·인수합니다.",
        "manual_no": "직무편람: 해당 없음",
        "none": "해당 없음",
        "signed": "위와 같이 업무를 인계·인수합니다.",
        "kept": "구분",
        "what": "내용",
        "about": "관련",
        "due": "기한",
        "outcome": "처리",
        "part": "구분",
        "post": "소속·직위",
        "name": "성명",
        "signed_on": "서명",
        "sign": "(서명)",
        "not_yet": "(서명 전)",
        "in_place": "(대신 서명)",
        "digest": "서명한 내용의 해시: {digest}",
        "unsigned": "서명이 끝나지 않은 문서입니다.",
    },
    "en": {
        "title": "Handover of work",
        "place": "{place}, from {day}",
        "state": "State of the work",
        "work": "Work in charge",
        "plans": "Main plans and their progress",
        "issues": "Current issues and problems",
        "pending": "Main undecided matters",
        "documents": "Related documents",
        "goods": "Goods, budget and the like",
        "notes": "Further remarks",
        "manual_yes": "The post's manual is handed over with it.",
        "manual_no": "The post's manual: none",
        "none": "None",
        "signed": "The work is handed over and taken over as above.",
        "kept": "Kept in",
        "what": "What is open",
        "about": "About",
        "due": "Due on",
        "outcome": "Outcome",
        "part": "Part",
        "post": "Unit and post",
        "name": "Name",
        "signed_on": "Signature",
        "sign": "(signed)",
        "not_yet": "(not yet signed)",
        "in_place": "(in the leaver's place)",
        "digest": "Hash of what was signed: {digest}",
        "unsigned": "Not all have signed this document.",
    },
}
