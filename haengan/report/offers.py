"""The report's freeze, as what a final approval does."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor
from haengan.kernel.approvals.declare import Effect, Kind, Told
from haengan.report import actions, fingerprints, queries, refusing
from haengan.report.models import Edition, Report


def _freeze(key: str, told: Told, *, state: str, actor: Actor) -> Edition:
    return actions.freeze(key=key, purpose=told.get("purpose", ""), expected=state, actor=actor)


def _says(report: Report, told: Told) -> Sequence[str]:
    refusing.unready(report)
    said = _("The figures of “%(title)s” are frozen as of %(day)s, as edition %(number)s.")
    number = queries.editions(report).count() + 1
    return [said % {"title": report, "day": f"{report.base_on:%Y. %-m. %-d.}", "number": number}]


def _state(report: Report, told: Told) -> str:
    """Every word and number of both languages, as the approvers see them."""
    return fingerprints.now(report)


FREEZE = Kind(
    "report.freeze",
    ko="주요업무보고 확정",
    en="Freezing the major-work report",
    final="report.freeze.final",
    record="yearly_report",
    effect=Effect(subject=Report, act=_freeze, asks="report.reports.revise", state=_state, says=_says),
)
