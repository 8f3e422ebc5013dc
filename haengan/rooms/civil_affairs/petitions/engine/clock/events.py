"""What happens to a petition on its way and changes when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Mistyped
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Period

PROCEDURE = "행정절차법 시행령 제11조"
DECREE = "민원 처리에 관한 법률 시행령"


class Cause(StrEnum):
    """Why time does not count (영 제20조, 제17조제5항, 제7조의2제3항, 제12조제9항; 행정절차법 시행령 제11조)."""

    SUPPLEMENT = "supplement"
    TRANSPORT = "transport"
    REPRESENTATIVES = "representatives"
    HEARING = "hearing"
    EXAMINATION = "examination"
    PRIOR = "prior"
    INQUIRY = "inquiry"
    OUTAGE = "outage"
    LOOKUP = "lookup"


EXACT = frozenset({Cause.OUTAGE, Cause.LOOKUP})
"""Causes that take time by the hour; the others take whole days, first and last included."""

# article, Korean, English
CAUSES = {
    Cause.SUPPLEMENT: (f"{DECREE} 제20조제1호, {PROCEDURE}제1호", "신청서 보완", "supplement to the application"),
    Cause.TRANSPORT: (
        f"{DECREE} 제20조제1호, {PROCEDURE}제2호",
        "떨어진 기관 간 문서 이송",
        "transport between distant agencies",
    ),
    Cause.REPRESENTATIVES: (f"{DECREE} 제20조제1호, {PROCEDURE}제3호", "대표자 선정", "choice of representatives"),
    Cause.HEARING: (f"{DECREE} 제20조제1호, {PROCEDURE}제4호", "의견청취", "hearing of opinions"),
    Cause.EXAMINATION: (
        f"{DECREE} 제20조제1호, {PROCEDURE}제5호",
        "실험·검사·감정 등 추가절차",
        "test, inspection or appraisal",
    ),
    Cause.PRIOR: (f"{DECREE} 제20조제1호, {PROCEDURE}제6호", "선행사무의 완결", "completion of a prior matter"),
    Cause.INQUIRY: (f"{DECREE} 제17조제4항·제5항", "현장조사", "inquiry on site"),
    Cause.OUTAGE: (f"{DECREE} 제20조제2호", "정보시스템 장애", "outage of the information system"),
    Cause.LOOKUP: (f"{DECREE} 제7조의2제3항", "증명서류 발급·확인", "issue and look-up of certificates"),
}


class Reason(StrEnum):
    """Why a period is extended (영 제21조제1항), or would be and may not (제2항). `unavoidable` is the law before 2026-05-06."""

    COOPERATION = "cooperation"
    FACTS = "facts"
    FORCE_MAJEURE = "force_majeure"
    SIMILAR = "similar"
    UNAVOIDABLE = "unavoidable"
    WORKLOAD = "workload"
    LATE_ASSIGNMENT = "late_assignment"
    ABSENCE = "absence"


FORBIDDEN = frozenset({Reason.WORKLOAD, Reason.LATE_ASSIGNMENT, Reason.ABSENCE})
REASONS = {
    Reason.COOPERATION: ("관계 기관·부서의 협조", "cooperation of other agencies or divisions"),
    Reason.FACTS: ("사실관계 또는 현장 확인", "checking of facts or of the place"),
    Reason.FORCE_MAJEURE: ("천재지변 등 불가항력", "disaster or other force majeure"),
    Reason.SIMILAR: ("그 밖에 이에 준하는 사유", "a reason of like weight"),
    Reason.UNAVOIDABLE: ("부득이한 사유", "an unavoidable reason"),
    Reason.WORKLOAD: ("단순 업무과중", "mere workload"),
    Reason.LATE_ASSIGNMENT: ("담당자의 지정 지연", "an official assigned late"),
    Reason.ABSENCE: ("담당자의 부재", "absence of the official"),
}


@dataclass(frozen=True)
class Pause:
    """Time that does not count. `until` is the moment when it was over, None while it lasts. `longer`: an inquiry on site
    was extended once (영 제17조제4항 단서)."""

    cause: Cause
    since: datetime
    until: datetime | None = None
    longer: bool = False

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise Mistyped(
                f"불산입 기간이 시작({self.since:%Y-%m-%d %H:%M}) 전에 끝납니다({self.until:%Y-%m-%d %H:%M}).",
                f"The pause ends at {self.until:%Y-%m-%d %H:%M}, before it begins at {self.since:%Y-%m-%d %H:%M}.",
            )


@dataclass(frozen=True)
class Extension:
    """The period is made longer, `by` up to its own length (all of it if left out); the second time with consent only.
    `judged`: it was found lawful when it was made, and stays so whatever days are named or taken back later."""

    at: datetime
    reason: Reason
    by: Period | None = None
    consent: bool = False
    judged: bool = False


@dataclass(frozen=True)
class Copies:
    """Many copies of one certificate asked for at once (영 제12조제5항)."""

    count: int


Event = Pause | Extension | Copies
