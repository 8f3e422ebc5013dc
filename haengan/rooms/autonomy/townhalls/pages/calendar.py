"""The calendar of town halls, for officials and for citizens, to be subscribed to by a calendar program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.registers import permission
from haengan.lib.calendar import icalendar
from haengan.rooms.autonomy.townhalls import queries
from haengan.rooms.autonomy.townhalls.register import TOWNHALLS

HOURS_IF_UNKNOWN = timedelta(hours=2)


@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """All of the last year and to come."""
    permission.reader(request, TOWNHALLS)
    return _feed(request, queries.in_calendar(timezone.localdate()), "autonomy_townhalls:autonomy.townhalls.detail")


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Those that citizens may see."""
    rows = queries.in_calendar(timezone.localdate()).filter(published_on__isnull=False)
    return _feed(request, rows, "autonomy_townhalls:one")


def _feed(request: HttpRequest, townhalls: Iterable[Any], page: str) -> HttpResponse:
    from django.urls import reverse

    now = timezone.now()
    events = [_event(one, now, request.build_absolute_uri(reverse(page, args=[one.key]))) for one in townhalls]
    response = HttpResponse(icalendar.render(_("Town halls"), events), content_type=icalendar.MIME)
    response["Content-Disposition"] = 'inline; filename="townhalls.ics"'
    return response


def _event(townhall: Any, now: datetime, url: str) -> icalendar.Event:
    begins = timezone.make_aware(datetime.combine(townhall.meets_on, townhall.starts))
    ends = (
        timezone.make_aware(datetime.combine(townhall.meets_on, townhall.ends))
        if townhall.ends
        else begins + HOURS_IF_UNKNOWN
    )
    return icalendar.Event(
        uid=f"{townhall.key}@townhalls.haengan",
        sequence=townhall.revision - 1,
        changed_at=now,
        begins=begins,
        ends=ends,
        summary=f"{_('Town hall')}: {townhall.subject}",
        location=townhall.place,
        description=f"{townhall.get_sector_display()} {townhall.organisation}".strip(),
        url=url,
        status="CANCELLED" if townhall.state == "cancelled" else "CONFIRMED",
    )
