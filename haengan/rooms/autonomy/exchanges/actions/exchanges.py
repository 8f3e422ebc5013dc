"""Planning an exchange, holding it, calling it off, reporting on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.followups import actions as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Official
from haengan.rooms.autonomy.exchanges import rules
from haengan.rooms.autonomy.exchanges.actions import writing
from haengan.rooms.autonomy.exchanges.engine.wording.lines import Line
from haengan.rooms.autonomy.exchanges.models import Decision, Exchange, ExchangeLine, Result
from haengan.rooms.autonomy.exchanges.rules import State

ROOM = "autonomy.exchanges"


@act("autonomy.exchanges.enter", by=writing.DESK)
def enter(
    *,
    lines: Sequence[Line],
    currency: str = "",
    approximate: frozenset[str] = frozenset(),
    today: date,
    actor: Actor,
    **given: Any,
) -> Exchange:
    """A planned exchange, or one that took place. `given` are its fields, `lines` its acts in the order of its text;
    `approximate` names the counts that are not exact."""
    exchange = Exchange(**{**given, "kinds": _kinds(lines)})
    if exchange.state == State.HELD:
        _has_begun(exchange, today)
    exchange.save()
    _write_lines(exchange, lines, currency, approximate)
    if exchange.state == State.HELD:
        _took_place(exchange, lines, min(exchange.period.last_on, today), today=today, actor=actor)
    return exchange


@act("autonomy.exchanges.correct", by=writing.DESK)
def correct(
    *,
    key: str,
    revision: int,
    lines: Sequence[Line],
    currency: str = "",
    approximate: frozenset[str] = frozenset(),
    actor: Actor,
    reason: str = "",
    **given: Any,
) -> Exchange:
    """Put right what was entered; whether it took place is said by `hold`, `cancel` and `retract`."""
    exchange = access.take(actor, Exchange, key, revision)
    if exchange.state in (State.CANCELLED, State.RETRACTED):
        raise Refused(_("This exchange was cancelled or retracted. Enter it anew."))
    if given.pop("state", exchange.state) != exchange.state:
        raise Refused(
            _("Whether an exchange took place is not corrected here."),
            field="state",
            remedy=_("Use “Carried out”, “Cancel” or “Retract” on its page."),
        )
    _write_lines(exchange, lines, currency, approximate)
    return writing.changed(exchange, {**given, "kinds": _kinds(lines)})


@act("autonomy.exchanges.hold", by=writing.DESK)
def hold(*, key: str, revision: int, today: date, actor: Actor, note: str = "") -> Exchange:
    """It took place. Who sent people abroad owes a report by the day that the norm gives."""
    exchange = _planned(access.take(actor, Exchange, key, revision))
    _has_begun(exchange, today)
    exchange.state = State.HELD.value
    exchange.save()
    lines = [Line(line.kinds, line.numbers) for line in exchange.lines.all()]
    _took_place(exchange, lines, today, today=today, actor=actor, note=note)
    return exchange


@act("autonomy.exchanges.cancel", by=writing.DESK)
def cancel(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Exchange:
    exchange = _planned(access.take(actor, Exchange, key, revision))
    return _ended(exchange, State.CANCELLED, today=today, reason=reason, actor=actor)


@act("autonomy.exchanges.retract", by=writing.DESK)
def retract(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Exchange:
    """It was entered by mistake and counts no more."""
    exchange = access.take(actor, Exchange, key, revision)
    if exchange.state == State.RETRACTED:
        raise Refused(_("This exchange was retracted already."))
    return _ended(exchange, State.RETRACTED, today=today, reason=reason, actor=actor)


@act("autonomy.exchanges.report", by=writing.DESK)
def report(*, key: str, revision: int, submitted_on: date, text: str, today: date, actor: Actor) -> Exchange:
    """The report of a journey or an exchange is in."""
    exchange = access.take(actor, Exchange, key, revision)
    if exchange.state != State.HELD:
        raise Refused(_("Only an exchange that took place has a report."), remedy=_("Enter first that it took place."))
    if not exchange.from_on <= submitted_on <= today:
        message = _("A report is handed in after the exchange has begun and not in the future.")
        raise Refused(message, field="submitted_on")
    Result.objects.create(exchange=exchange, submitted_on=submitted_on, text=text)
    exchange.save()
    followups.settle(exchange, actor=actor, room=ROOM)
    return exchange


def _planned(exchange: Exchange) -> Exchange:
    if exchange.state == State.PLANNED:
        return exchange
    raise Refused(_("This exchange is no longer planned: %(state)s.") % {"state": exchange.get_state_display()})


def _has_begun(exchange: Exchange, today: date) -> None:
    if exchange.from_on > today:
        raise Refused(
            _("It begins on %(day)s, which has not come yet.") % {"day": exchange.from_on.isoformat()},
            field="state",
            remedy=_("Keep it planned until then, or correct its days."),
        )


def _took_place(
    exchange: Exchange, lines: Sequence[Line], decided_on: date, *, today: date, actor: Actor, note: str = ""
) -> None:
    Decision.objects.create(exchange=exchange, kind=State.HELD.value, decided_on=decided_on, reason=note)
    due = rules.report_due(exchange.period.last_on, norms.value("exchanges.report.days", on=exchange.from_on))
    travelled = exchange.mode in rules.TRAVELLING and any(line.numbers.get("out") for line in lines)
    # What is entered after its term is history: it owes nothing any more.
    if not travelled or due < today:
        return
    exchange.report_due_on = due
    exchange.save()
    if isinstance(actor, Official):
        what = _("Hand in the report of the journey")
        followups.open(what=what, thing=exchange, who=actor, due_on=due, room=ROOM, actor=actor, opened_on=today)


def _ended(exchange: Exchange, state: State, *, today: date, reason: str, actor: Actor) -> Exchange:
    exchange.state, exchange.report_due_on = state.value, None
    exchange.save()
    followups.settle(exchange, actor=actor, room=ROOM, note=reason)
    Decision.objects.create(exchange=exchange, kind=state.value, decided_on=today, reason=reason)
    return exchange


def _write_lines(exchange: Exchange, lines: Sequence[Line], currency: str, approximate: frozenset[str]) -> None:
    """Make the stored lines these; what did not change is not written."""
    stored = {line.position: line for line in exchange.lines.all()}
    for position, line in enumerate(lines):
        kept = stored.pop(position, None) or ExchangeLine(exchange=exchange, position=position)
        given = {
            "kinds": line.kinds,
            "delegates_out": line.numbers.get("out"),
            "delegates_in": line.numbers.get("in"),
            "others": line.numbers.get("others"),
            "gift": line.numbers.get("gift"),
            "currency": currency if "gift" in line.numbers else "",
            "approximate": approximate & line.numbers.keys(),
        }
        if kept.pk is None or any(getattr(kept, name) != value for name, value in given.items()):
            writing.changed(kept, given)
    for surplus in stored.values():
        surplus.delete()


def _kinds(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(kind for line in lines for kind in line.kinds)
