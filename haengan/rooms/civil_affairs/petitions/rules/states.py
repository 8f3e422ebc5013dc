"""Where a petition stands, what may be done with it there, and how the law calls it."""

from __future__ import annotations

from enum import StrEnum

Names = dict[str, tuple[str, str]]


class State(StrEnum):
    UNCONFIRMED = "unconfirmed"
    ARRIVED = "arrived"
    RECEIVED = "received"
    SUPPLEMENT = "supplement"
    DECIDED = "decided"
    ANSWERED = "answered"
    CLOSED = "closed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"
    MERGED = "merged"
    REFUSED = "refused"
    LAPSED = "lapsed"


STATES: Names = {
    "unconfirmed": ("연락처 확인 전", "Contact not confirmed"),
    "arrived": ("접수 대기", "To be received"),
    "received": ("처리 중", "In hand"),
    "supplement": ("보완 중", "Being supplemented"),
    "decided": ("결재 완료", "Decided, to be sent"),
    "answered": ("답변 완료", "Answered"),
    "closed": ("종결", "Closed"),
    "returned": ("반려", "Returned"),
    "withdrawn": ("취하", "Withdrawn"),
    "passed_on": ("타 기관 이송", "Passed to another agency"),
    "merged": ("병합", "Merged"),
    "refused": ("접수 거부", "Refused"),
    "lapsed": ("확인 기한 경과", "Never confirmed"),
}
OPEN = (State.ARRIVED, State.RECEIVED, State.SUPPLEMENT, State.DECIDED)
IN_HAND = (State.RECEIVED, State.SUPPLEMENT)
"""Its own clock runs or stands still."""
NEVER_CAME = (State.UNCONFIRMED, State.LAPSED)
"""Nobody has confirmed that it is theirs: it is no petition."""
CLOCK_DONE = (State.ANSWERED, State.CLOSED, State.RETURNED, State.WITHDRAWN, State.PASSED_ON, State.MERGED)
STARS = (1, 2, 3, 4, 5)

