"""`haengan worker`."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import typer

from haengan.kernel.jobs import beating, work


def worker(name: str = typer.Option("", help="How this worker is called in the list of jobs.")) -> None:
    """Does background and timed work until it is stopped; what is begun is ended first. Example: haengan worker"""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    with beating.pulses():
        work.run(stop, worker=name)
