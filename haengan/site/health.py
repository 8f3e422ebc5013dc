"""For machines that watch: `/healthz` (the database answers), `/readyz` (what is missing) and `/metrics`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from health_check.views import HealthCheckView
from prometheus_client import CONTENT_TYPE_LATEST

from haengan.kernel.jobs import queries as jobs
from haengan.kernel.journal import queries as journal
from haengan.site import metrics as measured
from haengan.site import migrating

log = structlog.get_logger("haengan.site")
LATE = timedelta(minutes=5)


class Health(HealthCheckView):
    """Whether the database answers, without telling outsiders why it does not."""

    checks = ("health_check.checks.Database",)

    async def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        results = [await check.get_result(None) for check in self.get_checks()]
        words = {type(r.check).__name__.lower(): "failed" if r.error else "ok" for r in results}
        return JsonResponse(words, status=503 if any(r.error for r in results) else 200)


healthz = login_not_required(Health.as_view())


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part as `ok` or, for those who may watch, what is missing; 503 where anything is."""
    found = {name: _asked(name, part) for name, part in PARTS.items()}
    missing = [name for name, why in found.items() if why]
    if missing:
        log.warning("house.not_ready", missing=missing)
    watched = _may_watch(request)
    words = {name: (why if watched else "failed") if why else "ok" for name, why in found.items()}
    answer = JsonResponse({"ready": not missing, **words}, status=503 if missing else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For the addresses in HAENGAN_METRICS_FROM only; for all others the page does not exist."""
    if not _may_watch(request):
        raise Http404
    return HttpResponse(measured.page(), content_type=CONTENT_TYPE_LATEST)


def _database() -> str:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    lacking = migrating.pending()
    return f"{len(lacking)} migrations are not applied, {lacking[0]} first: run `haengan upgrade`" if lacking else ""


def _worker() -> str:
    return "no worker gives a sign of life: start `haengan worker`" if jobs.idle(timezone.now()) else ""


def _journal() -> str:
    count, since = journal.waiting()
    late = since is not None and timezone.now() - since > LATE
    return f"{count} lines have waited for a seal since {since:%Y-%m-%d %H:%M} UTC" if late else ""


PARTS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "worker": _worker,
    "journal": _journal,
}


def _asked(name: str, part: Callable[[], str]) -> str:
    """Without its tables a part cannot be asked: that is missing, too. Why, goes to the log by its kind alone."""
    try:
        return part()
    except Error as wrong:
        log.warning("house.part_failed", part=name, kind=type(wrong).__name__)
        return f"the database gave no answer ({type(wrong).__name__})"


def _may_watch(request: HttpRequest) -> bool:
    return _address(request) in settings.METRICS_FROM


def _address(request: HttpRequest) -> str:
    """Who asks, seen from behind as many proxies as HAENGAN_PROXIES says."""
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    behind = settings.PROXIES
    return passed[-behind] if behind and len(passed) >= behind else str(request.META.get("REMOTE_ADDR", ""))
