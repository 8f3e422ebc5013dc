"""The other clocks around a petition: to accept, pass on, ask for a supplement, tell progress, remind, check, appeal.

Terms in working hours run as those of petitions do. Terms in days that the law sets for people or notices follow the
Civil Act: the first day is not counted (민법 제157조), a last day that does not count moves on (제161조).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar, end_of, korea
from haengan.rooms.civil_affairs.petitions.engine.clock.proof import Proof, Step
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Due, local
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Unlawful
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import (
    DECREE,
    LAW,
    Period,
    Term,
    Terms,
    Unit,
    national,
)

ONE_DAY = timedelta(days=1)


class Way(StrEnum):
    """Where a petition is passed on to (영 제13조)."""

    DESK = "desk"
    FAR = "far"
    SAME = "same"
    OTHER = "other"


def accept_by(arrived_at: datetime, calendar: Calendar | None = None, terms: Terms | None = None) -> Due:
    """What was filed electronically is accepted by then (영 제6조제8항)."""
    return _within(
        arrived_at, "accept", ("전자민원 접수", "acceptance of what was filed electronically"), calendar, terms
    )


def transfer_by(received_at: datetime, way: Way, calendar: Calendar | None = None, terms: Terms | None = None) -> Due:
    """It is passed on by then; a document in electronic form without delay (영 제13조제4항), whatever this says."""
    return _within(received_at, f"transfer.{way}", ("민원문서 이송", "passing the petition on"), calendar, terms)


def supplement_by(received_at: datetime, calendar: Calendar | None = None, terms: Terms | None = None) -> Due:
    """A supplement is asked for by then; what shows later, at once (규칙 제9조제1항)."""
    return _within(received_at, "supplement.ask", ("보완 요구", "asking for a supplement"), calendar, terms)


def supplemented_by(asked_on: date, days: int, calendar: Calendar | None = None) -> Due:
    """The last day to supplement, `days` set by the agency (법 제22조, 영 제24조제4항)."""
    return _after(asked_on, days, f"{DECREE} 제24조제4항", ("보완", "supplementing"), calendar)


def supplement_again(asked_on: date, days: int, calendar: Calendar | None = None, terms: Terms | None = None) -> Due:
    """A second demand sets at most ten days (영 제24조제3항)."""
    term = (terms or national()).at("supplement.again", asked_on)
    if not 1 <= days <= term.value:
        raise Unlawful(
            term.article, f"{term.value}일 이내의 기간을 정하여야 합니다.", f"it sets at most {term.value} days."
        )
    return _after(asked_on, days, term.article, ("다시 요구한 보완", "supplementing after the second demand"), calendar)


def may_postpone(asked_before: int, on: date, terms: Terms | None = None) -> bool:
    """Whether the petitioner may ask once more for a longer time to supplement (영 제24조제2항)."""
    return asked_before < (terms or national()).at("supplement.postponed", on).value


def progress(
    received_on: date, until: date, calendar: Calendar | None = None, terms: Terms | None = None
) -> Iterator[date]:
    """The days, up to `until`, on which progress is told of what is not yet answered: each time that thirty more days have
    passed since receipt, on the first working day (영 제23조)."""
    calendar = calendar or korea()
    days = (terms or national()).at("progress", received_on).value
    passed = received_on + timedelta(days=days + 1)
    while passed <= until:
        day = date.fromordinal(calendar.on_or_after(passed.toordinal()))
        if day <= until:
            yield day
        passed += timedelta(days=days)


def remind_on(due_at: datetime, calendar: Calendar | None = None) -> date:
    """The first working day after a missed due moment: the day of the reminder (독촉장, 영 제28조제2항)."""
    calendar = calendar or korea()
    return date.fromordinal(calendar.on_or_after(due_at.toordinal() + 1))


def check_by(month: date, calendar: Calendar | None = None) -> date:
    """The last working day of the month, by which all open petitions are checked (영 제22조제1항)."""
    calendar = calendar or korea()
    following = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    return date.fromordinal(calendar.day(calendar.index(following.toordinal()) - 1))


def appeal_by(refused_on: date, calendar: Calendar | None = None, terms: Terms | None = None) -> Due:
    """The last day to appeal a refusal of which the petitioner heard on that day (법 제35조제1항)."""
    return _in_days(refused_on, "appeal", ("거부처분에 대한 이의신청", "appealing a refusal"), calendar, terms)


def appeal_decided_by(
    appealed_on: date, extended: int = 0, calendar: Calendar | None = None, terms: Terms | None = None
) -> Due:
    """The appeal is decided by then, put off by at most ten days from the day after that (법 제35조제2항)."""
    told = _in_days(appealed_on, "appeal.decide", ("이의신청 결정", "deciding the appeal"), calendar, terms)
    if not extended or told.moment is None:
        return told
    term = (terms or national()).at("appeal.more", appealed_on)
    if not 0 < extended <= term.value:
        raise Unlawful(
            term.article, f"{term.value}일의 범위에서 연장할 수 있습니다.", f"at most {term.value} days more."
        )
    more = _after(
        told.moment.date(), extended, term.article, ("연장된 이의신청 결정", "the decision put off"), calendar
    )
    return _joined(told, more)


def uncollected_after(due_on: date, calendar: Calendar | None = None, terms: Terms | None = None) -> Due:
    """After that day a document to be handed over may be destroyed and the petition closed (영 제25조제4항)."""
    return _in_days(due_on, "uncollected", ("교부 문서의 수령", "collecting the document"), calendar, terms)


def reply_extended(asked_on: date, reply_on: date, calendar: Calendar | None = None) -> date:
    """A division asked to cooperate may extend its reply once, by as many days as it was given (법 제20조제2항)."""
    if reply_on < asked_on:
        raise ValueError(f"the reply is due on {reply_on}, before it was asked for on {asked_on}")
    calendar = calendar or korea()
    first, last = calendar.index(asked_on.toordinal()), calendar.index(reply_on.toordinal() + 1)
    return date.fromordinal(calendar.day(2 * last - first - 1))


def may_close(submissions: int, answers: int, on: date, *, statutory: bool = False, terms: Terms | None = None) -> bool:
    """Whether this submission of one content may be closed without an answer (법 제23조제1항)."""
    terms = terms or national()
    enough = submissions >= terms.at("repeated", on).value and answers >= terms.at("answered", on).value
    return enough and not statutory


def may_merge(petitioners: int, on: date, terms: Terms | None = None) -> bool:
    """Whether petitions of one content from so many may be accepted as one (영 제6조제7항, since 2023)."""
    try:
        return petitioners >= (terms or national()).at("merge", on).value
    except Unlawful:
        return False


def representatives(signers: int, on: date, terms: Terms | None = None) -> int | None:
    """How many representatives may at most be asked for; None if all signers stay petitioners (영 제8조제1항)."""
    terms = terms or national()
    return terms.at("representatives", on).value if signers >= terms.at("signers", on).value else None


def _within(from_at: datetime, key: str, name: tuple[str, str], calendar: Calendar | None, terms: Terms | None) -> Due:
    """A term in working hours."""
    calendar, from_at = calendar or korea(), local(from_at)
    term = (terms or national()).at(key, from_at.date())
    moment = calendar.moment(calendar.worked(from_at) + term.value * 3600)
    over = calendar.skipped(from_at.toordinal(), moment.toordinal() + 1)
    steps = (
        Step("duty", term.article, {"name": name, "from_at": from_at, "period": Period(term.value, Unit.HOURS)}),
        Step("counted", f"{LAW} 제19조제1항", {"last": moment.date()}, over),
        Step("due", "", {"due": moment}),
    )
    return Due(moment, Proof(steps))


def _in_days(from_on: date, key: str, name: tuple[str, str], calendar: Calendar | None, terms: Terms | None) -> Due:
    term: Term = (terms or national()).at(key, from_on)
    return _after(from_on, term.value, term.article, name, calendar)


def _after(from_on: date, days: int, article: str, name: tuple[str, str], calendar: Calendar | None) -> Due:
    """A term in days by the Civil Act."""
    calendar = calendar or korea()
    plain = from_on.toordinal() + days
    last = calendar.on_or_after(plain)
    moment = end_of(last)
    values = {"name": name, "from_at": datetime.combine(from_on, time()), "period": Period(days, Unit.DAYS)}
    steps = [
        Step("duty", article, values),
        Step("excluded", "민법 제157조", {"first": from_on + ONE_DAY, "days": days}),
        Step("landed", "민법 제159조", {"last": date.fromordinal(plain)}),
    ]
    if last > plain:
        steps.append(Step("moved", "민법 제161조", {"last": date.fromordinal(last)}, calendar.skipped(plain, last)))
    return Due(moment, Proof((*steps, Step("due", "", {"due": moment}))))


def _joined(first: Due, then: Due) -> Due:
    steps = (*(first.proof.steps if first.proof else ()), *(then.proof.steps if then.proof else ()))
    return Due(then.moment, Proof(steps))
