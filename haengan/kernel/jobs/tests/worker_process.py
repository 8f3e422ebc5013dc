"""A worker in a process of its own, for the trials: `worker_process.py VERB [ARGUMENT…]`."""

import json
import os
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    import django

    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from haengan.kernel.jobs import actions, commands, upkeep, work
from haengan.kernel.jobs.declare import declared, job
from haengan.kernel.jobs.models import Timed, Work

BOOK = Path(os.environ["TRIAL_BOOK"])
declared.clear()


def write(line):
    with BOOK.open("a", encoding="utf8") as book:
        book.write(f"{line}\n")


@job("trial.note")
def note(what):
    write(f"{what} {os.getpid()}")


@job("trial.slow")
def slow(seconds):
    """Sleeps at the first attempt; whoever finds that an earlier one began ends at once."""
    begun = BOOK.exists()
    write(f"{'again' if begun else 'begun'} {os.getpid()}")
    if not begun:
        time.sleep(seconds)
    write(f"ended {os.getpid()}")


@job("trial.timed", at="02:30")
def timed():
    write(f"timed {os.getpid()}")


@job("trial.apply", tries=100, atomic=True)
def apply(number):
    """Adds a row without looking whether it is there: applied twice, it stands there twice."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO trial_applied (number) VALUES (%s)", [number])
    time.sleep(0.002)


@job("trial.begin", tries=100)
def begin(number):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO trial_begun (number) VALUES (%s)", [number])


def prepare(count):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE trial_applied (number integer)")
            cursor.execute("CREATE TABLE trial_begun (number integer)")
        for number in range(int(count)):
            actions.enqueue("trial.begin" if number % 2 else "trial.apply", {"number": number})


def tally():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT number) FROM trial_applied")
        applied, distinct = cursor.fetchone()
        cursor.execute("SELECT count(*) - count(DISTINCT number), count(DISTINCT number) FROM trial_begun")
        begun_again, begun = cursor.fetchone()
    done = Work.objects.filter(state="done").count()
    again = Work.objects.filter(attempt__gt=1).count()
    told = {"done": done, "applied": applied, "distinct": distinct, "begun": begun}
    sys.stdout.write(json.dumps({**told, "begun_again": begun_again, "taken_again": again}))


def until_empty(lease):
    BOOK.with_name(f"ready-{os.getpid()}").touch()
    stop = threading.Event()
    watch = threading.Thread(target=_stop_when_empty, args=(stop,), daemon=True)
    watch.start()
    work.run(stop, lease=timedelta(seconds=float(lease)), idle=0.05)


def _stop_when_empty(stop):
    while Work.objects.filter(state__in=["waiting", "running"]).exists():
        time.sleep(0.1)
    stop.set()


def enqueue(name, count, args):
    for number in range(int(count)):
        actions.enqueue(name, json.loads(args.replace("%d", str(number))))


def tick(moment):
    for _ in range(20):
        upkeep.tick(now=datetime.fromisoformat(moment))


def arrange(moment):
    upkeep.arrange(now=datetime.fromisoformat(moment))


def states():
    told = {"works": list(Work.objects.order_by("id").values_list("state", "attempt")), "timed": Timed.objects.count()}
    sys.stdout.write(json.dumps(told))


def worker():
    commands.worker(name=f"trial {timezone.now()}")


def migrate():
    call_command("migrate", verbosity=0)


def do(verb, *words):
    globals()[verb](*words)


if __name__ == "__main__":
    do(*sys.argv[1:])
