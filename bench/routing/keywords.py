"""A table of keywords such as a city would write for itself: the division with most of its words in the text, the table's order
deciding where they are equal."""

from __future__ import annotations

WORDS = {
    "roads": "도로 포트홀 아스팔트 보도블록 보도블럭 인도 제설 빙판",
    "lamps": "가로등 보안등 조명 등이",
    "rural": "농로 마을 논에 트랙터 이장",
    "waste": "쓰레기 무단투기 재활용 종량제 분리수거 수거 대형폐기물",
    "parking": "주차 주정차 딱지 견인",
    "parks": "공원 놀이터 가로수 등산로 산책로",
    "water": "수돗물 수도 단수 수압 계량기 녹물",
    "sewer": "하수구 하수도 맨홀 악취 빗물받이 정화조",
    "transit": "버스 정류장 택시 배차",
    "traffic": "신호등 신호 횡단보도 과속 반사경 자전거",
    "building": "건축 불법증축 위반건축물 건물 빈집 공사장",
    "welfare": "수급자 기초생활 생계 주거급여 복지",
    "seniors": "노인 어르신 경로당 장애인 기초연금",
    "children": "어린이집 아동 출산 보육 다자녀",
    "health": "보건소 보건증 예방접종 모기 식당 금연",
    "culture": "축제 공연 문화재 전시 문화누리",
    "library": "도서관 열람실 대출 책",
    "tax": "재산세 자동차세 취득세 지방세 체납 세금",
    "safety": "지하차도 침수 민방위 대피소 재난 산사태",
    "animals": "강아지 고양이 유기견 들개 반려견",
    "environment": "소음 먼지 매연 폐수 소각 냄새",
    "digital": "와이파이 홈페이지 누리집 앱",
    "civil": "여권 등본 인감 전입신고 무인발급기",
    "support": "채용 공무원 정보공개 직원 시장님",
    "autonomy": "주민자치 자원봉사 통장 주민참여예산 봉사",
}
TABLE = {division: tuple(words.split()) for division, words in WORDS.items()}


def three(text: str) -> list[str]:
    counts = {division: sum(text.count(word) for word in words) for division, words in TABLE.items()}
    return sorted(counts, key=lambda division: -counts[division])[:3]
