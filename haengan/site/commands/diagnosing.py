"""`haengan doctor`."""

from __future__ import annotations

from collections.abc import Iterator

import typer
from django.db import Error
from django.utils.translation import gettext_lazy as _
from rich.console import Console

from haengan.site.doctor import findings, machine, papers, records, work

MACHINE = (
    (_("error pages"), machine.debug),
    (_("key file"), machine.keys),
    (_("host names"), machine.hosts),
    (_("web assets"), machine.web_assets),
    (_("fonts of documents"), machine.document_fonts),
    (_("petitions by mail"), machine.petition_mail),
    (_("mail"), machine.mail),
    (_("disk"), machine.disk),
    (_("database"), records.migrations),
)
HOUSE = (
    (_("guards of the database"), records.standing_guards),
    (_("indexes of the lists"), records.standing_indexes),
    (_("keys"), records.key_ring),
    (_("journal"), records.journal_tail),
    (_("seals of the journal"), records.journal_seals),
    (_("numbers of documents"), papers.document_numbers),
    (_("electronic seal"), papers.seal),
    (_("worker"), work.worker),
    (_("legal values"), work.norm_books),
    (_("offers between systems"), work.untaken_offers),
    (_("figures"), work.figures_closed),
)
MARKS = {findings.State.WELL: "[green]✓[/]", findings.State.WARNING: "[yellow]![/]", findings.State.FAULT: "[red]✗[/]"}
out = Console(soft_wrap=True, highlight=False)


def doctor(
    strict: bool = typer.Option(False, help="End with 1 for a mere warning too."),
) -> None:
    """Say what is missing or misconfigured, and what to do. Ends with 1 where something is. Example: haengan doctor"""
    found = list(all_findings())
    for finding in found:
        out.print(MARKS[finding.state], end=" ")
        out.print(finding.what, markup=False)
        if finding.remedy:
            out.print(f"  → {finding.remedy}", markup=False)
    bad = {findings.State.FAULT, findings.State.WARNING} if strict else {findings.State.FAULT}
    raise typer.Exit(1 if any(finding.state in bad for finding in found) else 0)


def all_findings() -> Iterator[findings.Finding]:
    """What needs the tables is asked only where they stand: one fault, and not a dozen that follow from it."""
    yield from findings.all_of(MACHINE)
    try:
        stands = records.up_to_date()
    except Error:
        return  # told above, by the check of the database
    if stands:
        yield from findings.all_of(HOUSE)
