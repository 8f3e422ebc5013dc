"""`haengan cap check`, `haengan cap take`."""

from __future__ import annotations

from pathlib import Path

import structlog
import typer
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.kernel.acts.running import Refused, System
from haengan.rooms.safety.warnings.actions import incoming
from haengan.rooms.safety.warnings.engine.cap import examining, feeds
from haengan.rooms.safety.warnings.engine.cap.words import Malformed
from haengan.rooms.safety.warnings.queries import incoming as queries
from haengan.rooms.safety.warnings.rules import incoming as rules

out = Console(soft_wrap=True, highlight=False)
cap = typer.Typer(
    no_args_is_help=True, help="Messages of the Common Alerting Protocol. Example: haengan cap check alert.xml"
)
LARGEST = 4 * 1024 * 1024
logger = structlog.get_logger("haengan.warnings")


@cap.command()
def check(
    files: list[Path] = typer.Argument(..., help="Files that hold one message each."),
    profile: str = typer.Option("plain", help="plain or korean (TTAK.OT-06.0055)."),
    certificate: list[Path] = typer.Option([], help="Certificates in PEM of which one must have signed it."),
) -> None:
    """Says what is wrong with CAP files: form, schema, dates, profile, signature. Ends with 1 where anything is. Example: haengan cap check alert.xml --profile korean"""
    if profile not in examining.PROFILES:
        raise typer.BadParameter(_("Choose one of: %(codes)s.") % {"codes": ", ".join(examining.PROFILES)})
    trusted = [_read(path) for path in certificate]
    wrong = False
    for path in files:
        found = examining.findings(_read(path), now=timezone.now(), profile=profile, trusted=trusted)
        for one in found:
            out.print(f"{path}: {one.where}: {one.told(get_language() or 'ko')}", markup=False)
        if not found:
            out.print(_("%(file)s: in order") % {"file": path}, markup=False)
        wrong = wrong or bool(found)
    raise typer.Exit(1 if wrong else 0)


@cap.command()
def take(
    source: str = typer.Argument(..., help="The name of a source of warnings."),
    files: list[Path] = typer.Argument(..., help="Messages, or answers of the weather service."),
) -> None:
    """Takes files in as messages of a source; a draft is made of them on the page alone. Example: haengan cap take "Province" alert.xml"""
    found = queries.sources().filter(name=source).first()
    if found is None:
        raise typer.BadParameter(_("There is no source of that name."))
    wrong = False
    for path in files:
        body = _read(path)
        try:
            text = body.decode("utf8") if found.kind == rules.Kind.KMA else feeds.text(body)
            row = incoming.take(source=found, text=text, now=timezone.now(), actor=System("safety.warnings.take"))
        except (Refused, Malformed, UnicodeError) as refused:
            wrong = True
            out.print(f"{path}: {refused}", markup=False)
        else:
            wrong = wrong or row.state == rules.State.REFUSED
            out.print(f"{path}: {row.get_state_display()} {row} {row.why}".rstrip(), markup=False)
    raise typer.Exit(1 if wrong else 0)


def _read(path: Path) -> bytes:
    """Never more than a message may be."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as wrong:
        raise typer.BadParameter(f"{path}: {wrong.strerror}") from wrong
