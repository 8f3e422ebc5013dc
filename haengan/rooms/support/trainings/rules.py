"""The words of staff training and the arithmetic of places, attendance and completion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

Names = dict[str, tuple[str, str]]
ONE_DAY = timedelta(days=1)


class CohortState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class State(StrEnum):
    """Of one official in one cohort."""

    WAITING = "waiting"
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"
    ABSENT = "absent"
    COMPLETED = "completed"
    FAILED = "failed"


KINDS: Names = {
    "leadership": ("관리자 리더십", "Leadership"),
    "unity": ("화합교육", "Unity"),
    "mind_coaching": ("마음코칭", "Mind coaching"),
    "job": ("직무", "Job skills"),
    "onboarding": ("신규임용자", "Onboarding"),
    "integrity": ("청렴·공직가치", "Integrity and public values"),
    "equality": ("폭력예방·인권", "Prevention of violence, human rights"),
    "safety": ("안전", "Safety"),
    "digital": ("디지털", "Digital skills"),
    "language": ("외국어", "Languages"),
    "others": ("기타", "Others"),
}
MODES: Names = {
    "classroom": ("집합", "In class"),
    "field": ("현장", "In the field"),
    "online": ("온라인", "Online"),
    "mixed": ("혼합", "Mixed"),
}
COHORT_STATES: Names = {
    "planned": ("모집·예정", "Planned"),
    "held": ("실시", "Held"),
    "closed": ("결과 확정", "Results settled"),
    "cancelled": ("취소", "Cancelled"),
}
STATES: Names = {
    "waiting": ("대기", "Waiting"),
    "enrolled": ("신청 확정", "Enrolled"),
    "withdrawn": ("신청 취소", "Withdrawn"),
    "absent": ("불참", "Absent"),
    "completed": ("수료", "Completed"),
    "failed": ("미수료", "Not completed"),
}
CHANNELS: Names = {"desk": ("담당자", "By the desk"), "own": ("본인", "By oneself")}
SCORES: Names = {
    "1": ("매우 불만족", "Very dissatisfied"),
    "2": ("불만족", "Dissatisfied"),
    "3": ("보통", "Neither"),
    "4": ("만족", "Satisfied"),
    "5": ("매우 만족", "Very satisfied"),
}
TAKING_PART = ("enrolled", "completed", "failed")
HOLDING_A_PLACE = ("enrolled", "completed", "failed", "absent")


@dataclass(frozen=True)
class Outcome:
    """`why` is empty for a completion, else score or attendance."""

    completed: bool
    share: int
    why: str = ""


def outcome(
    attended: int, planned: int, score: int | None, *, graded: bool, pass_mark: int, least_share: int
) -> Outcome:
    """Whether someone completes: minutes attended of those planned in percent (rounded down), then the score.

    The pass mark is that of 지방공무원 교육훈련법 시행령 제20조제2항; a graded course without a score is not completed.
    A cohort without recorded sessions asks for no attendance.
    """
    share = attended * 100 // planned if planned else 100
    if share < least_share:
        return Outcome(False, share, "attendance")
    if graded and (score is None or score < pass_mark):
        return Outcome(False, share, "score")
    return Outcome(True, share)


def result_due(until_on: date, days: int) -> date:
    """The last day on which results are told: within `days` days after the course ended (시행령 제20조제4항).

    `until_on` is the day after the last one of the course. The day on which it ended is not counted (민법 제157조).
    """
    return until_on - ONE_DAY + timedelta(days=days)


def promoted(places: int | None, taken: int, waiting: Sequence[str]) -> list[str]:
    """Who moves up from the waiting list, in its order; `places` None is without limit."""
    if places is None:
        return list(waiting)
    return list(waiting[: max(places - taken, 0)])


def nights(from_on: date, until_on: date) -> int:
    """1박 2일 is one night: a cohort away from home sleeps once less than it has days."""
    return max((until_on - from_on).days - 1, 0)


def cohort_number(year: int, count: int) -> str:
    return f"{year}-{count:03d}"


def session_number(cohort: str, count: int) -> str:
    return f"{cohort}-{count}"


def certificate_number(year: int, count: int) -> str:
    """``제2023-0142호`` is written from ``2023-0142``."""
    return f"{year}-{count:04d}"
