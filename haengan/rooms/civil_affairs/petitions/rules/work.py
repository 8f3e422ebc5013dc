"""Proof of work: what makes a flood dear without asking a third party or people's eyes."""

from __future__ import annotations

import hashlib
import hmac

MOST = 30
"""Bits; beyond, nobody would wait."""
ANSWER = 64


def bits(spent: int, free: int) -> int:
    """How hard the next filing from one address is: nothing while it is within what is free, then a bit more for each
    doubling."""
    return 0 if spent <= free else min(MOST, 14 + (spent // max(free, 1)).bit_length())


def challenge(secret: str, token: str) -> str:
    """Bound to the form's token, so that one answer serves one form."""
    return hmac.new(secret.encode(), f"petition:{token}".encode(), hashlib.sha256).hexdigest()[:32]


def solved(challenge: str, answer: str, bits: int) -> bool:
    """Whether the hash of challenge and answer begins with so many zero bits."""
    if bits == 0:
        return True
    if not answer or len(answer) > ANSWER:
        return False
    found = int.from_bytes(hashlib.sha256(f"{challenge}:{answer}".encode()).digest(), "big")
    return found >> (256 - bits) == 0
