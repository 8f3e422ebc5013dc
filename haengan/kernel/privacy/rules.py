"""What a data subject may demand, and how it may end (개인정보 보호법 제35조부터 제38조까지)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from haengan.lib.calendar.workdays import KOREA, WorkCalendar

Names = dict[str, tuple[str, str]]


class State(StrEnum):
    RECEIVED = "received"
    GATHERED = "gathered"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


WAITING = (State.RECEIVED, State.GATHERED)
ACCESS = "access"
CORRECTION, DELETION, SUSPENSION = "correction", "deletion", "suspension"
STATES: Names = {
    "received": ("접수", "Received"),
    "gathered": ("보유 현황 확인", "Looked up"),
    "answered": ("통지 완료", "Answered"),
    "refused": ("거절", "Refused"),
    "withdrawn": ("취하", "Withdrawn"),
}
KINDS: Names = {
    "access": ("열람", "Access"),
    "correction": ("정정", "Correction"),
    "deletion": ("삭제", "Deletion"),
    "suspension": ("처리정지", "Suspension"),
}
CHANNELS: Names = {
    "visit": ("방문", "In person"),
    "letter": ("우편", "By post"),
    "phone": ("전화", "By telephone"),
    "email": ("전자우편", "By e-mail"),
    "portal": ("누리집", "Website"),
    "commission": ("개인정보보호위원회 이송", "Passed on by the commission"),
}
DEEDS: Names = {
    "corrected": ("정정함", "Corrected"),
    "erased": ("삭제함", "Erased"),
    "suspended": ("처리를 정지함", "Suspended"),
    "lifted": ("처리정지를 해제함", "Suspension lifted"),
}
"""What an official did to a record at a demand."""
WANTS: Names = {
    "content": ("개인정보의 항목 및 내용", "Items and contents"),
    "purpose": ("수집·이용의 목적", "Purpose"),
    "period": ("보유 및 이용 기간", "Period"),
    "given": ("제3자 제공 현황", "Who else was given them"),
    "consent": ("처리에 동의한 사실 및 내용", "Consent"),
}
"""What may be looked at (시행령 제41조제1항)."""
BY: Names = {
    "self": ("본인", "The person"),
    "legal": ("법정대리인", "Legal representative"),
    "mandated": ("위임받은 자", "Someone with a mandate"),
}
"""Who asks (시행령 제45조)."""
CONFIRMED: Names = {
    "card": ("신분증명서 확인", "Identity card"),
    "online": ("전자서명·본인확인서비스", "Electronic signature or online identification"),
    "shared": ("행정정보 공동이용", "Shared administrative information"),
    "mandate": ("위임장과 신분증명서 확인", "Mandate and identity card"),
    "family": ("법정대리인 증명서류 확인", "Proof of legal representation"),
}
"""How it was made sure who asks (시행령 제46조)."""
PROOFS = {"self": {"card", "online", "shared"}, "legal": {"family"}, "mandated": {"mandate"}}
GROUNDS: Names = {
    "law": (
        "법률에 따라 열람이 금지되거나 제한됨(법 제35조제4항제1호)",
        "A law forbids or limits it (Article 35(4)1)",
    ),
    "others": (
        "다른 사람의 생명·신체·재산과 그 밖의 이익을 해할 우려(법 제35조제4항제2호)",
        "It would harm someone else (Article 35(4)2)",
    ),
    "duties": (
        "공공기관의 업무 수행에 중대한 지장을 초래함(법 제35조제4항제3호)",
        "It would gravely hinder certain public duties (Article 35(4)3)",
    ),
    "collected": (
        "다른 법령에서 수집 대상으로 명시됨(법 제36조제1항 단서)",
        "Another law says that they be collected (Article 36(1), proviso)",
    ),
    "obliged": (
        "법률의 특별한 규정이나 법령상 의무 준수를 위하여 불가피함(법 제37조제2항제1호)",
        "A law provides for the processing, or a legal duty cannot be met without it (Article 37(2)1)",
    ),
    "harms": (
        "다른 사람의 생명·신체·재산과 그 밖의 이익을 해할 우려(법 제37조제2항제2호)",
        "Stopping would harm someone else (Article 37(2)2)",
    ),
    "tasks": (
        "처리하지 않으면 다른 법률에서 정하는 소관 업무를 수행할 수 없음(법 제37조제2항제3호)",
        "A task that another law gives the city cannot be done without it (Article 37(2)3)",
    ),
    "contract": (
        "계약을 이행하기 곤란하고 정보주체가 해지 의사를 명확히 밝히지 않음(법 제37조제2항제4호)",
        "A contract cannot be kept without it, and the person did not clearly end it (Article 37(2)4)",
    ),
}
LAWFUL: dict[str, set[str]] = {
    "access": {"law", "others", "duties"},
    "correction": set(),
    "deletion": {"collected"},
    "suspension": {"obliged", "harms", "tasks", "contract"},
}
"""On which grounds each may be refused. A correction may not be."""


def reaches(contact: str) -> bool:
    """Whether a text has the shape of a telephone number (7 to 15 digits) or of an e-mail address."""
    digits = sum(sign.isdigit() for sign in contact)
    if "@" in contact:
        name, _at, host = contact.partition("@")
        return bool(name) and "." in host.strip(".") and " " not in contact
    return 7 <= digits <= 15 and not any(sign.isalpha() for sign in contact)


def due(received_on: date, days: int, calendar: WorkCalendar = KOREA) -> date:
    """The last of `days` days after the one of receipt; where that is no working day, the next one (민법 제157조, 제161조)."""
    return calendar.on_or_after(received_on + timedelta(days=days))
