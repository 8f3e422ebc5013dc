"""The key that signs kits: part of the installation's key ring, so that there is nothing more to keep."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from haengan.kernel.tables import sealed


def key() -> Ed25519PrivateKey:
    ring = sealed.keys()
    return Ed25519PrivateKey.from_private_bytes(ring.keys[ring.current].kit)


def publics() -> list[Ed25519PublicKey]:
    """The current one first; those of retired keys too, so that what they signed still verifies."""
    ring = sealed.keys()
    held = [Ed25519PrivateKey.from_private_bytes(ring.keys[name].kit).public_key() for name in ring.names]
    gone = [Ed25519PublicKey.from_public_bytes(base64.b64decode(public)) for public in ring.retired.values()]
    return [*held, *gone]
