"""Web push (RFC 8030, encrypted by RFC 8291, signed by RFC 8292). An address that is gone is told, to be dropped."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import requests
from py_vapid import Vapid
from pywebpush import WebPushException, webpush

from haengan.kernel.dispatch.channels.carrier import Letter, Outcome, Receipt

GONE = {404, 410}
HOPELESS = {400, 403, 413}
AT_ONCE = 8
TIMEOUT = 10


class NoAddress(ValueError):
    """No push subscription of a browser, or one at a host that the city does not allow."""


def address(text: str, hosts: Sequence[str]) -> dict[str, Any]:
    """A browser's subscription out of its JSON. Its endpoint must be HTTPS at one of `hosts` (or below one): a citizen
    names it, and our server calls it."""
    try:
        told = json.loads(text)
        endpoint, keys = str(told["endpoint"]), {name: str(told["keys"][name]) for name in ("p256dh", "auth")}
    except (ValueError, KeyError, TypeError) as wrong:
        raise NoAddress("no push subscription: endpoint and keys are needed") from wrong
    parts = urlsplit(endpoint)
    host = parts.netloc if parts.netloc in hosts else (parts.hostname or "")
    allowed = any(host == one or host.endswith(f".{one}") for one in hosts)
    secure = parts.scheme == "https" or parts.hostname == "127.0.0.1"
    if not allowed or not secure or len(endpoint) > 1000:
        raise NoAddress(f"{parts.netloc[:80]!r} is none of the push services that are allowed")
    return {"endpoint": endpoint, "keys": keys}


class Push:
    name = "push"

    def __init__(self, vapid: str, contact: str, hosts: Sequence[str]) -> None:
        """`vapid` is the path of the signing key (PEM), `contact` a mail address for the push services."""
        self.vapid, self.contact, self.hosts = Vapid.from_file(vapid), contact, tuple(hosts)
        self.pool = ThreadPoolExecutor(AT_ONCE, "push")
        self.session = requests.Session()

    def carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        return list(self.pool.map(self._one, letters))

    def receipts(self) -> list[Receipt]:
        return []

    def close(self) -> None:
        self.pool.shutdown()
        self.session.close()

    def _one(self, letter: Letter) -> Outcome:
        try:
            to = address(letter.to, self.hosts)
        except NoAddress as wrong:
            return Outcome(False, str(wrong), self.name, hopeless=True)
        data = json.dumps({"title": letter.subject, "body": letter.text, "unsubscribe": letter.unsubscribe})
        send: Callable[..., Any] = webpush
        try:
            answer = send(
                to,
                data=data,
                vapid_private_key=self.vapid,
                vapid_claims={"sub": f"mailto:{self.contact}"},
                ttl=max(letter.seconds, 0),
                timeout=TIMEOUT,
                headers={"Urgency": "high"},
                requests_session=self.session,
            )
        except WebPushException as refused:
            status = refused.response.status_code if refused.response is not None else 0
            return Outcome(
                False, f"refused with {status}", self.name, hopeless=status in GONE | HOPELESS, gone=status in GONE
            )
        except (requests.RequestException, ValueError) as wrong:
            return Outcome(False, type(wrong).__name__, self.name)
        return Outcome(True, "", self.name, str(answer.headers.get("Location", ""))[-80:])
