"""A report with every part the model knows, in the measure of a real one: span tables, milestones, asides, footnotes."""

from datetime import date

from haengan.lib.documents.model import (
    Aside,
    Direction,
    Document,
    Footnote,
    Heading,
    Item,
    Note,
    Number,
    PageBreak,
    Paragraph,
    line,
)
from haengan.lib.documents.tests import sample_tables as tables


def document() -> Document:
    return Document(
        title="2023년 행정안전국 주요업무보고",
        subtitle="민선8기 1년 성과와 앞으로의 방향",
        organisation="행정안전국",
        author="행정안전국 행정지원과",
        dated=date(2023, 9, 4),
        marked="검토용 초안",
        cover=Direction(
            "100만 도시로 나아가는 시민중심 자치행정·안전도시 실현",
            (
                "효율적인 행정지원과 시민중심 자치협력 환경 조성",
                "선제적 재난대응체계 확립을 통한 안전도시 실현",
                "소통·공감·생활밀착 민원서비스 제공 및 디지털 기반 행정 실현",
            ),
            tables.tasks(),
        ),
        blocks=(*_support(), *_autonomy(), *_safety(), *_digital()),
    )


def _support():
    return (
        Heading(1, line("민선8기 1년 주요성과"), anchor="achievements", number="Ⅰ"),
        Heading(2, line("행정지원 분야"), anchor="support", number="1"),
        Item(1, line("국경일 기념행사 개최"), anchor="events"),
        Item(2, line("감염병으로 멈추었던 3.1절과 광복절 기념행사를 4년 만에 다시 열어 시민과 함께함")),
        Item(3, line("일 시: 3.1절 2023. 3. 1.(수) / 광복절 2023. 8. 15.(화)")),
        Item(3, line("장 소: 시민회관 대공연장")),
        Item(3, line("참 석: 각 ", tables.entered("800", "support.events.present"), "여명")),
        Item(1, line("50만 대도시 지정에 대비한 조직개편")),
        Item(2, line("전문기관의 조직진단을 거쳐 늘어날 행정수요에 맞는 조직과 인력을 갖춤")),
        tables.organisation(),
        Note("*", line("본청 한시기구(평화기반국)를 폐지하고 정규기구로 개편")),
        Note("*", line("운정보건지소를 운정보건소로 승격하여 직속기관의 의료 기능을 넓힘")),
        Item(1, line("직원 중심의 맞춤형 교육")),
        Item(
            2,
            line(
                "5·6급 관리자 리더십 교육",
                Aside(
                    line(
                        tables.number("142", "support.trainings.attended"),
                        "명/",
                        tables.number("4", "support.trainings.held"),
                        "회",
                    )
                ),
                ", 현장중심 맞춤형 실무교육 운영",
                Footnote(line("교육 인원은 회차마다 출석부로 확인한 수이며, 두 번 참석한 사람은 두 번 셈")),
            ),
        ),
        Item(2, line("직원 화합교육으로 거리두기 동안 약해진 조직력을 다시 세움")),
        Item(
            3,
            line(
                tables.number("470", "support.trainings.attended"),
                "명 참석 / ",
                tables.number("4", "support.trainings.held"),
                "기수(1박 2일)",
            ),
        ),
        Item(4, line("기수마다 설문으로 만족도를 확인하여 다음 과정에 반영")),
        Item(2, line("자녀육아, 업무 스트레스 관리, 우울증 극복 등 3개 과정의 마음코칭", Aside(line("99명/6회")))),
    )


def _autonomy():
    return (
        Heading(2, line("자치협력 분야"), anchor="autonomy", number="2"),
        Item(1, line("시민과 소통하는 자치행정")),
        Item(2, line("직능단체 중심의 「수요형 이동시장실」을 함께 운영하여 시민과의 소통을 넓힘")),
        Item(
            3, line("실적: 총 ", tables.number("36", "autonomy.townhalls.held"), "회 운영", Aside(line("23.9.4.기준")))
        ),
        tables.townhalls(),
        Item(
            2,
            line(
                "일일 명예시장 ",
                tables.number("20", "autonomy.honorary_mayors.appointed"),
                "명 위촉",
                Aside(line("청년 6명, 여성 8명(장애인 1명), 청소년 5명, 예술인 1명")),
            ),
        ),
        Item(1, line("참여의 주민자치")),
        Item(2, line("마을계획을 주민이 정하는 공론의 장 「주민총회」 개최")),
        tables.assemblies(),
        Note(
            "※",
            line(
                "지난해보다 투표자 ",
                tables.entered("4,900", "autonomy.assemblies.voters"),
                "명, 마을의제 안건 ",
                tables.entered("17", "autonomy.assemblies.items"),
                "개 증가",
            ),
        ),
        Item(1, line("상호 신뢰를 바탕으로 한 우호협력")),
        Item(2, line("세계 도시와의 주요 교류")),
        tables.exchanges(),
    )


def _safety():
    return (
        Heading(2, line("안전총괄 분야"), anchor="safety", number="3"),
        Item(1, line("재난·재해 및 사고로부터 시민 안전 확보")),
        Item(2, line("율곡 자연재해위험개선지구 정비로 되풀이되는 침수를 개선")),
        Item(3, line("정비사업 기본설계 심의 완료", Aside(line("행정안전부")), ", 주민설명회 개최")),
        Item(2, line("재난 예·경보시스템 확충")),
        Item(
            3,
            line(
                "재난감시CCTV ",
                tables.entered("13", "safety.warnings.cctv"),
                "개소, 자동음성경보장치 ",
                tables.entered("11", "safety.warnings.sirens"),
                "개소, 재해문자전광판 ",
                tables.entered("10", "safety.warnings.boards"),
                "개소 설치 완료",
            ),
        ),
        Item(1, line("시민이 만족하는 민원서비스")),
        Item(2, line("상담채널(콜센터)을 새로 갖추어 한 번에 안내")),
        tables.call_centre(),
    )


def _digital():
    return (
        Heading(2, line("정보통신 분야"), anchor="digital", number="4"),
        Item(1, line("안전하고 편리한 행정정보시스템")),
        Item(
            2,
            line(
                "디지털 전환 공동연구로 추진 과제 ",
                tables.number("11", "digital.innovations.tasks"),
                "개 도출",
                Footnote(line("일하는 방식 혁신 5, 행정서비스 혁신 4, 지속 가능한 지역 사회 2")),
            ),
        ),
        Item(2, line("시민용 공공와이파이 확대 구축")),
        tables.wifi(),
        PageBreak(),
        Heading(1, line("수상 실적과 앞으로의 방향"), anchor="plan", number="Ⅱ"),
        Paragraph(line("한 해 동안 밖에서 받은 평가는 다음과 같다.")),
        tables.awards(),
        Heading(3, line("다음 해에 힘쓸 일")),
        Item(1, line("기록에서 나온 수치로 말하는 업무보고")),
        Item(
            2,
            line(
                "서명으로 확인한 수치 ",
                tables.number("3", "report.sample.signed", standing="signed"),
                "건, 근거를 찾는 중인 수치 ",
                Number("70", standing="untraced"),
                "건을 해마다 줄임",
            ),
        ),
        Paragraph(line("붙임 없음. 끝."), align="right"),
    )
