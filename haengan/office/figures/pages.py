"""Pages of figures. Officials and citizens ask at the same address; what each sees follows from scope."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.figures import comparing, hiding, printing
from haengan.kernel.figures import queries as kernel
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import Figure, figures, tables
from haengan.kernel.figures.models import Freeze
from haengan.kernel.journal import queries as journal
from haengan.kernel.registers import declare as registers
from haengan.office.figures import forms, queries

BOM = "\ufeff"


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All figures by system."""
    text = request.GET.get("q", "").strip().lower()
    found = [f for f in kernel.catalogue(public=not _official(request)) if _matches(f, text)]
    groups: dict[str, list[Figure]] = {}
    for figure in found:
        groups.setdefault(figure.name.rpartition(".")[0], []).append(figure)
    told = {
        "groups": [
            (queries.system_named(name), [(f, f.label(queries.language()), queries.unit_of(f)) for f in kept])
            for name, kept in groups.items()
        ],
        "tables": [
            (t.name, t.label(queries.language())) for t in kernel.published_tables(public=not _official(request))
        ],
        "search_text": text,
        **_frame(request),
    }
    return render(request, "figures/catalogue.html", told)


@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One value: its parts, its course, and what is behind it."""
    question = _question(request, name)
    asked = question.asked
    reader = request.actor  # type: ignore[attr-defined]  # set by the middleware
    months = queries.course(asked, reader) if asked.known_at is None else []
    value = queries.shown(asked, reader=reader)
    told = {
        "question": question,
        "figure": asked.figure,
        "label": queries.label_of(asked),
        "value": value,
        "compared": queries.compared(value, question.since, reader),
        "span": queries.span(asked.period),
        "since": queries.span(question.since.period) if question.since else "",
        "divided": list(queries.divided(asked, reader)),
        "chart": queries.chart(asked, months) if months else None,
        "behind": queries.behind(asked, reader),
        "complaints": kernel.complaints().filter(figure=name),
        "last_close": kernel.last_close(),
        "unit": queries.unit_of(asked.figure),
        "one": asked.figure.one[0 if queries.language() == "ko" else 1],
        "data_query": request.GET.urlencode(),
        **_frame(request),
    }
    return render(request, "figures/figure.html", told, status=400 if question.wrong else 200)


@require_safe
def data(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The value and its parts as JSON or CSV; a question that is not understood is never answered with another."""
    if form not in {"json", "csv"}:
        raise Http404
    question = _question(request, name)
    if question.wrong:
        problem = {"type": "urn:haengan:problem:question", "title": _("The figure cannot be asked this"), "status": 400}
        return JsonResponse(
            {**problem, "detail": " ".join(question.wrong)}, status=400, content_type="application/problem+json"
        )
    asked = question.asked
    reader = request.actor  # type: ignore[attr-defined]  # set by the middleware
    shown = [one for one in (asked, question.since) if one is not None]
    rows = [_plain(queries.shown(one, reader=reader), one.period) for one in shown]
    rows += [_plain(m, asked.period) for cut in queries.divided(asked, reader) for m in cut.members]
    if form == "json":
        head = {"name": name, "label": {"ko": asked.figure.ko, "en": asked.figure.en}, "kind": asked.figure.kind}
        told = {**head, "standing": asked.figure.standing, "basis": asked.figure.basis, "values": rows}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    out = csv.writer(answer)
    out.writerow(["figure", "from", "until", "amount", "unit", "origin", "approximate"])
    for row in rows:
        span = row["period"]
        out.writerow(
            [
                row["figure"] or row["label"],
                span["from"],
                span["until"],
                hiding.MARK if row["withheld"] else row["amount"],
                row["unit"],
                row["origin"],
                row["approximate"],
            ]
        )
    return answer


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """A published list for a period."""
    source = _table(request, name)
    today = timezone.localdate()
    wrong: list[str] = []
    try:
        period = periods.period(request.GET.get("period") or str(today.year))
    except ValueError:
        period = periods.year(today.year)
        wrong.append(forms.not_a_period(request.GET["period"]))
    rows = printing.rows(source, period)
    told = {"table": source, "label": source.label(queries.language()), "period": period, "wrong": wrong}
    lines = [{"key": row["key"], "cells": [_text(cell) for cell in row["cells"]]} for row in rows]
    heads = [c.ko if queries.language() == "ko" else c.en for c in source.columns]
    told |= {"heads": heads, "lines": lines, **_frame(request)}
    return render(request, "figures/table.html", told, status=400 if wrong else 200)


