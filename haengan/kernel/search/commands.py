"""`haengan search`: build the index anew."""

from __future__ import annotations

import typer
from django.utils.translation import gettext as _
from rich.progress import Progress

from haengan.kernel.search import upkeep

app = typer.Typer(no_args_is_help=True, help="The search index. Example: haengan search rebuild")


@app.callback()
def several() -> None:
    """Keeps `rebuild` a word of its own."""


@app.command("rebuild")
def rebuild() -> None:
    """Indexes every searchable record anew; what is unchanged is passed over. Example: haengan search rebuild"""
    with Progress() as shown:
        task = shown.add_task(_("Building the search index"), total=None)
        upkeep.rebuild(lambda done, total: shown.update(task, completed=done, total=total))
