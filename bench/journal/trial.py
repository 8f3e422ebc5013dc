"""One measurement in a process of its own: `found`, `acts CLIENTS PAIRS SECONDS`, `fill LINES`, `verify`."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import statistics
import sys
import time
from contextlib import suppress
from datetime import date, timedelta
from datetime import time as clock
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from haengan.kernel.access import actions as access
from haengan.kernel.journal import entries, queries, upkeep, verifying
from haengan.kernel.people.models import Official
from haengan.rooms.autonomy.townhalls.actions import townhalls
from tests import cast

FORK = multiprocessing.get_context("fork")
EVERY = 1.0
WARM = 20
WAIT, WITH, WITHOUT, END = range(4)


def found() -> int:
    """A city with one official who keeps town halls."""
    call_command("migrate", verbosity=0)
    city = cast.founded()
    cast.employed(city, "autonomy", number="1002", name_ko="이가람", name_en="Lee Garam")
    duties = ["autonomy.townhalls.keep", "autonomy.townhalls.decide"]
    access.give(post=city.posts["autonomy"], duties=duties, from_on=cast.FOUNDED, actor=cast.HOUSE)
    return 0


def acts(clients: str, pairs: str, seconds: str) -> list[float]:
    """Acts a second with and without the journal, by so many processes at once. Both take turns of a few seconds, so that
    whatever else the machine does weighs on both; with the journal a sealer works beside them."""
    turn, counts = FORK.Value("i", WAIT), FORK.SimpleQueue()
    ready = FORK.Barrier(int(clients) + 1)
    connections.close_all()
    working = [FORK.Process(target=_client, args=(number, ready, turn, counts)) for number in range(int(clients))]
    for process in [*working, sealing := FORK.Process(target=_sealer, args=(turn,))]:
        process.start()
    ready.wait(timeout=600)
    spent = {WITH: 0.0, WITHOUT: 0.0}
    for number in range(int(pairs)):
        for which in (WITH, WITHOUT) if number % 2 else (WITHOUT, WITH):
            began, turn.value = time.perf_counter(), which
            time.sleep(float(seconds))
            spent[which] += time.perf_counter() - began
    turn.value = END
    done = [counts.get() for _ in working]
    for process in [*working, sealing]:
        process.join()
    return [sum(one[which] for one in done) / spent[which] for which in (WITH, WITHOUT)]


def _client(number: int, ready: Any, turn: Any, counts: Any) -> None:
    actor = Official.objects.get(number="1002")
    dice, write = random.Random(number + os.getpid()), entries.write
    for _ in range(WARM):
        with suppress(OperationalError):
            _act(actor, dice)
    ready.wait(timeout=600)
    done = dict.fromkeys((WAIT, WITH, WITHOUT), 0)
    while (which := turn.value) != END:
        entries.write = write if which == WITH else _nothing_written  # type: ignore[assignment]  # the floor
        try:
            _act(actor, dice)
        except OperationalError:  # SQLite: too many waited too long; the act was not done
            continue
        done[which] += which == turn.value  # an act that began in one turn and ended in the next counts for neither
    counts.put(done)
    connections.close_all()


def _act(actor: Official, dice: random.Random) -> None:
    """A town hall is planned: permission, a record, its marks for the figures, its entry in the search."""
    day = date(2023, 1, 1) + timedelta(days=dice.randrange(3000))
    townhalls.schedule(
        meets_on=day, sector="farmers", subject="농업인과의 대화", starts=clock(14), place="농업기술센터", actor=actor
    )


def _sealer(turn: Any) -> None:
    while turn.value != END:
        time.sleep(EVERY)
        try:
            if turn.value == WITH:
                upkeep.seal(now=timezone.now())
        except OperationalError:
            continue
    connections.close_all()


def _nothing_written(**_given: Any) -> Any:
    return SimpleNamespace(number=next(_numbers))


_numbers = itertools.count(1 << 40)


def fill(lines: str) -> int:
    """So many lines, each of an act that added one thing; a third each in blocks of 50, 500 and 5,000."""
    with connection.cursor() as cursor:  # what a crash would lose is made again
        cursor.execute("PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit = off")
        for size in (50, 500, 5000):
            with transaction.atomic():
                for statement in FILL:
                    cursor.execute(statement, {"lines": int(lines) // 3, "digest": "0" * 56})
            upkeep.LARGEST = size
            _seal_all()
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    return 0


def _seal_all() -> None:
    """On PostgreSQL another database of the same server may hold the horizon back for a while."""
    upkeep.seal(now=timezone.now())
    while queries.waiting()[0]:
        time.sleep(0.1)
        upkeep.seal(now=timezone.now())


FILL = (
    """WITH RECURSIVE s (n) AS (SELECT 10000001 UNION ALL SELECT n + 1 FROM s WHERE n < 10000000 + %(lines)s)
    INSERT INTO kernel_journal_line (at, kind, act, actor_kind, actor_key, actor_title, thing_type, thing_key, thing_title,
    reason, batch, count, digest) SELECT CURRENT_TIMESTAMP, 'act', 'autonomy.townhalls.schedule', 'official',
    'abcdefgh23456789', '이가람', 'autonomy_townhalls.townhall', 'k' || n, '2023. 9. 4. 농업인과의 대화', '', '', 1,
    %(digest)s || n FROM s""",
    """INSERT INTO kernel_journal_touch (line_id, thing_type, thing_key, operation, fields)
    SELECT number, thing_type, thing_key, 'add', '["meets_on", "place", "sector", "starts", "state", "subject"]'
    FROM kernel_journal_line l WHERE NOT EXISTS (SELECT 1 FROM kernel_journal_touch t WHERE t.line_id = l.number)""",
)


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
