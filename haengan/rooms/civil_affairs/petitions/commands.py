"""`haengan due`, `haengan petition-mail`."""

from __future__ import annotations

import json
import sys

import typer
from django.utils import timezone
from django.utils.translation import get_language

from haengan.lib.hangul.particles import settle
from haengan.rooms.civil_affairs.petitions.engine.clock import typed
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Copies, Event
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Due
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import due as reckoned
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Period

REFUSED, LATER = 65, 75


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
    language: str = typer.Option("", help="ko or en, for the proof; that of the terminal if left out."),
    as_json: bool = typer.Option(False, "--json", help="The moment and its proof as JSON."),
) -> None:
    """When a petition is due by law, with the proof. Example: haengan due inquiry 2026-11-23T10:30"""
    language = language or (get_language() or "ko")[:2]
    if language not in ("ko", "en"):
        raise typer.BadParameter("ko, en", param_hint="--language")
    try:
        events: list[Event] = [
            *map(typed.pause, pause),
            *map(typed.extension, extend),
            *([Copies(copies)] if copies else []),
        ]
        told = _told(kind, received_at, events, period, holiday)
    except Refusal as refused:
        typer.echo(settle(refused.told(language)), err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps(_plain(told, kind, received_at, language), ensure_ascii=False, indent=1))
    elif told.proof:
        typer.echo(told.proof.told(language))


def petition_mail() -> None:
    """Take in one mail from the standard input, as a mail server pipes it. Ends with 65 for what can be no petition, 75 to be
    brought again (sysexits.h). Example: haengan petition-mail < letter.eml"""
    from haengan.rooms.civil_affairs.petitions.intake import mailed  # needs the database

    try:
        mailed.take(sys.stdin.buffer.read(mailed.LARGEST + 1), now=timezone.now())
    except mailed.Unfit as unfit:
        typer.echo(unfit.why, err=True)
        raise typer.Exit(REFUSED) from None
    except Exception as failed:
        typer.echo(type(failed).__name__, err=True)
        raise typer.Exit(LATER) from None


def _told(kind: str, received_at: str, events: list[Event], period: str, holidays: list[str]) -> Due:
    named = dict(typed.holiday(one) for one in holidays)
    own = Period.read(period) if period else None
    return reckoned(typed.moment(received_at), typed.kind(kind), events, Calendar(named), period=own)


def _plain(told: Due, kind: str, received_at: str, language: str) -> dict[str, object]:
    moment = told.moment.isoformat() if told.moment else None
    return {
        "kind": kind,
        "received_at": typed.moment(received_at).isoformat(),
        "due": moment,
        "proof": told.proof.plain(language) if told.proof else [],
    }


COMMANDS = [due, petition_mail]
