"""`haengan import`: a sheet into a register, through the same dry run and acts as on its page."""

from __future__ import annotations

from pathlib import Path

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
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
        actor = _official(official)
        brought = checked(register, file, actor)
        _tell(brought)
        if apply:
            bring_in(brought, actor)
            _tell(brought)
        else:
            out.print(
                _("Nothing was entered. Run it again with --apply to bring in what is new or changed."), markup=False
            )
    except Refused as refused:
        out.print(f"{refused.message} {refused.remedy}".strip(), markup=False)
        raise typer.Exit(1) from refused
    raise typer.Exit(1 if brought.rows.filter(state__in=BAD).exists() else 0)


def checked(register: str, file: Path, actor: Official) -> Import:
    """The file after its dry run. Raises `Refused`."""
    if register not in declare.registry:
        known = ", ".join(sorted(declare.registry))
        raise Refused(
            _("There is no register “%(name)s”.") % {"name": register},
            field="register",
            remedy=_("There are: %(names)s.") % {"names": known},
        )
    content = file.read_bytes()
    brought = actions.stage(register=register, file_name=file.name, content=content, at=timezone.now(), actor=actor)
    with out.status(_("Checking")):
        forwarding.to_the_end(brought.key, between=forwarding.give_way)
    brought.refresh_from_db()
    return brought


def bring_in(brought: Import, actor: Official) -> None:
    """For good, what the dry run found new or changed. Raises `Refused` where there is nothing."""
    actions.approve(key=brought.key, revision=brought.revision, actor=actor)
    with out.status(_("Bringing in")):
        forwarding.to_the_end(brought.key, between=forwarding.give_way)
    brought.refresh_from_db()


def _tell(brought: Import) -> None:
    for number, said in wrong_rows(brought):
        out.print(_("Row %(number)d: %(wrong)s") % {"number": number, "wrong": said}, markup=False)
    counts = ", ".join(f"{_state(state)} {count}" for state, count in actions.counts(brought).items())
    out.print(f"{brought.file_name}: {brought.get_state_display()} ({counts})", markup=False)


def wrong_rows(brought: Import) -> list[tuple[int, str]]:
    """Row number as the sheet shows it, and what is wrong with it and what to do."""
    rows = brought.rows.filter(state__in=BAD).select_related("parent").order_by("number")
    return [(row.number + 1, _said(row)) for row in rows]


def _said(row: ImportRow) -> str:
    wrongs = slices.told_of(row).get("wrongs", [])
    return "; ".join(
        " ".join(part for part in (wrong["label"], wrong["message"], wrong["remedy"]) if part) for wrong in wrongs
    )


def _state(code: str) -> str:
    return str(dict(ImportRow.State.choices).get(code, code))


def _official(number: str) -> Official:
    try:
        return people.official_numbered(number)
    except Official.DoesNotExist as missing:
        raise Refused(
            _("There is no official with the staff number %(number)s.") % {"number": number},
            field="official",
            remedy=_("Look the number up on the page People."),
        ) from missing
