"""What every page's frame needs, and the two switches in it: language and display."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from haengan.site import navigation

DISPLAY_COOKIE = "haengan_display"
DISPLAYS = ("light", "high-contrast", "theme")
YEAR = 365 * 24 * 3600

language = login_not_required(require_POST(set_language))


@login_not_required
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Remember light, high contrast, or the device's own choice."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    chosen = request.POST.get("display")
    if chosen in DISPLAYS:
        response.set_cookie(DISPLAY_COOKIE, chosen, YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


@login_not_required
@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it beside pages that have no frame, such as a printed list or a PDF."""
    return HttpResponseRedirect(static("frame/icon.svg"))


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page."""
    korean = (get_language() or "ko").startswith("ko")
    chosen = request.COOKIES.get(DISPLAY_COOKIE, "light")
    return {
        "city_name": settings.CITY_NAMES["ko" if korean else "en"],
        "application": settings.APPLICATION,
        "demo": settings.DEMO,
        "official_site": settings.OFFICIAL_SITE,
        "display": chosen if chosen in DISPLAYS else "light",
        "actor": getattr(request, "actor", None),
        "navigation": navigation.Navigation(request),
    }
