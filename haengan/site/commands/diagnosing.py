"""`haengan doctor`."""

from __future__ import annotations

import typer
from rich.console import Console

from haengan.site.doctor import findings, machine, records, work

CHECKS = (
    machine.debug,
    machine.keys,
    machine.hosts,
    machine.web_assets,
    machine.document_fonts,
    machine.mail,
    machine.disk,
    records.migrations,
    records.standing_guards,
    records.journal_tail,
    records.journal_seals,
    work.worker,
    work.norm_books,
    work.untaken_offers,
    work.figures_closed,
)
MARKS = {findings.State.WELL: "[green]✓[/]", findings.State.WARNING: "[yellow]![/]", findings.State.FAULT: "[red]✗[/]"}
out = Console(soft_wrap=True, highlight=False)


def doctor(
    strict: bool = typer.Option(False, help="End with 1 for a mere warning too."),
) -> None:
    """Say what is missing or misconfigured, and what to do. Ends with 1 where something is. Example: haengan doctor"""
    found = list(findings.all_of(*CHECKS))
    for finding in found:
        out.print(MARKS[finding.state], end=" ")
        out.print(finding.what, markup=False)
        if finding.remedy:
            out.print(f"  → {finding.remedy}", markup=False)
    bad = {findings.State.FAULT, findings.State.WARNING} if strict else {findings.State.FAULT}
    raise typer.Exit(1 if any(finding.state in bad for finding in found) else 0)
