"""Bringing a file in: upload, dry run, what is wrong with which row, and then the real run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import actions, forwarding, pages, permission
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.export_pages import TYPES
from haengan.kernel.registers.models import Import, ImportRow
from haengan.kernel.registers.sheets import marking, naming, reading
from haengan.kernel.registers.upkeep import slices

SHOWN_ROWS = 50
LATEST = 10
RUNNING = (Import.State.TRYING, Import.State.APPLYING)


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, up to 20 MB. Nothing is entered before you have seen what it would do."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > reading.MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."), code="too_large")
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, *, register: Register) -> HttpResponse:
    actor = permission.reader(request, register)
    pages.must(actor, register.add)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    refused: Refused | None = None
    if form.is_bound and form.is_valid():
        try:
            return _staged(register, form.cleaned_data["file"], actor=actor)
        except Refused as why:
            refused = why
    context = {
        "register": register,
        "urls": addresses(register),
        "form": form,
        "refused": refused,
        "latest": access.scoped(actor, Import).filter(register=register.name).order_by("-staged_at")[:LATEST],
        "fields": [(field.label, field.required) for field in naming.fields(register).values()],
    }
    return render(request, "registers/import.html", context, status=422 if form.is_bound else 200)


@require_safe
def brought(request: HttpRequest, *, register: Register, key: str) -> HttpResponse:
    """Where an import stands; while it runs, a piece of the page that asks again."""
    actor = permission.reader(request, register)
    found = access.fetch(actor, Import, key)
    state = request.GET.get("state", "")
    rows = found.rows.select_related("parent").order_by("number")
    chosen = rows.filter(state=state) if state in ImportRow.State.values else _notable(rows)
    page = Paginator(chosen, SHOWN_ROWS).get_page(request.GET.get("page"))
    context = {
        "register": register,
        "urls": addresses(register),
        "brought": found,
        "counts": _counted(found, state),
        "ready": found.rows.filter(state__in=slices.READY).exists(),
        "running": found.state in RUNNING,
        "done": found.rows.exclude(state=ImportRow.State.WAITING).count(),
        "rows": [(row, slices.told_of(row)) for row in page],
        "page": page,
        "state": state,
        "columns": _columns(register, found),
        "strays": [about for about in found.columns.values() if not about["field"]],
        "earlier": _earlier(actor, found),
        "wrong": found.rows.filter(state__in=[ImportRow.State.WRONG, ImportRow.State.FAILED]).exists(),
    }
    template = "registers/_import_state.html" if pages.fragment(request) else "registers/import_state.html"
    return render(request, template, context)


@require_POST
def move(request: HttpRequest, *, register: Register, key: str, what: str) -> HttpResponse:
    """approve, withdraw, assign, or continue."""
    actor = permission.reader(request, register)
    found = access.fetch(actor, Import, key)
    given = request.POST.get("revision", "")
    revision = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else found.revision
    try:
        if what == "approve":
            actions.approve(key=key, revision=revision, actor=actor)
        elif what == "withdraw":
            actions.withdraw(key=key, revision=revision, actor=actor)
        elif what == "assign":
            chosen: dict[str, str] = {
                name.removeprefix("column-"): str(value)
                for name, value in request.POST.items()
                if name.startswith("column-")
            }
            actions.assign(key=key, revision=revision, chosen=chosen, actor=actor)
        if what == "continue":
            forwarding.forward(key)
        else:
            _short(found)
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
    if what == "withdraw":
        return HttpResponseRedirect(register.url("import"))
    return HttpResponseRedirect(register.url("brought", key))


@require_safe
def marked(request: HttpRequest, *, register: Register, key: str) -> HttpResponse:
    """The same file, with a column that says what is wrong with each row."""
    actor = permission.reader(request, register)
    found = access.fetch(actor, Import, key)
    content = slices.opened(found.sealed, found)
    notes = {row.number: text for row in found.rows.select_related("parent") if (text := _note(slices.told_of(row)))}
    notes[found.header_row + found.header_depth - 1] = _("What is wrong")
    if found.format == "csv":
        body = marking.csv_file(content, notes, delimiter=found.delimiter)
    else:
        body = marking.xlsx_file(content, notes, sheet=found.sheet)
    answer = HttpResponse(body, content_type=TYPES[found.format])
    answer.headers["Content-Disposition"] = content_disposition_header(True, found.file_name) or "attachment"
    return answer


def addresses(register: Register) -> dict[str, str]:
    return {**pages.addresses(register), "import": register.url("import"), "empty": register.url("empty")}


def _staged(register: Register, file: Any, *, actor: Any) -> HttpResponse:
    content = file.read()
    brought = actions.stage(
        register=register.name, file_name=file.name, content=content, at=timezone.now(), actor=actor
    )
    _short(brought)
    return HttpResponseRedirect(register.url("brought", brought.key))


def _short(brought: Import) -> None:
    """One slice or less is done while the official waits; a longer file has its job."""
    if brought.rows.count() <= slices.SLICE:
        forwarding.to_the_end(brought.key)


def _notable(rows: Any) -> Any:
    """Wrong rows first of all; where there are none, those that would change something."""
    wrong = rows.filter(state__in=[ImportRow.State.WRONG, ImportRow.State.FAILED])
    return wrong if wrong.exists() else rows.filter(state=ImportRow.State.CHANGED)


def _counted(found: Import, chosen: str) -> list[dict[str, Any]]:
    counts = actions.counts(found)
    return [
        {"state": state.value, "label": state.label, "n": counts.get(state.value, 0), "chosen": state.value == chosen}
        for state in ImportRow.State
        if counts.get(state.value)
    ]


def _columns(register: Register, found: Import) -> list[dict[str, Any]]:
    """Each column of the sheet, with the fields it may be assigned to."""
    options: list[tuple[str, Any]] = [(name, field.label or name) for name, field in naming.fields(register).items()]
    options += [(naming.period_name(c), c.label) for c in register.shown if c.kind == "period"]
    options.append((naming.RECORD, naming.RECORD_LABEL))
    return [{"number": number, "options": options, **about} for number, about in found.columns.items()]


def _earlier(actor: Any, found: Import) -> Import | None:
    """The same file, brought in before."""
    same = Import.objects.filter(register=found.register, digest=found.digest, state=Import.State.APPLIED)
    return same.exclude(pk=found.pk).select_related("official").order_by("staged_at").first()


def _note(told: dict[str, Any]) -> str:
    parts = []
    for wrong in told.get("wrongs", []):
        label = f"{wrong['label']}: " if wrong["label"] else ""
        parts.append(f"{label}{wrong['message']} {wrong['remedy']}".strip())
    return "\n".join(parts)
