"""From a message to signed commands for its terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.models import Message
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import Command

TOGETHER = 50
"""So many terminals are named in one signed command: signing each its own would take ten thousand signatures."""


def content(message: Message) -> dict[str, Any]:
    """What terminals shall do, by way. Spoken and shown texts are given in every language that there is."""
    told: dict[str, Any] = {}
    for way in sorted(message.ways):
        if way == "clip":
            told[way] = message.clip
        elif way in {"tone", "silent"}:
            told[way] = True
        else:
            told[way] = message.wording[way]
    return told


def wires(message: Message, numbers: Iterable[str]) -> Iterator[tuple[list[str], bytes]]:
    """Groups of terminals, and the signed command for all in it. Raises `keys.NoKey`."""
    secret, every = keys.secret(message.world), sorted(numbers)
    what = content(message)
    for start in range(0, len(every), TOGETHER):
        some = every[start : start + TOGETHER]
        yield some, signed.seal(_command(message, some, what).body(), secret)


def published(message: Message, numbers: Iterable[str]) -> list[tuple[str, bytes]]:
    """Topics and payloads, one for each terminal."""
    return [
        (words.topic(message.world, number, "command"), wire)
        for some, wire in wires(message, numbers)
        for number in some
    ]


def _command(message: Message, to: Sequence[str], what: dict[str, Any]) -> Command:
    return Command(
        id=message.key,
        world=message.world,
        to=tuple(to),
        what=what,
        cause=message.cause,
        warning=message.origin_key,
        issued_at=message.queued_at,
        expires_at=message.expires_at,
        local=message.local,
        since=message.since,
    )
