"""`haengan norms`: what stands on a day, the whole story of one norm, and whether the files are sound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import typer
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from haengan.kernel.norms import queries
from haengan.kernel.norms.rules import Norm

app = typer.Typer(
    no_args_is_help=True, help="Dated legal values. Example: haengan norms show files.size --on 2024-01-01"
)
out = Console(soft_wrap=True, highlight=False)


@app.command("list")
def list_(on: str = typer.Option("", help="Day, as 2024-01-31; today if left out.")) -> None:
    """Every norm that stands on a day. Example: haengan norms list --on 2024-01-01"""
    table = Table(_("Norm"), _("Title"), _("Value"), _("Article"), _("To confirm"))
    for norm in queries.all(_day(on)):
        table.add_row(norm.key, norm.title(_language()), _amount(norm), norm.article, _("yes") if norm.confirm else "")
    out.print(table)


@app.command("show")
def show(key: str, on: str = typer.Option("", help="Day, as 2024-01-31; today if left out.")) -> None:
    """One norm with its article, source and history. Example: haengan norms show files.size"""
    try:
        norm = queries.entry(key, on=_day(on))
    except queries.NoNorm as missing:
        out.print(str(missing), markup=False)
        raise typer.Exit(1) from missing
    for line in story(norm):
        out.print(line, markup=False)


@app.command("check")
def check() -> None:
    """Reads every norm file; each fault is told with file, line and remedy. Example: haengan norms check"""
    entries, faults = queries.read_books()
    for fault in faults:
        out.print(str(fault), markup=False)
    if faults:
        raise typer.Exit(1)
    out.print(_("%(count)d norms, no fault.") % {"count": len(entries)})


def story(norm: Norm) -> Iterator[str]:
    """The norm as it stands, then all its values, oldest first, then the city's own."""
    language = _language()
    yield f"{norm.title(language)} ({norm.key}): {_amount(norm)}"
    yield f"{norm.article} {norm.source}".strip()
    if norm.note:
        yield norm.note
    if norm.confirm:
        yield _("The city must confirm this value.")
    if norm.own:
        yield _("Set by the city: %(author)s, %(reason)s") % {"author": norm.own.author, "reason": norm.own.reason}
    written = queries.declared(norm.key)
    for dated in written.values:
        yield f"  {dated.from_on} – {dated.until_on or ''} {written.shown(dated.value, language=language)} {dated.article}"


def _amount(norm: Norm) -> str:
    return norm.shown(_language()) + (" *" if norm.own else "")


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as wrong:
        raise typer.BadParameter(_("Write the day as 2024-01-31.")) from wrong
