"""`haengan journal`: verify what was sealed, prove a line, tell and publish checkpoints, change the key, resume."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from haengan.kernel.journal import keys, proving, queries, upkeep, verifying
from haengan.kernel.journal.faults import Report

app = typer.Typer(no_args_is_help=True, help="The sealed journal. Example: haengan journal verify")
out = Console(highlight=False, soft_wrap=True)
SHOWN = 20


@app.command("verify")
def verify(
    contents: bool = typer.Option(
        False, help="Open the encrypted contents and grow each block's tree too; takes longer."
    ),
    processes: int = typer.Option(1, help="Processes that share the work, where there are processors to spare."),
    as_json: bool = typer.Option(False, "--json", help="The whole report as JSON."),
) -> None:
    """Everything that was sealed is there, unaltered, in its order, and as published. Ends with 1 where it is not.
    Example: haengan journal verify --contents"""
    sealed = queries.sealed_lines()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Verifying"), total=sealed or None)
        report = verifying.verify(
            contents=contents,
            processes=processes,
            progress=lambda lines: bar.update(task, completed=lines),
        )
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(report)
    if not report.sound:
        raise typer.Exit(1)


@app.command("prove")
def prove(number: int, to: Path = typer.Option(None, help="File to write to; the screen if left out.")) -> None:
    """A proof that a line was sealed, to be checked with docs/journal_proof.py. Example: haengan journal prove 1024"""
    try:
        found = json.dumps(proving.proof(number), ensure_ascii=False, indent=1)
    except proving.NoProof as none:
        out.print(str(none), markup=False)
        raise typer.Exit(1) from none
    if to:
        to.write_text(found + "\n", "utf8")
    else:
        typer.echo(found)


@app.command("checkpoint")
def checkpoint() -> None:
    """Seal what waits, publish it, and tell the newest checkpoint. Example: haengan journal checkpoint"""
    _or_refused(lambda: upkeep.seal(now=timezone.now()))
    newest = queries.newest_seal()
    if newest:
        typer.echo(json.dumps(newest.published(), ensure_ascii=False, indent=1))
    else:
        out.print(_("Nothing was ever sealed here."))


@app.command("rotate")
def rotate(
    lost: str = typer.Option("", help="The old key is lost, and why: nothing can announce the new one."),
) -> None:
    """A new signing key, announced by a block of the old one. Example: haengan journal rotate"""
    _or_refused(lambda: upkeep.rotate(now=timezone.now(), lost=lost))
    out.print(_("New verification key, to be published: %(key)s") % {"key": keys.trusted()[-1]}, markup=False)


@app.command("resume")
def resume(reason: str) -> None:
    """Go on sealing although published blocks are no more, as after a restored backup; the next block says why.
    Example: haengan journal resume "restored from the backup of 3 May after a broken disk" """
    _or_refused(lambda: upkeep.seal(now=timezone.now(), resume=reason))
    out.print(_("Sealing goes on. The reason stands in the block for good."))


def _or_refused(do: Callable[[], object]) -> None:
    try:
        do()
    except (upkeep.WillNotSeal, keys.NoKey) as refused:
        out.print(str(refused), markup=False)
        raise typer.Exit(1) from refused


def _tell(report: Report) -> None:
    first = report.first()
    if first:
        out.print(_("NOT SOUND. First: %(what)s (%(kind)s).") % {"what": first.what, "kind": first.kind}, markup=False)
        for fault in sorted(report.faults)[:SHOWN]:
            out.print(f"  {fault.kind}: {fault.what}", markup=False)
    about = {"lines": report.lines, "blocks": report.blocks, "last": report.last_block, "at": report.sealed_at}
    out.print(_("%(lines)s lines in %(blocks)s blocks, up to block %(last)s of %(at)s.") % about, markup=False)
    for place, number in report.published.items():
        shown = {"place": place, "number": number}
        told = _("Published up to block %(number)s: %(place)s") if number else _("Nothing is published at %(place)s")
        out.print(told % shown, markup=False)
    if report.waiting:
        since = {"count": report.waiting, "since": report.waiting_since or "?"}
        out.print(
            _("%(count)s lines wait for a seal, since %(since)s: of these nothing is known.") % since, markup=False
        )
    else:
        out.print(_("No line waits for a seal."))
    if report.destroyed:
        out.print(_("Contents of %(count)s lines are destroyed.") % {"count": report.destroyed}, markup=False)
    for notice in report.notices[:SHOWN]:
        out.print(f"! {notice}", markup=False)
