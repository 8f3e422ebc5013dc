"""What each step makes due (지방자치법 제32조·제35조, 행정절차법 제43조)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from haengan.lib.calendar.workdays import KOREA, WorkCalendar
from haengan.rooms.support.ordinances.engine.clocks import reckoning
from haengan.rooms.support.ordinances.engine.clocks.reckoning import Moved, Proof


class Due(StrEnum):
    SEND = "send"
    REPORT = "report"
    PROMULGATE = "promulgate"
    PROMULGATE_CONFIRMED = "promulgate_confirmed"
    NOTIFY = "notify"


@dataclass(frozen=True)
class Terms:
    """The terms in days, from the norms of the day of the event."""

    announcement: int = 20
    send: int = 5
    promulgate: int = 20
    confirmed: int = 5
    report_ordinance: int = 5
    report_rule: int = 15
    effect: int = 20


TERMS = Terms()


def announcement(on: date, *, terms: Terms = TERMS, calendar: WorkCalendar = KOREA) -> Proof:
    """The earliest last day for opinions: 20 days or more (행정절차법 제43조), ending on a working day."""
    return reckoning.within(on, terms.announcement, article="행정절차법 제43조", calendar=calendar)


def long_enough(on: date, last_on: date, *, terms: Terms = TERMS) -> bool:
    """Whether an announcement through `last_on` lasts the 20 days; holidays count like other days."""
    return (last_on - on).days >= terms.announcement


def dues(kind: str, step: str, on: date, *, terms: Terms = TERMS, calendar: WorkCalendar = KOREA) -> dict[Due, Proof]:
    """What a step makes due, and by when (지방자치법 제32조, 제35조)."""

    def term(days: int, article: str) -> Proof:
        return reckoning.within(on, days, article=article, calendar=calendar)

    if kind == "ordinance" and step == "passed":
        return {Due.SEND: term(terms.send, "지방자치법 제32조제1항")}
    if kind == "ordinance" and step == "received":
        return {
            Due.PROMULGATE: term(terms.promulgate, "지방자치법 제32조제2항·제3항"),
            Due.REPORT: term(terms.report_ordinance, "지방자치법 제35조"),
        }
    if step in {"confirmed", "received_again"}:
        return {Due.PROMULGATE_CONFIRMED: term(terms.confirmed, "지방자치법 제32조제6항")}
    if kind == "ordinance" and step == "promulgated":
        return {Due.NOTIFY: term(0, "지방자치법 제32조제7항")}
    return {}


def rule_report(planned_on: date, *, terms: Terms = TERMS, calendar: WorkCalendar = KOREA) -> Proof:
    """A rule is reported 15 days before the planned promulgation (지방자치법 제35조); a free day moves it forward in
    time, to the working day before, so that the governor keeps the whole 15 days."""
    return reckoning.within(
        planned_on, -terms.report_rule, article="지방자치법 제35조", calendar=calendar, moved=Moved.EARLIER
    )


def confirmed_on(received_on: date, *, terms: Terms = TERMS, calendar: WorkCalendar = KOREA) -> date:
    """Neither promulgated nor sent back within the term: it is settled the day after (지방자치법 제32조제5항)."""
    due = dues("ordinance", "received", received_on, terms=terms, calendar=calendar)[Due.PROMULGATE].due_on
    return due + reckoning.ONE_DAY


def effect(promulgated_on: date, *, terms: Terms = TERMS) -> Proof:
    """Unless it says otherwise, once 20 days have passed since promulgation (지방자치법 제32조제8항)."""
    return reckoning.effect(promulgated_on, terms.effect, article="지방자치법 제32조제8항")
