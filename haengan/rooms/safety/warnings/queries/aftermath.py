"""How a warning or an exercise went, from the first sign to its end: for the report after it, its file and programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from haengan.kernel.dispatch import queries as dispatch
from haengan.kernel.dispatch import rules as sending
from haengan.kernel.dispatch.models import Delivery, Evidence, Message, Tally
from haengan.kernel.dispatch.rules import REACHED, Channel, State
from haengan.kernel.places import queries as places
from haengan.lib.terminal import words
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Decision
from haengan.rooms.safety.warnings.queries import alone, scoring, watched
from haengan.rooms.safety.warnings.queries.scoring import Score
from haengan.rooms.safety.warnings.rules.causes import LEVELS

FAILED = {f"ack {code}" for code in words.FAILED.values()}
STEPS = ("first", "half", "most", "last")
REASONS = 10


@dataclass(frozen=True)
class Happened:
    """`what` is a state of the warning, or began, decided, command, alone, or how many terminals had sounded it: first, half, most
    (nine in ten), last."""

    at: datetime
    what: str
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class District:
    """`reach` of its terminals: all, some, none; bare where it has none, so that only people could tell."""

    name_ko: str
    name_en: str
    residents: int
    terminals: int
    proven: int

    @property
    def reach(self) -> str:
        if not self.terminals:
            return "bare"
        return "all" if self.proven == self.terminals else "some" if self.proven else "none"


@dataclass(frozen=True)
class Way:
    """Of one channel to people."""

    channel: str
    total: int
    arrived: int
    failed: int

    @property
    def open(self) -> int:
        return self.total - self.arrived - self.failed


@dataclass(frozen=True)
class Told:
    """A terminal with what it has proven, in seconds since the message was queued; `why` it counts as missed: untried, silent,
    refused or failed, with the note of whoever knows."""

    number: str
    kind: str
    district: int | None
    state: str
    tries: int
    received: float | None = None
    believed: float | None = None
    done: float | None = None
    why: str = ""
    note: str = ""


@dataclass(frozen=True)
class Aftermath:
    """`reasons` are channel, note and how many deliveries to people failed with it, most first."""

    warning: Warning
    score: Score | None
    people: float
    happened: Sequence[Happened]
    districts: Sequence[District]
    ways: Sequence[Way]
    reasons: Sequence[tuple[str, str, int]]
    terminals: Sequence[Told]
    names: dict[int, tuple[str, str]]

    @property
    def missed(self) -> list[Told]:
        return [one for one in self.terminals if one.why]

    def residents(self, *reaches: str) -> int:
        return sum(one.residents for one in self.districts if one.reach in reaches)


def of(warning: Warning, language: str = "ko") -> Aftermath | None:
    """None for what was never sent. `language` is that of the readings behind decisions. A number of queries that does not grow with terminals."""
    message = warning.message
    if message is None or warning.sent_at is None:
        return None
    terminals = _terminals(message)
    names = {one.district_id: (one.name_ko, one.name_en or one.name_ko) for one in places.districts(message.queued_on)}
    return Aftermath(
        warning,
        scoring.score(warning),
        scoring.people(warning),
        _happened(warning, message, terminals, language),
        _districts(warning, terminals, names),
        _ways(message),
        _reasons(message),
        terminals,
        names,
    )


def plain(found: Aftermath, *, language: str = "ko") -> dict[str, Any]:
    """For programs and files."""
    place = 0 if language == "ko" else 1
    districts = [
        {**asdict(one), "name": (one.name_ko, one.name_en)[place], "reach": one.reach} for one in found.districts
    ]
    terminals = [
        {**asdict(one), "district": found.names.get(one.district or 0, ("", ""))[place]} for one in found.terminals
    ]
    return {
        "number": found.warning.number,
        "world": found.warning.world,
        "people_seconds": found.people,
        "happened": [asdict(one) for one in found.happened],
        "stages": [asdict(one) for one in found.score.stages] if found.score else [],
        "districts": districts,
        "ways": [{**asdict(one), "open": one.open} for one in found.ways],
        "terminals": terminals,
    }


def _terminals(message: Message) -> list[Told]:
    rows = list(dispatch.deliveries(message, channel=Channel.TERMINAL).order_by("terminal__number"))
    acks = Evidence.objects.filter(
        delivery__message=message, delivery__channel=Channel.TERMINAL, source__startswith="ack "
    )
    said: dict[int, dict[str, tuple[datetime, str]]] = {row.pk: {} for row in rows}
    for pk, source, at, note in acks.order_by("pk").values_list("delivery_id", "source", "at", "note"):
        said[pk][source] = (at, note)
    return [_told(row, said[row.pk], message.queued_at) for row in rows]


def _told(row: Delivery, said: dict[str, tuple[datetime, str]], began: datetime) -> Told:
    terminal = row.terminal
    assert terminal is not None  # a check constraint of the table
    why, note = _why(row, said)
    received, believed, done = (_after(said, f"ack {code}", began) for code in scoring.STAGES)
    return Told(
        terminal.number,
        terminal.kind,
        terminal.district_id,
        row.state,
        row.attempts,
        received,
        believed,
        done,
        why,
        note,
    )


def _after(said: dict[str, tuple[datetime, str]], source: str, began: datetime) -> float | None:
    """A terminal whose clock goes before counts as at once."""
    return round(max((said[source][0] - began).total_seconds(), 0.0), 2) if source in said else None


def _why(row: Delivery, said: dict[str, tuple[datetime, str]]) -> tuple[str, str]:
    if row.state in REACHED:
        return "", ""
    failed = sorted(FAILED & said.keys())
    if failed:
        return ("failed" if failed[-1].endswith(words.FAILED[words.DONE]) else "refused"), said[failed[-1]][1]
    return ("silent" if row.attempts else "untried"), ""


def _happened(warning: Warning, message: Message, terminals: Sequence[Told], language: str) -> list[Happened]:
    found = _before(warning, language)
    found += [Happened(move.at, move.becomes, move.author, move.reason) for move in warning.moves.all()]
    found.append(Happened(message.queued_at, "command", "", str(len(terminals)) if terminals else ""))
    found += _sounded(message)
    found += [
        Happened(one.sounding.at, "alone", str(one.sounding.terminal), one.sounding.note)
        for one in alone.of_message(message)
    ]
    for later in warning.following.exclude(sent_at=None):
        found.append(Happened(later.sent_at or message.queued_at, f"sent_{later.kind}", "", later.number))
    return sorted(found, key=lambda one: one.at)


def _before(warning: Warning, language: str) -> list[Happened]:
    """The situation that it answers, and what the rule decided until it was sent."""
    if warning.origin_type != alone.SITUATION:
        return []
    decisions = (
        Decision.objects.filter(situation__key=warning.origin_key, at__lte=warning.sent_at, known=True)
        .exclude(transition="void")
        .select_related("rule", "version")
        .order_by("at", "ordinal")
    )
    place = 0 if language == "ko" else 1
    found = [
        Happened(
            one.decided_at,
            "decided",
            one.rule.number,
            "; ".join([*([LEVELS[one.level][place]] if one.level else []), *watched.facts(one, language)[:1]]),
        )
        for one in decisions
    ]
    first = decisions.first()
    if first is None:
        return []
    names = (first.rule.name_ko, first.rule.name_en or first.rule.name_ko)
    return [Happened(first.at, "began", first.rule.number, names[place]), *found]


def _sounded(message: Message) -> list[Happened]:
    """When the first, half, nine in ten and the last of those that did had sounded or shown it."""
    rows = Evidence.objects.filter(delivery__message=message, source=f"ack {words.DONE}").order_by("at")
    moments = list(rows.values_list("at", flat=True))
    if not moments:
        return []
    last = len(moments) - 1
    places_ = (0, len(moments) // 2, min(int(len(moments) * 0.9), last), last)
    steps = dict(zip(STEPS, places_, strict=True)) if len(moments) > 1 else {"first": 0}
    return [Happened(moments[place], step, "", str(place + 1)) for step, place in steps.items()]


def _districts(warning: Warning, terminals: Sequence[Told], names: dict[int, tuple[str, str]]) -> list[District]:
    every = Counter(one.district for one in terminals if one.district)
    proven = Counter(one.district for one in terminals if one.district and not one.why)
    residents = dict(warning.covered.values_list("district_id", "residents"))
    found = [
        District(*names.get(pk, ("", "")), residents.get(pk, 0), every[pk], proven[pk]) for pk in {*residents, *every}
    ]
    return sorted(found, key=lambda one: (one.proven - one.terminals, -one.residents, one.name_ko))


def _ways(message: Message) -> list[Way]:
    """To people; by the tallies, however many there are."""
    states: dict[str, dict[str, int]] = {}
    for tally in Tally.objects.filter(message=message, count__gt=0).exclude(channel=Channel.TERMINAL):
        states.setdefault(tally.channel, {})[tally.state] = tally.count
    taken = {*REACHED, State.SENT}
    return [
        Way(
            channel,
            sum(mine.values()),
            sum(mine.get(state, 0) for state in taken),
            mine.get(State.FAILED, 0) + mine.get(State.EXPIRED, 0),
        )
        for channel, mine in sorted(states.items())
    ]


def _reasons(message: Message) -> list[tuple[str, str, int]]:
    """Notes only: no names and no addresses."""
    over = (sending.State.FAILED, sending.State.EXPIRED)
    rows = Evidence.objects.filter(delivery__message=message, delivery__state__in=over).exclude(note="")
    counted = rows.exclude(delivery__channel=Channel.TERMINAL).order_by().values("delivery__channel", "note")
    most = counted.annotate(n=Count("delivery", distinct=True)).order_by("-n", "note")[:REASONS]
    return [(row["delivery__channel"], row["note"], row["n"]) for row in most]
