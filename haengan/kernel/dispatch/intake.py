"""What terminals and carriers say comes in here and becomes evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from haengan.kernel.dispatch import rules, upkeep
from haengan.kernel.dispatch.models import Delivery, Message, Terminal
from haengan.kernel.dispatch.proving import Proof, record
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
    stored = record(_proofs(believed, terminals, refused), now=now)
    whole = {ack.terminal for ack, _wire in believed if words.DONE in {code for code, _at in ack.stages}}
    upkeep.proven((terminals[number].pk for number in whole), now=now)
    if refused:
        log.warning("acknowledgement.refused", **refused)
    return Heard(stored, dict(refused))


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
