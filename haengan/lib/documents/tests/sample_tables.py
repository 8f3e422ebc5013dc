"""The tables of the sample: row spans by country and city, a head of two rows, milestones in three columns, tasks by division."""

from haengan.lib.documents.model import Cell, Column, Number, Row, Standing, Table, Text, cell, line


def number(text: str, figure: str, *, standing: Standing = "recorded", **slices: str) -> Number:
    pairs = tuple(sorted(slices.items()))
    return Number(text, figure, pairs, "2023", f"https://haengan.example/figures/{figure}", standing)


def entered(text: str, figure: str) -> Number:
    return number(text, figure, standing="entered")


def heads(*texts: str) -> Row:
    return tuple(cell(text) for text in texts)


def townhalls() -> Table:
    sectors = ("읍면동", "기업인", "외식업", "농업인", "예술인", "도서관", "건축사", "교육인", "공동주택")

    def row(year: str, counts: tuple[int, ...]) -> Row:
        held = [
            number(str(n), "autonomy.townhalls.held", sector=s, year=year)
            for n, s in zip(counts, sectors, strict=True)
            if n
        ]
        total = number(str(sum(counts)), "autonomy.townhalls.held", year=year)
        blanks = [cell("-") for n in counts if not n]
        return (cell(f"{year}년", header=True), *(cell(n) for n in held), *blanks, cell(line(total, "회")))

    body = (row("2022", (17, 3, 0, 0, 0, 0, 0, 0, 0)), row("2023", (2, 4, 3, 2, 1, 1, 1, 1, 1)))
    columns = (Column(1.5), *(Column() for _ in sectors), Column(1.2))
    return Table("townhalls", columns, (heads("구분", *sectors, "합계"),), body, caption="이동시장실 운영 실적")


def assemblies() -> Table:
    head = (
        (
            cell("구분", rowspan=2),
            cell("투표자수", rowspan=2),
            cell("안건 합계", colspan=2),
            cell("'23년 마을계획", colspan=2),
            cell("'24년 자치계획형", colspan=2),
            cell("비고", rowspan=2),
        ),
        heads("상정", "가결", "상정", "가결", "상정", "가결"),
    )
    values = ("12,292", "131", "128", "51", "49", "80", "79")
    body = ((cell("2023년", header=True), *(cell(entered(v, "autonomy.assemblies.items")) for v in values), cell()),)
    columns = (Column(1.1), Column(1.3), *(Column() for _ in range(6)), Column(0.8))
    return Table("assemblies", columns, head, body, unit="(단위: 명, 건)")


def exchanges() -> Table:
    def acts(month: str, act: str, kind: str, *before: Cell) -> Row:
        return (*before, cell(month), cell(f"· {act}"), cell(kind))

    def delegates(month: str, act: str, count: str, kind: str, *before: Cell) -> Row:
        said = line(f"· {act}(", number(count, "autonomy.exchanges.delegates"), "명)")
        return (*before, cell(month), cell(said), cell(kind))

    def of(name: str, rows: int = 1) -> Cell:
        return cell(name, rowspan=rows, header=True)

    body = (
        delegates("1월", "청소년 비대면 어학연수", "14", "청소년교류", of("호주", 2), of("투움바시", 2)),
        delegates("9월", "꽃축제 대표단 파견", "5", "행정교류"),
        delegates("2월", "대표단 파주 방문", "6", "행정교류", of("일본", 4), of("사세보시", 2)),
        acts("9월, 11월", "청소년 홈스테이(양국 각 5명)", "청소년교류"),
        delegates("4월", "시민대표단 방문", "16", "시민교류", of("하다노시", 2)),
        acts("8월", "파주-하다노 청소년 영어캠프(양국 각 20명)", "청소년교류"),
        delegates("3월", "대표단 파주 방문", "4", "행정교류", of("중국", 2), of("진저우시", 2)),
        delegates("8월", "청소년 중국어 연수와 문화체험단 파견", "14", "청소년교류"),
        (
            of("영국"),
            of("글로스터시"),
            cell("4월"),
            cell("· 대표단 방문(15명)", "· 임진각 전투 상기 행사(총 70여명)"),
            cell("행정교류", "시민교류"),
        ),
        delegates("7~8월", "청소년 어학연수단 파견", "16", "청소년교류", of("캐나다"), of("코퀴틀람시")),
        acts("3월", "지진피해 구호금(4만불) 전달", "행정교류", of("튀르키예"), of("에스키셰히르시")),
    )
    columns = (Column(1), Column(1.5), Column(1), Column(4, "left"), Column(1.4))
    return Table(
        "exchanges",
        columns,
        (heads("국가", "도시", "시기", "교류 내용", "비고"),),
        body,
        caption="국가·도시별 교류 현황",
    )


def organisation() -> Table:
    rows = (
        ("본청", "3담당관 7국 36과", "3담당관 7국 40과 (↑4과)"),
        ("직속기관", "2소 9과", "3소 8과 (↑1소, ↓1과)"),
        ("사업소", "2본부 8과 3사업소", "2본부 7과 4사업소 (↑1사업소, ↓1과)"),
        ("읍면동", "4읍 6면 7동", "4읍 6면 10동 (↑3동)"),
    )
    body = tuple((cell(name, header=True), cell(before), cell(after)) for name, before, after in rows)
    return Table("organisation", (Column(1), Column(2), Column(3)), (heads("구분", "개편 전", "개편 후"),), body)


