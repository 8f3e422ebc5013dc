"""The 2023 major-work report of Paju city's Administration and Safety Bureau, written down by hand from its text.

It shares nothing with `samples/paju-2023`, which was made by another reading, so that the two can be held against
each other. Letter-spaced words are closed up (본 청 -> 본청); what the character recognition misread is corrected and
listed in CORRECTIONS; what looks wrong but stands as printed is listed in DOUBTS.
"""

from tests.seed.shapes import Cell, Correction, Table

SECTIONS = (
    ("achievements", "national_days", "국경일(3.1절·광복절) 행사"),
    ("achievements", "personnel", "성과와 공감의 인사"),
    ("achievements", "restructuring", "조직개편"),
    ("achievements", "trainings", "직원 교육"),
    ("achievements", "recruitment", "공정 채용과 직무역량"),
    ("achievements", "autonomy", "자치행정: 이동시장실, 명예시장"),
    ("achievements", "participation", "주민자치와 자원봉사"),
    ("achievements", "exchanges", "우호교류"),
    ("achievements", "armistice", "정전협정 70주년 행사"),
    ("achievements", "safety", "재난과 사고에 대한 안전"),
    ("achievements", "petitions", "민원서비스와 콜센터"),
    ("achievements", "information", "행정정보시스템"),
    ("achievements", "awards", "수상실적"),
    ("plan", "vision", "비전"),
    ("plan", "goals", "목표"),
    ("plan", "tasks", "주요업무"),
)
"""Chapter, section and what it is about (our words), in the order of the report."""

CORRECTIONS = (
    Correction("울곡", "율곡", "a place in Paju; twice"),
    Correction("주민총회 안전", "주민총회 안건", "the column counts agenda items put and carried; four times"),
    Correction("4읍 6명 10동", "4읍 6면 10동", "the column before reads 6면"),
    Correction("우수유출저감 (excellent)", "우수유출저감 (雨水流出低減)", "storm-water run-off reduction; spelt alike"),
    Correction("2023. 8. 15.(목)", "2023. 8. 15.(화)", "that day was a Tuesday"),
)

DOUBTS = (
    ("exchanges, 글로스터시", "임진각 전투 is kept as printed; the Gloucestershire Regiment fought at the 임진강"),
    ("recruitment", "운영 행복센터 may be a misread 운정 행복센터; no cell and no number depends on it"),
    ("chapters", "both chapters carry the numeral I; the second is presumably II"),
    (
        "call_centre",
        "추진현황 stands at the end of the first pillar's cell; taken as the heading of the milestones below",
    ),
    ("exchanges, 하다노시", "for the youth camp of 20 from each side the source does not say who travelled"),
    ("restructuring", "no day is given on which the restructuring took effect"),
)

VISION = "100만 파주로 나아가는 시민중심 자치행정·안전도시 실현"

GOALS = (
    "효율적인 행정지원과 시민중심 자치협력 환경 조성",
    "선제적 재난대응체계 확립을 통한 안전도시 실현",
    "소통·공감·생활밀착 민원서비스 제공 및 디지털 기반 행정 실현",
)

