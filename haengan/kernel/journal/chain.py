"""The chain of headers: each holds on to the one before, signature included, so that a key's last signature vouches for
all that it signed before. Only where that fails is each signature looked at, to name the first block that was rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from haengan.kernel.journal import reading
from haengan.kernel.journal.engine import headers
from haengan.kernel.journal.engine.headers import Header
from haengan.kernel.journal.faults import Fault, Kind
from haengan.lib.crypto import signing

SLICE = 500


@dataclass
class Chain:
    """Takes one block after the other; `broken` once a link or a signature does not hold."""

    trusted: list[str]
    number: int = 0
    hash: str = ""
    header: Header | None = None
    signed: tuple[str, bytes] = ("", b"")
    broken: bool = False
    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    lost: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, number: int, text: str, signature: bytes) -> Header | None:
        """The header, None where it cannot be read."""
        header = _read(text)
        if header is None or header.number != number or header.previous != self.hash:
            self.broken = True
        elif self.header:
            self._follows(self.header, header)
        if header and header.note:
            self.notices.append(f"Block {number} of {header.sealed_at[:19]}: {header.note}")
        self._gap(number, header)
        self.number, self.header, self.hash = number, header, headers.block_hash(text, signature)
        self.signed = (text, signature)
        return header

    def end(self) -> None:
        if self.header is None or not fits(self.trusted, *self.signed):
            self.broken = bool(self.number)

    def _follows(self, before: Header, header: Header) -> None:
        if before.key == header.key:
            return
        if not fits(self.trusted, *self.signed):
            self.broken = True
        if before.next_key != header.key and not header.note:
            line = first_line(header)
            what = f"block {header.number} is signed by a key that no block announced"
            self.faults.append(Fault(line, header.number, Kind.REWRITTEN, what))

    def _gap(self, number: int, header: Header | None) -> None:
        expected = self.number + 1
        if header and header.lost and header.lost[1] == number - 1 and header.lost[0] <= expected:
            self.lost.append((*header.lost, header.note))
        elif number != expected:
            what = f"blocks {expected} to {number - 1} are not there"
            self.faults.append(Fault(first_line(header), expected, Kind.REMOVED, what))


def fits(trusted: list[str], text: str, signature: bytes) -> bool:
    """Signed by a key that this house trusts."""
    header = _read(text)
    return bool(header and header.key in trusted and signing.fits(headers.signed_bytes(text), signature, header.key))


def first_forged(trusted: list[str]) -> Iterator[int]:
    """Numbers of blocks whose own signature does not hold, in their order."""
    after = 0
    while found := reading.blocks(after, SLICE):
        for number, text, _leaves, signature in found:
            header = _read(text)
            if not fits(trusted, text, bytes(signature)) or (header and header.number != number):
                yield number
        after = found[-1][0]


def first_line(header: Header | None) -> int:
    spans = headers.spans(header.lines) if header else iter(())
    return next((first for first, _last in spans), 0)


def _read(text: str) -> Header | None:
    try:
        return headers.read(text)
    except headers.NoHeader:
        return None
