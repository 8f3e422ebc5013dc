"""What terminals and carriers say comes in here and becomes evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from haengan.kernel.acts.running import intake
from haengan.kernel.dispatch import rules, upkeep
from haengan.kernel.dispatch.models import Delivery, Message, Terminal
from haengan.kernel.dispatch.proving import BY, Proof, record
from haengan.kernel.dispatch.soundings import Sounding
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.signed import Malformed
from haengan.lib.terminal.words import Ack

SLICE = 500
log = structlog.get_logger("haengan.dispatch")


@dataclass(frozen=True)
class Heard:
    """What a batch of acknowledgements came to: `stored` proofs, `refused` by reason."""

    stored: int
    refused: dict[str, int]


def hear(arrived: Iterable[tuple[str, bytes]], *, now: datetime) -> Heard:
    """Acknowledgements (topic and payload) of terminals. One is believed if the terminal is in the register, its own key
    signed it, and topic, signed name and world agree. The rest is counted, told in the log, and moves nothing."""
    refused: Counter[str] = Counter()
    read: list[tuple[Ack, bytes]] = []
    for topic, payload in arrived:
        try:
            read.append((_read(topic, payload), payload))
        except Malformed:
            refused["malformed"] += 1
    terminals = {t.number: t for t in Terminal.objects.filter(number__in={ack.terminal for ack, _wire in read})}
    believed = []
    for ack, wire in read:
        why = _doubt(ack, wire, terminals.get(ack.terminal))
        if why:
            refused[why] += 1
        else:
            believed.append((ack, wire))
    alone = [(ack, wire) for ack, wire in believed if ack.id.startswith(words.ALONE)]
    believed = [(ack, wire) for ack, wire in believed if not ack.id.startswith(words.ALONE)]
    stored = record(_proofs(believed, terminals, refused), now=now) + _sounded(alone, terminals, now)
    just = believed + [(ack, wire) for ack, wire in alone if not ack.again]
    whole = {ack.terminal for ack, _wire in just if words.DONE in {code for code, _at in ack.stages}}
    upkeep.proven((terminals[number].pk for number in whole), now=now)
    if refused:
        log.warning("acknowledgement.refused", **refused)
    return Heard(stored, dict(refused))


def _sounded(alone: Sequence[tuple[Ack, bytes]], terminals: dict[str, Terminal], now: datetime) -> int:
    """What terminals sounded by themselves while they did not hear the house: proof without a delivery, each counted once."""
    rows = {
        (row.terminal_id, row.source, row.end): row
        for ack, wire in alone
        if (row := _sounding(ack, wire, terminals[ack.terminal], now)) is not None
    }
    known = set(
        Sounding.objects.filter(terminal__in={pk for pk, _source, _end in rows}, source__in={one[1] for one in rows})
        .order_by()
        .values_list("terminal_id", "source", "end")
    )
    fresh = [row for key, row in rows.items() if key not in known]
    if not fresh:
        return 0
    with intake("dispatch.soundings", actor=BY, count=len(fresh)):
        Sounding.objects.bulk_create(fresh, batch_size=SLICE, ignore_conflicts=True)
    log.error("terminal.sounded_alone", terminals=sorted({row.terminal.number for row in fresh})[:20], count=len(fresh))
    return len(fresh)


def _sounding(ack: Ack, wire: bytes, terminal: Terminal, now: datetime) -> Sounding | None:
    """None for a stage that is no end."""
    parts, (code, at) = ack.id.split("."), ack.stages[-1]
    if len(parts) != 4 or parts[1] != ack.world or code not in (words.DONE, words.FAILED[words.DONE]):
        return None
    return Sounding(
        terminal=terminal,
        world=ack.world,
        source=ack.id[:80],
        covers=parts[2][:40],
        end=code,
        at=at,
        noted_at=now,
        note=ack.note,
        signed=wire.decode(),
    )


def _read(topic: str, payload: bytes) -> Ack:
    world, number, what = words.terminal_in(topic)
    ack = words.ack(signed.read(payload))
    if what != "ack" or (ack.world, ack.terminal) != (world, number):
        raise Malformed("it says another name than its topic")
    return ack


def _doubt(ack: Ack, wire: bytes, terminal: Terminal | None) -> str:
    if terminal is None:
        return "unknown_terminal"
    if terminal.world != ack.world:
        return "other_world"
    if not terminal.public_key:
        return "no_key_in_register"
    return "" if signed.by(wire, [terminal.public_key]) else "wrong_signature"


def _proofs(
    believed: Sequence[tuple[Ack, bytes]], terminals: dict[str, Terminal], refused: Counter[str]
) -> list[Proof]:
    keys = {ack.id for ack, _wire in believed}
    pks = {terminals[ack.terminal].pk for ack, _wire in believed}
    messages = dict(Message.objects.filter(key__in=keys).values_list("pk", "key"))
    mine: dict[tuple[str, int], int] = {}
    every = sorted(pks)
    for start in range(0, len(every), SLICE):
        rows = Delivery.objects.filter(
            message__in=messages, terminal__in=every[start : start + SLICE], channel=rules.Channel.TERMINAL
        )
        mine.update({(messages[m], t): pk for pk, m, t in rows.values_list("pk", "message_id", "terminal_id")})
    proofs = []
    for ack, wire in believed:
        delivery = mine.get((ack.id, terminals[ack.terminal].pk))
        if delivery is None:
            refused["no_such_delivery"] += 1
            continue
        for place, (code, at) in enumerate(ack.stages, 1):
            text = wire.decode() if place == len(ack.stages) else ""
            proofs.append(Proof(delivery, f"ack {code}", at, rules.MEANS[code], "mqtt", ack.note, "", text))
    return proofs
