"""The papers of the training desk, filled from its records."""

from __future__ import annotations

from datetime import date

from haengan.kernel.tables.sealed import opened
from haengan.lib.documents.model import Document, Language
from haengan.rooms.support.trainings import queries, rules
from haengan.rooms.support.trainings.engine import papers
from haengan.rooms.support.trainings.models import Cohort, Enrolment


def certificate(enrolment: Enrolment, *, language: Language, today: date) -> Document:
    """Dated on the day of the result, so that it is the same whenever it is taken out."""
    on = enrolment.result_on or today
    return papers.certificate(
        _training(enrolment.cohort, language),
        _name(enrolment, language),
        str(enrolment.unit or ""),
        number=enrolment.certificate,
        on=on,
        city=queries.city(language, on),
        language=language,
    )


def roll(cohort: Cohort, *, language: Language, today: date) -> Document:
    sessions = list(queries.sessions_of(cohort).order_by("held_on", "starts", "number"))
    there = queries.minutes_by_session(cohort)
    taking = queries.of_cohort(cohort).filter(state__in=rules.HOLDING_A_PLACE)
    trainees = [
        papers.Trainee(
            name=_name(one, language),
            unit=str(one.unit or ""),
            state=rules.STATES[one.state][language == "en"],
            score=one.score,
            minutes=[there.get((session.pk, one.official_id)) for session in sessions],
        )
        for one in taking
    ]
    return papers.roll(
        _training(cohort, language),
        [session.held_on for session in sessions],
        trainees,
        city=queries.city(language, today),
        on=today,
        language=language,
    )


def slips(cohort: Cohort, *, language: Language, today: date) -> Document:
    """Codes that are still unused, in the random order of their keys."""
    codes = [opened(slip, "code") for slip in cohort.slips.filter(used_on__isnull=True)]
    return papers.slips(
        _training(cohort, language), codes, city=queries.city(language, today), on=today, language=language
    )


def _training(cohort: Cohort, language: Language) -> papers.Training:
    course = cohort.course
    return papers.Training(
        course=course.name_ko if language == "ko" else course.name_en or course.name_ko,
        number=cohort.number,
        from_on=cohort.from_on,
        until_on=cohort.until_on,
        place=cohort.place,
        minutes=queries.minutes_planned(cohort),
        instructor=cohort.instructor,
    )


def _name(enrolment: Enrolment, language: Language) -> str:
    official = enrolment.official
    return official.name_ko if language == "ko" else official.name_en or official.name_ko
