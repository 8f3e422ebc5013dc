"""The list of a register: asked, answered, printed, and the choice of its columns."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from haengan.kernel.registers import intake, listing, paging, permission, tables, wrongs
from haengan.kernel.registers.declare import Register

PRINTED = 1_000
FIRST_FILTERS = 3


@require_safe
@vary_on_headers("HX-Request")
def listing_page(request: HttpRequest, *, register: Register) -> HttpResponse:
    actor = permission.reader(request, register)
    asked = listing.ask(register, request.GET, actor=actor, columns=remembered(request, register))
    found, wrong = _answered(asked)
    context = {**_context(request, asked, found), "wrongs": asked.wrongs + wrong, "asked": asked}
    template = "registers/_results.html" if fragment(request) else "registers/list.html"
    personal = permission.revealed(register, asked.columns, reveal=permission.reveals(actor, register))
    intake.read_personal(register, found.page.rows if found else [], actor=actor, columns=personal)
    response = render(request, template, context, status=400 if context["wrongs"] else 200)
    if fragment(request) and not context["wrongs"]:
        response["HX-Push-Url"] = f"{request.path}?{_tidy(request.GET)}".removesuffix("?")
    return response


@require_safe
def print_page(request: HttpRequest, *, register: Register) -> HttpResponse:
    """All that the question finds, up to 1,000 rows, without navigation."""
    actor = permission.reader(request, register)
    asked = listing.ask(register, request.GET, actor=actor, columns=remembered(request, register))
    rows = list(listing.rows(asked)[: PRINTED + 1]) if asked.good else []
    reveal = permission.reveals(actor, register)
    personal = permission.revealed(register, asked.columns, reveal=reveal)
    intake.read_personal(register, rows[:PRINTED], actor=actor, columns=personal)
    context = {
        "register": register,
        "asked": asked,
        "rows": [listing.texts(asked, row, reveal=reveal) for row in rows[:PRINTED]],
        "wrongs": asked.wrongs,
        "more": len(rows) > PRINTED,
    }
    return render(request, "registers/print.html", context, status=400 if asked.wrongs else 200)


@require_POST
def choose_columns(request: HttpRequest, *, register: Register) -> HttpResponse:
    permission.reader(request, register)
    chosen = [name for name in register.by_name if name in request.POST.getlist("column")]
    if request.POST.get("reset") or not chosen:
        request.session.pop(_slot(register), None)
    else:
        request.session[_slot(register)] = chosen
    query = QueryDict(request.POST.get("query", "")[:2_000], mutable=True)
    query.pop("fields", None)
    return HttpResponseRedirect(register.url("list") + (f"?{query.urlencode()}" if query else ""))


def addresses(register: Register) -> dict[str, str]:
    """The register's own pages, for its templates."""
    found = {"list": register.url("list"), "columns": register.url("columns"), "print": register.url("print")}
    if register.add:
        found["new"] = register.url("new")
        if register.imports:
            found["import"] = register.url("import")
    if register.export:
        found |= {"xlsx": register.url("xlsx"), "csv": register.url("csv")}
    return found


def must(actor: Any, action: Any) -> None:
    """Raises PermissionDenied, which says what is missing."""
    reason = permission.why_not(actor, action) if action is not None else "-"
    if reason:
        raise PermissionDenied(reason)


def remembered(request: HttpRequest, register: Register) -> list[str]:
    """The columns this reader chose before; empty for the register's own choice."""
    chosen = request.session.get(_slot(register)) or []
    return [name for name in chosen if name in register.by_name]


def _answered(asked: listing.Ask) -> tuple[listing.Found | None, list[wrongs.Wrong]]:
    if not asked.good:
        return None, []
    try:
        return listing.find(asked), []
    except paging.NotACursor:
        message = _("This place in the list is no longer known.")
        return None, [wrongs.Wrong("cursor", "", message, _("Begin again at the first page."))]


def _context(request: HttpRequest, asked: listing.Ask, found: listing.Found | None) -> dict[str, Any]:
    register, actor = asked.register, asked.actor
    reveal = permission.reveals(actor, register)
    return {
        "register": register,
        **_filters(asked),
        "page": found.page if found else None,
        "table": tables.table(
            register, found.page.rows if found else [], asked.columns, reveal=reveal, sort=asked.sort
        ),
        "count": found.count if found else 0,
        "more": found is not None and found.more,
        "sizes": paging.SIZES,
        "chosen": {column.name for column in asked.columns},
        "may": permission.doors(actor, register),
        "urls": addresses(register),
        "links": [(link.label, register.room_url(link.page)) for link in register.links],
        "siblings": permission.siblings(register, actor),
    }


def _filters(asked: listing.Ask) -> dict[str, Any]:
    """The first filters stand open; the others behind a fold, open where one of them is asked."""
    fields = list(asked.filters.form)
    others = fields[FIRST_FILTERS:]
    asked_now = any(field.value() not in (None, "", [None, None], []) for field in others)
    return {"first": fields[:FIRST_FILTERS], "others": others, "others_asked": asked_now}


def _tidy(params: QueryDict) -> str:
    """The question without its empty parts."""
    asked = QueryDict(mutable=True)
    for name, given in params.lists():
        if any(given):
            asked.setlist(name, given)
    return asked.urlencode()


def fragment(request: HttpRequest) -> bool:
    headers = request.headers
    asked_by_htmx = headers.get("HX-Request") == "true"
    return asked_by_htmx and headers.get("HX-Boosted") != "true" and headers.get("HX-History-Restore-Request") != "true"


def _slot(register: Register) -> str:
    return f"registers:{register.name}:columns"
