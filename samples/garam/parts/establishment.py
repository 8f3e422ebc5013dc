"""A year of the establishment: surveys, an ordinance and a rule, the restructuring of 1 July, joining and leaving."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Q

from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Appointment
from haengan.kernel.organisation.queries import grade_of
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from haengan.kernel.people.queries import official_numbered, ranks
from haengan.rooms.support.establishment import actions
from samples import loading
from samples.loading import HOUSE

FOLDER = Path(__file__).resolve().parents[1]
KEEPER = "support-establishment"
EFFECTIVE = date(2025, 7, 1)
TITLE = ("2025년 하반기 조직개편", "Restructuring of the second half of 2025")
NEW = (
    ("기획경제국", "인공지능정책과", "Artificial Intelligence Policy Division"),
    ("복지국", "통합돌봄과", "Integrated Care Division"),
)
SURVEYS = (
    (date(2024, 6, 30), "업무량에 견주어 정원이 적정함"),
    (date(2024, 12, 31), "통합돌봄 업무가 늘어 증원을 검토할 필요가 있음"),
    (date(2025, 6, 30), "조직개편에 따라 하반기에 증원함"),
    (date(2025, 12, 31), "조직개편 뒤 업무량에 견주어 정원이 적정함"),
)
LEAVING = (date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1))
JOINING = date(2025, 9, 1)
RISING = date(2025, 2, 1)
RECRUITS = 14


def fill(rng: random.Random, city: Any, actor: Official, today: date, scale: float) -> None:
    """Officials leave and join, the restructuring is enacted by ordinance and rule, and each survey day is counted."""
    for day in LEAVING:
        _leave(rng, day, count=max(2, round(2 * scale)))
    _rise_by_service(rng, city, scale)
    restructuring = _restructure(city, actor)
    _amend(restructuring, actor)
    _promote_to_new_divisions(rng, city)
    _join(rng, city, scale)
    for day, remark in SURVEYS:
        census = actions.survey(taken_on=day, remark=remark, today=today, actor=actor)
        sent_on = min(date.fromordinal(day.toordinal() + 20), today)
        actions.send(key=census.key, revision=census.revision, sent_on=sent_on, actor=actor)


def _restructure(city: Any, actor: Official) -> Any:
    drafted = organisation.draft(
        title_ko=TITLE[0],
        title_en=TITLE[1],
        effective_on=EFFECTIVE,
        basis="가람시 행정기구 및 정원 조례 제15조의2(가상)",
        actor=actor,
    )
    organisation.plan(key=drafted.key, planned=_changes(city), actor=actor)
    drafted.refresh_from_db()
    loading.approved("organisation.enact", title=f"{TITLE[0]} 시행", subject=drafted, drafter=actor, on=EFFECTIVE)
    drafted.refresh_from_db()
    return drafted


def _changes(city: Any) -> list[Change]:
    """Two divisions open with head and officers, one is renamed, one moves to another bureau."""
    planned: list[Change] = []
    for bureau, ko, en in NEW:
        unit = organisation.opening(
            "open_unit",
            name_ko=ko,
            name_en=en,
            kind="division",
            seat="head_office",
            parent=city.units[bureau],
            sort=900,
        )
        planned.append(unit)
        city.units[ko] = unit.target
        opened = organisation.opening
        heading = {"title_ko": f"{ko}장", "title_en": f"Head of the {en}"}
        planned.append(opened("open_post", unit=unit.target, grades=("5",), head=True, **heading))
        for grade, seats in (("6", 4), ("7", 4), ("8", 3)):
            post = opened(
                "open_post", unit=unit.target, title_ko="주무관", title_en="Officer", grades=(grade,), established=seats
            )
            planned.append(post)
    renamed = {"name_ko": "자원순환정책과", "name_en": "Resource Circulation Policy Division"}
    planned.append(Change(Verb.RENAME_UNIT, city.units["자원순환과"], renamed))
    planned.append(Change(Verb.MOVE_UNIT, city.units["하천과"], {"parent": city.units["교통건설국"], "sort": 901}))
    return planned


def _amend(restructuring: Any, actor: Official) -> None:
    """The ordinance sets units and totals, the rule the grades from six down; the rule goes to the council."""
    given = {"noticed_on": date(2025, 4, 14), "effective_on": EFFECTIVE, "restructuring": restructuring}
    ordinance = actions.propose(
        instrument="ordinance",
        name="가람시 행정기구 및 정원 조례",
        gist="과를 늘리고 정원의 총수를 조정함",
        cost=1_480_000_000,
        actor=actor,
        **given,
    )
    rule = actions.propose(
        instrument="rule",
        name="가람시 행정기구 및 정원 조례 시행규칙",
        gist="새 과의 사무분장과 6급 이하 직급별 정원을 정함",
        actor=actor,
        **given,
    )
    actions.promulgate(
        key=ordinance.key,
        revision=ordinance.revision,
        number="제1204호",
        promulgated_on=date(2025, 6, 16),
        actor=actor,
    )
    rule = actions.promulgate(
        key=rule.key, revision=rule.revision, number="제877호", promulgated_on=date(2025, 6, 20), actor=actor
    )
    actions.submit(key=rule.key, revision=rule.revision, submitted_on=date(2025, 6, 27), actor=actor)


def _promote_to_new_divisions(rng: random.Random, city: Any) -> None:
    """Two officials of grade 6 without account rise to head the new divisions; others move in beside them."""
    for _bureau, ko, _en in NEW:
        posts = organised.posts(EFFECTIVE).filter(unit__key=city.units[ko]).order_by("-head", "id")
        for post in posts:
            grade = "6" if post.head else str(next(iter(post.grades)))
            wanted = 1 if post.head else max(1, post.established - 1)
            for official in _movable(rng, grade, EFFECTIVE, wanted):
                if post.head:
                    people.promote(key=official.key, grade="5", from_on=EFFECTIVE, actor=HOUSE)
                organisation.appoint(official=official.key, post=post.post.key, from_on=EFFECTIVE, actor=HOUSE)


def _leave(rng: random.Random, day: date, *, count: int) -> None:
    for official in _movable(rng, "8", day, count):
        for held in organised.appointments(day).filter(official=official):
            organisation.end(key=held.key, revision=held.revision, until_on=day, actor=HOUSE)
        people.leave(key=official.key, revision=official.revision, until_on=day, actor=HOUSE)


def _join(rng: random.Random, city: Any, scale: float) -> None:
    """Recruits take seats of grades 8 and 9 that are vacant."""
    found = loading.part(FOLDER, "organisation")
    held = organised.appointments(JOINING).filter(kind=Appointment.Kind.REGULAR)
    taken = Counter(held.values_list("post_id", flat=True))
    open_to = Q(grades__has="8") | Q(grades__has="9")
    posts = organised.posts(JOINING).filter(open_to).order_by("-grades", "id")
    free = [(p.post.key, grade_of(p)) for p in posts for _seat in range(p.established - taken[p.post_id])]
    for number, (post, grade) in enumerate(free[: max(2, round(RECRUITS * scale))], 1):
        official = found.employ(city, rng, number=f"2025{number:04d}", grade=grade, on=JOINING)
        organisation.appoint(official=official.key, post=post, from_on=JOINING, actor=HOUSE)


def _rise_by_service(rng: random.Random, city: Any, scale: float) -> None:
    """After long service officials rise where they are, over the seats of the higher grade (규정 제27조)."""
    units = [key for name, key in city.units.items() if name.endswith("면")]
    there = organised.posts(RISING).filter(unit__key__in=units, grades__has="7").values("post")
    serving = organised.appointments(RISING).filter(post__in=there).values_list("official__number", flat=True)
    numbers = sorted(serving)
    for number in rng.sample(numbers, min(max(2, round(2 * scale)), len(numbers))):
        people.promote(key=official_numbered(number).key, grade="6", from_on=RISING, actor=HOUSE)


def _movable(rng: random.Random, grade: str, day: date, count: int) -> list[Official]:
    """Officers of a grade without account who have held one post since before that day, drawn by the dice."""
    graded = {official for official, rank in ranks(day).items() if rank.grade == grade and rank.from_on < day}
    held = organised.appointments(day).filter(
        official__in=graded, official__account=None, until_on=None, official__until_on=None, from_on__lt=day
    )
    heads = set(organised.posts(day).filter(head=True).values_list("post_id", flat=True))
    officers = sorted(
        {a.official for a in held.select_related("official") if a.post_id not in heads}, key=lambda o: o.number
    )
    return rng.sample(officers, min(count, len(officers)))
