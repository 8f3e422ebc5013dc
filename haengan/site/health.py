"""For machines that watch: `/healthz` and `/metrics`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from health_check.views import HealthCheckView


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
def metrics(request: HttpRequest) -> HttpResponse:
    """For the addresses in HAENGAN_METRICS_FROM only; for all others the page does not exist."""
    if _address(request) not in settings.METRICS_FROM:
        raise Http404
    answer: HttpResponse = ExportToDjangoView(request)
    return answer


def _address(request: HttpRequest) -> str:
    """Who asks, seen from behind as many proxies as HAENGAN_PROXIES says."""
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    behind = settings.PROXIES
    return passed[-behind] if behind and len(passed) >= behind else str(request.META.get("REMOTE_ADDR", ""))