def call_centre() -> Table:
    def steps(title: str, *lines: str) -> Cell:
        return cell(line(Text(title, bold=True)), *lines, align="left")

    head = ((cell("시민소통창구, 시정종합안내 「민원콜센터」", colspan=3),),)
    body = (
        (
            steps("콜센터 상담문화 정착", "① 상담그룹 전문화 체계 구축", "② 상담서비스 품질 확보"),
            steps("상담 채널 다양화", "① 상담채널의 다양화", "② 시민중심 양방향 민원서비스"),
            steps("시민이용 활성화", "① 상담인력의 전문성 강화", "② 상담분야의 다각화"),
        ),
        (
            steps(
                "구축계획",
                "2022. 7. ~ 9. 설계 용역",
                "2022. 10. 공간 확정 및 세부계획 수립",
                "2022. 12. 구축 예산 편성",
            ),
            steps(
                "운영기반 마련", "2023. 2. 운영조례 제정", "2023. 5. 운영방식 검토 확정", "2023. 9. 민간위탁동의안 의결"
            ),
            steps("시스템 구축", "2023. 6. ~ 11. 시스템 구축", "2023. 12. 7. 시범운영 시작", "2023. 12. 18. 개소식"),
        ),
    )
    return Table("call-centre", (Column(), Column(), Column()), head, body, caption="추진 경과")


def wifi() -> Table:
    counts = (
        ("합계", "123"),
        ("마을버스", "113"),
        ("버스정류장", "3"),
        ("공공청사", "3"),
        ("복지시설", "2"),
        ("공원", "1"),
        ("주민문화시설", "1"),
    )
    body = ((cell("설치 수량", header=True), *(cell(entered(count, "digital.wifi.points")) for _, count in counts)),)
    columns = (Column(1.3), *(Column() for _ in counts[:-1]), Column(1.4))
    return Table(
        "wifi",
        columns,
        (heads("구분", *(name for name, _ in counts)),),
        body,
        caption="공공와이파이 설치 현황",
        unit="(단위: 대)",
    )


def awards() -> Table:
    rows = (
        ("행정안전부", "2023. 4. 4.", "2022년 민원서비스 종합평가", "장관상", number("60,000", "report.awards.prize")),
        ("행정안전부", "2023. 4. 18.", "2022년 공공데이터 제공 운영실태 평가", "우수", "-"),
        ("경기도", "2022. 12. 30.", "시군 정보보안 관리실태 평가", "우수", "-"),
    )
    columns = (Column(1.3), Column(1.4), Column(3.4, "left"), Column(1), Column(1.3, "right"))
    head = (heads("수여기관", "수상일", "수상명", "수상구분", "포상금(천원)"),)
    return Table("awards", columns, head, tuple(tuple(cell(part) for part in row) for row in rows), caption="수상 실적")


TASKS = {
    "행정지원과": (
        ("고유", "업무효율성 향상을 위한 여건 조성"),
        ("주요", "효율적인 조직·인력 구성"),
        ("고유", "변화와 혁신을 위한 인재양성"),
        ("신규", "공무직 등 인사운영 제도 개선"),
    ),
    "자치협력과": (
        ("주요", "이동시장실 운영"),
        ("공약", "청년·여성 명예시장 운영"),
        ("고유", "주민자치회 우수사례 경연대회"),
        ("고유", "자원봉사 시민 접근성 강화"),
        ("고유", "평화공존 시민 공감대 확산"),
        ("고유", "내실 있는 국내·외 교류 추진"),
    ),
    "안전총괄과": (
        ("주요", "율곡 자연재해위험개선지구 정비"),
        ("주요", "재난 예·경보시스템 확충"),
        ("주요", "노후 민방위 경보단말 교체"),
        ("신규", "우수유출저감대책 수립 용역 추진"),
        ("신규", "민방위 비상급수시설 기능 개선"),
        ("고유", "파주시 시민안전보험 운영"),
        ("고유", "시민이 안심하는 안전사회 조성"),
        ("고유", "파주시 중대재해 예방 추진"),
    ),
    "민원여권과": (
        ("고유", "소통과 공감의 민원서비스 제공"),
        ("신규", "파주시 민원콜센터 운영"),
        ("고유", "생활밀착형 시민 만족 민원서비스 구현"),
        ("고유", "가족관계등록 사무 추진"),
        ("고유", "편리한 여권발급 서비스 추진"),
    ),
    "정보통신과": (
        ("신규", "디지털 전환 기반 행정서비스 혁신 추진"),
        ("고유", "시민 편의 향상을 위한 공공WiFi 확대 설치"),
        ("고유", "사이버 침해 대응 강화"),
    ),
}


def tasks() -> Table:
    body = tuple(
        (cell(kind), cell(title), *((cell(division, rowspan=len(rows), header=True),) if not at else ()))
        for division, rows in TASKS.items()
        for at, (kind, title) in enumerate(rows)
    )
    return Table("tasks", (Column(1), Column(5, "left"), Column(1.6)), (heads("구분", "사업명", "담당부서"),), body)
