"""Ed25519 (RFC 8032): what was signed can be verified by anyone who has the public key, and altered by nobody."""

from __future__ import annotations

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> str:
    """A private key: 32 random bytes in base64."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def public_of(private: str) -> str:
    return _text(_private(private).public_key().public_bytes_raw())


def sign(private: str, text: bytes) -> str:
    return _text(_private(private).sign(text))


def verifies(public: str, text: bytes, signature: str) -> bool:
    """False for any alteration, and for what is no signature or no key at all."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(base64.b64decode(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def pem(public: str) -> str:
    """As other programs read it."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
