"""Where officials write the report: its lines with a live preview, signatures."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import queries as approvals
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.totals import Unanswerable
from haengan.lib.documents import html
from haengan.lib.documents import model as doc
from haengan.report import actions, assembling, desk, forms, queries, refusing, tracing


@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The writer's desk: every line as it will be printed, what is untraced, and the editions."""
    found = desk.report_of(year)
    blocks = list(queries.blocks(found))
    signed = queries.signed(found)
    assembly = assembling.Assembly(found, _language(), signed=signed)
    left = [u for u in tracing.untraced(blocks, signed) if not u.signed]
    told = {
        "report": found,
        "lines": [(block, *_printed(assembly, block)) for block in blocks],
        "untraced": left,
        "signatures": queries.signatures(found),
        "editions": queries.editions(found),
        "may_write": access.may(desk.actor(request), "report.blocks.write"),
        "may_submit": access.may(desk.actor(request), "report.reports.revise"),
        "may_publish": access.may(desk.actor(request), "report.editions.publish"),
        "papers": approvals.about(found),
    }
    return render(request, "report/report.html", told)


@desk.form_methods
def line(request: HttpRequest, year: int, key: str = "") -> desk.Answer:
    """Write a new line (behind `after`), or revise one."""
    found = desk.report_of(year)
    desk.must(request, "report.blocks.revise" if key else "report.blocks.write")
    block = access.fetch(desk.actor(request), queries.block_model(), key) if key else None
    after = request.GET.get("after", "")
    like = queries.blocks(found).filter(key=after).first()
    form = forms.LineForm(request.POST or None, instance=copy.copy(block), initial=forms.like(like, block))
    if block is not None:
        sent = desk.sent(request, form, actions.revise, standing=forms.LineForm(instance=block), thing=block)
    else:
        sent = desk.sent(request, form, actions.write, report=found, after=after)
    if sent.made is not None:
        return redirect(f"/report/{year}/#block-{sent.made.key}")
    told = {"report": found, "line": block, "figures": figures.catalogue()}
    return desk.page(request, sent, "", f"/report/{year}/", template="report/line.html", **told)


@desk.form_methods
def new_table(request: HttpRequest, year: int, kind: str) -> desk.Answer:
    """Put a published list, or an empty grid, behind a line."""
    found = desk.report_of(year)
    desk.must(request, "report.blocks.write")
    made: Any = {"list": forms.ListForm, "grid": forms.GridForm}.get(kind)
    if made is None:
        raise Http404
    form = made(request.POST or None, **({"initial": {"period": str(year)}} if kind == "list" else {}))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        table = form.table() if kind == "grid" else {"kind": "list", "name": told["name"], "period": told["period"]}
        after = request.GET.get("after", "")
        words = {"text_ko": told["caption_ko"], "text_en": told["caption_en"]}
        block = actions.write(report=found, kind="table", table=table, after=after, actor=desk.actor(request), **words)
        return redirect("report:cells", year=year, key=block.key)
    return desk.page(request, desk.Sent(form), _("New table"), f"/report/{year}/")


@desk.form_methods
def cells(request: HttpRequest, year: int, key: str) -> desk.Answer:
    """The cells of a grid: words and chips, in both languages."""
    found = desk.report_of(year)
    desk.must(request, "report.blocks.revise")
    block = access.fetch(desk.actor(request), queries.block_model(), key)
    wrong = None
    table = block.table
    if request.method == "POST":
        words = {"text_ko": request.POST.get("text_ko", ""), "text_en": request.POST.get("text_en", "")}
        table = forms.filled(block.table, request.POST.dict()) if block.table.get("kind") == "grid" else block.table
        try:
            actions.revise(key=key, revision=desk.seen(request, block), table=table, actor=desk.actor(request), **words)
            return (
                redirect("report:cells", year=year, key=key)
                if _goes_on(request)
                else redirect(f"/report/{year}/#block-{key}")
            )
        except Refused as refused:
            wrong = refused
    preview, why = _printed(assembling.Assembly(found, _language()), block)
    told = {"report": found, "block": block, "table": table, "wrong": wrong, "preview": preview, "why": why}
    return render(request, "report/cells.html", {**told, "figures": figures.catalogue()}, status=422 if wrong else 200)


