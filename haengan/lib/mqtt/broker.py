"""Where a broker is, and how one proves to it who one is."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

PORTS = {"mqtt": 1883, "mqtts": 8883}
FILES = ("ca", "certificate", "private_key")


class WrongBroker(ValueError):
    """An address of a broker that cannot be read; the message says what to write instead."""


@dataclass(frozen=True)
class Broker:
    """`ca`, `certificate` and `private_key` are paths of PEM files. With `ca` or a certificate the link is TLS 1.2 or newer."""

    host: str
    port: int = 1883
    user: str = ""
    password: str = ""
    tls: bool = False
    ca: str = ""
    certificate: str = ""
    private_key: str = ""

    @property
    def name(self) -> str:
        """For logs and screens: without the password."""
        return f"{self.host}:{self.port}"

    def context(self) -> ssl.SSLContext | None:
        """None for a link in clear. Raises OSError or `ssl.SSLError` where a file cannot be read."""
        if not (self.tls or self.ca or self.certificate):
            return None
        made = ssl.create_default_context(cafile=self.ca or None)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.certificate:
            made.load_cert_chain(self.certificate, self.private_key or None)
        return made


def of(address: str) -> Broker:
    """``mqtt://user:password@host:port`` or ``mqtts://host?ca=…&certificate=…&private_key=…``; raises `WrongBroker`."""
    parts = urlsplit(address.strip())
    if parts.scheme not in PORTS or not parts.hostname:
        raise WrongBroker(f"{_told(address)}: write mqtt://user:password@host:port or mqtts://host:port?ca=FILE.")
    files = dict(parse_qsl(parts.query))
    unknown = set(files) - set(FILES)
    if unknown:
        raise WrongBroker(f"{_told(address)}: {', '.join(sorted(unknown))} is unknown; there are {', '.join(FILES)}.")
    return Broker(
        host=parts.hostname,
        port=_port(address),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "mqtts",
        **files,
    )


def several(addresses: str) -> tuple[Broker, ...]:
    """Addresses with blanks or commas between them; usually two."""
    return tuple(of(address) for address in addresses.replace(",", " ").split())


def _port(address: str) -> int:
    parts = urlsplit(address.strip())
    try:
        return parts.port or PORTS[parts.scheme]
    except ValueError:
        raise WrongBroker(f"{_told(address)}: the port is a number from 1 to 65535.") from None


def _told(address: str) -> str:
    """The address without what stands before the @."""
    scheme, mark, rest = address.strip().partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"
