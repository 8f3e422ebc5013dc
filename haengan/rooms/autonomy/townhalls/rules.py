"""The words of the mobile mayor's office and the small arithmetic of its answers."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from haengan.lib.calendar.workdays import KOREA, WorkCalendar

Names = dict[str, tuple[str, str]]


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    RETRACTED = "retracted"


class RequestState(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class OpinionState(StrEnum):
    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    RETRACTED = "retracted"


class Outcome(StrEnum):
    DONE = "done"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    CANNOT = "cannot"


STATES: Names = {
    "planned": ("예정", "Planned"),
    "held": ("개최", "Held"),
    "cancelled": ("취소", "Cancelled"),
    "retracted": ("철회", "Retracted"),
}
REQUEST_STATES: Names = {
    "received": ("접수", "Received"),
    "accepted": ("수락", "Accepted"),
    "declined": ("불가 통지", "Declined"),
    "withdrawn": ("신청 취하", "Withdrawn"),
}
OPINION_STATES: Names = {
    "open": ("부서 미지정", "Not assigned"),
    "assigned": ("답변 준비", "Being answered"),
    "answered": ("답변 완료", "Answered"),
    "retracted": ("철회", "Retracted"),
}
OUTCOMES: Names = {
    "done": ("완료", "Done"),
    "under_way": ("추진 중", "Under way"),
    "planned": ("추진 예정", "Planned"),
    "cannot": ("수용 곤란", "Cannot be done"),
}
KINDS: Names = {"regular": ("정기", "Regular"), "demand": ("수요형", "On demand")}
SECTORS: Names = {
    "districts": ("읍면동", "Districts"),
    "businesses": ("기업인", "Businesses"),
    "restaurants": ("외식업", "Restaurants"),
    "farmers": ("농업인", "Farmers"),
    "artists": ("예술인", "Artists"),
    "libraries": ("도서관", "Libraries"),
    "architects": ("건축사", "Architects"),
    "educators": ("교육인", "Educators"),
    "apartments": ("공동주택", "Apartment residents"),
    "merchants": ("소상공인", "Shopkeepers"),
    "youth": ("청년", "Youth"),
    "women": ("여성", "Women"),
    "seniors": ("어르신", "Older people"),
    "disability": ("장애인", "People with disabilities"),
    "welfare": ("복지", "Welfare"),
    "childcare": ("보육", "Childcare"),
    "sports": ("체육", "Sports"),
    "volunteers": ("자원봉사", "Volunteers"),
    "others": ("기타", "Others"),
}
GROUPS: Names = {
    "residents": ("주민", "Residents"),
    **{code: names for code, names in SECTORS.items() if code not in {"districts", "others"}},
    "council": ("시의원", "City councillors"),
    "officials": ("공무원", "Officials"),
    "others": ("기타", "Others"),
}
FIELDS: Names = {
    "transport": ("교통", "Transport"),
    "roads": ("도로·시설", "Roads and facilities"),
    "environment": ("환경", "Environment"),
    "welfare": ("복지", "Welfare"),
    "economy": ("경제·일자리", "Economy and jobs"),
    "agriculture": ("농업", "Agriculture"),
    "culture": ("문화·체육", "Culture and sports"),
    "education": ("교육·보육", "Education and childcare"),
    "housing": ("주택·도시계획", "Housing and planning"),
    "safety": ("안전", "Safety"),
    "administration": ("자치·행정", "Administration"),
    "others": ("기타", "Others"),
}
HOSTS: Names = {
    "mayor": ("시장", "Mayor"),
    "vice_mayor": ("부시장", "Vice mayor"),
    "director": ("국장", "Director"),
    "head": ("읍면동장", "Head of the district"),
}
CHANNELS: Names = {
    "portal": ("누리집", "Website"),
    "phone": ("전화", "Telephone"),
    "visit": ("방문", "Visit"),
    "letter": ("공문·우편", "Letter"),
    "other": ("기타", "Other"),
}
HOURS: Names = {
    "any": ("시간 무관", "Any time"),
    "morning": ("오전", "Morning"),
    "afternoon": ("오후", "Afternoon"),
    "evening": ("저녁", "Evening"),
}
MOVES: Names = {"postponed": ("연기", "Postponed"), "cancelled": ("취소", "Cancelled")}


def due(assigned_on: date, days: int, calendar: WorkCalendar = KOREA) -> date:
    """The last day of a term of `days` working days whose first day counts (민원 처리에 관한 법률 제19조제2항)."""
    return calendar.shift(calendar.on_or_after(assigned_on), days - 1)
