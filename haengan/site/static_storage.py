"""Static files: hashed names once collected, plain names before."""

from __future__ import annotations

import hashlib
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


class Hashed(ManifestStaticFilesStorage):
    """Without a manifest (tests, a first look) files answer under their plain names."""

    def url(self, name: str | None, force: bool = False) -> str:
        return str(super().url(name or "", force)) if self.hashed_files else f"{settings.STATIC_URL}{name}"


def collect() -> Path:
    """Lay out all static files with hashed names, where they have changed, for the web server to serve at `/static`."""
    assets.install()
    root = Path(settings.STATIC_ROOT)
    stamp, print_now = root.with_name("static.stamp"), fingerprint()
    if not root.exists() or not stamp.exists() or stamp.read_text("utf8") != print_now:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(print_now, "utf8")
    return root


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
    """Static files where no web server stands before us."""
    root = str(settings.STATIC_ROOT)
    if Path(root, path).is_file():
        response: HttpResponseBase = static.serve(request, path, document_root=root)
        response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return response
    found: Any = finders.find(path)
    return static.serve(request, path, document_root=str(found)[: -len(path)] if found else root)
