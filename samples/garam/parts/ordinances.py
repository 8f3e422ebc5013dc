"""A year of lawmaking in Garam: laws in force, cases through their steps, drafts open for opinions. All invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Official
from haengan.kernel.people.rules import Anyone
from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.support.ordinances.actions import cases, laws, opinions
from haengan.rooms.support.ordinances.models import Case, LocalLaw

KEEPER = "support-ordinances"
ON_TIME = (1, 2, 3, 4, 4, 9)
SUBJECTS = {
    "personnel": ("지방공무원 복무", "지방공무원 인사", "성과상여금 지급", "직원 교육훈련"),
    "organisation": ("행정기구 및 정원",),
    "administration": ("주민자치회", "자원봉사활동 지원", "명예시장 운영"),
    "welfare": ("통합돌봄 지원", "청년 주거 지원", "어르신 이동 지원"),
    "environment": ("탄소중립 기본", "공원 관리"),
    "construction": ("도시계획", "주차장 관리"),
    "safety": ("안전관리 자문단", "시민안전보험 운영"),
    "economy": ("소상공인 지원",),
    "culture": ("도서관 운영", "생활체육 진흥"),
}
ENACTED = (
    ("인공지능 행정 활용", (2, 6), ON_TIME),
    ("반려동물 공원 운영", (5, 6), ON_TIME),
    ("작은도서관 지원", (8, 6), ON_TIME),
    ("야간관광 활성화", (9, 24), ()),
)
"""Subject, month and day of the draft, and after how many days it may be reported; the last still waits for its report."""
VOICES = ("제3조의 대상을 넓혀 주십시오. (시연)", "취지에 찬성합니다. (시연)", "시행일을 앞당겨 주십시오. (시연)")
EXEMPT = "행정절차법 제41조제1항제4호(단순한 자구 정비)"


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float) -> None:
    divisions = [one.unit for one in organisation.units(today) if one.kind == "division"]
    standing = [law for subject, names in SUBJECTS.items() for law in _entered(rng, subject, names, divisions, actor)]
    changed = rng.sample(standing, 14)
    for number, law in enumerate(changed):
        first = date(today.year - 1, 1 + number * 10 // 14, 3 + rng.randrange(0, 20))
        deed = "repeal" if number in {4, 9, 12} else "amendment"
        run = _ordinance if law.kind == "ordinance" else _rule
        run(
            rng,
            _drafted(
                law.name,
                law.kind,
                deed,
                subject=law.subject,
                on=first,
                unit=rng.choice(divisions),
                actor=actor,
                law=law,
            ),
            actor,
        )
    for name, (month, day), waits in ENACTED:
        first = date(today.year - 1, month, day)
        case = _drafted(
            f"가람시 {name} 조례",
            "ordinance",
            "enactment",
            subject="administration",
            on=first,
            unit=rng.choice(divisions),
            actor=actor,
        )
        _ordinance(rng, case, actor, waits)
    for number, law in enumerate([one for one in standing if one not in changed][:3]):
        on = today - timedelta(days=15 + number)
        case = _drafted(
            law.name, law.kind, "amendment", subject=law.subject, on=on, unit=law.unit, actor=actor, law=law
        )
        _open_now(case, number, today, actor)


def _entered(
    rng: Random, subject: str, names: tuple[str, ...], divisions: list[Any], actor: Official
) -> list[LocalLaw]:
    made = []
    for name in names:
        for kind, ending in (("ordinance", "조례"), ("rule", "조례 시행규칙")):
            enacted_on = date(2004 + rng.randrange(0, 18), 1 + rng.randrange(0, 12), 2 + rng.randrange(0, 25))
            made.append(
                laws.enter_law(
                    kind=kind,
                    name=f"가람시 {name} {ending}",
                    name_en="",
                    subject=subject,
                    unit=rng.choice(divisions),
                    enacted_on=enacted_on,
                    actor=actor,
                )
            )
    return made


def _drafted(
    name: str, kind: str, deed: str, *, subject: str, on: date, unit: Any, actor: Official, law: LocalLaw | None = None
) -> Case:
    return cases.draft(
        name=name,
        kind=kind,
        deed=deed,
        subject=subject,
        law=law,
        unit=unit,
        purpose="운영에 필요한 사항을 정비하려는 것임. (시연 자료)",
        opened_on=on,
        planned_on=None,
        today=on,
        invented=True,
        actor=actor,
    )


def _ordinance(rng: Random, case: Case, actor: Official, waits: tuple[int, ...] = ON_TIME) -> None:
    """About a hundred days from draft to promulgation; one in six reports late."""
    on = case.opened_on + timedelta(days=4)
    _take(cases.announce, case, on, actor)
    _voices(rng, case, on, actor)
    on = _after(case.opinions_until_on, 3)
    _take(cases.review, case, on, actor)
    on = _after(on, 5)
    _take(cases.submit, case, on, actor)
    on = _after(on, 20)
    _take(cases.passed, case, on, actor)
    on = _after(on, 3)
    _take(cases.receive, case, on, actor)
    if not waits:
        return
    _take(cases.report, case, _after(on, rng.choice(waits)), actor)
    on = _after(on, 10)
    _take(laws.promulgate, case, on, actor)
    _take(cases.notify, case, on, actor)


def _rule(rng: Random, case: Case, actor: Official) -> None:
    on = _after(case.opened_on, 7)
    _take(cases.review, case, on, actor, unannounced=EXEMPT)
    _take(laws.promulgate, case, _after(on, 20 + rng.randrange(0, 5)), actor)


def _open_now(case: Case, number: int, today: date, actor: Official) -> None:
    on = today - timedelta(days=10 - number)
    _take(cases.announce, case, on, actor)
    case.refresh_from_db()
    opinions.say(
        key=case.key,
        name="홍길동(시연)",
        contact="010-0000-0000",
        text=VOICES[number % len(VOICES)],
        today=on + timedelta(days=2),
        actor=Anyone(),
    )


def _voices(rng: Random, case: Case, on: date, actor: Official) -> None:
    for text in rng.sample(VOICES, rng.randrange(0, 3)):
        said_on = on + timedelta(days=rng.randrange(1, 15))
        opinion = opinions.say(key=case.key, name="홍길동(시연)", text=text, today=said_on, actor=Anyone())
        opinions.answer(
            key=opinion.key,
            revision=opinion.revision,
            taken=rng.random() < 0.4,
            answer="검토한 결과를 알려 드립니다. (시연)",
            today=said_on + timedelta(days=20),
            actor=actor,
        )


def _take(action: Any, case: Case, on: date, actor: Official, **given: Any) -> None:
    case.refresh_from_db()
    action(key=case.key, revision=case.revision, on=on, today=on, actor=actor, **given)
    case.refresh_from_db()


def _after(on: date | None, days: int) -> date:
    assert on is not None
    return KOREA.on_or_after(on + timedelta(days=days))
