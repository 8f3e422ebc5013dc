"""What a Mosquitto broker is given: its configuration, who may say what on which topic, and certificates.

Two brokers that know nothing of each other stand on two machines; both get the same rights. A client is known by the common
name of its certificate: ``live.siren-001`` for a terminal in the live world, ``live.house`` for the house.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HOUSE = "house"
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
"""Asset numbers that may stand in a topic and in a certificate."""
YEARS = 5
CONFIGURATION = """# One of two independent brokers. Written by `haengan brokers`; change the settings there, not here.
per_listener_settings false
listener {port}
cafile {folder}/ca.pem
certfile {folder}/broker.pem
keyfile {folder}/broker.key
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {folder}/acl
tls_version tlsv1.2
# Without it a command waits some 40 ms for the acknowledgement of the one before.
set_tcp_nodelay true
# What a terminal that is away has not received is kept over a restart of the broker.
persistence true
persistence_location {data}/
autosave_interval 60
persistent_client_expiration 14d
max_inflight_messages 1000
max_queued_messages 100000
max_packet_size 70000
"""


def configuration(*, folder: Path, data: Path, port: int = 8883, user: str = "") -> str:
    """`folder` is where the files stand on the broker's machine, `data` where it keeps its sessions."""
    text = CONFIGURATION.format(folder=folder, data=data, port=port)
    return text + (f"user {user}\n" if user else "")


def rights(terminals: Iterable[tuple[str, str]], gauges: Iterable[str] = ()) -> str:
    """The ACL: for each terminal (number, world) its own topics in its own world, and no other's. The house of a world
    speaks to that world alone. A gauge (asset number) tells its own readings; a terminal hears gauges and the pulse of its
    house, to decide alone where that falls silent."""
    lines = ["# Written by `haengan brokers` from the register of terminals. What is not allowed here is refused."]
    for world in ("live", "drill"):
        base = f"haengan/{world}/terminal"
        lines += ["", f"user {world}.{HOUSE}"]
        lines += [f"topic write {base}/+/command", f"topic write {base}/+/rules"]
        lines += [f"topic read {base}/+/ack", f"topic read {base}/+/beat"]
        lines += [f"topic write haengan/{world}/house"]
        lines += ["topic read haengan/readings/#"] if world == "live" else []
    for number, world in sorted(terminals):
        base = f"haengan/{world}/terminal/{number}"
        lines += ["", f"user {world}.{number}"]
        lines += [f"topic read {base}/command", f"topic read {base}/rules"]
        lines += [f"topic read haengan/{world}/house", "topic read haengan/readings/#"]
        lines += [f"topic write {base}/ack", f"topic write {base}/beat"]
    for number in sorted(gauges):
        lines += ["", f"user live.{number}", f"topic write haengan/readings/{number}/#"]
    return "\n".join(lines) + "\n"


class Certificates:
    """The city's own small authority in a folder: `ca.pem` for everyone, `ca.key` for the safe."""

    def __init__(self, folder: Path, *, now: datetime) -> None:
        self.folder, self.now = folder, now
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "ca.pem").exists():
            self._authority()
        self.key = load_pem_private_key((folder / "ca.key").read_bytes(), None)
        self.authority = x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())

    def broker(self, names: Iterable[str]) -> None:
        """`broker.pem` and `broker.key` for a broker that is reached under these host names or addresses."""
        told = list(names)
        kinds = x509.SubjectAlternativeName([_alternative(name) for name in told])
        self._issue("broker", told[0], ExtendedKeyUsageOID.SERVER_AUTH, kinds)

    def client(self, world: str, number: str) -> bool:
        """Certificate and key of one terminal, or of the house, in one world; False where it has one that is still good
        for a year."""
        place = self.folder / world
        place.mkdir(exist_ok=True)
        there = place / f"{number}.pem"
        if there.exists() and (place / f"{number}.key").exists():
            known = x509.load_pem_x509_certificate(there.read_bytes())
            if known.not_valid_after_utc - self.now > timedelta(days=365):
                return False
        self._issue(f"{world}/{number}", f"{world}.{number}", ExtendedKeyUsageOID.CLIENT_AUTH, None)
        (place / "ca.pem").write_bytes(self.authority.public_bytes(Encoding.PEM))
        return True

    def _authority(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Haengan terminals")])
        made = self._begun(name, name, key.public_key(), years=4 * YEARS)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        _private(self.folder / "ca.key", key)
        (self.folder / "ca.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))

    def _issue(
        self, file: str, name: str, use: x509.ObjectIdentifier, alternative: x509.SubjectAlternativeName | None
    ) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = self._begun(subject, self.authority.subject, key.public_key(), years=YEARS)
        made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        made = made.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
        if alternative is not None:
            made = made.add_extension(alternative, critical=False)
        signed = made.sign(self.key, hashes.SHA256())  # type: ignore[arg-type]  # our own key is elliptic
        _private(self.folder / f"{file}.key", key)
        (self.folder / f"{file}.pem").write_bytes(signed.public_bytes(Encoding.PEM))

    def _begun(
        self, subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, years: int
    ) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
        made = made.serial_number(x509.random_serial_number()).not_valid_before(self.now - timedelta(hours=1))
        return made.not_valid_after(self.now + timedelta(days=365 * years))


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _private(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """For its owner alone, whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    fresh.replace(path)
