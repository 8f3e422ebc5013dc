"""Whether what looks like a number of a person is one."""

from __future__ import annotations

import re
from datetime import date

CENTURIES = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "5": 1900, "6": 1900}
LATEST = 2049
"""Whoever is born later has no number yet; goods have (880… of a Korean bar code would be the year 2088)."""
BUSINESS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
USES = frozenset("가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호배육해공국합")
"""Signs of number plates (자동차 등록번호판 등의 기준에 관한 고시)."""
NAMELESS = frozenset(
    "연락처 연락 정보 성함 주소 이름 전화 전화번호 공무원 주민 주민들 신고 신청 민원 안내 조치 방문 변경 확인 선생 고객 기사 원장 소장 이장 국장 반장 조장 "
    "마음 이웃 이용 이유 이상 이후 이전 이번 이것 이런 이곳 우리 우선 노인 어르신 여러 여러분 전체 전원 전부 지정 지역 지원 안전 강아 고양 고양이 "
    "공사 공단 공원 도로 도시 구청 구역 주차 주차장 주택 주변 차량 차주 차선 문의 문제 문화 손님 장소 장애 장애인 모두 모든 하루 하지 하는 하고 "
    "한국 한번 조사 조합 조정 교체 제출 제보 서류 서명 서면 성명 성별 배정 배우 변호 변호사 인적 인사 위원 위치 기관 기록 은행 경찰 경찰관 강사 "
    "임원 임차 임대 임대인 임차인 오늘 오전 오후 권한 권리 유무 현재 현장 미상 불명 명의 명단 진행 진술 방법 방식 지시 지급 설명 설치 왕복 공개 "
    "이사 이사장 이모 고모 조카 감독 부장 부모 주인 주무관 주임 사장 사모 여사 의원 구의원 시의원 도의원 목사 신부 전도사 회장 형사 감사 편의 "
    "추가 추후 지금 정확 정도 정식 소유 소유자 소속 소음 남편 남성 여성 여자 남자 서울 경기 고발 고소 국민 동장 면장 읍장 차장 과장".split()
)
"""What begins like a surname and is no name."""
PARTICLES = frozenset("이가은는을를의에도만과와")


def born(text: str) -> bool:
    """Its first six digits are a day of the century that the seventh says (resident 0 to 4 and 9, foreigner 5 to 8). The check
    digit says nothing: since October 2020 the last six are random."""
    digits = only_digits(text)
    year = CENTURIES.get(digits[6], 2000) + int(digits[:2])
    return year <= LATEST and is_day(year, int(digits[2:4]), int(digits[4:6]))


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def foreign(text: str) -> bool:
    return only_digits(text)[6] in "5678"


def luhn(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    double = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return any(digits) and (sum(double) + sum(digits[-1::-2])) % 10 == 0


def business(text: str) -> bool:
    """The check digit of a business registration number (사업자등록번호)."""
    digits = [int(sign) for sign in only_digits(text)]
    weighed = sum(a * b for a, b in zip(digits, BUSINESS, strict=False)) + digits[8] * 5 // 10
    return (10 - weighed % 10) % 10 == digits[9]


def account(text: str) -> bool:
    """Ten to fourteen digits, and no day with its time."""
    digits = only_digits(text)
    is_date = digits[:2] in {"19", "20"} and is_day(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    return 10 <= len(digits) <= 14 and not (is_date and re.match(r"\d{4}[ ./-]", text))


def spaced(text: str) -> bool:
    """A driver's licence is written with dashes; without any it may be any number."""
    return sum(not sign.isdigit() for sign in text) >= 2


def name(text: str) -> bool:
    """No common word, neither with a particle behind it."""
    return text not in NAMELESS and not (text[-1] in PARTICLES and text[:-1] in NAMELESS)


def only_digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
