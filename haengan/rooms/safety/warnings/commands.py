"""`haengan watch`, `haengan deadman`, `haengan cap check`, `haengan cap take`."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from pathlib import Path

import structlog
import typer
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.kernel.acts.running import Refused, System
from haengan.lib.mqtt import broker
from haengan.rooms.safety.warnings.actions import incoming, mourning
from haengan.rooms.safety.warnings.actions.watching import Watching
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


def watch(
    name: str = typer.Option("", help="The client identifier at the brokers; the same for a stand-by."),
    sends: bool = typer.Option(True, help="Also send what is queued; without it haengan dispatch must run beside."),
) -> None:
    """Listens to gauges, decides by the rules and sends, until stopped. A second one stands by. Example: haengan watch"""
    asyncio.run(_watch(name or "haengan-watch", sends))


async def _watch(name: str, sends: bool) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    brokers = broker.several(settings.MQTT)
    if not brokers:
        logger.warning("watch.no_broker", setting="HAENGAN_MQTT")
    holder = f"{socket.gethostname()}:{os.getpid()}"
    await Watching(brokers, name=name, holder=holder, sends=sends).run(stop)


def deadman(
    patience: float = typer.Option(60.0, help="Seconds the chain must be dead before anyone is told."),
    every: float = typer.Option(10.0, help="Seconds between two looks."),
) -> None:
    """Mails directly, past queue and brokers, when the chain of warning is dead; needs HAENGAN_DEADMAN_MAIL and HAENGAN_DEADMAN_TO. Example: haengan deadman"""
    try:
        post = mourning.post(settings.DEADMAN_MAIL, settings.DEADMAN_TO, settings.DEFAULT_FROM_EMAIL)
    except mourning.WrongPost as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    mourning.watch(stop, post.send, patience=patience, every=every)


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


COMMANDS = [watch, deadman]
GROUPS = {"cap": cap}
