"""Petitions of Garam: kinds with their questions, templates with their law, a year that is over, and a desk of today. Every
petition, person and word is invented."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.people.rules import Anyone
from haengan.kernel.places import queries as places
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.actions import (
    after,
    answering,
    clocking,
    examining,
    filing,
    kinds,
    publishing,
    receiving,
    routing,
    supplementing,
)
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.queries import clocks

KEEPER = "civil-affairs-petitions"
YEAR, RECENT = 120, 26
MANY = 30
"""Of a petition that people signed on one paper, one in so many."""
LAMP = {
    "questions": [
        {"code": "pole", "kind": "text", "ko": "가로등 번호", "en": "Number of the pole", "help_ko": "기둥의 명판에 있습니다.", "help_en": "It stands on the plate of the pole.", "most": 20},
        {"code": "state", "kind": "one_of", "ko": "어떤 상태입니까?", "en": "What is wrong?", "required": True, "choices": [["off", "꺼짐", "Off"], ["blinks", "깜박임", "Blinking"], ["day", "낮에도 켜짐", "On by day"]]},
        {"code": "since", "kind": "date", "ko": "언제부터입니까?", "en": "Since when?", "when": ["state", ["off", "blinks"]]},
    ]
}  # fmt: skip
# code, legal kind, period, place, public, words of its division, names, group, what it is for, questions
KINDS: tuple[tuple[str, str, str, str, bool, str, tuple[str, str], tuple[str, str], tuple[str, str], dict[str, Any]], ...] = (
    ("street-lamp", "other", "5d", "required", True, "도로", ("가로등 고장", "Street lamp"), ("생활 불편", "Everyday nuisances"), ("꺼지거나 깜박이는 가로등·보안등", "Lamps that are off or blink"), LAMP),
    ("road-damage", "other", "5d", "required", True, "도로", ("도로·보도 파손", "Damaged road or pavement"), ("생활 불편", "Everyday nuisances"), ("포트홀, 깨진 보도블록, 맨홀", "Potholes, broken slabs, manholes"), {}),
    ("waste", "other", "3d", "required", True, "환경", ("쓰레기·무단투기", "Waste and dumping"), ("생활 불편", "Everyday nuisances"), ("수거되지 않은 쓰레기, 몰래 버린 쓰레기", "Waste not collected or dumped"), {}),
    ("parking", "other", "", "required", False, "교통", ("불법 주정차", "Unlawful parking"), ("교통", "Traffic"), ("지금 서 있는 차", "A car that stands there now"), {}),
    ("flooded", "other", "", "required", True, "안전", ("침수·배수 불량", "Flooding"), ("안전", "Safety"), ("물에 잠긴 길과 지하차도, 막힌 빗물받이", "Flooded roads and underpasses, blocked gullies"), {}),
    ("bus", "suggestion", "", "optional", True, "교통", ("버스 노선·시간 건의", "Bus lines and times"), ("교통", "Traffic"), ("노선, 배차, 정류장에 대한 건의", "Suggestions on lines, times, stops"), {}),
    ("law-question", "legal_inquiry", "", "none", False, "행정", ("법령 질의", "Question about law"), ("묻기", "Asking"), ("법령의 뜻과 적용", "What a law means"), {}),
    ("question", "inquiry", "", "none", False, "민원", ("제도·절차 질의", "Question about procedures"), ("묻기", "Asking"), ("시의 제도와 절차", "How the city does things"), {}),
    ("suggestion", "suggestion", "", "optional", True, "행정", ("시정 건의", "Suggestion"), ("건의", "Suggesting"), ("시정을 낫게 할 생각", "How the city could do better"), {}),
    ("grievance", "grievance", "", "optional", False, "감사", ("고충민원", "Grievance"), ("고충", "Complaining"), ("위법·부당하거나 소극적인 처분, 불합리한 제도", "Unlawful or unfair acts"), {}),
    ("road-use", "statutory", "7d", "required", False, "도로", ("도로점용 허가", "Permit to use a road"), ("허가·신고", "Permits"), ("공사·간판 등을 위한 도로 점용", "Using a road for works or signs"), {}),
    ("other", "other", "", "optional", False, "민원", ("그 밖의 민원", "Other matters"), ("그 밖", "Other"), ("어디에 해당하는지 모를 때", "When you do not know where it belongs"), {}),
)  # fmt: skip
NOTICES = {"flooded": ("사람이 위험하면 119에 먼저 신고하십시오.", "Where people are in danger call 119 first.")}
WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "street-lamp": (
        ("가로등이 꺼졌어요", "집 앞 가로등이 며칠째 꺼져 있어 밤에 무섭습니다."),
        ("보안등 깜박임", "골목 보안등이 깜박거려 잠을 못 잡니다."),
    ),
    "road-damage": (
        ("포트홀 보수 요청", "도로에 구멍이 크게 나서 차가 덜컹거립니다."),
        ("보도블록 파손", "보도블록이 들떠 어르신이 넘어지셨습니다."),
    ),
    "waste": (
        ("무단투기 신고", "전봇대 옆에 밤마다 쓰레기를 몰래 버립니다."),
        ("재활용품 미수거", "이번 주 재활용품을 가져가지 않았습니다."),
    ),
    "parking": (("횡단보도 위 주차", "초등학교 앞 횡단보도 위에 차가 서 있습니다."),),
    "flooded": (
        ("빗물받이 막힘", "빗물받이에 낙엽이 차서 물이 고입니다."),
        ("지하차도 침수", "가람지하차도에 물이 차오릅니다."),
    ),
    "bus": (
        ("마을버스 증차 건의", "출근 시간에 마을버스를 늘려 주십시오."),
        ("정류장 의자 설치", "어르신이 많은 정류장에 의자를 놓아 주십시오."),
    ),
    "law-question": (("도로점용료 감면 질의", "도로점용료 감면 대상이 어디까지인지 알고 싶습니다."),),
    "question": (
        ("청년 지원 신청 방법", "청년 월세 지원을 어떻게 신청하나요?"),
        ("체육관 예약", "시민체육관은 며칠 전부터 예약하나요?"),
    ),
    "suggestion": (("도서관 연장 운영 건의", "시험 기간에 도서관을 늦게까지 열어 주십시오."),),
    "grievance": (("과태료 부과에 대한 고충", "표지가 없는 곳인데 과태료를 냈습니다. 다시 살펴 주십시오."),),
    "road-use": (("공사용 비계 설치", "건물 외벽 공사를 위해 보도 일부를 점용하고자 합니다."),),
    "other": (("길고양이 급식소 문의", "급식소를 어디에 둘 수 있는지 알려 주십시오."),),
}
REPLIES = {
    "done": "현장을 확인하고 조치를 마쳤습니다. 알려 주셔서 고맙습니다.",
    "explained": "문의하신 내용을 안내해 드립니다. 자세한 절차는 시 누리집에서도 보실 수 있습니다.",
    "planned": "내년 예산에 반영하여 추진하겠습니다.",
    "partly": "현장 여건에 맞추어 일부를 반영했습니다.",
}
NAMES = ("김누리", "이슬아", "박새솔", "최한별", "정고운", "강찬들", "조은새", "윤가온")
LAW = (
    (
        "도로법",
        "제61조제1항",
        "공작물·물건, 그 밖의 시설을 신설·개축·변경 또는 제거하거나 그 밖의 사유로 도로를 점용하려는 자는 도로관리청의 허가를 받아야 한다. (가상의 도시를 위한 요약)",
    ),
    (
        "민원 처리에 관한 법률",
        "제27조제3항",
        "처리결과를 통지할 때에 민원의 내용을 거부하는 경우에는 거부 이유와 구제절차를 함께 통지하여야 한다.",
    ),
)


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float = 1.0) -> None:
    """Kinds and texts first; then a year in the order in which it happened; then what lies on the desks today."""
    services = _offered(actor)
    units = [one.unit for one in organisation.units(today) if one.kind == "division"]
    moments = sorted(_moment(today - timedelta(days=20 + rng.randrange(345)), rng) for _ in range(round(YEAR * scale)))
    quick = [one for one in services if one.kind != "statutory"]
    for at in moments:
        _lived(rng, rng.choice(quick), units, actor, at)
    slow = [one for one in services if one.kind in ("suggestion", "legal_inquiry", "grievance")]
    for day in range(3, 9):
        _lived(rng, rng.choice(slow), units, actor, _moment(today - timedelta(days=day), rng))
    _returned(rng, next(one for one in services if one.kind == "statutory"), units, actor, today - timedelta(days=60))
    now = timezone.now()
    for place in range(RECENT):
        _today(rng, _filed(rng, rng.choice(services), now - timedelta(hours=2 + 3 * place), actor), units, actor, place)


def _offered(actor: Official) -> list[Service]:
    made = []
    for code, kind, period, place, public, word, name, group, about, questions in KINDS:
        told = {
            "name_ko": name[0],
            "name_en": name[1],
            "group_ko": group[0],
            "group_en": group[1],
            "about_ko": about[0],
            "about_en": about[1],
        }
        notice = NOTICES.get(code, ("", ""))
        made.append(
            kinds.offer(
                code=code, kind=kind, period=period, place=place, public=public, questions=questions, unit=_division(word),
                from_on=date(2024, 1, 1), notice_ko=notice[0], notice_en=notice[1], actor=actor, **told,
            )
        )  # fmt: skip
    articles = [
        kinds.enter(law=law, number=number, text=text, from_on=date(2024, 1, 1), actor=actor)
        for law, number, text in LAW
    ]
    road = next(one for one in made if one.code == "road-use")
    kinds.write(
        name="도로점용 허가 안내",
        service=road,
        text="{name} 님께서 신청하신 {title}({number})을(를) 검토한 결과를 알려 드립니다.",
        articles=articles[:1],
        actor=actor,
    )
    kinds.write(
        name="현장 조치 완료", service=None, text="현장을 확인하고 조치를 마쳤습니다.", articles=[], actor=actor
    )
    return made


def _division(word: str) -> Unit | None:
    """The first division whose name has the word."""
    found = (
        organisation.units(timezone.localdate()).filter(kind="division", name_ko__contains=word).order_by("sort", "pk")
    )
    first = found.first()
    return first.unit if first else None


def _filed(rng: Random, service: Service, at: datetime, actor: Official) -> Petition:
    title, text = rng.choice(WORDS[service.code])
    where = _place(rng, at) if service.place != "none" else (None, None, "")
    given = filing.Given(
        title=title, text=text, channel="phone" if service.kind == "other" and rng.random() < 0.3 else "counter", name=rng.choice(NAMES),
        contact=f"010-{rng.randrange(1000, 9999)}-{rng.randrange(1000, 9999)}", told={"state": "off"} if service.code == "street-lamp" else {},
        lon=where[0], lat=where[1], address=where[2], public=service.public, invented=True,
        people=rng.randrange(5, 60) if service.kind != "statutory" and not rng.randrange(MANY) else 1,
    )  # fmt: skip
    return filing.file(service=service, given=given, now=at, actor=actor)


def _lived(rng: Random, service: Service, units: list[Unit], actor: Official, at: datetime) -> None:
    """Received, now and then passed on, supplemented or extended, and answered; some are rated."""
    petition = _received(rng, _filed(rng, service, at, actor), units, actor, at + timedelta(minutes=30))
    if rng.random() < 0.18:
        petition = routing.transfer(
            key=petition.key, revision=petition.revision, unit=_other(rng, petition, units, at), cause="wrong",
            reason="다른 부서의 소관입니다.", now=at + timedelta(minutes=90), actor=actor,
        )  # fmt: skip
    if rng.random() < 0.08 and service.kind != "other":
        petition = _supplemented(petition, at, actor)
    if rng.random() < 0.1 and service.kind not in ("other", "statutory"):
        petition = clocking.extend(
            key=petition.key, revision=petition.revision, reason_code="facts" if at.date() >= date(2026, 5, 6) else "unavoidable",
            explanation="현장 확인이 더 필요합니다.", now=at + timedelta(hours=3), actor=actor,
        )  # fmt: skip
    assert petition.due_at is not None
    late = rng.random() < 0.06
    span = petition.due_at - at
    done = at + span * rng.uniform(0.2, 0.85) if not late else petition.due_at + timedelta(hours=30)
    outcome = rng.choice(("done", "done", "explained", "planned", "partly"))
    if late:
        examining.remind(now=petition.due_at + timedelta(hours=1), actor=actor)
    petition = answering.tell(
        key=petition.key, revision=petition.revision, outcome=outcome, text=REPLIES[outcome], means="phone",
        reason="전화로 알려 달라고 하셨습니다.", now=done, actor=actor,
    )  # fmt: skip
    if rng.random() < 0.5:
        stars = rng.choice((3, 4, 4, 5, 5))
        after.rate(
            number=petition.number,
            code=opened(petition, "code"),
            stars=stars,
            now=done + timedelta(days=1),
            actor=Anyone(),
        )
    if service.public and rng.random() < 0.35:
        _shown(Petition.objects.get(pk=petition.pk), actor, done)


def _returned(rng: Random, service: Service, units: list[Unit], actor: Official, day: date) -> None:
    """What was asked for twice never came: returned; the petitioner objects, and is told why it stays so."""
    at = _moment(day, rng)
    petition = _received(rng, _filed(rng, service, at, actor), units, actor, at + timedelta(minutes=30))
    lacking = "점용 위치도와 도로 복구 계획서"
    petition = supplementing.ask(
        key=petition.key, revision=petition.revision, what=lacking, days=3, now=at + timedelta(hours=2), actor=actor
    )
    petition = supplementing.ask_again(
        key=petition.key, revision=petition.revision, days=3, now=at + timedelta(days=10), actor=actor
    )
    petition = supplementing.give_back(
        key=petition.key, revision=petition.revision, reason=f"두 번 요청한 {lacking}이(가) 오지 않았습니다.",
        now=at + timedelta(days=20), actor=actor,
    )  # fmt: skip
    appeal = after.appeal(
        key=petition.key, revision=petition.revision, text="서류를 갖추었으니 다시 살펴 주십시오.", now=at + timedelta(days=24), actor=actor
    )  # fmt: skip
    after.decide(
        key=appeal.key, revision=appeal.revision, upheld=False, decision="보완 기간이 지나 반려한 처분은 적법합니다. 서류를 갖추어 다시 신청하시기 바랍니다.",
        now=at + timedelta(days=29), actor=actor,
    )  # fmt: skip


def _today(rng: Random, petition: Petition, units: list[Unit], actor: Official, place: int) -> None:
    """One in four waits to be received, one in six to be assigned; the others are in hand."""
    service, at = petition.service, petition.filed_at
    if place % 4 == 0:
        return
    petition = receiving.receive(
        key=petition.key, revision=petition.revision, now=at + timedelta(minutes=20), actor=actor
    )
    if petition.unit is None and place % 6:
        petition = routing.assign(
            key=petition.key,
            revision=petition.revision,
            unit=rng.choice(_standing(units, at)),
            now=at + timedelta(minutes=30),
            actor=actor,
        )
    if place % 7 == 1 and service.kind not in ("other",):
        petition = supplementing.ask(
            key=petition.key,
            revision=petition.revision,
            what="위치를 알 수 있는 사진",
            days=7,
            now=at + timedelta(minutes=40),
            actor=actor,
        )
    if service.public and place % 3:
        _shown(Petition.objects.get(pk=petition.pk), actor, at + timedelta(minutes=50))


def _received(rng: Random, petition: Petition, units: list[Unit], actor: Official, at: datetime) -> Petition:
    own = petition.service.unit
    unit = None if own is not None and _standing([own], at) else rng.choice(_standing(units, at))
    receiving.receive(key=petition.key, revision=petition.revision, unit=unit, now=at, actor=actor)
    return Petition.objects.get(pk=petition.pk)


def _supplemented(petition: Petition, at: datetime, actor: Official) -> Petition:
    asked = supplementing.ask(
        key=petition.key,
        revision=petition.revision,
        what="위치를 알 수 있는 사진",
        days=7,
        now=at + timedelta(hours=2),
        actor=actor,
    )
    supplementing.supply(
        key=petition.key, revision=asked.revision, text="사진을 붙였습니다.", now=at + timedelta(days=2), actor=actor
    )
    return Petition.objects.get(pk=petition.pk)


def _shown(petition: Petition, actor: Official, at: datetime) -> None:
    publishing.publish(
        key=petition.key,
        revision=petition.revision,
        public_title=petition.title,
        public_text=petition.text,
        now=at,
        actor=actor,
    )


def _other(rng: Random, petition: Petition, units: list[Unit], at: datetime) -> Unit:
    return rng.choice([unit for unit in _standing(units, at) if unit.pk != petition.unit_id])


def _standing(units: list[Unit], at: datetime) -> list[Unit]:
    """Divisions come and go with the restructurings."""
    return [unit for unit in units if organisation.unit_on(unit, timezone.localdate(at)) is not None]


def _place(rng: Random, at: datetime) -> tuple[float | None, float | None, str]:
    """Near the middle of a district, where it has a boundary."""
    drawn = [one for one in places.listed(timezone.localdate(at)) if one.polygon]
    if not drawn:
        return None, None, "중앙로 1"
    one = rng.choice(drawn)
    ring: Any = one.polygon["coordinates"][0] if one.polygon["type"] == "Polygon" else one.polygon["coordinates"][0][0]
    lon, lat = (sum(point[axis] for point in ring) / len(ring) for axis in (0, 1))
    spread = rng.uniform(-0.002, 0.002)
    inside = places.district_at(lon + spread, lat + spread, timezone.localdate(at)) is not None
    return (
        (lon + spread, lat + spread, f"{one.name_ko} {rng.randrange(1, 90)}번길") if inside else (lon, lat, one.name_ko)
    )


def _moment(day: date, rng: Random) -> datetime:
    """In office hours of a working day."""
    days = clocks.calendar()
    while not days.counts(day.toordinal()):
        day += timedelta(days=1)
    return datetime.combine(day, time(9 + rng.randrange(7), rng.randrange(60)), timezone.get_current_timezone())
