"""`haengan report`: the yearly report as files."""

from __future__ import annotations

from pathlib import Path

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from haengan.report import rendering
from haengan.site import publishing

out = Console(soft_wrap=True, highlight=False)


def report(
    year: int = typer.Argument(0, help="Year of the report; the last one if left out."),
    into: Path = typer.Option(Path("out"), help="Folder for the files."),
    language: str = typer.Option("ko", help="ko or en."),
    kit: bool = typer.Option(False, help="Also the auditor's kit, the data package and XBRL of the newest edition."),
) -> None:
    """Write the report as HTML, PDF, HWPX, DOCX and XLSX. Example: haengan report 2023 --into out"""
    if language not in {"ko", "en"}:
        raise typer.BadParameter(_("Write ko or en."), param_hint="--language")
    wanted = year or timezone.localdate().year - 1
    try:
        with Progress(console=out) as bar:
            task = bar.add_task(_("Building the report"), total=len(rendering.FORMATS))
            files = publishing.build(
                wanted,
                into,
                language="en" if language == "en" else "ko",
                progress=lambda name: bar.update(task, advance=1, description=_("Building %(name)s") % {"name": name}),
            )
            files += publishing.kit(wanted, into) if kit else []
    except publishing.Unpublished as missing:
        out.print(str(missing), markup=False)
        raise typer.Exit(1) from missing
    for file in files:
        out.print(str(file), markup=False)
