"""`haengan watch`, `haengan deadman`."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading

import structlog
import typer
from django.conf import settings

from haengan.lib.mqtt import broker
from haengan.rooms.safety.warnings.actions import mourning
from haengan.rooms.safety.warnings.actions.watching import Watching

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
