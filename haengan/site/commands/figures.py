"""`haengan figures`: the catalogue of figures, one figure's value, and the close."""

from __future__ import annotations

import typer
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.console import Console
from rich.table import Table

from haengan.kernel.acts.running import System
from haengan.kernel.figures import actions, queries, rules
from haengan.kernel.figures.totals import Unanswerable
from haengan.site.commands import catalogue

app = typer.Typer(help="What the bureau counts. Example: haengan figures show autonomy.exchanges.held 2023")
out = Console(soft_wrap=True, highlight=False)


@app.callback(invoke_without_command=True)
def figures(
    context: typer.Context,
    markdown: bool = typer.Option(False, help="As docs/figures.md."),
) -> None:
    """Every figure with its unit. Example: haengan figures --markdown > docs/figures.md"""
    if context.invoked_subcommand:
        return
    if markdown:
        typer.echo(catalogue.markdown(), nl=False)
        return
    table = Table(
        _("Figure"), _("Korean"), _("English"), pgettext("of a figure", "Unit"), pgettext("of a figure", "Kind")
    )
    for figure in queries.catalogue():
        table.add_row(figure.name, figure.ko, figure.en, figure.unit, str(figure.kind))
    out.print(table)


@app.command("show")
def show(
    name: str,
    period: str = typer.Argument(help="2023, 2023-09, 2023-09-04 or 2023-01-01..2023-09-04"),
    by: str = typer.Option("", help="Divide it by one of its slices."),
) -> None:
    """The value for a period. Example: haengan figures show autonomy.townhalls.held 2023-01-01..2023-09-04"""
    try:
        readings = read(name, period, by)
    except Unknown as unknown:
        out.print(str(unknown), markup=False)
        raise typer.Exit(1) from unknown
    for reading in readings:
        out.print(told(reading), markup=False)


class Unknown(LookupError):
    """No such figure, slice or period, or the value cannot honestly be given; the message says which and what to do."""


def read(name: str, period: str, by: str = "") -> list[queries.Reading]:
    """The figure's value, or one for each member of the slice `by`. Raises `Unknown`."""
    try:
        span = rules.period(period)
    except ValueError as wrong:
        said = _(
            "The period “%(period)s” is not understood. Write 2023, 2023-09, 2023-09-04 or 2023-01-01..2023-09-04."
        )
        raise Unknown(said % {"period": period}) from wrong
    figure = next((known for known in queries.catalogue() if known.name == name), None)
    if figure is None:
        raise Unknown(_("There is no figure “%(name)s”. `haengan figures` lists them.") % {"name": name})
    if by and by not in figure.slices:
        names = ", ".join(figure.slices) or "-"
        raise Unknown(
            _("%(figure)s cannot be divided by “%(slice)s”. It can be divided by: %(names)s.")
            % {"figure": name, "slice": by, "names": names}
        )
    try:
        return queries.by(figure, span, by) if by else [queries.value(figure, span)]
    except Unanswerable as wrong:
        raise Unknown(str(wrong)) from wrong


def told(reading: queries.Reading) -> str:
    """The value in a line, in the language that is active."""
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    asked = reading.asked
    label = asked.figure.slices[asked.slice].label(asked.member, language) if asked.slice else None
    unit = reading.unit.ko if language == "ko" else reading.unit.en
    about = _("about %(number)s") % {"number": reading.text} if reading.approximate else reading.text
    return f"{label or asked.figure.label(language)}: {about} {unit} ({_origin(reading.origin)})"


def _origin(origin: rules.Origin) -> str:
    names = {
        rules.Origin.RECORDED: _("recorded"),
        rules.Origin.ENTERED: _("entered"),
        rules.Origin.MIXED: _("partly entered"),
        rules.Origin.UNKNOWN: _("unknown"),
    }
    return names[origin]


@app.command("close")
def close() -> None:
    """Compute the days that acts have changed, as the nightly close does. Example: haengan figures close"""
    with out.status(_("Closing")) as shown:
        changed = actions.close(
            actor=System("haengan.figures.close"),
            progress=lambda name: shown.update(_("Closing %(name)s") % {"name": name}),
        )
    out.print(_("Closed: %(count)d values have changed.") % {"count": changed})