@require_POST
def preview(request: HttpRequest, year: int) -> HttpResponse:
    """A line as it will be printed, in both languages, while it is being typed; nothing is kept."""
    found = desk.report_of(year)
    desk.must(request, "report.blocks.write")
    told = []
    for language in ("ko", "en"):
        text = request.POST.get(f"text_{language}", "")
        assembly = assembling.Assembly(found, "ko" if language == "ko" else "en")
        told.append((language, *_drawn(assembly, _line_of(request, text)), _typed(text)))
    return render(request, "report/preview.html", {"told": told})


@require_POST
def move(request: HttpRequest, year: int, key: str) -> desk.Answer:
    """One place up or down."""
    found = desk.report_of(year)
    keys = list(queries.blocks(found).values_list("key", flat=True))
    if key not in keys:
        raise Http404
    at = keys.index(key)
    others = [k for k in keys if k != key]
    to = at - 1 if request.POST.get("to") == "up" else at + 1
    if 0 <= to <= len(others):
        actions.move(key=key, after=others[to - 1] if to else "", actor=desk.actor(request))
    return redirect(f"/report/{year}/#block-{key}")


@require_POST
def withdraw(request: HttpRequest, year: int, key: str) -> desk.Answer:
    block = access.fetch(desk.actor(request), queries.block_model(), key)
    reason = request.POST.get("reason", "").strip()
    actions.withdraw(
        key=key,
        revision=desk.seen(request, block),
        today=timezone.localdate(),
        reason=reason,
        actor=desk.actor(request),
    )
    messages.success(request, _("The line is withdrawn. It stays in the journal."))
    return redirect("report:report", year=year)


@desk.form_methods
def sign(request: HttpRequest, year: int, key: str) -> desk.Answer:
    """Sign for a quantity that no figure stands behind."""
    desk.must(request, "report.blocks.sign")
    form = forms.SignForm(request.POST or None, initial={"quantity": request.GET.get("quantity", "")})
    sent = desk.sent(request, form, actions.sign, key=key)
    if sent.made is not None:
        return redirect("report:report", year=year)
    return desk.page(request, sent, _("Sign for a quantity"), f"/report/{year}/")


def _printed(assembly: assembling.Assembly, block: Any) -> tuple[str, str]:
    return _drawn(assembly, lambda a: assembling.parts(a, block))


def _drawn(assembly: assembling.Assembly, draw: Callable[[assembling.Assembly], list[doc.Block]]) -> tuple[str, str]:
    """HTML of these blocks, or why they cannot be drawn."""
    try:
        blocks = tuple(draw(assembly))
        return html.fragment(doc.Document("-", "", assembly.report.base_on, blocks, language=assembly.language)), ""
    except (KeyError, ValueError, Unanswerable) as wrong:
        return "", refusing.why(wrong)


def _line_of(request: HttpRequest, text: str) -> Callable[[assembling.Assembly], list[doc.Block]]:
    return lambda assembly: [_item(request, assembling.inlines(assembly, text))]


def _item(request: HttpRequest, line: doc.Line) -> doc.Block:
    level = request.POST.get("level", "1")
    kind = request.POST.get("kind", "item")
    number = int(level) if level in {"1", "2", "3", "4"} else 1
    if kind == "heading":
        return doc.Heading(number, line)
    if kind == "note":
        return doc.Note("※" if number == 1 else "*", line)
    return doc.Item(number, line)


def _typed(text: str) -> list[str]:
    with suppress(ValueError):
        return tracing.typed(text)
    return []


def _goes_on(request: HttpRequest) -> bool:
    return bool(request.POST.get("add") or request.POST.get("drop"))


def _language() -> doc.Language:
    return "ko" if (get_language() or "ko").startswith("ko") else "en"
