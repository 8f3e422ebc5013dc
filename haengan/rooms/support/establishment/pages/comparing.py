"""Two days side by side, as the before/after table of a restructuring shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.organisation.models import KINDS, SEATS
from haengan.rooms.support.establishment import queries, rules
from haengan.rooms.support.establishment.engine import papers, parts
from haengan.rooms.support.establishment.pages import tables

CHOICES = {"kind": dict(KINDS), "seat": dict(SEATS)}


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    tables.reader(request)
    one, two = days_of(request)
    units, entered = _units(one, two)
    context = {
        "one": one,
        "two": two,
        "units": units,
        "entered": entered,
        "grades": _grades(one, two),
        "changes": _changes(one, two),
        "needed": [rules.INSTRUMENTS[each.value][tables.language() != "ko"] for each in queries.needed(one, two)],
        "amendments": queries.taken_effect(one, two),
        "signed": papers.signed,
    }
    return render(request, "establishment/compare.html", context)


@require_safe
def paper(request: HttpRequest, format: str) -> HttpResponse | FileResponse:
    tables.reader(request)
    one, two = days_of(request)
    tongue = tables.language()
    units, entered = _units(one, two)
    made = papers.comparison(
        units,
        [(name, before, after) for name, before, after, _change in _grades(one, two)],
        _changes(one, two),
        days=(one, two),
        city=queries.city(tongue, two),
        language=tongue,
        basis=[f"{row} ({row.promulgated_on}): {row.gist}" for row in queries.taken_effect(one, two)],
        entered=entered,
    )
    return tables.sent(made, format)


def days_of(request: HttpRequest) -> tuple[date, date]:
    """`?from=…&to=…`: a year before the later day where nothing else is asked."""
    two = tables.day_of(request, "to")
    one = tables.day_of(request, "from") if request.GET.get("from") else date.fromordinal(two.toordinal() - 365)
    return min(one, two), max(one, two)


def _units(one: date, two: date) -> tuple[list[papers.Compared], bool]:
    """The wording of each seat that has units on either day, and whether an entered total stands in it."""
    tongue = tables.language()
    (before, told), (after, told_later) = tables.units_on(one), tables.units_on(two)
    rows = []
    for seat, labels in rules.SEATS.items():
        codes = parts.seat_parts(seat)
        if any(before.get(code) or after.get(code) for code in codes):
            old, new = (
                parts.wording(seat, before, None, tongue),
                parts.wording(seat, after, before, tongue),
            )
            rows.append(papers.Compared(labels[tongue != "ko"], old, new))
    return rows, told or told_later


def _grades(one: date, two: date) -> list[tuple[str, int, int, str]]:
    """Grade, seats before and after, and the change in words."""
    before, after = (queries.staffing(day).by_grade for day in (one, two))
    nothing, at = rules.summed([]), tables.language() != "ko"
    found = []
    for code, names in queries.grade_names().items():
        old, new = (side.get(code, nothing).established for side in (before, after))
        if old or new:
            found.append((names[at], old, new, papers.signed(new - old)))
    return found


def _changes(one: date, two: date) -> list[tuple[str, str, str]]:
    """Unit, before, after, in words."""
    words = {
        "name_ko": _("name"),
        "parent": _("stands under"),
        "kind": _("kind"),
        "seat": _("seat"),
        "temporary_until_on": _("term"),
    }
    found = []
    for each in queries.changed_units(one, two):
        if each.what == "opened":
            found.append((each.name, "-", _("opened under %(unit)s") % {"unit": each.after}))
        elif each.what == "closed":
            found.append((each.name, _("stood under %(unit)s") % {"unit": each.before}, _("closed")))
        else:
            label = f"{each.name} ({words[each.what]})"
            found.append((label, _value(each.what, each.before), _value(each.what, each.after)))
    return found


def _value(what: str, of: Any) -> str:
    if what == "temporary_until_on":
        return _("regular unit") if of is None else _("temporary until %(day)s") % {"day": of}
    return str(CHOICES.get(what, {}).get(of, of or "-"))
