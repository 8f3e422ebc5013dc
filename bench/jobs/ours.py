"""Our side in a process of its own: `prepare`, `enqueue COUNT PAUSE`, `work`. `BENCH_BOOK` is the file the jobs write to."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import os
import sys
import threading
import time
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command
from django.db import transaction

from haengan.kernel.jobs import actions, work
from haengan.kernel.jobs.declare import job

LEASE = timedelta(seconds=3)
IDLE = 0.05


@job("bench.note", tries=100)
def note(number: int, pause: float) -> None:
    time.sleep(pause)
    with open(os.environ["BENCH_BOOK"], "a", encoding="utf8") as book:
        book.write(f"{number}\n")


def prepare() -> None:
    call_command("migrate", verbosity=0)


def enqueue(count: str, pause: str) -> None:
    with transaction.atomic():
        for number in range(int(count)):
            actions.enqueue("bench.note", {"number": number, "pause": float(pause)})


def labour() -> None:
    work.run(threading.Event(), lease=LEASE, idle=IDLE)


if __name__ == "__main__":
    {"prepare": prepare, "enqueue": enqueue, "work": labour}[sys.argv[1]](*sys.argv[2:])
