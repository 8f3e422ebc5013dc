"""What the writer's pages share: a form sent to its act, and sent again beside what someone else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.registers import conflict, writing, wrongs
from haengan.report import queries
from haengan.report.models import Report

form_methods = require_http_methods(["GET", "HEAD", "POST"])
Answer = HttpResponse | HttpResponseRedirect


@dataclass(frozen=True)
class Sent:
    """What became of a form: what its act made, or the revision to send it with and how it differs from what stands."""

    form: Any
    made: Any = None
    revision: int = 0
    stale: bool = False
    differences: tuple[conflict.Difference, ...] = ()

    @property
    def status(self) -> int:
        return 409 if self.stale else 422 if self.form.errors else 200


def sent(
    request: HttpRequest, form: Any, act: Callable[..., Any], *, standing: Any = None, thing: Any = None, **about: Any
) -> Sent:
    """Do the act where the form was posted. `thing` is what it changes, `standing` its form as the thing now stands."""
    revision = seen(request, thing)
    if thing is not None:
        about |= {"key": thing.key, "revision": revision}
    if request.method != "POST":
        return Sent(form, revision=revision)
    try:
        return Sent(form, writing.do(act, form, actor=actor(request), **about), revision)
    except Stale as stale:
        return Sent(form, None, stale.now, stale=True, differences=tuple(conflict.between(form, standing)))
    except (wrongs.Invalid, Refused):
        return Sent(form, revision=revision)


def page(
    request: HttpRequest, sent: Sent, heading: str, back: str, *, template: str = "report/form.html", **more: Any
) -> HttpResponse:
    told = {"sent": sent, "form": sent.form, "heading": heading, "back": back, **more}
    return render(request, template, told, status=sent.status)


def report_of(year: int) -> Report:
    found = queries.of_year(year)
    if found is None:
        raise Http404
    return found


def must(request: HttpRequest, act: str) -> None:
    if not access.may(actor(request), act):
        raise PermissionDenied


def seen(request: HttpRequest, thing: Any) -> int:
    """The revision that the form carries; on its first page that of the thing."""
    given = request.POST.get("revision", "")
    known = given.isascii() and given.isdigit() and len(given) < 10
    return int(given) if known else int(thing.revision if thing else 0)


def actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # set by the middleware
