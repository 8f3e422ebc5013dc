"""How things stand, and one message with all its deliveries."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.dispatch import queries
from haengan.kernel.dispatch.models import Message
from haengan.kernel.dispatch.rules import World
from haengan.office import doing
from haengan.office.dispatch import told
from haengan.office.dispatch.register import MESSAGES, TERMINALS

PAGE = 100
WATCH = "dispatch.messages.acknowledge"


@require_safe
def index(request: Any) -> HttpResponse:
    """Terminals alive and silent in both worlds, subscriptions by channel (numbers, no addresses), the newest messages."""
    doing.must(request.actor, WATCH)
    now = timezone.now()
    context = {
        "worlds": [
            told.world(world.value, queries.alive(now, world=world), queries.silent(now, world=world)[:20])
            for world in World
        ],
        "subscriptions": [told.counts(row) for row in queries.subscription_counts()],
        "newest": [(one, queries.progress(one)) for one in access.scoped(request.actor, Message)[:10]],
        "messages": MESSAGES.url("list"),
        "terminals": TERMINALS.url("list"),
    }
    return render(request, "dispatch/index.html", context)


@require_safe
def progress(request: Any, key: str) -> HttpResponse:
    """Deliveries with their evidence, and who is still unreached, by area."""
    message = access.fetch(request.actor, Message, key)
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    rows = queries.deliveries(message, state=state, channel=channel).prefetch_related("evidence")
    context = {
        "message": message,
        "progress": queries.progress(message),
        "counts": told.states(queries.progress(message)),
        "unreached": queries.unreached(message),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "acknowledgement": getattr(message, "acknowledgement", None),
        "detail": MESSAGES.url("detail", message.key),
    }
    return render(request, "dispatch/progress.html", context)
