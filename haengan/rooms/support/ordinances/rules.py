"""The words of local lawmaking, and which steps may follow one another."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

Names = dict[str, tuple[str, str]]


class Step(StrEnum):
    """What was done, on a day. The newest step is where a case stands."""

    OPENED = "opened"
    ANNOUNCED = "announced"
    REVIEWED = "reviewed"
    SUBMITTED = "submitted"
    PASSED = "passed"
    RECEIVED = "received"
    OBJECTED = "objected"
    PASSED_AGAIN = "passed_again"
    RECEIVED_AGAIN = "received_again"
    CONFIRMED = "confirmed"
    PROMULGATED = "promulgated"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


KINDS: Names = {
    "ordinance": ("조례", "Ordinance"),
    "rule": ("규칙", "Rule"),
    "directive": ("훈령", "Directive"),
}
DEEDS: Names = {
    "enactment": ("제정", "Enactment"),
    "amendment": ("일부개정", "Amendment"),
    "whole_amendment": ("전부개정", "Amendment of the whole"),
    "repeal": ("폐지", "Repeal"),
}
SUBJECTS: Names = {
    "personnel": ("인사", "Personnel"),
    "organisation": ("조직·정원", "Organisation and establishment"),
    "administration": ("자치·행정", "Administration"),
    "finance": ("재정·세무", "Finance and taxes"),
    "welfare": ("복지·보건", "Welfare and health"),
    "economy": ("경제·일자리", "Economy and jobs"),
    "culture": ("문화·체육·교육", "Culture, sports and education"),
    "environment": ("환경", "Environment"),
    "construction": ("도시·건설·교통", "Planning, construction and transport"),
    "safety": ("안전", "Safety"),
    "agriculture": ("농업", "Agriculture"),
    "council": ("의회", "The council"),
    "others": ("기타", "Others"),
}
PROPOSERS: Names = {
    "mayor": ("시장", "The mayor"),
    "council": ("시의원·위원회", "Councillors or a committee"),
    "residents": ("주민", "Residents"),
}
STEPS: Names = {
    "opened": ("입안", "Drafted"),
    "announced": ("입법예고", "Announced"),
    "reviewed": ("조례·규칙심의회 의결", "Decided by the review committee"),
    "submitted": ("의회 제출", "Before the council"),
    "passed": ("의회 의결", "Passed by the council"),
    "received": ("이송 접수", "Received from the council"),
    "objected": ("재의 요구", "Sent back to the council"),
    "passed_again": ("재의결", "Passed again"),
    "received_again": ("재의결 조례 이송 접수", "Received again after it was passed again"),
    "confirmed": ("조례 확정(기간 경과)", "Settled by lapse of time"),
    "promulgated": ("공포", "Promulgated"),
    "rejected": ("부결·폐기", "Rejected"),
    "withdrawn": ("철회", "Withdrawn"),
}
DUES: Names = {
    "send": ("의결된 조례안 이송(의장)", "The chair sends what was passed to the mayor"),
    "report": ("시·도지사 보고", "Report to the governor"),
    "promulgate": ("공포 또는 재의 요구", "Promulgate, or send back to the council"),
    "promulgate_confirmed": ("확정된 조례 공포(시장)", "The mayor promulgates what is settled"),
    "notify": ("의회 의장에게 공포 통지", "Tell the chair of the council"),
}
FINAL = frozenset({Step.PROMULGATED, Step.REJECTED, Step.WITHDRAWN})
AMENDING = ("amendment", "whole_amendment")

_S = Step
_FOLLOWING: Mapping[str, Mapping[Step, frozenset[Step]]] = {
    "ordinance": {
        _S.OPENED: frozenset({_S.ANNOUNCED, _S.REVIEWED, _S.SUBMITTED}),
        _S.ANNOUNCED: frozenset({_S.ANNOUNCED, _S.REVIEWED, _S.SUBMITTED}),
        _S.REVIEWED: frozenset({_S.SUBMITTED}),
        _S.SUBMITTED: frozenset({_S.PASSED, _S.REJECTED}),
        _S.PASSED: frozenset({_S.RECEIVED}),
        _S.RECEIVED: frozenset({_S.PROMULGATED, _S.OBJECTED, _S.CONFIRMED}),
        _S.OBJECTED: frozenset({_S.PASSED_AGAIN, _S.REJECTED}),
        _S.PASSED_AGAIN: frozenset({_S.RECEIVED_AGAIN}),
        _S.RECEIVED_AGAIN: frozenset({_S.PROMULGATED}),
        _S.CONFIRMED: frozenset({_S.PROMULGATED}),
    },
    "rule": {
        _S.OPENED: frozenset({_S.ANNOUNCED, _S.REVIEWED}),
        _S.ANNOUNCED: frozenset({_S.ANNOUNCED, _S.REVIEWED}),
        _S.REVIEWED: frozenset({_S.PROMULGATED}),
    },
    "directive": {
        _S.OPENED: frozenset({_S.ANNOUNCED, _S.REVIEWED, _S.PROMULGATED}),
        _S.ANNOUNCED: frozenset({_S.REVIEWED, _S.PROMULGATED}),
        _S.REVIEWED: frozenset({_S.PROMULGATED}),
    },
}


def following(kind: str, step: str, *, proposer: str = "mayor") -> frozenset[Step]:
    """Which steps may come next. A directive is issued, not promulgated, and a rule needs no council.

    What the mayor proposes goes through the review committee first (지방자치법 시행령 제28조제1항); what others propose goes
    to the council directly. Everything may be withdrawn until the council has passed it.
    """
    here = Step(step)
    found = _FOLLOWING[kind].get(here, frozenset())
    early = here in {_S.OPENED, _S.ANNOUNCED, _S.REVIEWED, _S.SUBMITTED}
    if kind == "ordinance" and proposer == "mayor" and here in {_S.OPENED, _S.ANNOUNCED}:
        found = found - {_S.SUBMITTED}
    return found | {_S.WITHDRAWN} if early else found
