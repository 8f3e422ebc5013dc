"""A form sent to one address within limits of bytes and seconds; no redirect is followed, for it would carry the form away."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from haengan.lib.web.fetching import AGENT, NotFetched


def post(url: str, fields: Mapping[str, str], *, most: int, seconds: float) -> tuple[int, bytes]:
    """The status and the body. Raises `NotFetched` where there is no answer, or one that is larger than `most` bytes."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetched("address", url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    link = kind(parts.hostname, parts.port, timeout=seconds)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    heads = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "User-Agent": AGENT}
    try:
        link.request("POST", path, urlencode(fields).encode(), heads)
        answer = link.getresponse()
        body = answer.read(most + 1)
    except (OSError, http.client.HTTPException) as wrong:
        raise NotFetched("away", parts.hostname) from wrong
    finally:
        link.close()
    if len(body) > most:
        raise NotFetched("large", len(body))
    return answer.status, body
