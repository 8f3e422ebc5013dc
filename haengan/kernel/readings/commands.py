"""`haengan gauges`."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Sequence

import structlog
import typer
from django.conf import settings
from django.utils.translation import gettext as _

from haengan.kernel.readings import listening
from haengan.lib.mqtt import broker
from haengan.lib.mqtt.broker import Broker

logger = structlog.get_logger("haengan.readings")


def gauges(
    name: str = typer.Option("", help="The client identifier at the brokers; a second process needs another."),
) -> None:
    """Takes in what stations say over MQTT until it is stopped. Example: haengan gauges"""
    brokers = broker.several(settings.MQTT)
    if not brokers:
        raise SystemExit(_("No broker is set. Set HAENGAN_MQTT, for example to mqtt://127.0.0.1:1883."))
    asyncio.run(_listen(brokers, name or f"haengan-gauges-{socket.gethostname()}"))


async def _listen(brokers: Sequence[Broker], name: str) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    logger.info("gauges.listening", brokers=[one.name for one in brokers])
    count = await listening.listen(brokers, name=name, stop=stop)
    logger.info("gauges.stopped", messages=count.messages, written=count.written, malformed=count.malformed)


COMMANDS = [gauges]
