"""What the law allows to happen to a period: which extensions, which pauses and how long, which copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from haengan.lib.hangul.particles import settle
from haengan.rooms.civil_affairs.petitions.engine.clock.events import (
    FORBIDDEN,
    REASONS,
    Cause,
    Copies,
    Extension,
    Pause,
    Reason,
)
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Unlawful
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import DECREE, LAW, Kind, Period, Terms, Unit


class Taken(NamedTuple):
    """A pause as told, and the part of it that does not count; `note` says why that is less."""

    told: Pause
    counted_out: Pause | None
    note: str = ""
    days: int = 0


def published(kind: Kind) -> str:
    """The article by which an agency gives a kind a period of its own."""
    if kind is Kind.STATUTORY:
        return f"{LAW} 제17조제1항"
    if kind is Kind.OTHER:
        return f"{DECREE} 제16조제3항"
    raise Unlawful(
        f"{LAW} 제18조",
        "법정민원과 기타민원에만 기관이 정한 처리기간을 쓸 수 있습니다.",
        "only statutory and other petitions may have a period of the agency's own.",
    )


def more_for(copies: Copies | None, kind: Kind, on: date, terms: Terms) -> Sequence[Period]:
    """A day for each twenty copies beyond the first twenty."""
    if copies is None:
        return ()
    term = terms.at("copies", on)
    if kind is not Kind.STATUTORY:
        raise Unlawful(term.article, "증명서 등 문서의 교부에만 적용합니다.", "this is for certificates only.")
    days = max(0, copies.count - 1) // term.value
    return (Period(days, Unit.DAYS),) if days else ()


def pause(event: Pause, kind: Kind, on: date, terms: Terms) -> Taken:
    """How much of a pause does not count for this petition."""
    if event.cause is Cause.OUTAGE and not terms.at("outage", event.since.date()).value:
        return Taken(event, None, "not_yet")
    if event.cause is not Cause.INQUIRY:
        return Taken(event, event)
    term = terms.at("inquiry_on_site", on)
    if kind is not Kind.GRIEVANCE:
        raise Unlawful(
            term.article,
            "현장조사 기간은 고충민원에서만 처리기간에 산입하지 않습니다.",
            "an inquiry on site is left out of the period of a grievance only.",
        )
    days = term.value + (terms.at("inquiry_on_site_more", on).value if event.longer else 0)
    last = datetime.combine(event.since.date() + timedelta(days=days - 1), time(23, 59, 59))
    if event.until is not None and event.until <= last:
        return Taken(event, event)
    return Taken(event, replace(event, until=last), "too_long", days)


def extension(
    event: Extension, period: Period, received_at: datetime, until: datetime | None, *, before: int, terms: Terms
) -> Period:
    """By how much it may be extended; `before` extensions were made, and it is due `until`."""
    if event.judged:
        return event.by or period
    on = received_at.date()
    first, again = terms.at("extensions", on), terms.at("extensions_consented", on)
    if event.at < received_at or (until is not None and event.at > until):
        raise Unlawful(
            first.article,
            f"연장은 접수한 뒤 처리기간 안에 하여야 합니다({event.at:%Y-%m-%d %H:%M}).",
            f"an extension must be made after receipt and within the period, not at {event.at:%Y-%m-%d %H:%M}.",
        )
    if before >= first.value + again.value:
        raise Unlawful(again.article, "두 번을 넘어 연장할 수 없습니다.", "no more than two extensions are possible.")
    if before >= first.value and not event.consent:
        raise Unlawful(
            again.article,
            "다시 연장하려면 민원인의 동의를 받아야 합니다.",
            "a second extension needs the petitioner's consent.",
        )
    _reason(event, on, terms)
    longer = event.by or period
    if longer.unit is not period.unit or longer.length > period.length:
        raise Unlawful(
            first.article,
            f"그 민원의 처리기간({period.told('ko')})의 범위에서 연장할 수 있습니다.",
            f"an extension is at most the petition's own period, {period.told('en')}.",
        )
    return longer


def _reason(event: Extension, on: date, terms: Terms) -> None:
    closed = terms.at("reasons_closed", on)
    if not closed.value:
        return
    ko, en = REASONS[event.reason]
    if event.reason in FORBIDDEN:
        raise Unlawful(
            f"{DECREE} 제21조제2항",
            settle(f"{ko}을(를) 사유로 연장해서는 안 됩니다."),
            f"a period must not be extended for {en}.",
        )
    if event.reason is Reason.UNAVOIDABLE:
        raise Unlawful(
            f"{DECREE} 제21조제1항",
            "2026. 5. 6. 이후 접수된 민원은 각 호의 사유로만 연장할 수 있습니다.",
            "a petition received since 2026-05-06 is extended for the listed reasons only.",
        )
