"""A year of the mobile mayor's office in Garam. Every town hall, request, person and word is invented."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.people.rules import Anyone
from haengan.kernel.places import queries as places
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.autonomy.townhalls.actions import opinions, requests, townhalls
from haengan.rooms.autonomy.townhalls.models import Opinion, Townhall

KEEPER = "autonomy-townhalls"
HELD, COMING, REQUESTED = 26, 5, 16
TALKS = {
    "businesses": ("산업단지 입주기업과의 대화", "가람산업단지 관리사무소"),
    "restaurants": ("외식업 종사자와의 대화", "가람상공회의소"),
    "farmers": ("농업인과의 대화", "농업기술센터"),
    "artists": ("지역 예술인과의 대화", "가람문화회관"),
    "libraries": ("작은도서관 운영자와의 대화", "가람중앙도서관"),
    "architects": ("건축사와의 대화", "시청 소회의실"),
    "educators": ("학교 운영위원과의 대화", "가람교육지원청"),
    "apartments": ("공동주택 입주자대표와의 대화", "가람3단지 주민회의실"),
    "youth": ("청년 창업가와의 대화", "청년센터"),
    "welfare": ("사회복지 종사자와의 대화", "종합사회복지관"),
}
SAID = {
    "transport": ("마을버스 막차 시각을 늦춰 주십시오.", "출근 시간대 버스를 늘려 주십시오."),
    "roads": ("보도블록이 들떠 다니기 위험합니다.", "학교 앞 횡단보도를 밝게 해 주십시오."),
    "environment": ("하천 산책로의 악취를 없애 주십시오.", "재활용품 수거일을 늘려 주십시오."),
    "welfare": ("경로당 냉방비를 제때 지원해 주십시오.", "돌봄 인력을 늘려 주십시오."),
    "economy": ("전통시장 주차장을 넓혀 주십시오.", "소규모 사업장의 판로를 도와주십시오."),
    "agriculture": ("농로 폭을 넓혀 주십시오.", "농업용수 관로를 정비해 주십시오."),
    "culture": ("체육관 예약 방법을 쉽게 해 주십시오.", "동네 공연장을 마련해 주십시오."),
    "safety": ("골목길 방범 카메라를 더 달아 주십시오.", "비탈길 미끄럼 방지 포장을 해 주십시오."),
}
ANSWERS = {
    "done": "현장을 확인하고 조치를 마쳤습니다.",
    "under_way": "설계를 마치고 공사를 진행하고 있습니다.",
    "planned": "내년 예산에 반영하여 추진하겠습니다.",
    "cannot": "관련 규정에 따라 시가 직접 시행하기 어렵습니다. 관계 기관에 의견을 전했습니다.",
}
NAMES = ("김누리", "이슬아", "박새솔", "최한별", "정고운", "강찬들", "조은새", "윤가온")


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float = 1.0) -> None:
    """The last twelve months and what is coming, in the order in which it would have been entered."""
    stood = organisation.units(today - timedelta(days=365))
    divisions = [one.unit for one in stood if one.kind == "division"]
    for count in range(round(HELD * scale)):
        meets_on = _workday(today - timedelta(days=14 + rng.randrange(350)))
        held = _held(rng, _planned(rng, meets_on, actor, count), actor)
        for _ in range(rng.randrange(2, 7)):
            _said(rng, held, divisions, actor, today)
    for count in range(round(COMING * scale)):
        _planned(rng, _workday(today + timedelta(days=3 + rng.randrange(60))), actor, count)
    for _ in range(round(REQUESTED * scale)):
        _requested(rng, today - timedelta(days=rng.randrange(300)), actor, today)


def _planned(rng: Random, meets_on: date, actor: Official, count: int) -> Townhall:
    districts = places.listed(meets_on)
    if districts and count % 2 == 0:
        where = rng.choice(districts)
        given = {
            "subject": f"{where.name_ko} 이동시장실",
            "sector": "districts",
            "kind": "regular",
            "district": where.district,
            "place": f"{where.name_ko} 행정복지센터",
        }
    else:
        sector = rng.choice(sorted(TALKS))
        subject, place = TALKS[sector]
        given = {"subject": subject, "sector": sector, "kind": "demand", "place": place}
    hour = rng.choice((10, 14, 16, 19))
    townhall = townhalls.schedule(
        **given, meets_on=meets_on, starts=time(hour), ends=time(hour + 2), invented=True, actor=actor
    )
    return townhalls.publish(key=townhall.key, revision=townhall.revision, today=meets_on, actor=actor)


def _held(rng: Random, townhall: Townhall, actor: Official) -> Townhall:
    people = {"residents": rng.randrange(15, 90), "officials": rng.randrange(4, 12), "council": rng.randrange(3)}
    summary = "시정 설명과 질의응답을 하고 제출된 의견의 답변 부서를 정했습니다. (시연 자료)"
    about = {"key": townhall.key, "revision": townhall.revision}
    return townhalls.hold(**about, summary=summary, today=townhall.meets_on, actor=actor, **people)


def _said(rng: Random, townhall: Townhall, divisions: list[Unit], actor: Official, today: date) -> None:
    field = rng.choice(sorted(SAID))
    text = rng.choice(SAID[field])
    opinion = opinions.note(
        townhall=townhall, field=field, text=f"{text} (시연)", gist=text, group="residents", actor=actor
    )
    on = _workday(townhall.meets_on + timedelta(days=1))
    if not divisions or on > today or rng.random() < 0.05:
        return
    opinion = opinions.assign(
        key=opinion.key, revision=opinion.revision, unit=rng.choice(divisions), today=on, actor=actor
    )
    answered_on = _workday(on + timedelta(days=rng.randrange(3, 30)))
    if answered_on <= today and rng.random() < 0.9:
        _answered(rng, opinion, answered_on, today, actor)


def _answered(rng: Random, opinion: Opinion, on: date, today: date, actor: Official) -> None:
    outcome = rng.choices(sorted(ANSWERS), weights=(2, 5, 3, 4))[0]
    planned_on = on + timedelta(days=120) if outcome == "planned" else None
    about = {"key": opinion.key, "revision": opinion.revision, "actor": actor, "today": today}
    opinion = opinions.answer(**about, outcome=outcome, text=ANSWERS[outcome], answered_on=on, planned_on=planned_on)
    later = on + timedelta(days=90)
    if outcome == "under_way" and later <= today and rng.random() < 0.7:
        opinions.follow(
            **{**about, "revision": opinion.revision},
            outcome="done",
            text="공사를 마쳤습니다.",
            answered_on=_workday(later),
        )


def _requested(rng: Random, on: date, actor: Official, today: date) -> None:
    sector = rng.choice(sorted(TALKS))
    wished = on + timedelta(days=14 + rng.randrange(20))
    request = requests.receive(
        name=f"{rng.choice(NAMES)}(시연)",
        contact=f"010-0000-{rng.randrange(10_000):04d}",
        organisation=f"가람 {TALKS[sector][0].split('와의')[0].split('과의')[0]} 모임",
        sector=sector,
        subject=f"{TALKS[sector][0]} 요청",
        wished_from_on=wished,
        wished_until_on=wished + timedelta(days=5),
        place=TALKS[sector][1],
        people=rng.randrange(10, 60),
        agreed=True,
        invented=True,
        today=on,
        actor=Anyone(),
    )
    decided = _workday(on + timedelta(days=rng.randrange(1, 9)))
    if decided >= today:
        return
    about = {"key": request.key, "revision": request.revision, "today": decided, "actor": actor}
    if rng.random() < 0.3:
        requests.decline(**about, reason="같은 시기에 정해진 일정이 있어 이번에는 찾아뵙기 어렵습니다.")
        return
    requests.accept(
        **about,
        subject=TALKS[sector][0],
        sector=sector,
        kind="demand",
        meets_on=_workday(wished),
        starts=time(15),
        place=TALKS[sector][1],
        reply="희망하신 날에 찾아뵙겠습니다.",
    )


def _workday(day: date) -> date:
    return KOREA.on_or_after(day)
