"""The words of the portfolio: fields, stages and their order, what a target means, how grave a risk is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

Names = dict[str, tuple[str, str]]


class Stage(StrEnum):
    IDEA = "idea"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"
    RETRACTED = "retracted"


FIELDS: Names = {
    "work": ("일하는 방식 혁신", "Ways of working"),
    "services": ("행정서비스 혁신", "Services"),
    "community": ("지속 가능한 지역 사회", "A sustainable community"),
}
STAGES: Names = {
    "idea": ("발굴", "Idea"),
    "planned": ("계획", "Planned"),
    "under_way": ("추진", "Under way"),
    "done": ("완료", "Done"),
    "stopped": ("중단", "Stopped"),
    "retracted": ("철회(입력 오류)", "Retracted"),
}
CONDITIONS: Names = {
    "budget": ("예산", "Budget"),
    "law": ("법령·제도", "Law and rules"),
    "data": ("데이터", "Data"),
    "people": ("인력·조직", "People and organisation"),
    "systems": ("시스템·기반", "Systems and infrastructure"),
    "security": ("보안·개인정보", "Security and personal data"),
    "partners": ("협력 기관", "Partners"),
    "others": ("기타", "Others"),
}
SOURCES: Names = {
    "city": ("시비", "City"),
    "province": ("도비", "Province"),
    "nation": ("국비", "Nation"),
    "others": ("기타", "Others"),
}
DIRECTIONS: Names = {
    "up": ("클수록 좋음", "The more the better"),
    "down": ("작을수록 좋음", "The less the better"),
}
LEVELS: Names = {"1": ("낮음", "Low"), "2": ("보통", "Medium"), "3": ("높음", "High")}
BOARD = (Stage.IDEA, Stage.PLANNED, Stage.UNDER_WAY, Stage.DONE, Stage.STOPPED)
OPEN = (Stage.IDEA, Stage.PLANNED, Stage.UNDER_WAY)

_FOLLOWING = {
    Stage.IDEA: frozenset({Stage.PLANNED, Stage.STOPPED}),
    Stage.PLANNED: frozenset({Stage.IDEA, Stage.UNDER_WAY, Stage.STOPPED}),
    Stage.UNDER_WAY: frozenset({Stage.PLANNED, Stage.DONE, Stage.STOPPED}),
    Stage.DONE: frozenset({Stage.UNDER_WAY}),
    Stage.STOPPED: frozenset({Stage.IDEA, Stage.PLANNED, Stage.UNDER_WAY}),
}


def following(stage: str) -> frozenset[Stage]:
    """Where a task may go from here; back, too, with a reason that stays on record."""
    return _FOLLOWING.get(Stage(stage), frozenset())


def met(value: Decimal, target: Decimal, direction: str) -> bool:
    return value >= target if direction == "up" else value <= target


def gravity(likelihood: int, impact: int) -> int:
    """From 1 to 9."""
    return likelihood * impact


def first_day(year: int) -> date:
    """The day on which a budget of a year counts."""
    return date(year, 1, 1)
