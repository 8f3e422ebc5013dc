"""A year of staff training in Garam: courses, cohorts with their trainees, results and what was thought of them. All invented."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

from haengan.kernel.people.models import Official
from haengan.kernel.people.queries import ranks
from haengan.rooms.support.trainings.actions import courses, enrolments, results, surveys
from haengan.rooms.support.trainings.models import Cohort, Course

KEEPER = "support-trainings"
COURSES = (
    ("L-01", "leadership", "팀장 리더십 과정", "Leading a team", 420, True, ("5", "6")),
    ("U-01", "unity", "직원 화합 연수", "Staff retreat", 840, False, ()),
    ("M-01", "mind_coaching", "자녀 양육 마음코칭", "Coaching for parents", 120, False, ()),
    ("M-02", "mind_coaching", "업무 스트레스 관리", "Managing stress at work", 120, False, ()),
    ("J-01", "job", "보고서 작성 실무", "Writing reports", 360, True, ()),
    ("D-01", "digital", "업무 자동화 입문", "Automating one's work", 360, True, ()),
    ("O-01", "onboarding", "신규임용자 입문 과정", "Welcome to the city", 840, True, ("8", "9")),
    ("I-01", "integrity", "청렴 교육", "Integrity", 120, False, ()),
)
PLACES = ("가람시 인재개발원", "시청 대회의실", "평생학습관 강의실", "푸른산 연수원")
MONTHS = ((2, 6), (3, 11), (4, 8), (5, 13), (6, 10), (7, 8), (9, 9), (10, 14), (11, 11))
REMARKS = (
    "실습이 많아 도움이 되었습니다.",
    "시간이 조금 짧았습니다.",
    "강의실이 추웠습니다.",
    "다시 듣고 싶습니다.",
    "",
)
PEOPLE = 9


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float) -> None:
    taught = [_course(row, actor) for row in COURSES]
    everyone = sorted(city.officials.values(), key=lambda one: one.number)
    for month, day in MONTHS:
        for course in rng.sample(taught, 2):
            first = date(today.year - 1, month, day + rng.randrange(0, 10))
            cohort = _cohort(rng, course, first, actor)
            known = ranks(first)
            here = [one for one in everyone if one.pk in known]
            fitting = [one for one in here if not course.grades or known[one.pk].grade in course.grades]
            people = rng.sample(fitting, min(len(fitting), max(4, round(PEOPLE * min(scale, 3)))))
            _held(rng, cohort, people, actor)
    for days in (20, 41):
        _cohort(rng, rng.choice(taught), today + timedelta(days=days), actor, today=today)


def _course(row: tuple[Any, ...], actor: Official) -> Course:
    code, kind, ko, en, minutes, graded, grades = row
    return courses.open_course(
        code=code,
        kind=kind,
        name_ko=f"{ko} (시연)",
        name_en=f"{en} (invented)",
        minutes=minutes,
        graded=graded,
        grades=frozenset(grades),
        actor=actor,
    )


def _cohort(rng: Random, course: Course, first: date, actor: Official, today: date | None = None) -> Cohort:
    days = 2 if course.minutes > 600 else 1
    return courses.schedule(
        course=course,
        from_on=first,
        until_on=first + timedelta(days=days),
        nights=days - 1,
        starts=time(9),
        place=rng.choice(PLACES),
        capacity=60,
        instructor=f"{rng.choice('김이박최정')}{rng.choice(('가온', '나래', '라온', '바다'))}(시연) 강사",
        today=today or first - timedelta(days=30),
        invented=True,
        actor=actor,
    )


def _held(rng: Random, cohort: Cohort, people: list[Official], actor: Official) -> None:
    last = cohort.until_on - timedelta(days=1)
    on = last + timedelta(days=rng.choice((3, 5, 8, 13)))
    entered = {
        one.pk: enrolments.enrol(
            cohort=cohort,
            official=one,
            score=rng.choice((52, 68, 74, 81, 88, 93, 97)) if cohort.course.graded else None,
            today=cohort.from_on,
            actor=actor,
        )
        for one in people
    }
    cohort.refresh_from_db()
    results.hold(key=cohort.key, revision=cohort.revision, today=last, actor=actor)
    for missing in rng.sample(people, max(1, len(people) // 15)):
        enrolment = entered.pop(missing.pk)
        enrolments.miss(key=enrolment.key, revision=enrolment.revision, reason="업무 출장(시연)", actor=actor)
    for session in cohort.sessions.all():
        enrolments.all_present(key=session.key, revision=session.revision, today=last, actor=actor)
    for _one in range(len(entered) // 2):
        surveys.type_in(
            cohort=_now(cohort),
            overall=rng.choice((3, 4, 4, 5, 5)),
            contents=rng.choice((3, 4, 5)),
            teaching=rng.choice((3, 4, 5)),
            remark=rng.choice(REMARKS),
            actor=actor,
        )
    cohort.refresh_from_db()
    results.settle(key=cohort.key, revision=cohort.revision, closed_on=on, today=on, actor=actor)


def _now(cohort: Cohort) -> Cohort:
    cohort.refresh_from_db()
    return cohort
