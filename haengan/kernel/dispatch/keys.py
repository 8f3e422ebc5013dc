"""The keys that sign commands: one for each world, each in a file of its own outside the database. Terminals are given the
public halves; a process that has only the drill's file cannot speak to a live siren."""

from __future__ import annotations

import base64
import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from haengan.kernel.dispatch.rules import World
from haengan.lib.crypto import signing

CAP_YEARS = 10


class NoKey(RuntimeError):
    """The file of the signing key is missing or cannot be read."""


def folder() -> Path:
    return Path(settings.DISPATCH_KEYS)


def file(world: World | str) -> Path:
    return folder() / f"{World(world).value}.json"


def secret(world: World | str) -> str:
    """Raises `NoKey`. Never makes one: a key that terminals do not know is worse than none."""
    try:
        found: str = json.loads(file(world).read_text("utf8"))["secret"]
    except (OSError, ValueError, KeyError) as wrong:
        raise NoKey(
            _(
                "The signing key %(path)s cannot be read. Bring it back from the safe, or make the first: haengan brokers"
            )
            % {"path": file(world)}
        ) from wrong
    return found


def publics() -> dict[str, list[str]]:
    """What terminals shall believe, by world; a world without a key has none."""
    found: dict[str, list[str]] = {}
    for world in World:
        try:
            found[world.value] = [signing.public(secret(world))]
        except NoKey:
            found[world.value] = []
    return found


def make() -> list[str]:
    """A key for each world that has none, for its owner's eyes alone; the worlds for which one was made."""
    folder().mkdir(parents=True, exist_ok=True)
    made = []
    for world in World:
        try:
            handle = os.open(file(world), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "w", encoding="utf8") as out:
            json.dump({"secret": signing.new_key()}, out)
        made.append(world.value)
    return made


def push_file() -> Path:
    """The key by which web push services know the city (VAPID, RFC 8292): P-256, in PEM."""
    return folder() / "push.pem"


def make_push() -> bool:
    """False where there is one already: subscriptions of browsers are bound to it."""
    folder().mkdir(parents=True, exist_ok=True)
    made = ec.generate_private_key(ec.SECP256R1())
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        handle = os.open(push_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as out:
        out.write(pem)
    return True


def push_public() -> str:
    """What a browser is given to subscribe with (RFC 8292, 3.2): the point, uncompressed, in base64url; empty without a key."""
    try:
        secret = load_pem_private_key(push_file().read_bytes(), password=None)
    except (OSError, ValueError):
        return ""
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def cap_file(world: World | str) -> Path:
    """Key and certificate with which warnings of a world are signed as CAP: P-256, in PEM."""
    return folder() / f"cap-{World(world).value}.pem"


def cap(world: World | str) -> tuple[bytes, bytes]:
    """Key and certificate in PEM; raises `NoKey`."""
    try:
        text = cap_file(world).read_bytes()
    except OSError as wrong:
        raise NoKey(
            _(
                "The signing key %(path)s cannot be read. Bring it back from the safe, or make the first: haengan brokers"
            )
            % {"path": cap_file(world)}
        ) from wrong
    key, _mark, certificate = text.partition(b"-----BEGIN CERTIFICATE-----")
    return key, _mark + certificate


def make_cap(*, now: datetime) -> list[str]:
    """A self-signed one for each world that has none, its subject naming the drill; a city may put its own in its place."""
    folder().mkdir(parents=True, exist_ok=True)
    made = []
    for world in World:
        try:
            handle = os.open(cap_file(world), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as out:
            out.write(_certified(world, now))
        made.append(world.value)
    return made


def _certified(world: World, now: datetime) -> bytes:
    secret = ec.generate_private_key(ec.SECP256R1())
    city = settings.CITY_NAMES["en"] + (" (DRILL)" if world is World.DRILL else "")
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, city[:64]), x509.NameAttribute(NameOID.COUNTRY_NAME, "KR")]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=CAP_YEARS * 366))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    return secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + made.public_bytes(Encoding.PEM)
