"""One address fetched within limits: of bytes, of seconds in all, of redirects, and never away from its own host."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

CHUNK = 65_536
MOVED = {301, 302, 303, 307, 308}
AGENT = "haengan"


class NotFetched(OSError):
    """`why` is address, moved, status, large, slow, packed or away; `value` what it was."""

    def __init__(self, why: str, value: object = "") -> None:
        super().__init__(f"{why}: {value}" if value != "" else why)
        self.why, self.value = why, str(value)[:200]


@dataclass(frozen=True)
class Answer:
    """`fresh` is False where nothing has changed since `etag`; `at` is where it was found after redirects."""

    body: bytes
    at: str
    etag: str = ""
    fresh: bool = True


def fetch(url: str, *, most: int, seconds: float, redirects: int = 3, etag: str = "") -> Answer:
    """Raises `NotFetched`. The whole of it ends after `seconds`, however slowly bytes trickle in."""
    origin = _origin(url)
    at = url
    clock = _Clock(seconds)
    try:
        for _step in range(redirects + 1):
            answer = _once(at, clock, most, etag)
            if isinstance(answer, Answer):
                return answer
            at = urljoin(at, answer)
            if _origin(at) != origin:
                raise NotFetched("moved", urlsplit(at).netloc)
        raise NotFetched("moved", f"more than {redirects} times")
    finally:
        clock.stop()


class _Clock:
    """Shuts whatever connection is open when the time is over."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.seconds = seconds
        self._open: socket.socket | None = None
        self.timer = threading.Timer(seconds, self._end)
        self.timer.daemon = True
        self.timer.start()

    def watch(self, opened: socket.socket | None) -> None:
        self._open = opened
        if self.over:
            self._end()

    def stop(self) -> None:
        self.timer.cancel()

    def _end(self) -> None:
        self.over = True
        if self._open is not None:
            with suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise NotFetched("address", url) from wrong
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise NotFetched("address", url)
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise NotFetched("address", url)
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80)


def _once(url: str, clock: _Clock, most: int, etag: str) -> Answer | str:
    """The answer, or where it says to look."""
    scheme, host, port = _origin(url)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    line = kind(host, port, timeout=clock.seconds)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close"}
    headers |= {"If-None-Match": etag} if etag else {}
    try:
        line.connect()
        clock.watch(line.sock)
        line.request("GET", path, headers=headers)
        return _read(line.getresponse(), url, clock, most, etag)
    except NotFetched:
        raise
    except (OSError, http.client.HTTPException, UnicodeError) as wrong:
        raise NotFetched("slow" if clock.over else "away", type(wrong).__name__) from wrong
    finally:
        clock.watch(None)
        line.close()


def _read(told: http.client.HTTPResponse, url: str, clock: _Clock, most: int, etag: str) -> Answer | str:
    if told.status == 304 and etag:
        return Answer(b"", url, etag, fresh=False)
    if told.status in MOVED and told.headers.get("Location"):
        return str(told.headers["Location"])
    if told.status != 200:
        raise NotFetched("status", told.status)
    if (told.headers.get("Content-Encoding") or "identity").lower() != "identity":
        raise NotFetched("packed", told.headers["Content-Encoding"])
    body = bytearray()
    while chunk := told.read1(CHUNK):
        body += chunk
        if len(body) > most:
            raise NotFetched("large", most)
        if clock.over:
            raise NotFetched("slow", clock.seconds)
    if clock.over:
        raise NotFetched("slow", clock.seconds)
    if told.length:
        raise NotFetched("away", "cut off")
    return Answer(bytes(body), url, (told.headers.get("ETag") or "")[:200])
