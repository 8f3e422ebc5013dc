"""The portfolio of digital-transformation tasks of Garam. All invented."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.rooms.digital.innovations.actions import parts, tasks
from haengan.rooms.digital.innovations.models import Innovation

KEEPER = "digital-innovations"
TASKS = (
    ("work", "회의록 자동 작성", "Automatic minutes", "done"),
    ("work", "보고 자료 공동 작성", "Writing reports together", "done"),
    ("work", "반복 업무 자동화", "Automating repeated work", "under_way"),
    ("work", "전자문서 찾기 개선", "Finding documents", "under_way"),
    ("work", "현장 점검 이동형 업무 환경", "Working from the field", "planned"),
    ("services", "민원 서식 미리 채우기", "Forms filled in beforehand", "done"),
    ("services", "복지 대상자 먼저 찾기", "Finding who has a right to help", "under_way"),
    ("services", "여권 창구 대기 안내", "Waiting times at the counter", "done"),
    ("services", "외국인 주민 다국어 안내", "Guidance in many languages", "planned"),
    ("services", "대화형 세금 안내", "Tax guidance by conversation", "stopped"),
    ("community", "침수 위험 감지망", "A network that senses floods", "under_way"),
    ("community", "공원 나무 관리 지도", "A map of the city's trees", "idea"),
    ("community", "주차 여유 공간 안내", "Free parking spaces", "planned"),
    ("community", "에너지 사용 분석", "Where energy goes", "idea"),
)
PATH = ("planned", "under_way", "done")
CONDITIONS = (
    ("budget", "내년도 본예산 확보"),
    ("law", "조례 개정"),
    ("data", "자료 연계 협의"),
    ("security", "보안성 검토"),
    ("people", "전담 인력 배치"),
)
INDICATORS = (("이용 건수", "건", 1200, "up"), ("처리 시간", "분", 15, "down"), ("이용자 만족도", "점", 80, "up"))
RISKS = (
    "협력 기관의 자료 제공이 늦어질 수 있음",
    "개인정보 처리 근거를 더 검토해야 함",
    "사업자 선정이 유찰될 수 있음",
)


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float) -> None:
    divisions = [one.unit for one in organisation.units(today) if one.kind == "division"]
    for field, ko, en, stage in TASKS:
        on = date(today.year - 1, 1 + rng.randrange(0, 6), 2 + rng.randrange(0, 24))
        task = tasks.adopt(
            name_ko=f"{ko} (시연)",
            name_en=f"{en} (invented)",
            field=field,
            unit=rng.choice(divisions),
            goal="시민과 직원이 쓰는 시간을 줄임 (시연 자료)",
            needs=frozenset(rng.sample([kind for kind, _what in CONDITIONS], 2)),
            adopted_on=on,
            planned_until_on=on + timedelta(days=rng.choice((240, 330, 420))),
            today=on,
            invented=True,
            actor=actor,
        )
        _money(rng, task, on.year, stage, actor)
        _owed(rng, task, stage, on=on, today=today, actor=actor)
        _measured(rng, task, stage, today, actor)
        _moved(rng, task, stage, on, actor)


def _money(rng: Random, task: Innovation, year: int, stage: str, actor: Official) -> None:
    for source in rng.sample(("city", "province", "nation"), rng.randrange(1, 3)):
        amount = rng.randrange(2, 40) * 10_000_000
        spent = amount * rng.randrange(80, 100) // 100 if stage == "done" else None
        parts.fund(task=task, year=year, source=source, amount=amount, spent=spent, actor=actor)


def _owed(rng: Random, task: Innovation, stage: str, *, on: date, today: date, actor: Official) -> None:
    for kind, what in rng.sample(CONDITIONS, 2):
        due_on = on + timedelta(days=rng.choice((60, 150, 380)))
        made = parts.require(task=task, kind=kind, what=what, due_on=due_on, today=on, actor=actor)
        if due_on < today and stage != "idea":
            parts.meet(key=made.key, revision=made.revision, on=due_on, how="협의 완료(시연)", today=today, actor=actor)
    for name, days in (("착수 보고", 45), ("시험 운영", 160), ("정식 운영", 300)):
        made = parts.set_milestone(task=task, name=name, due_on=on + timedelta(days=days), today=on, actor=actor)
        if made.due_on < today and stage in {"under_way", "done"}:
            parts.reach(key=made.key, revision=made.revision, on=made.due_on, today=today, actor=actor)
    if rng.random() < 0.6:
        grave = {"likelihood": rng.randrange(1, 4), "impact": rng.randrange(1, 4)}
        parts.see_risk(
            task=task, what=rng.choice(RISKS), response="격주로 점검함(시연)", seen_on=on, actor=actor, **grave
        )


def _measured(rng: Random, task: Innovation, stage: str, today: date, actor: Official) -> None:
    for name, unit, target, direction in rng.sample(INDICATORS, 2):
        indicator = parts.gauge(task=task, name=name, unit=unit, direction=direction, actor=actor)
        value = Decimal(target) * rng.randrange(85, 125) / 100 if stage == "done" else None
        on = date(today.year - 1, 12, 19) if value is not None else None
        parts.measure(
            indicator=indicator,
            year=today.year - 1,
            target=Decimal(target),
            value=value,
            measured_on=on,
            today=today,
            actor=actor,
        )


def _moved(rng: Random, task: Innovation, stage: str, on: date, actor: Official) -> None:
    """Along the path as far as its stage."""
    steps = PATH[: PATH.index(stage) + 1] if stage in PATH else ("planned", "stopped") if stage == "stopped" else ()
    for to in steps:
        on += timedelta(days=rng.randrange(30, 70))
        task.refresh_from_db()
        reason = "중복되는 국가 사업이 시작되어 멈춤(시연)" if to == "stopped" else ""
        tasks.move(key=task.key, revision=task.revision, stage=to, from_on=on, today=on, reason=reason, actor=actor)
