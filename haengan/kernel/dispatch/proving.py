"""Evidence of deliveries: attempts of our own, acknowledgements of terminals, receipts of carriers. Append-only, grouped, one
line a batch, and safe to repeat: the same proof of a delivery counts once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from haengan.kernel.acts.running import Actor, System, intake
from haengan.kernel.dispatch import rules
from haengan.kernel.dispatch.models import Delivery, Evidence, Message, Tally

SLICE = 500
BY = System("kernel.dispatch.evidence")


@dataclass(frozen=True)
class Proof:
    """`source` is unique within a delivery ("try 2", "ack 800"); `state` what it proves, empty where nothing."""

    delivery: int
    source: str
    at: datetime
    state: str = ""
    via: str = ""
    note: str = ""
    reference: str = ""
    signed: str = ""


def record(proofs: Iterable[Proof], *, now: datetime, actor: Actor = BY) -> int:
    """Store what is new; how much that was. One transaction and one line, none where nothing is new."""
    unique = {(proof.delivery, proof.source): proof for proof in proofs}
    fresh = _fresh(unique)
    if not fresh:
        return 0
    with intake("dispatch.evidence", actor=actor, count=len(fresh)) as running:
        rows = _locked({proof.delivery for proof in fresh})
        fresh = [proof for proof in _fresh({(p.delivery, p.source): p for p in fresh}) if proof.delivery in rows]
        running.about.update(count=len(fresh), digest=_digest(fresh))
        Evidence.objects.bulk_create([_evidence(proof, now) for proof in fresh], batch_size=SLICE)
        _moved(rows, fresh, now)
    return len(fresh)


def _fresh(proofs: dict[tuple[int, str], Proof]) -> list[Proof]:
    known: set[tuple[int, str]] = set()
    ids = sorted({delivery for delivery, _source in proofs})
    for start in range(0, len(ids), SLICE):
        some = Evidence.objects.filter(delivery__in=ids[start : start + SLICE])
        known |= set(some.order_by().values_list("delivery_id", "source"))
    return [proof for key, proof in proofs.items() if key not in known]


def _locked(ids: set[int]) -> dict[int, tuple[int, str, str]]:
    """Message, channel and state of each delivery, under lock in one order, so that two batches never wait for each other."""
    found: dict[int, tuple[int, str, str]] = {}
    every = sorted(ids)
    for start in range(0, len(every), SLICE):
        rows = Delivery.objects.filter(pk__in=every[start : start + SLICE]).order_by("pk").select_for_update()
        for pk, message, channel, state in rows.values_list("pk", "message_id", "channel", "state"):
            found[pk] = (message, channel, state)
    return found


def _evidence(proof: Proof, now: datetime) -> Evidence:
    return Evidence(
        delivery_id=proof.delivery,
        source=proof.source,
        at=proof.at,
        noted_at=now,
        via=proof.via[:80],
        note=proof.note[:200],
        reference=proof.reference[:80],
        signed=proof.signed,
    )


def _moved(rows: dict[int, tuple[int, str, str]], proofs: Sequence[Proof], now: datetime) -> None:
    """The new states, written by groups, and the tallies that follow from them."""
    proven: dict[int, list[str]] = {}
    for proof in proofs:
        if proof.state:
            proven.setdefault(proof.delivery, []).append(proof.state)
    states = {pk: rules.settled(rows[pk][2], found).value for pk, found in proven.items()}
    moves: Counter[tuple[int, str, str]] = Counter()
    groups: dict[tuple[str, bool], list[int]] = {}
    for pk, state in states.items():
        message, channel, was = rows[pk]
        if state != was:
            groups.setdefault((state, _goes_on(channel, state)), []).append(pk)
            moves[message, channel, was] -= 1
            moves[message, channel, state] += 1
    for (state, goes_on), ids in groups.items():
        over: dict[str, object] = {} if goes_on else {"due_at": None}
        for start in range(0, len(ids), SLICE):
            Delivery.objects.filter(pk__in=ids[start : start + SLICE]).update(state=state, changed_at=now, **over)
    _tallied(moves)


def _goes_on(channel: str, state: str) -> bool:
    """Whether it is tried again: a terminal until it has done the command, a person until somebody took it to carry."""
    return state in rules.OPEN if channel == rules.Channel.TERMINAL else state == rules.State.QUEUED


def _tallied(moves: Counter[tuple[int, str, str]]) -> None:
    wanted = {key: change for key, change in moves.items() if change}
    if not wanted:
        return
    messages = {message for message, _channel, _state in wanted}
    tallies = Tally.objects.filter(message__in=messages).order_by("pk").select_for_update()
    stand = {(tally.message_id, tally.channel, tally.state): tally for tally in tallies}
    days = dict(Message.objects.filter(pk__in=messages).values_list("pk", "queued_on"))
    for key, change in sorted(wanted.items()):
        message, channel, state = key
        made = stand.get(key) or Tally(message_id=message, channel=channel, state=state, counted_on=days[message])
        made.count += change
        made.save()


def _digest(proofs: Sequence[Proof]) -> str:
    told = "\n".join(f"{p.delivery} {p.source} {p.at.isoformat()} {p.state}" for p in proofs)
    return hashlib.sha256(told.encode()).hexdigest()
