"""What a version would have decided in a past period, beside the version in force; as a page or as a file."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haengan.kernel.registers import permission
from haengan.rooms.safety.warnings.forms.replaying import PeriodForm
from haengan.rooms.safety.warnings.queries import judging
from haengan.rooms.safety.warnings.queries import replaying as queries
from haengan.rooms.safety.warnings.queries.replaying import Replayed
from haengan.rooms.safety.warnings.register.watched import VERSIONS
from haengan.rooms.safety.warnings.rules import watched as rules
from haengan.rooms.safety.warnings.rules.causes import LEVELS

WEEK = timedelta(days=7)


@require_safe
def replay(request: HttpRequest, key: str) -> HttpResponse:
    """400 with the field where the period cannot be replayed; `format=csv` for the file."""
    version = permission.record(VERSIONS, permission.reader(request, VERSIONS), key)
    now = timezone.now()
    form = _form(request, now)
    found = form.replayed(version, now) if form.is_bound and form.is_valid() else []
    if found and not form.errors and request.GET.get("format") == "csv":
        return _file(found)
    context = {"version": version, "form": form, "back": VERSIONS.url("detail", key), "list": VERSIONS.url("list")}
    if found:
        columns = [_column(one, version) for one in found]
        context |= {"columns": columns, **_outcomes(form.cleaned_data, version, found, columns)}
        context |= {"alarmed": _alarmed(found), "query": _query(request)}
    return render(request, "warnings/replay.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, now: datetime) -> PeriodForm:
    if "from_at" in request.GET or "until_at" in request.GET:
        return PeriodForm(request.GET)
    return PeriodForm(initial={"from_at": now - WEEK, "until_at": now})


def _outcomes(
    told: dict[str, Any], version: Any, found: list[Replayed], columns: list[dict[str, Any]]
) -> dict[str, Any]:
    """Beside the warnings that were given: numbers into each column, and one picture of all."""
    warned = judging.given(version.rule, found[0].start, found[0].end, told["level"])
    judged = [judging.judged(one, warned, told["level"]) for one in found]
    for column, one in zip(columns, judged, strict=True):
        column["judged"] = one
        column["missed"] = [warned[place].warning for place in one.outcome.misses]
        column["false"] = [rules.moment(one.alarms[place].since) for place in one.outcome.false]
    titles = [_("Warnings given"), *(f"{column['version']}" for column in columns)]
    return {"warned": warned, "picture": judging.picture(judged, warned, titles)}


def _column(one: Replayed, version: Any) -> dict[str, Any]:
    return {
        "title": _("This version") if one.version == version else _("Version in force"),
        "version": one.version,
        "replayed": one,
        "spells": [
            (_level(spell.level), rules.moment(spell.since), rules.moment(spell.until) if spell.until else None)
            for spell in one.spells
        ],
    }


def _alarmed(found: list[Replayed]) -> list[tuple[str, int, list[int]]]:
    """District, its residents, and by version how many alarms they would have had together."""
    rows = queries.alarmed(found[0].version.rule, found[0].start)
    return [(row.district, row.residents, [row.residents * one.alarms for one in found]) for row in rows]


def _level(name: str) -> str:
    return LEVELS[name][0 if (get_language() or "ko").startswith("ko") else 1]


def _query(request: HttpRequest) -> str:
    given = request.GET.copy()
    given["format"] = "csv"
    return given.urlencode()


def _file(found: list[Replayed]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="replay-{found[-1].version.key}.csv"'
    answer.write("\ufeff")
    lines = csv.writer(answer)
    lines.writerow(["version", "at", "transition", "level"])
    for one in found:
        for change in one.changes:
            at = timezone.localtime(rules.moment(change.at)).isoformat()
            lines.writerow([one.version.ordinal, at, change.transition, change.after.level])
    return answer
