"""Static files: hashed names once collected, plain names before."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import static

from haengan.site import assets
from haengan.site.apps import StaticConfig

YEAR = 365 * 24 * 3600
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
PACKED = {".css", ".js", ".mjs", ".svg"}
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".mjs")


class Hashed(ManifestStaticFilesStorage):
    """Without a manifest (tests, a first look) files answer under their plain names."""

    def url(self, name: str | None, force: bool = False) -> str:
        return str(super().url(name or "", force)) if self.hashed_files else f"{settings.STATIC_URL}{name}"


def collect() -> Path:
    """Lay out all static files under hashed names where they have changed, texts packed beside them.

    Names of earlier versions stay, so that a page that was opened before an upgrade keeps its design.
    """
    assets.install()
    root = Path(settings.STATIC_ROOT)
    stamp, print_now = root.with_name("static.stamp"), fingerprint()
    if not root.exists() or not stamp.exists() or stamp.read_text("utf8") != print_now:
        call_command("collectstatic", interactive=False, verbosity=0)
        _pack(root)
        stamp.write_text(print_now, "utf8")
    return root


def _pack(root: Path) -> None:
    """A style sheet of 580 kB goes over the line as 60."""
    for file in root.rglob("*"):
        if file.suffix in PACKED and HASHED.search(file.name):
            packed = file.with_name(file.name + ".gz")
            if not packed.exists():
                packed.write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


def fingerprint() -> str:
    """Changes whenever a static file of ours does: names, sizes and times of all of them."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in sorted(finder.list(StaticConfig.ignore_patterns), key=lambda found: found[0]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@login_not_required
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that was laid out; before that (tests, a first look) the source itself."""
    root = str(settings.STATIC_ROOT)
    if not Path(root).is_dir():
        found: Any = finders.find(path)
        return static.serve(request, path, document_root=str(found)[: -len(path)] if found else root)
    packed = HASHED.search(path) and "gzip" in request.headers.get("Accept-Encoding", "")
    response: HttpResponseBase = static.serve(
        request, f"{path}.gz" if packed and Path(root, f"{path}.gz").is_file() else path, document_root=root
    )
    response.headers.pop("Content-Disposition", None)
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if HASHED.search(path) else "no-cache"
    return response
