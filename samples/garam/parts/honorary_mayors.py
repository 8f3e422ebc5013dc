"""A year of honorary mayors in Garam. Every person and every word is invented."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.people.rules import Anyone
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.autonomy.honorary_mayors.actions import calls, mayors
from haengan.rooms.autonomy.honorary_mayors.models import Appointment, Call

KEEPER = "autonomy-honorary-mayors"
PLACES = {"youth": 6, "women": 8, "adolescents": 5, "artists": 2, "seniors": 3}
ALSO = {"women": ["disability"], "youth": ["artists"], "seniors": ["farmers"]}
SURNAMES = ("김", "이", "박", "최", "정", "강", "조", "윤", "장", "임")
GIVEN = ("가온", "나래", "다솜", "라온", "마루", "바다", "새봄", "아라", "자람", "하늘")
BORN = {"youth": 2000, "women": 1982, "adolescents": 2009, "artists": 1975, "seniors": 1955}
STOPS = (
    (time(9), time(10), "시장실", "위촉장 수여와 간부회의 참석"),
    (time(10, 30), time(12), "민원여권과", "민원 창구 체험"),
    (time(14), time(15, 30), "재난안전상황실", "상황 관리 체험"),
    (time(16), time(17), "시장실", "활동 소감과 시정의견 나누기"),
)
SAID = (
    "정류장에 그늘막을 더 놓아 주십시오.",
    "청소년이 쉴 공간을 늘려 주십시오.",
    "문화 행사를 저녁에도 열어 주십시오.",
    "누리집 글자를 크게 볼 수 있게 해 주십시오.",
    "경사로가 없는 공공시설을 고쳐 주십시오.",
)
ANSWERS = {
    "adopted": "의견을 반영하여 올해 안에 시행하겠습니다.",
    "partly": "우선 세 곳에 시범으로 시행하겠습니다.",
    "later": "중장기 계획에 담아 검토하겠습니다.",
    "cannot": "관련 규정에 따라 반영하기 어렵습니다.",
}


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float = 1.0) -> None:
    """A call that led to appointments during the last year, and one that is open now."""
    divisions = [one.unit for one in organisation.units(today) if one.kind == "division"]
    opened_on = today - timedelta(days=330)
    past = _called(opened_on, scale, actor)
    for group, people in _places(scale).items():
        for place in range(people + rng.randrange(1, 4)):
            _applied(rng, past, group, place=place, places=people, on=opened_on, actor=actor)
    for appointment in Appointment.objects.filter(application__call=past).order_by("pk"):
        _day(rng, appointment, divisions, today, actor)
    now = _called(today - timedelta(days=5), scale, actor)
    for group in PLACES:
        _receive(rng, now, group, today - timedelta(days=2))


def _places(scale: float) -> dict[str, int]:
    return {group: max(1, round(people * scale)) for group, people in PLACES.items()}


def _called(on: date, scale: float, actor: Official) -> Call:
    call = calls.call(
        title=f"{on.year}년 {on.month}월 일일 명예시장 모집 (시연)",
        year=on.year,
        from_on=on,
        until_on=on + timedelta(days=21),
        text="시정에 관심 있는 시민이면 누구나 지원하실 수 있습니다. (시연 자료)",
        actor=actor,
        **_places(scale),
    )
    return calls.publish(key=call.key, revision=call.revision, today=on, actor=actor)


def _receive(rng: Random, call: Call, group: str, on: date) -> Any:
    born_on = date(BORN[group] + rng.randrange(-4, 5), rng.randrange(1, 13), rng.randrange(1, 29))
    return calls.apply(
        call=call,
        name=f"{rng.choice(SURNAMES)}{rng.choice(GIVEN)}(시연)",
        born_on=born_on,
        contact=f"010-0000-{rng.randrange(10_000):04d}",
        group=group,
        groups=ALSO.get(group, []) if rng.random() < 0.15 else [],
        motive="우리 시가 하는 일을 가까이에서 보고 의견을 내고 싶습니다. (시연)",
        agreed=True,
        invented=True,
        today=on,
        actor=Anyone(),
    )


def _applied(rng: Random, call: Call, group: str, *, place: int, places: int, on: date, actor: Official) -> None:
    application = _receive(rng, call, group, on + timedelta(days=rng.randrange(20)))
    chosen_on = on + timedelta(days=25)
    about = {"key": application.key, "revision": application.revision, "today": chosen_on, "actor": actor}
    if place >= places:
        decide = calls.reserve if place == places else calls.reject
        decide(**about, grounds="정원 초과")
        return
    application = calls.select(**about, grounds="심사 결과")
    appointed_on = KOREA.on_or_after(on + timedelta(days=30))
    serves_on = KOREA.on_or_after(appointed_on + timedelta(days=rng.randrange(10, 330)))
    mayors.appoint(
        key=application.key, revision=application.revision, appointed_on=appointed_on, serves_on=serves_on, actor=actor
    )


def _day(rng: Random, appointment: Appointment, divisions: list[Unit], today: date, actor: Official) -> None:
    for starts, ends, place, what in STOPS:
        appointment.refresh_from_db()
        given = {"starts": starts, "ends": ends, "place": place, "what": what, "accompanied_by": "자치협력과"}
        mayors.plan(key=appointment.key, revision=appointment.revision, actor=actor, **given)
    serves_on = appointment.serves_on
    if serves_on is None or serves_on >= today:
        return
    appointment = mayors.serve(
        key=appointment.key, revision=appointment.revision, served_on=serves_on, today=today, actor=actor
    )
    for text in rng.sample(SAID, rng.randrange(1, 3)):
        _said(rng, appointment, text, divisions=divisions, today=today, actor=actor)


def _said(
    rng: Random, appointment: Appointment, text: str, *, divisions: list[Unit], today: date, actor: Official
) -> None:
    assert appointment.serves_on is not None
    opinion = mayors.voice(
        appointment=appointment, given_on=appointment.serves_on, text=f"{text} (시연)", gist=text, actor=actor
    )
    on = KOREA.on_or_after(appointment.serves_on + timedelta(days=1))
    if not divisions or on > today:
        return
    opinion = mayors.entrust(
        key=opinion.key, revision=opinion.revision, unit=rng.choice(divisions), today=on, actor=actor
    )
    answered_on = KOREA.on_or_after(on + timedelta(days=rng.randrange(3, 20)))
    if answered_on <= today:
        outcome = rng.choice(sorted(ANSWERS))
        mayors.answer(
            key=opinion.key,
            revision=opinion.revision,
            outcome=outcome,
            text=ANSWERS[outcome],
            today=answered_on,
            actor=actor,
        )
