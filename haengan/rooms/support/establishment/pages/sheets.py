"""The table of the establishment as a spreadsheet: taken out, and brought back as a draft restructuring."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haengan.kernel.access import queries as permissions
from haengan.kernel.acts.running import Refused
from haengan.rooms.support.establishment import actions, intake
from haengan.rooms.support.establishment.forms import SheetForm
from haengan.rooms.support.establishment.pages import tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def take_out(request: HttpRequest) -> HttpResponse:
    tables.reader(request)
    day = tables.day_of(request)
    response = HttpResponse(intake.workbook(day, language=tables.language()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="establishment-{day}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """First what the table would change is shown; with `plan` it becomes a draft restructuring."""
    actor = tables.reader(request)
    if not permissions.may(actor, "support.establishment.plan_table"):
        raise PermissionDenied(_("Only the keeper of the establishment may do this."))
    form = SheetForm(request.POST or None, request.FILES or None)
    table: intake.Table | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            table = intake.read(
                given["sheet"].read(), name=given["sheet"].name, day=given["effective_on"], closing=given["closing"]
            )
            if "plan" in request.POST and not table.wrongs:
                return _planned(request, actor, table, given)
        except Refused as refused:
            field = refused.field if refused.field in form.fields else None
            form.add_error(field, " ".join(filter(None, [str(refused.message), str(refused.remedy)])))
    context = {"form": form, "table": table, "told": _told(table), "day": tables.day_of(request)}
    return render(request, "establishment/sheet.html", context, status=422 if form.errors else 200)


def _planned(request: HttpRequest, actor: Any, table: intake.Table, given: dict[str, Any]) -> HttpResponse:
    kept = {name: given[name] for name in ("title_ko", "title_en", "effective_on", "basis")}
    drafted = actions.plan_table(planned=table.changes, actor=actor, **kept)
    messages.success(request, _("The table stands as a draft. Check it and enact it there."))
    return redirect("office_organisation:plan", key=drafted.key)


def _told(table: intake.Table | None) -> dict[str, int]:
    """How many posts would open, change, move and close."""
    words = {
        "open_post": _("posts open"),
        "change_post": _("posts change"),
        "transfer_post": _("posts move to another unit"),
        "close_post": _("posts close"),
    }
    verbs = [change.verb.value for change in table.changes] if table else []
    return {words[verb]: verbs.count(verb) for verb in words if verb in verbs}
