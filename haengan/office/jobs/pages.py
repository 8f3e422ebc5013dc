"""Background work: how much waits, what failed, when timed jobs come next."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.jobs import actions, declare, queries
from haengan.office import doing
from haengan.office.jobs import wording

SHOWN = 50
LISTS = {"running": queries.running, "waiting": queries.waiting, "failed": queries.failed, "all": queries.listed}


@require_safe
def index(request: Any) -> HttpResponse:
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in LISTS else "all"
    context = {
        "load": queries.load(timezone.now()),
        "chosen": chosen,
        "jobs": [(job, declare.titled(job.name)) for job in LISTS[chosen]()[:SHOWN]],
        "timetable": [(timed, declare.titled(timed.name), _rule(timed)) for timed in queries.timetable()],
        "may": access.may(request.actor, "jobs.failures.retry"),
    }
    return render(request, "jobs/index.html", context)


def _rule(timed: Any) -> str:
    """In words; as it is kept where nothing of that name is declared any more."""
    known = declare.declared.get(timed.name)
    return wording.says(known.schedule) if known and known.schedule else timed.rule


@require_POST
def again(request: Any, key: str) -> HttpResponse:
    return doing.press(
        request,
        lambda: actions.again(key, actor=request.actor),
        then=reverse("office_jobs:index") + "?show=waiting",
        done=_("The job will be tried again."),
    )
