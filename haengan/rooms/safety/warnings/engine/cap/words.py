"""What can be wrong with a CAP message, in Korean and English, with what to do."""

from __future__ import annotations

from dataclasses import dataclass

WHY: dict[str, tuple[str, str]] = {
    "missing": ("{where}이(가) 비어 있습니다. 채우십시오.", "{where} is empty. Fill it in."),
    "no_name": (
        "{where}에는 빈칸, 쉼표, <, &를 쓸 수 없습니다: {value}",
        "{where} may hold no space, comma, < or &: {value}",
    ),
    "naive": ("{where}에 시간대가 없습니다. 시간대를 붙이십시오.", "{where} has no time zone. Give one."),
    "fraction": ("{where}은(는) 초 단위까지만 씁니다: {value}", "{where} holds whole seconds only: {value}"),
    "after_sent": (
        "{where}({value})이(가) 발령 시각보다 앞섭니다. 두 시각을 확인하십시오.",
        "{where} ({value}) lies before the moment of sending. Check both.",
    ),
    "after_onset": (
        "{where}({value})이(가) 시작 시각보다 앞섭니다. 두 시각을 확인하십시오.",
        "{where} ({value}) lies before the onset. Check both.",
    ),
    "expired": (
        "{value}에 이미 끝난 경보입니다. 내보낼 수 없습니다.",
        "It expired at {value} already. It cannot go out.",
    ),
    "future": (
        "발령 시각({value})이 아직 오지 않았습니다. 시계를 확인하십시오.",
        "The moment of sending ({value}) lies in the future. Check the clock.",
    ),
    "no_references": (
        "{value}에는 앞선 경보의 references가 있어야 합니다.",
        "A message of the type {value} must reference what it follows.",
    ),
    "references": (
        "새 경보(Alert)는 앞선 경보를 가리킬 수 없습니다. 변경이나 해제로 내십시오.",
        "An Alert references nothing. Send an Update or a Cancel.",
    ),
    "itself": ("자기 자신을 가리킵니다: {value}", "It references itself: {value}"),
    "later": ("나중에 나온 경보를 가리킵니다: {value}", "It references a later message: {value}"),
    "restriction": (
        "Restricted에는 restriction이 있어야 하고, 다른 범위에는 없어야 합니다.",
        "A restriction belongs to the scope Restricted, and to no other.",
    ),
    "addresses": (
        "Private에는 addresses가 있어야 합니다.",
        "The scope Private needs addresses.",
    ),
    "note": (
        "훈련·시험 메시지는 note에 그렇다고 적어야 합니다.",
        "An exercise or a test says so in its note.",
    ),
    "info": ("알릴 내용(info)이 없습니다.", "It has no info block: there is nothing to tell."),
    "language": ("언어가 두 번 나옵니다: {value}", "The language {value} stands twice."),
    "no_language": ("언어 부호가 아닙니다: {value}", "{value} is no language tag."),
    "area": ("{where}에 지역이 없습니다.", "{where} has no area."),
    "few_points": (
        "{where}에는 점이 넷 이상 있어야 합니다. 받은 값: {value}",
        "{where} needs four points or more, not {value}.",
    ),
    "open": (
        "{where}이(가) 닫히지 않았습니다. 첫 점을 끝에 다시 적으십시오.",
        "{where} is not closed. Repeat its first point.",
    ),
    "not_degrees": (
        "{where}의 점이 위도·경도가 아닙니다: {value}",
        "A point of {where} is no latitude and longitude: {value}",
    ),
    "crosses": ("{where}이(가) 스스로 엇갈립니다.", "{where} crosses itself."),
    "radius": ("{where}의 반지름이 잘못되었습니다: {value}", "The radius of {where} is wrong: {value}"),
    "differs": (
        "언어마다 {where}이(가) 다릅니다: {value}",
        "{where} differs between the languages: {value}",
    ),
    "long": ("{where}이(가) 너무 깁니다: {value}자", "{where} is too long: {value} characters"),
    "ack_code": ("단계 코드가 아닙니다: {value}", "{value} is no code of a stage."),
    "profile": ("{where}은(는) 이 프로파일에서 {value}이어야 합니다.", "{where} must be {value} in this profile."),
    "malformed": ("CAP 1.2로 읽을 수 없습니다: {value}", "It cannot be read as CAP 1.2: {value}"),
    "order": (
        "{where}의 자리가 아닙니다. 표준의 순서를 따르십시오.",
        "{where} stands in the wrong place. Follow the order of the standard.",
    ),
    "unknown": ("{where}은(는) CAP 1.2에 없는 요소입니다.", "{where} is no element of CAP 1.2."),
    "often": ("{where}은(는) 한 번만 쓸 수 있습니다.", "{where} may stand once only."),
    "instant": (
        "{where}의 시각({value})은 2026-07-14T14:00:00+09:00처럼 적어야 합니다.",
        "{where} ({value}) is to be written like 2026-07-14T14:00:00+09:00.",
    ),
    "digits": ("{where}은(는) 수여야 합니다: {value}", "{where} must be a number: {value}"),
    "forged": ("서명이 맞지 않습니다: {value}", "The signature does not hold: {value}"),
    "unsigned": ("서명이 없습니다.", "It is not signed."),
    "unproven": (
        "서명이 있으나 대조할 인증서가 없습니다. --certificate로 주십시오.",
        "It is signed, but there is no certificate to verify it with. Give one with --certificate.",
    ),
    "no_event": (
        "이 프로파일에서는 {value}의 재난 종류 코드가 알려져 있지 않습니다. 기본 CAP을 쓰십시오.",
        "No event code for {value} is known in this profile. Use the plain message.",
    ),
    "control": ("{where}에 쓸 수 없는 문자가 있습니다: {value}", "{where} holds a character that XML has not: {value}"),
}


@dataclass(frozen=True)
class Problem:
    """`where` is the CAP element (`info[0].expires`), `code` one of `WHY`."""

    code: str
    where: str
    value: str = ""

    def told(self, language: str) -> str:
        korean, english = WHY[self.code]
        return (korean if language.startswith("ko") else english).format(where=self.where, value=self.value[:120])


class Unsound(ValueError):
    """A message that must not be written; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(one.told("en") for one in problems))
        self.problems = problems


class Malformed(ValueError):
    """What came is no CAP 1.2 message; `where` is the element, `why` an English sentence."""

    def __init__(self, where: str, value: str, why: str) -> None:
        super().__init__(f"{where}: {why} ({value[:120]})" if value else f"{where}: {why}")
        self.where, self.value, self.why = where, value[:120], why


class Forged(ValueError):
    """The signature is missing, broken, of a stranger, or covers something else."""
