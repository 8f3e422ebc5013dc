"""A warning's states and how they may follow each other, its levels, and what a text must say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Names = dict[str, tuple[str, str]]


class State(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SENT = "sent"
    UPDATED = "updated"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Kind(StrEnum):
    """CAP's msgType. An update or a cancellation always has a predecessor, an alert never."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class Level(StrEnum):
    """재난 및 안전관리 기본법 제38조: the four levels of crisis."""

    ATTENTION = "attention"
    CAUTION = "caution"
    ALERT = "alert"
    SEVERE = "severe"


FOLLOWS: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.WAITING, State.WITHDRAWN, State.SENT}),
    State.WAITING: frozenset({State.RETURNED, State.WITHDRAWN, State.SENT}),
    State.RETURNED: frozenset({State.WAITING, State.WITHDRAWN}),
    State.SENT: frozenset({State.UPDATED, State.CANCELLED, State.EXPIRED}),
    State.WITHDRAWN: frozenset(),
    State.UPDATED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}
"""The table of allowed transitions. From draft to sent only a standing order or a prepared correction leads."""

OPEN = frozenset({State.DRAFT, State.WAITING, State.RETURNED})
ENDED_BY: Mapping[Kind, State] = {Kind.UPDATE: State.UPDATED, Kind.CANCEL: State.CANCELLED}

STATES: Names = {
    "draft": ("작성 중", "Being drafted"),
    "waiting": ("승인 대기", "Waiting for approval"),
    "returned": ("보완 요청", "Returned"),
    "withdrawn": ("회수", "Withdrawn"),
    "sent": ("발령 중", "In force"),
    "updated": ("변경됨", "Updated"),
    "cancelled": ("해제", "Cancelled"),
    "expired": ("만료", "Expired"),
}
KINDS: Names = {"alert": ("발령", "Alert"), "update": ("변경", "Update"), "cancel": ("해제", "Cancellation")}
WORLDS: Names = {"live": ("실제", "Live"), "drill": ("훈련", "Drill")}
TEXTS: Names = {
    "headline": ("제목", "Headline"),
    "short": ("재난문자", "Disaster text"),
    "description": ("내용", "What happens"),
    "instruction": ("행동 요령", "What people should do"),
    "speech": ("방송문", "Spoken text"),
    "text": ("전광판 문구", "Text for boards"),
}
"""The parts of a warning's wording; each a text by language, Korean at least."""
LANGUAGES = ("ko", "en")

WHEN = re.compile(
    r"\d{1,2}\s*[:시]\s*\d{0,2}|\d{1,2}월\s*\d{1,2}일|오늘|내일|오전|오후|새벽|밤|현재|지금|즉시|곧|이후|까지|동안|\d+분|\d+시간"
)
WHERE = re.compile(r"[가-힣]{2,}(동|읍|천|강|교|역|산|대로|저수지|지하차도)(?=[\s,·.에은는이가을를과와의]|$)")
DO = re.compile(
    r"(하세요|하십시오|하시기|하시고|마세요|마십시오|바랍니다|바람|대피|금지|삼가|주의하|조심|이동|피하|점검|중지|자제|확인|유지|연락|신고)"
)
HARD: Mapping[str, str] = {
    "세굴": "물살에 흙이 패임",
    "월류": "물이 넘침",
    "제내지": "둑 안쪽 마을",
    "제외지": "하천 쪽 땅",
    "둔치": "강가 땅",
    "소개": "대피",
    "익수": "물에 빠짐",
    "만조위": "밀물 때 물 높이",
    "저류": "물을 모아 둠",
    "우수": "빗물",
    "법면": "비탈면",
    "사면": "비탈면",
    "통제 예정임": "통제합니다",
    "작금": "요즘",
    "동 시각": "이 시각",
    "익일": "다음 날",
    "금일": "오늘",
    "명일": "내일",
    "상기": "위",
    "요망": "바랍니다",
    "필히": "반드시",
    "시건": "잠금",
    "가용": "쓸 수 있는",
}
"""Hard words of the trade and what people understand at once."""


@dataclass(frozen=True)
class Remark:
    """What is missing or hard in a text. `code` is long, when, where, do, empty or hard; only hard does not stop it."""

    code: str
    part: str
    value: str = ""
    better: str = ""

    @property
    def stops(self) -> bool:
        return self.code != "hard"


def follows(now: State | str, then: State | str) -> bool:
    return State(then) in FOLLOWS[State(now)]


def remarks(texts: Mapping[str, Mapping[str, str]], *, places: Iterable[str], most: int) -> list[Remark]:
    """Of the Korean wording: every part it needs, within the legal length, saying when, where and what to do, in plain words.

    `places` are names that count as where: of districts, areas, rivers. `most` is the legal limit in characters.
    """
    found = [Remark("empty", part) for part in ("headline", "short", "instruction") if not _ko(texts, part)]
    short = _ko(texts, "short")
    if len(short) > most:
        found.append(Remark("long", "short", str(len(short)), str(most)))
    if short and not WHEN.search(short):
        found.append(Remark("when", "short"))
    if short and not _says_where(short, places):
        found.append(Remark("where", "short"))
    if short and not DO.search(short):
        found.append(Remark("do", "short"))
    return found + [
        Remark("hard", part, word, better)
        for part in TEXTS
        for word, better in HARD.items()
        if word in _ko(texts, part)
    ]


def _ko(texts: Mapping[str, Mapping[str, str]], part: str) -> str:
    return texts.get(part, {}).get("ko", "").strip()


def _says_where(text: str, places: Iterable[str]) -> bool:
    return any(name and name in text for name in places) or bool(WHERE.search(text))


def needs_two(*, ways: Iterable[str], whole_city: bool) -> str:
    """Why no standing order may send it: tone or city; empty where one may."""
    if "tone" in set(ways):
        return "tone"
    return "city" if whole_city else ""


def confirmations(world: str, told: int) -> tuple[str, str]:
    """What is typed before it goes out, in Korean and English: ``실제 132``. Live and drill are never the same word (Hawaii,
    2018), and the number says how far it goes."""
    korean, english = WORLDS[world]
    return f"{korean} {told}", f"{english} {told}"


def meant(confirmed: str, world: str, told: int) -> bool:
    """Whether exactly that was typed, in either language, however it was spaced."""
    return _squeezed(confirmed) in {_squeezed(one) for one in confirmations(world, told)}


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def number(world: str, year: int, count: int) -> str:
    """``2026-0012``; a drill's can be told at first sight: ``D2026-0003``."""
    return f"{'D' if world == 'drill' else ''}{year}-{count:04d}"


TOLD: Names = {
    "subscribers": ("알림 구독자", "Subscribers"),
    "heads": ("이·통장 연락망", "Village heads' call list"),
}
