"""The words that the grammar knows. To teach it a word, add it here and a line to the tests' gold sets."""

from __future__ import annotations

import re


def words(text: str, sep: str | None = None) -> list[str]:
    return text.split(sep)


# Counting units of Korean reports. After the colon: letters that would make it the beginning of another word.
COUNTERS = words("""
명 인:구건부력사재 사람 가구 세대 쌍 팀 반 농가 업체 업소 단체 기관 기업 학급 학교 마을 도시 국가 나라
회:원관계장복화 차례 번:호째영 건:물설축강립전의 가지 종:합목류 종류 품목 항목 지표 과제 언어 안건
개:편최선발정설통장인량관방 개소 개월 개년 개국 개사 개교 곳 군데 사업소 사업장 사업 본부 담당관 부서
국:가내민제장 과:정제장태학목 과정 과목 소:요득속방통 기수 기:간관준본반계존업분 차로 차선 노선 구간 코스 식:사당품재 콜:센
읍 면:적제접담밀허 동:안시일의네행 리터 석:면 실 필지 채 호:선기점실봉 동수
대:비상표응학규형책안중교기 척 량 그루 본:부 포:함상인 포대 상자 박스 세트 벌 켤레 병:원행 잔 자루 마리
부:터서문속 권:역리장 매 장:소비치애기려 쪽 페이지 편:성의리집 글자 줄 통:합장계 점:검심수포차유
원:가격도칙안인문 불:법가편용 달러 엔:진 위안 유로
년:도차 개학기 학점 일:반정상시제원괄 주:민요차제관최말거택무 주간 시간 초:과기중 분:기야과석할류담쟁배산 박
세:대금입외무계부 배:치정상수포 표:준 평:가균화생 도:시로움록군민비 퍼센트 포인트 헥타르 미터 킬로미터 제곱미터 톤
""")

# Units in Latin letters and signs; a letter after them makes them something else.
SIGNS = words("""
%p %P % ％ ‰ ㎡ ㎥ ㎢ ㎞ ㎝ ㎜ ㎏ ㎎ ℃ ℓ ㏊ ㎾ ㎿ ㏈ km² km2 km m² m2 m³ m3 mm cm m ha kg g mg t L ml kWh MWh kW MW W TB GB MB KB PB
Mbps Gbps Kbps Hz kHz MHz GHz dB ppm °C
""")

# Units whose thousandfold stays in the unit, because tables are headed with it (단위: 천원).
TABLE_UNITS = ["천원", "백만원", "천명", "백만불", "천불", "천달러", "백만달러", "천㎡", "천톤", "천건"]

ENGLISH_COUNTERS = words("""
people persons person citizens residents voters delegates participants officials employees volunteers members students visitors households
times sessions cohorts courses cases petitions calls events meetings councils divisions bureaus teams departments offices sites devices units places items
tasks projects awards days weeks months years hours minutes won dollars percent
""")

MARKS_BEFORE = [
    "약",
    "대략",
    "총",
    "각",
    "각각",
    "연",
    "모두",
    "매",
    "평균",
    "최대",
    "최소",
    "누적",
    "연인원",
    "일평균",
    "월평균",
]
MARKS_BEFORE += ["about", "around", "some", "nearly", "approximately", "total", "each"]
MARKS_AFTER = ["남짓", "가량", "내외", "안팎", "정도", "이상", "이하", "미만", "초과"]

# 제2종 근린생활시설 without its 제; a kind of such a thing, not a count.
CLASSED_THINGS = words("근린 일반 전용 주거 지구 보통 대형 운전 감염병 사업장 시설물 항만")

# Days that are known by their numbers, and what follows where a full stop is written between them.
MEMORIAL_DAYS = words(
    "2 28|3 1|3 8|3 15|4 3|4 16|4 19|5 16|5 18|6 10|6 15|6 25|6 29|7 4|7 7|8 15|10 4|10 26|10 29|11 3|12 3|12 12", "|"
)
MEMORIAL_WORDS = words(
    "절 운동 혁명 만세 독립 광복 경축 전쟁 민주 사태 항쟁 참사 의거 정신 희생 학생 남북 공동선언 참전 유공 호국 국군 참배 만세운동 추모"
)

# What comes after a number that is known as a name.
EMERGENCY_NUMBERS = words("110 112 113 117 118 119 120 122 128 129 131 132 182 1330 1345 1366 1388 1577 1644")
EMERGENCY_WORDS = words(
    "구급 신고 상황 안전 종합 센터 콜 다산 긴급 전화 문자 특별 시민 청소년 생활 대원 출동 구조 소방 지역대 상담 번호"
)
ROUND_THE_CLOCK = words(
    "상황 운영 가동 당직 대응 체계 감시 관제 근무 비상 상시 개방 모니터링 연중 접수 콜 상담 돌봄 신고 순찰"
)
THEMES = words(
    "전략 목표 과제 분야 폭력 범죄 의무 핵심 비전 권역 거점 중점 추진 정책 주요 시책 공약 원칙 방침 역점 혁신 실천 악 전염병"
)
AGES = words("청년 여성 남성 이상 이하 미만 층 초반 후반 중반 노인 장년 중년 세대 이후 1인")
LEGAL_AGE = words("이상 이하 미만 초과 부터 까지 도래 생일")
NUMBERED_PLACES = words("동 리 가 읍 면 지구 공구 구역 블록 단지 산단 호선 터널 교 공단 생활권 별관 청사")
SLOGAN_NOUNS = words("대도시 도시 시민 구민 군민 도민 시대 특례시 자족도시 행복도시 파주")
ORDINALS = words("년차 일차 주차 차년도 학년 학기 단계 회차 호기 호선 호점 번지 번길 호실 번출구 번째 순번 교시 기분")
IDIOMS = r"\d인\s?\d조|\d사\s?\d\S?촌|\d인\s?\d(?:책|악기|적)|1\s?[:대]\s?1(?!\d)|365일|\d박\s?\d+일|\d+부제|6하원칙|4대강|7080(?=\s?(?:세대|콘서트|음악|가요))|\d일제|\d{1,2}시간제|\d분\s?발언|\d일장"

MONTHS_EN = words("January February March April May June July August September October November December")
DATE_WORDS_AFTER_YEAR = words("기준 실적 계획 대비 예산 결산 말 초 하반기 상반기 현재 대상 추진 주요 본예산")


def one_of(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def units() -> str:
    """A pattern for any counting unit, each with what must not follow it."""
    guarded = []
    for entry in COUNTERS:
        word, _, barred = entry.partition(":")
        guarded.append((word, re.escape(word) + (f"(?![{barred}])" if barred else "")))
    guarded += [(sign, re.escape(sign) + r"(?![A-Za-z])") for sign in SIGNS]
    longest_first = sorted(set(guarded), key=lambda pair: (-len(pair[0]), pair[0]))
    return "|".join(pattern for _, pattern in longest_first)
