"""One measurement in a process of its own: `found`, `acts with|without CLIENTS SECONDS`, `fill LINES SIZE`, `verify`."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.core.management import call_command
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from haengan.kernel.access import actions as access
from haengan.kernel.acts.running import System
from haengan.kernel.journal import entries, upkeep, verifying
from haengan.kernel.journal.models import Content, Line, Touch
from haengan.kernel.people.models import Official
from haengan.rooms.autonomy.townhalls.actions import townhalls
from tests import cast

FORK = multiprocessing.get_context("fork")
EVERY = 1.0
SLICE = 5000
WARM = 20


def found() -> int:
    """A city with one official who keeps town halls."""
    call_command("migrate", verbosity=0)
    city = cast.founded()
    cast.employed(city, "autonomy", number="1002", name_ko="이가람", name_en="Lee Garam")
    duties = ["autonomy.townhalls.keep", "autonomy.townhalls.decide"]
    access.give(post=city.posts["autonomy"], duties=duties, from_on=cast.FOUNDED, actor=cast.HOUSE)
    return 0


def acts(which: str, clients: str, seconds: str) -> float:
    """Acts a second, by so many processes at once; with the journal also a sealer works beside them."""
    if which == "without":
        entries.write = _nothing_written  # type: ignore[assignment]  # the floor: all of the act but its line
    beat, counts = FORK.Event(), FORK.SimpleQueue()
    ready = FORK.Barrier(int(clients) + 1)
    connections.close_all()
    working = [FORK.Process(target=_client, args=(number, ready, beat, counts)) for number in range(int(clients))]
    sealing = [FORK.Process(target=_sealer, args=(beat,))] if which == "with" else []
    for process in [*working, *sealing]:
        process.start()
    ready.wait()
    began = time.perf_counter()
    time.sleep(float(seconds))
    beat.set()
    done = sum(counts.get() for _ in working)
    taken = time.perf_counter() - began
    for process in [*working, *sealing]:
        process.join()
    return done / taken


def _client(number: int, ready: Any, beat: Any, counts: Any) -> None:
    actor = Official.objects.get(number="1002")
    dice = random.Random(number + os.getpid())
    for _ in range(WARM):
        _act(actor, dice)
    ready.wait()
    done = 0
    while not beat.is_set():
        try:
            _act(actor, dice)
            done += 1
        except OperationalError:  # SQLite: too many waited too long; the act was not done
            continue
    counts.put(done)
    connections.close_all()


def _act(actor: Official, dice: random.Random) -> None:
    """A town hall is planned: permission, a record, its marks for the figures, its entry in the search."""
    day = date(2023, 1, 1) + timedelta(days=dice.randrange(3000))
    townhalls.schedule(
        meets_on=day, sector="farmers", subject="농업인과의 대화", starts=clock(14), place="농업기술센터", actor=actor
    )


def _sealer(beat: Any) -> None:
    while not beat.wait(EVERY):
        try:
            upkeep.seal(now=timezone.now())
        except OperationalError:
            continue
    connections.close_all()


def _nothing_written(**_given: Any) -> Any:
    return SimpleNamespace(number=next(_numbers))


_numbers: Callable[[], int] | Any = itertools.count(1 << 40)


def fill(lines: str, size: str) -> int:
    """So many lines, each of an act that added one thing, in blocks of so many."""
    for start in range(0, int(lines), SLICE):
        with transaction.atomic():
            _some(start)
    upkeep.LARGEST = int(size)
    upkeep.seal(now=timezone.now())
    return 0


def _some(start: int) -> None:
    actor, now = System("bench"), timezone.now()
    about = {"at": now, "kind": "act", "act": "autonomy.townhalls.schedule", "actor_kind": "official", "actor_key": "a" * 16}
    made = Line.objects.bulk_create(
        Line(
            **about, actor_title="이가람", thing_type="autonomy_townhalls.townhall", thing_key=f"k{start + number:015}",
            thing_title="2023. 9. 4. 농업인과의 대화", digest=f"{start + number:064x}",
        )
        for number in range(SLICE)
    )  # fmt: skip
    names = ["meets_on", "sector", "starts", "state", "subject"]
    Touch.objects.bulk_create(
        Touch(line=line, thing_type=line.thing_type, thing_key=line.thing_key, operation="add", fields=names) for line in made
    )
    Content.objects.bulk_create(Content(line=line, sealed=bytes(200)) for line in made)
    del actor


def verify() -> float:
    """Lines a second, the median of three."""
    speeds = []
    for _ in range(3):
        began = time.perf_counter()
        report = verifying.verify()
        speeds.append(report.lines / (time.perf_counter() - began))
        if not report.sound:
            sys.exit(f"the bench's own journal is not sound: {report.first()}")
    return statistics.median(speeds)


if __name__ == "__main__":
    print(globals()[sys.argv[1]](*sys.argv[2:]))
