"""Two years of Garam's ceremonies and commemorations. Every event, number and word is invented."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

from haengan.kernel.people.models import Official
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.support.events import actions, rules
from haengan.rooms.support.events.models import Event

KEEPER = "support-events"
HELD, COMING = 40, 6
NATIONAL = {
    "samil": ((3, 1), "3·1절 기념식", "March First ceremony"),
    "liberation": ((8, 15), "광복절 경축식", "Liberation Day ceremony"),
    "hangul": ((10, 9), "한글날 경축식", "Hangul Day ceremony"),
}
OTHERS = (
    ("memorial", "현충일 추념식", "Memorial Day service", "ceremony"),
    ("city_day", "가람 시민의 날 기념식", "Garam citizens' day", "citizens_day"),
    ("commemoration", "평화 음악회", "Peace concert", "peace_concert"),
    ("commemoration", "한 뿌리 사진전", "One Root photo exhibition", "photo_exhibition"),
    ("ceremony", "새해 인사회", "New Year's greeting", "new_year"),
    ("ceremony", "모범시민 표창식", "Award to exemplary citizens", "awards"),
    ("other", "자원봉사자 한마당", "Volunteers' day", "volunteers_day"),
)
PLACES = (
    ("가람시민회관 대공연장", "Garam Citizens' Hall"),
    ("시청 다목적실", "City hall"),
    ("가람중앙공원", "Central park"),
)
PROGRAMME = """10:00 개식 | Opening | 사회자
10:02 국민의례 | National ceremony
10:10~10:25 기념 공연 | Music | 가람시립합창단
10:25 기념사 | Address | 시장
10:40 폐식 | Closing"""
GROUPS = """독립유공자 유족 | Families of independence patriots | 25
보훈단체 회원 | Members of veterans' groups | 60
시의원 | City councillors | 15
기관·단체장 | Heads of institutions | 40
시민 | Citizens | 300"""


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float = 1.0) -> None:
    """National days of the last two years, other events by chance, and what is coming."""
    for year in (today.year - 1, today.year):
        for series, ((month, day), ko, en) in NATIONAL.items():
            _entered(rng, actor, today, kind="national_day", series=series, ko=ko, en=en, on=date(year, month, day))
    for _ in range(round(HELD * scale)):
        _other(rng, actor, today, today - timedelta(days=5 + rng.randrange(700)))
    for count in range(round(COMING * scale)):
        planned = _other(rng, actor, today, today + timedelta(days=5 + rng.randrange(90)))
        if planned is not None and count % 4 == 3:
            reason = "비 예보(시연용 가상 사유)"
            actions.cancel(key=planned.key, revision=planned.revision, reason=reason, today=today, actor=actor)


def _other(rng: Random, actor: Official, today: date, on: date) -> Event | None:
    kind, ko, en, series = rng.choice(OTHERS)
    on = KOREA.on_or_after(on)
    if Event.objects.filter(series=series, from_on__lt=_until(series, on), until_on__gt=on).exists():
        return None
    return _entered(rng, actor, today, kind=kind, series=series, ko=ko, en=en, on=on)


def _until(series: str, on: date) -> date:
    return on + timedelta(days=14 if series == "photo_exhibition" else 1)


def _entered(rng: Random, actor: Official, today: date, *, kind: str, series: str, ko: str, en: str, on: date) -> Event:
    place_ko, place_en = rng.choice(PLACES)
    event = actions.enter(
        kind=kind,
        series=series,
        name_ko=ko,
        name_en=en,
        from_on=on,
        until_on=_until(series, on),
        starts=time(10),
        ends=time(11, 30),
        place_ko=place_ko,
        place_en=place_en,
        content_ko="기념식, 공연(시연용 가상 행사)",
        content_en="Ceremony and music (invented)",
        budget=rng.randrange(5, 60) * 1_000_000,
        state="planned",
        invented=True,
        today=today,
        actor=actor,
    )
    if kind == "national_day" or rng.random() < 0.4:
        event = _prepared(event, actor)
    if on > today:
        return event
    present = rng.randrange(8, 100) * 10
    return actions.hold(
        key=event.key,
        revision=event.revision,
        present=present,
        approximate=present >= 300,
        today=max(on, today),
        actor=actor,
    )


def _prepared(event: Event, actor: Official) -> Event:
    told = {"key": event.key, "actor": actor}
    event = actions.order(programme=rules.items(PROGRAMME), revision=event.revision, **told)
    return actions.invite(groups=rules.groups(GROUPS), revision=event.revision, **told)
