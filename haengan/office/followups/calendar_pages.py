"""Follow-ups in one's own calendar: a secret address, shown once, which programs read without signing in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.followups import actions, reminding
from haengan.kernel.followups.models import CalendarFeed, Followup
from haengan.lib.calendar import icalendar
from haengan.office.followups.forms import FeedForm


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: Any) -> HttpResponse:
    form = FeedForm(request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        _feed, secret = actions.issue(**form.cleaned_data, now=timezone.now(), actor=request.actor)
        address = request.build_absolute_uri(f"{reverse('office_followups:feed')}?key={secret}")
    context = {"form": form, "address": address}
    answer = render(request, "followups/subscribe.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Whoever has the address reads it; what it shows is what the official sees today. Titles only, nothing else. The secret
    stands in the query, which no log keeps."""
    today = timezone.localdate()
    found = reminding.feed(request.GET.get("key", ""), today)
    if found is None:
        raise Http404
    account = found.official.account
    with translation.override(account.language if account else "ko"):
        name = _("Follow-ups")
        events = [_event(request, one, found) for one in reminding.shown(found, today).select_related("owner")]
    answer = HttpResponse(icalendar.render(name, events), content_type=icalendar.MIME)
    answer["Content-Disposition"] = 'inline; filename="followups.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _event(request: HttpRequest, one: Followup, feed: CalendarFeed) -> icalendar.Event:
    owner = f" ({one.owner.name_ko})" if one.owner is not None and one.owner != feed.official else ""
    return icalendar.Event(
        uid=f"{one.key}@followups.haengan",
        sequence=one.revision,
        changed_at=timezone.now(),
        begins=one.due_on,
        ends=one.due_on + timedelta(days=1),
        summary=f"{one.what}{owner}",
        description=one.thing_title,
        url=request.build_absolute_uri(reverse("office_followups:followup", args=[one.key])),
    )
