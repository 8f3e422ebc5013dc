"""`haengan serve`: both applications and the worker, as one family of processes."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.site import assets, migrating, static_storage
from haengan.site.processes import Family, Member

THREADS = 4
WAITING = 64
out = Console(soft_wrap=True, highlight=False)


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on; 0.0.0.0 for every one."),
    office_port: int = typer.Option(8000, help="Port of the officials' application."),
    public_port: int = typer.Option(8001, help="Port of the citizens' application."),
    processes: int = typer.Option(1, help="Web processes for each application."),
    worker: bool = typer.Option(True, help="Also run one worker for background and timed work."),
    migrate: bool = typer.Option(False, help="Bring the database up to date first."),
) -> None:
    """Serve both applications and do background work, until stopped. Example: haengan serve --office-port 8000"""
    if migrate:
        migrating.migrate()
    elif migrating.pending():
        out.print(_("The database is not up to date. Run `haengan serve --migrate`, after a backup."), markup=False)
        raise typer.Exit(1)
    try:
        static_storage.collect()
    except assets.AssetsMissing as missing:
        out.print(_("The web assets are missing: %(why)s") % {"why": missing}, markup=False)
        raise typer.Exit(1) from missing
    family = Family(members(host, {"office": office_port, "public": public_port}, processes, worker=worker))
    out.print(
        _("Officials: %(office)s   Citizens: %(public)s   Ctrl-C stops both.")
        % {"office": f"http://{host}:{office_port}/", "public": f"http://{host}:{public_port}/"},
        markup=False,
    )
    raise typer.Exit(family.run())


def members(host: str, ports: dict[str, int], processes: int, *, worker: bool, log: Path | None = None) -> list[Member]:
    """The processes of an installation: a web server for each application, and the worker."""
    found = [Member(name, server(name, host, port, processes), log=log) for name, port in ports.items()]
    if worker:
        found.append(Member("worker", (sys.executable, "-m", "haengan.site.commands", "worker"), log=log))
    return found


def server(name: str, host: str, port: int, processes: int) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(processes), "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--blocking-threads", str(THREADS), "--backpressure", str(WAITING)),
        *("--log-level", "warning", f"haengan.site.{name}_wsgi:application"),
    )
