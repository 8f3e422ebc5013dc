"""`haengan watch`."""

from __future__ import annotations

import asyncio
import os
import signal
import socket

import structlog
import typer
from django.conf import settings

from haengan.lib.mqtt import broker
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


COMMANDS = [watch]
