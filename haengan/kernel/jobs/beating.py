"""Pulses: each in a thread of its own beside the worker's jobs, and once more when the worker stops."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.db import connections

from haengan.kernel.jobs import declare, rules
from haengan.kernel.jobs.declare import Pulse

log = structlog.get_logger("haengan.jobs")


@contextmanager
def pulses() -> Iterator[None]:
    """They beat while the block runs; its end waits for the last beat."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_beat, args=(one, stop), name=f"pulse {one.name}") for one in declare.pulses.values()
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _beat(one: Pulse, stop: threading.Event) -> None:
    while not stop.wait(one.every.total_seconds()):
        _once(one)
    _once(one)
    connections.close_all()


def _once(one: Pulse) -> None:
    """A failing pulse is told and tried again at the next beat."""
    try:
        one.function()
    except Exception as wrong:
        log.error("pulse.failed", pulse=one.name, trace=rules.trace(wrong))
        connections.close_all()