PLAN = (
    (
        "행정지원과",
        (
            ("고유", "업무효율성 향상을 위한 여건 조성"),
            ("주요", "효율적인 조직·인력 구성"),
            ("고유", "변화와 혁신을 위한 인재양성"),
            ("신규", "공무직 등 인사운영 제도 개선"),
        ),
    ),
    (
        "자치협력과",
        (
            ("주요", "이동시장실 운영"),
            ("공약", "청년·여성 명예시장 운영"),
            ("고유", "주민자치회 우수사례 경연대회"),
            ("고유", "자원봉사 시민 접근성 강화"),
            ("고유", "평화공존 시민 공감대 확산"),
            ("고유", "내실 있는 국내·외 교류 추진"),
        ),
    ),
    (
        "안전총괄과",
        (
            ("주요", "율곡 자연재해위험개선지구 정비"),
            ("주요", "재난 예·경보시스템 확충"),
            ("주요", "노후 민방위 경보단말 교체"),
            ("신규", "우수유출저감대책 수립 용역 추진"),
            ("신규", "민방위 비상급수시설 기능 개선"),
            ("고유", "파주시 시민안전보험 운영"),
            ("고유", "시민이 안심하는 안전사회 조성"),
            ("고유", "파주시 중대재해 예방 추진"),
        ),
    ),
    (
        "민원여권과",
        (
            ("고유", "소통과 공감의 민원서비스 제공"),
            ("신규", "파주시 민원콜센터 운영"),
            ("고유", "생활밀착형 시민 만족 민원서비스 구현"),
            ("고유", "가족관계등록 사무 추진"),
            ("고유", "편리한 여권발급 서비스 추진"),
        ),
    ),
    (
        "정보통신과",
        (
            ("신규", "디지털 전환 기반 행정서비스 혁신 추진"),
            ("고유", "시민 편의 향상을 위한 공공WiFi 확대 설치"),
            ("고유", "사이버 침해 대응 강화"),
        ),
    ),
)
"""Division, and its tasks as (kind, name), in printed order."""

TASKS = tuple((kind, name, division) for division, tasks in PLAN for kind, name in tasks)


def _row(*texts: str | Cell) -> tuple[Cell, ...]:
    return tuple(text if isinstance(text, Cell) else Cell(text) for text in texts)


def _plan_rows() -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for division, tasks in PLAN:
        (kind, name), *rest = tasks
        rows.append(_row(kind, name, Cell(division, rows=len(tasks))))
        rows += [_row(*task) for task in rest]
    return tuple(rows)


ORGANISATION = Table(
    id="organisation",
    section="restructuring",
    rows=(
        _row("구분", "개편 전", "개편 후"),
        _row("본청", "3담당관 7국 36과", "3담당관 7국 40과 (↑4과)"),
        _row("직속기관", "2소 9과", "3소 8과 (↑1소, ↓1과)"),
        _row("사업소", "2본부 8과 3사업소", "2본부 7과 4사업소 (↑1사업소, ↓1과)"),
        _row("읍면동", "4읍 6면 7동", "4읍 6면 10동 (↑3동)"),
    ),
    notes=("본청 한시기구(평화기반국) 폐지 후 정규기구로 개편", "직속기관 운정보건지소를 운정보건소로 승격"),
)

TOWNHALLS = Table(
    id="townhalls",
    section="autonomy",
    rows=(
        _row(
            "구분",
            *("읍면동", "기업인", "외식업", "농업인", "예술인", "도서관", "건축사", "교육인", "공동주택"),
            "합계",
        ),
        _row("2022년", "17", "3", "-", "-", "-", "-", "-", "-", "-", "20회"),
        _row("2023년", "2", "4", "3", "2", "1", "1", "1", "1", "1", "16회"),
    ),
)

ASSEMBLIES = Table(
    id="assemblies",
    section="participation",
    unit_note="(단위:명,건)",
    rows=(
        _row(
            Cell("구분", rows=2),
            Cell("투표자수", rows=2),
            *(Cell("안건 합계", cols=2), Cell("'23년 마을계획", cols=2), Cell("'24년 자치계획형", cols=2)),
            Cell("비고", rows=2),
        ),
        _row("상정", "가결", "상정", "가결", "상정", "가결"),
        _row("2023년", "12,292", "131", "128", "51", "49", "80", "79", ""),
    ),
)

