"""`haengan figures`: the catalogue of figures, one figure's value, and the close."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from haengan.kernel.acts.running import System
from haengan.kernel.figures import actions, queries, rules
from haengan.kernel.figures.totals import Unanswerable
from haengan.site.commands import catalogue

app = typer.Typer(help="What the bureau counts. Example: haengan figures show autonomy.exchanges.held 2023")
out = Console()


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
    table = Table("Figure", "Korean", "English", "Unit", "Kind")
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
        span = rules.period(period)
        question = queries.asked(name, span, part=f"{by}=" if by else "")
        readings = queries.by(question.figure, span, by) if by else [queries.read(question)]
    except (ValueError, KeyError, Unanswerable) as wrong:
        out.print(str(wrong.args[0] if wrong.args else wrong), markup=False)
        raise typer.Exit(1) from wrong
    for reading in readings:
        label = question.figure.slices[by].label(reading.asked.member) if by else question.figure.ko
        about = "약 " if reading.approximate else ""
        out.print(f"{label}: {about}{reading.text} {question.figure.unit} ({reading.origin})", markup=False)


@app.command("close")
def close() -> None:
    """Compute the days that acts have changed, as the nightly close does. Example: haengan figures close"""
    with out.status("Closing") as shown:
        mark = actions.close(
            actor=System("haengan.figures.close"), progress=lambda name: shown.update(f"Closing {name}")
        )
    out.print(f"Closed at mark {mark}.")
