"""The words of honorary mayors, and who may be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

Names = dict[str, tuple[str, str]]


class ApplicationState(StrEnum):
    RECEIVED = "received"
    SELECTED = "selected"
    RESERVE = "reserve"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class AppointmentState(StrEnum):
    APPOINTED = "appointed"
    SERVED = "served"
    ENDED = "ended"
    RETRACTED = "retracted"


class OpinionState(StrEnum):
    OPEN = "open"
    ENTRUSTED = "entrusted"
    ANSWERED = "answered"
    RETRACTED = "retracted"


GROUPS: Names = {
    "youth": ("청년", "Youth"),
    "women": ("여성", "Women"),
    "adolescents": ("청소년", "Adolescents"),
    "artists": ("예술인", "Artists"),
    "disability": ("장애인", "People with a disability"),
    "seniors": ("어르신", "Older people"),
    "multicultural": ("다문화가족", "Multicultural families"),
    "merchants": ("소상공인", "Shopkeepers"),
    "farmers": ("농업인", "Farmers"),
    "others": ("일반", "Others"),
}
APPLICATION_STATES: Names = {
    "received": ("접수", "Received"),
    "selected": ("선정", "Selected"),
    "reserve": ("예비", "Reserve"),
    "rejected": ("미선정", "Not selected"),
    "withdrawn": ("지원 취소", "Withdrawn"),
}
APPOINTMENT_STATES: Names = {
    "appointed": ("위촉", "Appointed"),
    "served": ("활동 완료", "Served"),
    "ended": ("해촉", "Ended early"),
    "retracted": ("철회", "Retracted"),
}
OPINION_STATES: Names = {
    "open": ("부서 미지정", "Not assigned"),
    "entrusted": ("검토 중", "Being considered"),
    "answered": ("답변 완료", "Answered"),
    "retracted": ("철회", "Retracted"),
}
OUTCOMES: Names = {
    "adopted": ("반영", "Adopted"),
    "partly": ("일부 반영", "Adopted in part"),
    "later": ("중장기 검토", "For later"),
    "cannot": ("반영 곤란", "Cannot be adopted"),
}
CHANNELS: Names = {
    "portal": ("누리집", "Website"),
    "recommended": ("추천", "Recommended"),
    "visit": ("방문", "Visit"),
    "letter": ("우편·전자우편", "Letter or e-mail"),
}


def identity(name: str, born_on: date) -> str:
    """What makes two applications those of one person."""
    return f"{''.join(name.split())}|{born_on.isoformat()}"


def again_from(served_on: Iterable[date], years: int) -> date | None:
    """The day from which someone may be chosen again: `years` after the last time. None for a first time."""
    last = max(served_on, default=None)
    if last is None:
        return None
    try:
        return last.replace(year=last.year + years)
    except ValueError:
        return date(last.year + years, 3, 1)


def places_left(quota: int | None, selected: int) -> int | None:
    """None where the call sets no quota for the group."""
    return None if quota is None else max(quota - selected, 0)


def entrusted_number(year: int, count: int) -> str:
    """제2023-7호: the seventh appointment of a year."""
    return f"{year}-{count}"
