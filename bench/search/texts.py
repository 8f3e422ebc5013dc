"""Generated Korean: titles and paragraphs of an office, made from a seed number alone."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SURNAMES = "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍 전 고 문 손 양 배 백 허 남궁 설 엄 원 천 방 공 현 함 변 염 탁".split()
GIVEN = "민준 서연 도윤 지우 하은 주원 예린 시우 수아 건우 다은 현우 채원 지호 유진 은서 태윤 보람 한결 가온".split()
PLACES = (
    "금촌동 운정동 교하동 문산읍 파주읍 법원읍 조리읍 월롱면 탄현면 광탄면 파평면 적성면 장단면 가람동 누리동".split()
)
FIRST = "급경사지 체납 산사태 지하차도 어린이집 경로당 버스정류장 자전거도로 가로등 보행로 하천 농업용수 공공와이파이 민방위 재난문자".split()
SECOND = (
    "예찰 점검 정비 보수 안전진단 실태조사 설치 철거 개선 증설 민원처리 현장확인 사업설명 예산편성 주민설명".split()
)
THIRD = "계획 결과 건의 요청 보고 회의록 협약 공고 지침 방안 대책 추진현황 결과보고서 업무협의 추진단".split()
ENDS = (
    "하였다 하기로 함 검토가 필요하다 완료하였음 추진 중이다 협의하였다 요청함 통보하였다 제출 바람 확인하였다".split(
        " "
    )
)
RARE = "꿩고개 뱀장어 솟대 탱자나무 쇠제비갈매기 물푸레 옹기가마 돌다리".split()
WORDS = 24
RARELY = 400
"""One document in so many holds a rare word."""


@dataclass(frozen=True)
class Text:
    key: str
    title: str
    body: str


def texts(count: int, seed: int) -> Iterator[Text]:
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)  # invented text
        yield Text(_key(number), _title(dice), _body(dice))


def _key(number: int) -> str:
    """As the house's keys are: 16 characters without look-alikes."""
    return f"t{number:015o}".translate({ord("0") + n: ord("2") + n for n in range(8)})


def asked() -> Sequence[tuple[str, str]]:
    """(what kind of word, the word): as people type them."""
    return (
        *(
            ("two syllables inside a compound", word)
            for word in ("경사", "산사", "안전", "정류", "와이", "진단", "결과")
        ),
        *(("two rare syllables inside a compound", word) for word in ("고개", "제비", "푸레", "장어")),
        *(("a surname of one syllable", word) for word in ("탁", "염", "설", "변")),
        *(("a number", word) for word in ("12,292", "31415", "2019", "777")),
        *(("a longer word", word) for word in ("쇠제비갈매기", "급경사지", "민원처리", "결과보고서")),
        *(("two words", word) for word in ("탱자나무 점검", "금촌동 체납", "옹기가마 결과보고서")),
    )


def _title(dice: random.Random) -> str:
    return f"{dice.choice(PLACES)} {dice.choice(FIRST)} {dice.choice(SECOND)} {dice.choice(THIRD)}"


def _body(dice: random.Random) -> str:
    said: list[str] = []
    while len(said) < WORDS:
        said += [dice.choice(PLACES), dice.choice(FIRST) + dice.choice(SECOND), dice.choice(THIRD), dice.choice(ENDS)]
        if dice.random() < 0.3:
            said.append(dice.choice(SURNAMES) + dice.choice(GIVEN))
        if dice.random() < 0.3:
            said.append(f"{dice.randrange(100_000):,}명")
    if dice.randrange(RARELY) == 0:
        said.insert(dice.randrange(len(said)), dice.choice(RARE) + dice.choice(SECOND))
    return " ".join(said)
