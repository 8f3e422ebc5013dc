"""`haengan keys`: which keys there are and what lies under them; adding, changing and retiring them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.keys import actions, queries
from haengan.kernel.tables import sealed, upkeep

app = typer.Typer(no_args_is_help=True, help="The keys of sealed data. Example: haengan keys list")
out = Console(soft_wrap=True, highlight=False)
BY = System("keys.command")
T = TypeVar("T")


@app.command("list")
def list_() -> None:
    """Each key with what lies under it, by table. Example: haengan keys list"""
    if not upkeep.ready():
        out.print(_("There is no database yet. Make it with: haengan serve --migrate"), markup=False)
        raise typer.Exit(1)
    table = Table(_("Key"), _("In use"), _("Added"), _("Sealed values"), _("By table"))
    for key in queries.standing():
        places = "\n".join(f"{place} {count}" for place, count in sorted(key.under.items()))
        used = _("current") if key.current else ""
        table.add_row(key.name, used, key.added or "-", str(sum(key.under.values())), places)
    out.print(table)
    if queries.retired():
        out.print(_("Retired: %(names)s") % {"names": ", ".join(queries.retired())}, markup=False)
    if queries.missing():
        out.print(_("MISSING: values ask for %(names)s.") % {"names": ", ".join(queries.missing())}, markup=False)
        raise typer.Exit(1)


@app.command("add")
def add(name: str = typer.Argument("", help="Its name; the next of k1, k2, … if left out.")) -> None:
    """Puts a new key into the ring, not used yet, so that it can be brought to every machine. Example: haengan keys add"""
    made = _or_refused(lambda: actions.add(name=name, now=timezone.now(), actor=BY))
    out.print(
        _("Added: %(name)s. Back up the key file now; without it nothing sealed can be read.") % {"name": made},
        markup=False,
    )


@app.command("rotate")
def rotate(
    to: str = typer.Option("", help="A key that was added before; a new one is made if left out."),
    resume: bool = typer.Option(False, help="Only go on sealing again what lies under older keys."),
) -> None:
    """Changes to another key and seals again what lies under older ones, while the house is at work. Example: haengan keys rotate"""
    if not resume:
        name = to or _or_refused(lambda: actions.add(now=timezone.now(), actor=BY))
        _or_refused(lambda: actions.use(name=name, now=timezone.now(), actor=BY))
    with Progress() as shown:
        task = shown.add_task(_("Sealing again under %(name)s") % {"name": sealed.keys().current}, total=None)
        done = upkeep.again(lambda count: shown.update(task, completed=count))
    out.print(_("Sealed again: %(count)d.") % {"count": done.sealed}, markup=False)
    if done.closed:
        out.print(
            _("%(count)d values could not be opened and stay as they are: haengan keys list shows where.")
            % {"count": done.closed},
            markup=False,
        )
        raise typer.Exit(1)


@app.command("retire")
def retire(name: str) -> None:
    """Forgets a key that nothing lies under any more. Example: haengan keys retire k1"""
    _or_refused(lambda: actions.retire(name=name, now=timezone.now(), actor=BY))
    out.print(_("Retired: %(names)s") % {"names": name}, markup=False)


def _or_refused(do: Callable[[], T]) -> T:
    try:
        return do()
    except Refused as refused:
        out.print(f"{refused} {refused.remedy}".strip(), markup=False)
        raise typer.Exit(1) from refused