@require_safe
def table_row(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """The record behind a row of a published list: its register's page, or the row itself for who may not open it."""
    source = _table(request, name)
    model = source.model() if source.model else None
    register = registers.of_model(model) if model else None
    if model is not None and register is not None:
        record = access.scoped(request.actor, model).filter(key=key).first()  # type: ignore[attr-defined]  # middleware
        url = queries.url_of(record, register) if record else ""
        if url:
            return redirect(url)
    row = source.row(key)
    if row is None:
        raise Http404
    cells = [
        (c.ko if queries.language() == "ko" else c.en, _text(printing.parts(c.value(row), c.unit)))
        for c in source.columns
    ]
    told = {"label": source.label(queries.language()), "cells": cells, "table": source}
    return render(request, "figures/row.html", {**told, **_frame(request)})


@require_safe
def freezes(request: HttpRequest) -> HttpResponse:
    return render(request, "figures/freezes.html", {"freezes": access.scoped(request.actor, Freeze)[:200]})  # type: ignore[attr-defined]


@require_safe
def freeze(request: HttpRequest, key: str) -> HttpResponse:
    """A freeze: what would come out otherwise today, with causes; or compared with another freeze."""
    found = access.fetch(request.actor, Freeze, key)  # type: ignore[attr-defined]  # set by the middleware
    other = request.GET.get("with", "")
    changed = comparing.since(found)
    numbers = {n for change in changed for reason in change.reasons for n in reason.lines}
    told: dict[str, Any] = {
        "freeze": found,
        "changed": changed,
        "lines": journal.by_number(numbers),
        "others": access.scoped(request.actor, Freeze).exclude(pk=found.pk)[:50],  # type: ignore[attr-defined]
        "count": found.values.count(),
    }
    if other:
        later = access.fetch(request.actor, Freeze, other)  # type: ignore[attr-defined]  # set by the middleware
        told |= {"other": later, "pairs": comparing.between(found, later)}
    return render(request, "figures/freeze.html", told)


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Checks that failed at the last close, and how far the stored values are."""
    told = {"complaints": kernel.complaints(), "last_close": kernel.last_close(), "dirty": kernel.dirty_days()}
    return render(request, "figures/checks.html", told)


def _question(request: HttpRequest, name: str) -> forms.Question:
    known = figures.get(name)
    if known is None or not (known.public or _official(request)):
        raise Http404
    return forms.question(name, request.GET.dict(), today=timezone.localdate())


def _table(request: HttpRequest, name: str) -> Any:
    known = tables.get(name)
    if known is None or not (known.public or _official(request)):
        raise Http404
    return known


def _official(request: HttpRequest) -> bool:
    return bool(request.actor.kind == "official")  # type: ignore[attr-defined]  # set by the middleware


def _frame(request: HttpRequest) -> dict[str, Any]:
    return {"frame": "frame/office.html" if _official(request) else "frame/public.html", "official": _official(request)}


def _matches(figure: Figure, text: str) -> bool:
    return not text or any(text in told.lower() for told in (figure.ko, figure.en, figure.name))


def _text(parts: list[Any]) -> str:
    return "".join(_part(part) for part in parts)


def _part(part: Any) -> str:
    if not isinstance(part, dict):
        return str(part)
    if "n" in part:
        return str(part.get(f"text_{queries.language()}") or part.get("text") or f"{part['n']:,}")
    return str(part.get(queries.language(), ""))


def _plain(shown: queries.Shown, period: periods.Period) -> dict[str, Any]:
    """A reading as data."""
    reading = shown.reading
    return {
        "figure": reading.asked.name if reading else None,
        "label": shown.label,
        "period": {"from": period.from_on.isoformat(), "until": period.until_on.isoformat()},
        "amount": None if reading is None or reading.shown is None else str(reading.shown),
        "unit": shown.unit,
        "origin": shown.standing,
        "approximate": bool(reading and reading.approximate),
        "url": shown.url,
        "withheld": shown.withheld,
        **({"why": shown.why} if shown.why else {}),
    }
