"""Who may do what: every duty with the posts that carry it and the officials who have it on a day."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import actions, declare, holdings
from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import registered
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post
from haengan.office import days, doing
from haengan.office.duties.forms import GiveForm


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    day = days.asked(request)
    rows = holdings.matrix(day)
    names = owners()
    groups = [
        (names.get(owner, owner), list(group))
        for owner, group in groupby(rows, key=lambda row: row.duty.name.partition(".")[0])
    ]
    return render(request, "duties/index.html", {"day": day, "groups": groups})


@require_safe
def duty(request: Any, name: str) -> HttpResponse:
    """One duty: its acts, its posts and who has it, and since the journal knows who gave it."""
    day, found = days.asked(request), declare.duties.get(name)
    if found is None:
        raise Http404
    context = {
        "day": day,
        "duty": found,
        "acts": sorted(act for act in registered if found.covers(act)),
        "holdings": holdings.holding(name, day),
        "posts": [post for post in organisation.posts(day) if name in post.duties],
        "may_give": access.may(request.actor, access.GIVE),
    }
    return render(request, "duties/duty.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: Any, key: str) -> HttpResponse:
    """Say which duties a post carries from a day on."""
    doing.must(request.actor, access.GIVE)
    today = timezone.localdate()
    post = organisation.post_on(access.fetch(request.actor, Post, key), today)
    if post is None:
        raise Http404
    form = GiveForm(request.POST or None, initial={"duties": post.duties, "from_on": today})
    if request.method == "POST" and doing.attempt(form, partial(actions.give, post=key, actor=request.actor)):
        return redirect("office_duties:index")
    unit = organisation.unit_on(post.unit, today)
    context = {"form": form, "post": post, "unit": unit, "officials": organisation.holders_of(post.post, today)}
    return render(request, "duties/give.html", context, status=422 if form.errors else 200)


def owners() -> dict[str, str]:
    """Whose duties they are, by the first word of their names."""
    return {
        "house": _("Whole house"),
        "report": _("Major-work report"),
        "support": _("Administrative Support Division"),
        "autonomy": _("Autonomy and Cooperation Division"),
        "safety": _("Safety Division"),
        "civil_affairs": _("Civil Affairs and Passport Division"),
        "digital": _("Information and Communications Division"),
    }
