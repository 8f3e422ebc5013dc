"""Ed25519 signatures; keys and signatures as hexadecimal text."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

RAW = serialization.Encoding.Raw


def new_key() -> str:
    """A secret key."""
    made = Ed25519PrivateKey.generate()
    return made.private_bytes(RAW, serialization.PrivateFormat.Raw, serialization.NoEncryption()).hex()


def public(secret: str) -> str:
    """The verification key that belongs to a secret key."""
    return _secret(secret).public_key().public_bytes(RAW, serialization.PublicFormat.Raw).hex()


def sign(message: bytes, secret: str) -> bytes:
    return _secret(secret).sign(message)


def fits(message: bytes, signature: bytes, public: str) -> bool:
    """Whether the owner of the key signed exactly this; False for a key or signature that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _secret(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
