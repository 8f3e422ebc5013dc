"""The demonstration itself: load, serve, build the report, and say where everything is."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from haengan.report import rendering
from haengan.site import migrating, publishing, static_storage
from haengan.site.commands import serving
from haengan.site.demonstration import asking, brokers, samples
from haengan.site.processes import Family

HOST = "127.0.0.1"
LOG = "log.txt"
out = Console(highlight=False, soft_wrap=True)


def show(root: Path, city: str, *, ports: dict[str, int], check: bool) -> int:
    """0, or 1 after a reason was given."""
    try:
        sample = samples.find(root, city)
        _bring_in(sample)
        ports = _free(ports)
        log = settings.HOME / LOG
        family = Family([*brokers.members(settings.HOME, log), *serving.members(HOST, ports, 1, worker=True, log=log)])
        with _served(family, ports):
            files = _report(sample, root / "out")
            _tell(sample, ports, files)
            if check:
                _check(sample, ports, files)
                out.print("[green]Every address answers and the report is whole.[/]")
                return 0
            return family.watch()
    except (samples.NoSample, asking.Unwell, publishing.Unpublished) as wrong:
        out.print(f"[red]bin/demo:[/] {wrong}")
        return 1


def _bring_in(sample: samples.Sample) -> None:
    if samples.is_loaded():
        if migrating.pending():
            migrating.migrate()
        return
    with _bar() as bar:
        task = bar.add_task(f"Loading {sample.name}", total=None)

        def progress(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total or None, description=f"Loading {sample.name}: {what}")

        samples.bring_in(sample, progress)


@contextmanager
def _served(family: Family, ports: dict[str, int]) -> Iterator[None]:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with out.status("Laying out the web assets"):
        static_storage.collect()
    family.start()
    try:
        with out.status("Starting both applications"):
            for port in ports.values():
                asking.until_served(f"http://{HOST}:{port}/")
        yield
    finally:
        family.stop()


def _report(sample: samples.Sample, folder: Path) -> list[Path]:
    with _bar() as bar:
        task = bar.add_task("Building the report", total=len(rendering.FORMATS))
        files = publishing.build(
            sample.year,
            folder,
            progress=lambda name: bar.update(task, advance=1, description=f"Building the report: {name}"),
        )
        bar.update(task, completed=len(files), description="The report is built")
        return files


def _tell(sample: samples.Sample, ports: dict[str, int], files: list[Path]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(overflow="fold")
    table.add_row("Officials", f"http://localhost:{ports['office']}/")
    table.add_row("Citizens", f"http://localhost:{ports['public']}/")
    for login, password, who in sample.accounts:
        table.add_row("Sign in as", f"{login} / {password}   {who}")
    for file in files:
        table.add_row("Report", _near(file))
    table.add_row("Database, log", _near(settings.HOME))
    table.add_row(
        "Sent messages",
        f"{_near(Path(settings.EMAIL_FILE_PATH))} (mail), {_near(Path(settings.EMAIL_FILE_PATH) / 'sms')} (text messages)",
    )
    out.print(table)


def _near(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _check(sample: samples.Sample, ports: dict[str, int], files: list[Path]) -> None:
    for port in ports.values():
        asking.Visitor(f"http://{HOST}:{port}/").look()
    for login, password, _who in sample.accounts:
        visitor = asking.Visitor(f"http://{HOST}:{ports['office']}/")
        visitor.sign_in(reverse("account_login"), login=login, password=password)
    for wrong in asking.unsound(files):
        raise asking.Unwell(wrong)


def _free(ports: dict[str, int]) -> dict[str, int]:
    """For each application the wished-for port, or the next one that nobody uses."""
    found: dict[str, int] = {}
    for name, wished in ports.items():
        found[name] = next(
            port for port in range(wished, wished + 200) if port not in found.values() and _is_free(port)
        )
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex((HOST, port)) != 0


def _bar() -> Progress:
    shown = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*shown, console=out)
