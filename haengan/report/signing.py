"""The key that signs kits: made of this installation's keys, so that there is nothing more to keep."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

ABOUT = b"haengan report kit"


def key(name: str = "") -> Ed25519PrivateKey:
    """Of the current encryption key, or of another that is still in the ring: after a rotation old kits verify with theirs."""
    secret = settings.HAENGAN_KEYS[name or settings.HAENGAN_KEY_CURRENT]
    return Ed25519PrivateKey.from_private_bytes(hmac.new(secret, ABOUT, hashlib.sha256).digest())


def names() -> list[str]:
    """Keys in the ring, the current one first."""
    current = settings.HAENGAN_KEY_CURRENT
    return [current, *sorted(name for name in settings.HAENGAN_KEYS if name != current)]