KINDS: Names = {
    "legal_inquiry": ("법령 질의민원", "Inquiry about law"),
    "inquiry": ("질의민원", "Inquiry"),
    "suggestion": ("건의민원", "Suggestion"),
    "grievance": ("고충민원", "Grievance"),
    "other": ("기타민원", "Other petition"),
    "statutory": ("법정민원", "Statutory petition"),
}
CHANNELS: Names = {
    "web": ("누리집", "Web"),
    "phone": ("전화", "Telephone"),
    "counter": ("창구", "Counter"),
    "post": ("우편·팩스", "Post or fax"),
    "email": ("전자우편", "E-mail"),
    "open311": ("Open311", "Open311"),
    "paper": ("장애 중 종이 접수", "Paper during an outage"),
    "offer": ("현장 의견", "Said to the city elsewhere"),
    "agency": ("다른 기관 이송", "Passed on by another agency"),
}
ORAL = ("phone", "counter")
"""Only other petitions may be filed orally (법 제8조)."""
PLACES: Names = {
    "none": ("묻지 않음", "Not asked"),
    "optional": ("선택", "May be given"),
    "required": ("필수", "Must be given"),
}
OUTCOMES: Names = {
    "done": ("수용·처리", "Granted or done"),
    "partly": ("일부 수용", "Granted in part"),
    "planned": ("추진 예정", "To be done later"),
    "explained": ("설명·안내", "Explained"),
    "refused": ("불수용·거부", "Refused"),
}
MEANS: Names = {
    "letter": ("문서", "Letter"),
    "mail": ("전자우편", "E-mail"),
    "sms": ("문자", "SMS"),
    "phone": ("전화", "Telephone"),
    "oral": ("구술", "Orally"),
    "page": ("조회 화면", "Look-up page"),
}
QUICK = ("mail", "sms", "phone", "oral")
"""How an answer may be told without a letter (법 제27조제1항 단서)."""
TRANSFERS: Names = {
    "first": ("처음 배정", "First assignment"),
    "wrong": ("소관 아님", "Not of this division"),
    "reorganised": ("조직·업무 변경", "Organisation changed"),
    "part": ("주된 내용이 다른 부서 소관", "Its main part is another's"),
    "corrected": ("심사관 조정", "Corrected by the examiner"),
    "other": ("그 밖의 사유", "Another reason"),
}
NOTICES: Names = {
    "arrived": ("신청 확인", "Filed"),
    "received": ("접수", "Received"),
    "assigned": ("담당 부서 배정", "Given to a division"),
    "passed_on": ("타 기관 이송", "Passed to another agency"),
    "supplement": ("보완 요구", "Supplement asked for"),
    "extended": ("처리기간 연장", "Period extended"),
    "progress": ("처리진행상황", "Progress"),
    "moved": ("처리기한 변경", "Due moment changed"),
    "answered": ("처리결과", "Answer"),
    "closed": ("종결", "Closed"),
    "returned": ("반려", "Returned"),
    "refused": ("접수 거부", "Refused"),
    "merged": ("병합", "Merged"),
    "appeal": ("이의신청 결과", "Decision on the appeal"),
    "inquiry": ("현장조사", "Inquiry on site"),
}
REFUSALS: Names = {
    "agency": ("행정기관의 요구(영 제2조제1항제1호)", "Asked by an agency (Decree 2(1)1)"),
    "contract": ("사법상 계약관계의 요구(영 제2조제1항제2호)", "About a contract under private law (Decree 2(1)2)"),
    "unclear": ("성명·주소 등이 불명확(영 제2조제1항제3호)", "Name or address unclear (Decree 2(1)3)"),
}
"""Who is no petitioner; nothing else lets a petition be refused (법 제9조제1항)."""
EXEMPT: Names = {
    "1": ("고도의 정치적 판단·국가기밀(법 제21조제1호)", "Highly political or secret (Act 21, 1)"),
    "2": ("수사·재판·형집행·감사 착수(법 제21조제2호)", "Under investigation, trial or audit (Act 21, 2)"),
    "3": ("불복구제절차 진행(법 제21조제3호)", "Under appeal elsewhere (Act 21, 3)"),
    "4": ("화해·알선·조정·중재 진행(법 제21조제4호)", "Under mediation or arbitration (Act 21, 4)"),
    "5": ("확정된 권리관계(법 제21조제5호)", "Settled with finality (Act 21, 5)"),
    "6": ("감사위원회의 의결(법 제21조제6호)", "Decided by the audit board (Act 21, 6)"),
    "7": ("선거관리위원회의 의결(법 제21조제7호)", "Decided by an election commission (Act 21, 7)"),
    "8": ("사인 간 권리관계·사생활(법 제21조제8호)", "Between private persons (Act 21, 8)"),
    "9": ("소속 직원의 인사행정(법 제21조제9호)", "Personnel matters of the agency (Act 21, 9)"),
}
"""Why a petition, but not a statutory one, need not be dealt with; the petitioner is told (법 제21조)."""
CLOSINGS: Names = {
    "repeated": ("반복 민원 종결(법 제23조제1항)", "Repeated (Act 23(1))"),
    "elsewhere": ("여러 기관에 낸 같은 민원 종결(법 제23조제2항)", "Sent to several agencies (Act 23(2))"),
    "exempt": ("민원 처리의 예외(법 제21조)", "Not to be dealt with (Act 21)"),
    "unreachable": ("보완 요구가 두 번 반송(영 제25조제2항)", "Demands came back twice (Decree 25(2))"),
    "uncollected": ("교부 문서 미수령(영 제25조제4항)", "Document never collected (Decree 25(4))"),
    "told": ("구술·전화 기타민원 즉시 처리", "Done on the spot"),
}
MATTERS: Names = {
    "repeated": ("반복 민원의 종결", "Closing a repeated petition"),
    "group": ("다수인관련민원", "Petition of many"),
    "appeal": ("거부처분 이의신청", "Appeal against a refusal"),
    "long": ("장기 미해결 민원", "Long unsolved"),
    "owner": ("소관이 불분명한 민원", "No division owns it"),
}
"""What the coordination committee deliberates on (법 제34조제1항, 영 제26조·제38조)."""
GROUP = 5
"""Signers of one paper that make a petition one of many (법 제2조제6호); merging others into it does not."""


def is_group(people: int) -> bool:
    """다수인관련민원."""
    return people >= GROUP
