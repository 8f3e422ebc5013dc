"""Asks running servers for their pages, as `bin/demo --check` does."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

PATIENCE = 180.0
BEGINNINGS = {".pdf": b"%PDF-", ".hwpx": b"PK", ".docx": b"PK", ".xlsx": b"PK", ".html": b"<!"}
STYLE = re.compile(r'<link[^>]+href="(/static/[^"]+\.css)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Unwell(Exception):
    """A page or a file is not as it should be; the message says which."""


def until_served(address: str) -> None:
    """Wait for a server to answer at all."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address + "healthz", timeout=5).close()  # noqa: S310  # our own http address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise Unwell(f"{address} did not answer within {PATIENCE:.0f} seconds.")


class Visitor:
    """A browser without a screen: keeps cookies, follows redirects, and complains of anything but a sound page."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def page(self, path: str = "", form: dict[str, str] | None = None) -> str:
        url = urllib.parse.urljoin(self.address, path)
        request = urllib.request.Request(url, headers={"Referer": url})  # noqa: S310  # our own http address
        body = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.opener.open(request, body, timeout=30) as answer:
                text: str = answer.read().decode("utf8", "replace")
                kind = answer.headers.get_content_type()
        except (urllib.error.URLError, OSError) as wrong:
            raise Unwell(f"{url}: {wrong}") from wrong
        if kind == "text/html" and "</html>" not in text:
            raise Unwell(f"{url}: the page does not end.")
        return text

    def look(self) -> None:
        """The first page, and the first style sheet that it names."""
        found = STYLE.search(self.page())
        if not found:
            raise Unwell(f"{self.address}: the page names no style sheet.")
        self.page(found[1])

    def sign_in(self, path: str, *, login: str, password: str) -> str:
        token = TOKEN.search(self.page(path))
        if not token:
            raise Unwell(f"{self.address}{path}: there is no form to sign in.")
        text = self.page(path, {"csrfmiddlewaretoken": token[1], "login": login, "password": password})
        if 'name="password"' in text:
            raise Unwell(f"{self.address}{path}: {login} cannot sign in.")
        return text


def unsound(files: list[Path]) -> Iterator[str]:
    """What is wrong with the report's files."""
    for file in files:
        if not file.exists():
            yield f"{file} is missing."
        elif not file.read_bytes()[:8].startswith(BEGINNINGS[file.suffix]):
            yield f"{file} is not a {file.suffix[1:].upper()} file."
