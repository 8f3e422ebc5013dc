"""`haengan import`: a sheet into a register, through the same dry run and acts as on its page."""

from __future__ import annotations

from pathlib import Path

import typer
from django.utils import timezone
from rich.console import Console

from haengan.kernel.acts.running import Refused
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Official
from haengan.kernel.registers import actions, declare, forwarding
from haengan.kernel.registers.models import Import, ImportRow
from haengan.kernel.registers.upkeep import slices

out = Console(soft_wrap=True, highlight=False)
BAD = [ImportRow.State.WRONG, ImportRow.State.FAILED]


def import_(
    register: str = typer.Argument(help="Name of the register, such as autonomy.exchanges."),
    file: Path = typer.Argument(help="XLSX or CSV (UTF-8 or CP949).", exists=True, dir_okay=False),
    official: str = typer.Option(help="Staff number of the official in whose name the rows are entered."),
    apply: bool = typer.Option(False, help="Bring in what the dry run found new or changed."),
) -> None:
    """Check a sheet row by row, and with --apply bring it in. Example: haengan import autonomy.exchanges visits.xlsx --official 1001"""
    try:
        brought = bring(register, file, _official(official), apply=apply)
    except Refused as refused:
        out.print(f"{refused.message} {refused.remedy}".strip(), markup=False)
        raise typer.Exit(1) from refused
    for number, said in wrong_rows(brought):
        out.print(f"Row {number}: {said}", markup=False)
    counts = ", ".join(f"{state} {count}" for state, count in actions.counts(brought).items())
    out.print(f"{brought.file_name}: {brought.get_state_display()} ({counts})", markup=False)
    if not apply:
        out.print("Nothing was entered. Run it again with --apply to bring in what is new or changed.")
    raise typer.Exit(1 if brought.rows.filter(state__in=BAD).exists() else 0)


def bring(register: str, file: Path, actor: Official, *, apply: bool) -> Import:
    """Stage and try the file; apply it if asked. Raises `Refused`."""
    if register not in declare.registry:
        known = ", ".join(sorted(declare.registry))
        raise Refused(f"There is no register {register!r}.", field="register", remedy=f"There are: {known}.")
    content = file.read_bytes()
    brought = actions.stage(register=register, file_name=file.name, content=content, at=timezone.now(), actor=actor)
    with out.status("Checking"):
        forwarding.to_the_end(brought.key, between=forwarding.give_way)
    brought.refresh_from_db()
    if apply:
        actions.approve(key=brought.key, revision=brought.revision, actor=actor)
        with out.status("Bringing in"):
            forwarding.to_the_end(brought.key, between=forwarding.give_way)
        brought.refresh_from_db()
    return brought


def wrong_rows(brought: Import) -> list[tuple[int, str]]:
    """Row number as the sheet shows it, and what is wrong with it and what to do."""
    rows = brought.rows.filter(state__in=BAD).select_related("parent").order_by("number")
    return [(row.number + 1, _said(row)) for row in rows]


def _said(row: ImportRow) -> str:
    wrongs = slices.told_of(row).get("wrongs", [])
    return "; ".join(
        " ".join(part for part in (wrong["label"], wrong["message"], wrong["remedy"]) if part) for wrong in wrongs
    )


def _official(number: str) -> Official:
    try:
        return people.official_numbered(number)
    except Official.DoesNotExist as missing:
        raise Refused(f"There is no official with the staff number {number}.", field="official") from missing
