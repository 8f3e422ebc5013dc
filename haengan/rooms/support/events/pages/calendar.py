"""Events for a calendar program: all of them to subscribe to, or one to take in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.registers import permission
from haengan.lib.calendar import icalendar
from haengan.rooms.support.events import queries
from haengan.rooms.support.events.register import EVENTS

HOURS_IF_UNKNOWN = timedelta(hours=1)
OFFICE, PUBLIC = "support_events:support.events.detail", "support_events:one"


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """All of the last year and to come."""
    permission.reader(request, EVENTS)
    return _feed(request, queries.in_calendar(timezone.localdate()), OFFICE)


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Those that citizens may see."""
    return _feed(request, queries.in_calendar(timezone.localdate()).filter(public=True), PUBLIC)


@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One event that citizens may see."""
    found = queries.shown().filter(key=key)
    if not found.exists():
        raise Http404
    return _feed(request, found, PUBLIC)


def _feed(request: HttpRequest, events: Iterable[Any], page: str) -> HttpResponse:
    now = timezone.now()
    told = [_entry(event, now, request.build_absolute_uri(reverse(page, args=[event.key]))) for event in events]
    response = HttpResponse(icalendar.render(_("Events"), told), content_type=icalendar.MIME)
    response["Content-Disposition"] = 'inline; filename="events.ics"'
    return response


def _entry(event: Any, now: datetime, url: str) -> icalendar.Event:
    begins, ends = _span(event)
    return icalendar.Event(
        uid=f"{event.key}@events.haengan",
        sequence=event.revision,
        changed_at=now,
        begins=begins,
        ends=ends,
        summary=event.name(),
        location=event.place(),
        description=event.contents(),
        url=url,
        status="CANCELLED" if event.state == "cancelled" else "CONFIRMED",
    )


def _span(event: Any) -> tuple[datetime | date, datetime | date]:
    """Hours only for an event of one day; otherwise whole days."""
    if event.starts is None or event.period.days > 1:
        return event.from_on, event.until_on
    begins = timezone.make_aware(datetime.combine(event.from_on, event.starts))
    ends = timezone.make_aware(datetime.combine(event.from_on, event.ends)) if event.ends else begins + HOURS_IF_UNKNOWN
    return begins, ends
