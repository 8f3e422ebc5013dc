"""`haengan due`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import NoReturn

import typer

from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.decree import YearUnknown
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Cause, Copies, Event, Extension, Pause, Reason
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Due
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import due as reckoned
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period, Unlawful


def due(
    kind: str = typer.Argument(
        help="legal_inquiry, inquiry, suggestion, grievance, other, or statutory with --period."
    ),
    received_at: str = typer.Argument(help="When it was received: ISO 8601, Korean time."),
    period: str = typer.Option("", help="The published period of a statutory petition: 3h, 5d, 2w, 1m, 1y."),
    pause: list[str] = typer.Option(
        [], help="CAUSE@SINCE/UNTIL, or CAUSE@SINCE/ while it lasts; longer: before an inquiry extended once."
    ),
    extend: list[str] = typer.Option(
        [], help="REASON@MOMENT, consent:REASON@MOMENT; +3d behind for less than the whole period."
    ),
    copies: int = typer.Option(0, help="How many copies of one certificate were asked for at once."),
    holiday: list[str] = typer.Option([], help="A day that the government named: 2026-12-01 or 2026-12-01=name."),
    language: str = typer.Option("ko", help="ko or en."),
    as_json: bool = typer.Option(False, "--json", help="The moment and its proof as JSON."),
) -> None:
    """When a petition is due by law, with the proof. Example: haengan due inquiry 2026-11-23T10:30"""
    if language not in ("ko", "en"):
        _stop(f"--language {language}: there are ko and en.")
    try:
        events: list[Event] = [*map(_pause, pause), *map(_extension, extend), *([Copies(copies)] if copies else [])]
        told = _told(kind, received_at, events, period, holiday)
    except Unlawful as refused:
        _stop(refused.told(language))
    except (YearUnknown, ValueError) as fault:
        _stop(str(fault))
    if as_json:
        typer.echo(json.dumps(_plain(told, kind, received_at, language), ensure_ascii=False, indent=1))
    elif told.proof:
        typer.echo(told.proof.told(language))


def _told(kind: str, received_at: str, events: list[Event], period: str, holidays: list[str]) -> Due:
    if kind not in list(Kind):
        raise ValueError(f"KIND {kind!r}: there are {', '.join(Kind)}.")
    named = dict(_holiday(one) for one in holidays)
    own = Period.read(period) if period else None
    return reckoned(_moment(received_at), Kind(kind), events, Calendar(named), period=own)


def _plain(told: Due, kind: str, received_at: str, language: str) -> dict[str, object]:
    moment = told.moment.isoformat() if told.moment else None
    return {
        "kind": kind,
        "received_at": _moment(received_at).isoformat(),
        "due": moment,
        "proof": told.proof.plain(language) if told.proof else [],
    }


def _pause(text: str) -> Pause:
    cause, _at, span = text.partition("@")
    longer = cause.startswith("longer:")
    since, _slash, until = span.partition("/")
    named = _one_of(cause.removeprefix("longer:"), list(Cause), "--pause")
    return Pause(Cause(named), _moment(since), _moment(until) if until else None, longer)


def _extension(text: str) -> Extension:
    reason, _at, moment = text.partition("@")
    moment, _plus, length = moment.partition("+")
    named = _one_of(reason.removeprefix("consent:"), list(Reason), "--extend")
    own = Period.read(length) if length else None
    return Extension(_moment(moment), Reason(named), own, consent=reason.startswith("consent:"))


def _holiday(text: str) -> tuple[date, str]:
    day, _equals, name = text.partition("=")
    return date.fromisoformat(day), name or "임시공휴일"


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment. Write it as 2026-11-23T10:30.") from None


def _one_of(text: str, known: list[Cause] | list[Reason], option: str) -> str:
    if text not in known:
        raise ValueError(f"{option} {text!r}: there are {', '.join(known)}.")
    return text


def _stop(text: str) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(2)


COMMANDS = [due]