EXCHANGES = Table(
    id="exchanges",
    section="exchanges",
    rows=(
        _row("국가", "도시", "시기", "교류 내용", "비고"),
        _row(
            *(Cell("호주", rows=2), Cell("투움바시", rows=2), "1월"),
            *("· 2023 청소년 언택트 어학연수(14명)", "청소년교류"),
        ),
        _row("9월", "· 투움바 꽃축제 대표단 파견(5명)", "행정교류"),
        _row(
            *(Cell("일본", rows=4), Cell("사세보시", rows=2), "2월"),
            *("· 사세보시 대표단 파주 내방(6명)", "행정교류"),
        ),
        _row("9월, 11월", "· 청소년 홈스테이 실시(양국 각 5명)", "청소년교류"),
        _row(Cell("하다노시", rows=2), "4월", "· 하다노 시민대표단 방문(16명)", "시민교류"),
        _row("8월", "· 파주-하다노 청소년 영어캠프 (양국 각 20명)", "청소년교류"),
        _row(
            *(Cell("중국", rows=2), Cell("진저우시", rows=2), "3월"),
            *("· 진저우시 대표단 파주 내방(4명)", "행정교류"),
        ),
        _row("8월", "· 2023 청소년 중국어 연수 및 문화체험단 파견(14명)", "청소년교류"),
        _row(
            *("영국", "글로스터시", "4월"),
            *("· 글로스터시 대표단 내방(15명)\n· 임진각 전투 상기 행사(총 70여명)", "행정교류\n시민교류"),
        ),
        _row("캐나다", "코퀴틀람시", "7~8월", "· 2023 청소년 어학연수단 파견(16명)", "청소년교류"),
        _row("튀르키예", "에스키셰히르시", "3월", "· 튀르키예 지진피해 구호금(4만불) 전달", "행정교류"),
    ),
)

CALL_CENTRE = Table(
    id="call_centre",
    section="petitions",
    rows=(
        _row(Cell("시민소통창구, 시정종합안내 '파주시 민원콜센터'", cols=3)),
        _row(
            "콜센터 상담문화 정착\n① 상담그룹 전문화 체계구축\n② 상담서비스 품질 확보",
            "상담 채널 다양화\n① 상담채널의 다양화\n② 시민중심 양방향 민원서비스",
            "시민이용 활성화\n① 상담인력의 전문성 강화\n② 상담분야의 다각화",
        ),
        _row(Cell("추진현황", cols=3)),
        _row(
            "구축계획\n2022. 7. ~ 9. 콜센터 구축 설계 용역\n2022. 10. 공간 확정 및 세부계획 수립\n"
            "2022. 12. 콜센터 구축 예산 편성",
            "운영기반 마련\n2023. 2. 운영조례 제정\n2023. 5. 상담원 운영방식 검토 확정\n2023. 9. 민간위탁동의안 원안가결",
            "시스템 구축\n2023. 6. ~ 11. 시스템 구축\n2023. 11. 시스템 구축 완료\n상담인력 구성 완료\n"
            "2023. 12. 7. 시범운영 시작\n2023. 12. 18. 파주시 민원콜센터 개소식",
        ),
    ),
)

WIFI = Table(
    id="wifi",
    section="information",
    rows=(
        _row("구분", "합계", "마을버스", "버스정류장", "공공청사", "복지시설", "공원", "주민문화시설"),
        _row("공공와이파이 설치 수량", "123", "113", "3", "3", "2", "1", "1"),
    ),
)

AWARDS = Table(
    id="awards",
    section="awards",
    rows=(
        _row("수여기관", "수상일", "수상명", "수상구분", "포상금(천원)"),
        _row("행정안전부", "2023. 4. 4.", "2022년 민원서비스 종합평가", "장관상", "60,000"),
        _row("행정안전부", "2023. 4. 18.", "2022년 공공데이터 제공 운영실태 평가", "우수", "-"),
        _row("경기도", "2022. 12. 30.", "시군정보보안 관리실태 평가", "우수", "-"),
    ),
)

PLAN_TASKS = Table(id="tasks", section="tasks", rows=(_row("구분", "사업명", "담당부서"), *_plan_rows()))

TABLES = (ORGANISATION, TOWNHALLS, ASSEMBLIES, EXCHANGES, CALL_CENTRE, WIFI, AWARDS, PLAN_TASKS)
