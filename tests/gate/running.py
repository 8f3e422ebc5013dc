"""Runs stages and says how they went."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from rich.console import Console
from rich.table import Table

from tests.gate import stages

console = Console(highlight=False, soft_wrap=True)
_speaking = Lock()


@dataclass(frozen=True)
class Outcome:
    """`state` is passed, failed or skipped."""

    name: str
    state: str
    seconds: float = 0.0
    note: str = ""


def say(text: str) -> None:
    with _speaking:
        console.print(text)


def at_once(stage: stages.Stage) -> int:
    """Run in the foreground, its output as it comes, on the caller's `DATABASE_URL` where there is one."""
    database = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    return subprocess.run(stage.command, cwd=stages.ROOT, env=stages.environment(database), check=False).returncode


def run(stage: stages.Stage, extra: dict[str, str] | None = None) -> Outcome:
    """Run one stage, in the foreground where it is loud; otherwise its output is shown where it failed."""
    if stage.loud:
        say(f"[bold]▶ {stage.name}[/bold]")
    began = time.monotonic()
    done = subprocess.run(
        stage.command,
        cwd=stages.ROOT,
        env=stages.environment(extra),
        check=False,
        stdout=None if stage.loud else subprocess.PIPE,
        stderr=None if stage.loud else subprocess.STDOUT,
        text=True,
    )
    outcome = Outcome(stage.name, "failed" if done.returncode else "passed", time.monotonic() - began)
    _report(outcome, (done.stdout or "").strip() if done.returncode else "")
    return outcome


def missing(name: str, why: str, *, failed: bool) -> Outcome:
    """A stage that could not run here: a failure where everything must, a loud word elsewhere."""
    outcome = Outcome(name, "failed" if failed else "skipped", note=why)
    _report(outcome, why)
    return outcome


def summary(outcomes: Sequence[Outcome], seconds: float) -> int:
    table = Table(title=f"{seconds:.0f} s on {os.cpu_count()} cores", title_justify="left")
    for column in ("stage", "outcome", "seconds"):
        table.add_column(column, justify="right" if column == "seconds" else "left")
    for outcome in outcomes:
        table.add_row(outcome.name, _coloured(outcome.state), f"{outcome.seconds:.1f}")
    console.print(table)
    failed = [outcome.name for outcome in outcomes if outcome.state == "failed"]
    skipped = [outcome.name for outcome in outcomes if outcome.state == "skipped"]
    if skipped:
        console.print(f"[yellow]NOT RUN here:[/yellow] {', '.join(skipped)}")
    console.print(f"[red]Failed: {', '.join(failed)}[/red]" if failed else "[green]The gate is green.[/green]")
    return 1 if failed else 0


def _report(outcome: Outcome, said: str) -> None:
    with _speaking:
        if said:
            console.rule(f"{outcome.name}: {outcome.state}", align="left")
            console.print(said, markup=False)
        console.print(f"{_coloured(outcome.state)} {outcome.name} ({outcome.seconds:.1f} s)")


def _coloured(state: str) -> str:
    return {"passed": "[green]passed[/green]", "failed": "[red]failed[/red]"}.get(state, "[yellow]skipped[/yellow]")
