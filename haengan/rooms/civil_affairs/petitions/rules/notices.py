"""What petitioners are told, in Korean and English. Each names who deals with it (영 제31조)."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "arrived": (
        "민원 신청을 확인했습니다. 접수번호 {number}, {accept_by}까지 접수합니다.",
        "Your petition is filed. Number {number}; it will be received by {accept_by}.",
    ),
    "received": (
        "민원을 접수했습니다. 처리기한은 {due}입니다.",
        "Your petition has been received. It is due by {due}.",
    ),
    "assigned": (
        "{unit}에서 처리합니다. 처리기한은 {due}입니다.",
        "{unit} deals with your petition. It is due by {due}.",
    ),
    "passed_on": (
        "소관 기관인 {agency}(으)로 이송했습니다. {reason}",
        "Your petition has been passed on to {agency}, which is in charge. {reason}",
    ),
    "supplement": (
        "다음을 {supply_by}까지 보완해 주십시오: {needed}",
        "Please supply by {supply_by}: {needed}",
    ),
    "extended": (
        "처리기간을 연장했습니다. 처리완료 예정일은 {due}입니다. 사유: {reason}",
        "The period has been extended. It will be done by {due}. Reason: {reason}",
    ),
    "progress": (
        "처리 중입니다. 처리완료 예정일은 {due}입니다. {reason}",
        "Your petition is in hand. It will be done by {due}. {reason}",
    ),
    "moved": (
        "처리기한이 {due}(으)로 바뀌었습니다. {reason}",
        "It is now due by {due}. {reason}",
    ),
    "answered": (
        "민원을 처리했습니다. 결과: {outcome}. {text}",
        "Your petition has been answered: {outcome}. {text}",
    ),
    "closed": ("민원을 종결했습니다. 사유: {reason}", "Your petition has been closed. Reason: {reason}"),
    "returned": ("민원문서를 되돌려 드립니다. 사유: {reason}", "Your petition is returned. Reason: {reason}"),
    "refused": ("민원으로 접수할 수 없습니다. 사유: {reason}", "It cannot be received as a petition. Reason: {reason}"),
    "merged": (
        "같은 취지의 민원 {other}에 병합하여 처리합니다.",
        "It is dealt with together with petition {other}, which asks for the same.",
    ),
    "appeal": ("이의신청을 결정했습니다. {text}", "Your appeal has been decided. {text}"),
    "inquiry": ("현장조사를 합니다. {reason}", "An inquiry on site takes place. {reason}"),
}
WHO = ("담당: {unit} {official} {telephone}", "In charge: {unit} {official} {telephone}")
SUBJECT = ("[{city}] 민원 {number}: {about}", "[{city}] Petition {number}: {about}")
LOOK_UP = ("조회: {address}", "Look up: {address}")


def told(what: str, language: str, values: Mapping[str, str], *, address: str = "") -> str:
    """The text in one language; who is in charge where that is known; the address of the look-up page."""
    which = 0 if language == "ko" else 1
    blank = {"reason": "", "text": "", "due": "-", "agency": "", "unit": "", "official": "", "telephone": ""}
    full = {**blank, **values}
    lines = [f"{_head(which, full)}{TEXTS[what][which].format_map(full)}".strip()]
    if full["unit"]:
        lines.append(WHO[which].format_map(full).strip())
    if address:
        lines.append(LOOK_UP[which].format(address=address))
    return "\n".join(lines)


def subject(about: str, language: str, values: Mapping[str, str]) -> str:
    return SUBJECT[language != "ko"].format_map({**values, "about": about})


def _head(which: int, values: Mapping[str, str]) -> str:
    return f"[{values['city']}] {values['number']} "
