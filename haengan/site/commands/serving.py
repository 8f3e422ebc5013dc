"""`haengan serve`: both applications, the worker and the watch, as one family of processes."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from django.conf import settings
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.site import assets, metrics, migrating, static_storage
from haengan.site.processes import Family, Member

THREADS = 4
WAITING = 64
GRACE_OF_REQUESTS = 10
out = Console(soft_wrap=True, highlight=False)


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on; 0.0.0.0 for every one."),
    office_port: int = typer.Option(8000, help="Port of the officials' application."),
    public_port: int = typer.Option(8001, help="Port of the citizens' application."),
    processes: int = typer.Option(1, help="Web processes for each application."),
    only: str = typer.Option("", help="Serve one application only: office or public."),
    worker: bool = typer.Option(
        True,
        help="Also run one worker for background and timed work, and one watch that decides on warnings and sends.",
    ),
    migrate: bool = typer.Option(False, help="Bring the database up to date first."),
) -> None:
    """Serve both applications, do background work and send messages, until stopped. Example: haengan serve --office-port 8000"""
    ports = {"office": office_port, "public": public_port}
    if only and only not in ports:
        raise typer.BadParameter(_("Write office or public."), param_hint="--only")
    ports = {only: ports[only]} if only else ports
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
    metrics.share(Path(settings.HOME))
    family = Family(members(host, ports, processes, worker=worker))
    addresses = {name: f"http://{host}:{port}/" for name, port in ports.items()}
    told = _("Officials: %(office)s   Citizens: %(public)s   Ctrl-C stops both.")
    out.print(addresses[only] if only else told % addresses, markup=False)
    raise typer.Exit(family.run())


def members(host: str, ports: dict[str, int], processes: int, *, worker: bool, log: Path | None = None) -> list[Member]:
    """The processes of an installation: a web server for each application, the worker, and the watch, which also sends."""
    found = [Member(name, server(name, host, port, processes), log=log) for name, port in ports.items()]
    if worker:
        for name in ("worker", "watch"):
            found.append(Member(name, (sys.executable, "-m", "haengan.site.commands", name), log=log))
    return found


def server(name: str, host: str, port: int, processes: int) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *(
            "--workers",
            str(processes),
            "--no-ws",
            "--respawn-failed-workers",
            "--workers-kill-timeout",
            str(GRACE_OF_REQUESTS),
        ),
        *("--blocking-threads", str(THREADS), "--backpressure", str(WAITING)),
        *("--log-level", "warning", f"haengan.site.{name}_wsgi:application"),
    )
