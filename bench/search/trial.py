"""One measurement in a process of its own: `found`, `fill DOCUMENTS SEED`, `recall`, `speed TURNS`."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock
from itertools import islice
from typing import Any

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from bench.search import peer
from bench.search.texts import Text, asked, texts
from haengan.kernel.access import actions as access
from haengan.kernel.acts import running
from haengan.kernel.people.models import Official
from haengan.kernel.search import dialects, queries, rules
from haengan.kernel.search.declare import searchables
from haengan.lib.hangul import tokens as hangul
from haengan.rooms.autonomy.townhalls.actions import townhalls
from haengan.rooms.autonomy.townhalls.models import Opinion, Townhall
from tests import cast

SQLITE = connection.vendor == "sqlite"
SLICE = 2_000
TOWNHALLS = 20
AFTER = 1_000_000
"""Where the ids of our rows begin, beyond those of the acts before."""
LABEL = Opinion._meta.label_lower


def found() -> int:
    """A city with one official who may see opinions, some town halls, the peer's table."""
    call_command("migrate", verbosity=0)
    city = cast.founded()
    lee = cast.employed(city, "autonomy", number="1002", name_ko="이가람", name_en="Lee Garam")
    duties = ["autonomy.townhalls.keep", "autonomy.townhalls.decide"]
    access.give(post=city.posts["autonomy"], duties=duties, from_on=cast.FOUNDED, actor=cast.HOUSE)
    for _ in range(TOWNHALLS):
        townhalls.schedule(
            meets_on=date(2023, 9, 4), sector="farmers", subject="대화", starts=clock(14), place="기술센터", actor=lee
        )
    with connection.cursor() as cursor:
        for statement in peer.MAKE[connection.vendor]:
            cursor.execute(statement)
    return 0


def fill(documents: str, seed: str) -> float:
    """Opinions, their entries in our index as `upkeep.index` writes them, and the peer's rows; ours in documents a second."""
    spent = 0.0
    numbered = enumerate(texts(int(documents), int(seed)), start=AFTER)
    halls = list(Townhall.objects.order_by("pk").values_list("pk", flat=True))
    while some := list(islice(numbered, SLICE)):
        with transaction.atomic(), connection.cursor() as cursor:
            if SQLITE:
                cursor.execute("PRAGMA cache_size = -200000")
            _opinions(some, halls)
            spent += _timed(lambda some=some, cursor=cursor: _index(cursor, some))
            cursor.executemany(peer.PUT, [(one.key, f"{one.title} {one.body}", _day(n)) for n, one in some])
    with connection.cursor() as cursor:
        for statement in peer.DONE[connection.vendor]:
            cursor.execute(statement)
    return round(int(documents) / spent)


def _opinions(some: list[tuple[int, Text]], halls: list[int]) -> None:
    with running.upkeep():
        Opinion.objects.bulk_create(
            Opinion(
                key=one.key,
                townhall_id=halls[number % TOWNHALLS],
                number=(number - AFTER) // TOWNHALLS,
                said_on=_day(number),
                field="others",
                **_said(one),
            )
            for number, one in some
        )


def _said(one: Text) -> dict[str, str]:
    return {"text": one.body, "gist": one.title}


def _index(cursor: Any, some: list[tuple[int, Text]]) -> None:
    dialect = dialects.of(connection)
    entries, parts, rows = [], [], []
    for number, one in some:
        entries.append((number, LABEL, one.key, _day(number), "bench"))
        for place, (weight, text) in enumerate(((rules.Weight.A, one.body), (rules.Weight.B, one.title))):
            pk = number * 2 + place
            parts.append((pk, number, int(weight)))
            rows.append((dialect.value(hangul.of_document(text)), pk))
    cursor.executemany(
        "INSERT INTO kernel_search_entry (id, label, key, happened_on, digest) VALUES (%s, %s, %s, %s, %s)", entries
    )
    cursor.executemany("INSERT INTO kernel_search_part (id, entry_id, weight) VALUES (%s, %s, %s)", parts)
    cursor.executemany(dialect.put(), rows)


def _day(number: int) -> date:
    return date(2015, 1, 1) + timedelta(days=number * 7 % 3285)


def recall(documents: str, seed: str) -> dict[str, list[int]]:
    """By kind of word: how many are there, how many of them we find, and the peer; what we and it find beside them."""
    told: dict[str, list[int]] = {}
    there = _there(documents, seed)
    for kind, words in asked():
        wanted = there[words]
        ours = set(Opinion.objects.filter(queries.matching(Opinion, words)).values_list("key", flat=True))
        others = set(peer.all_of(words))
        one = [len(wanted), len(wanted & ours), len(wanted & others), len(ours - wanted), len(others - wanted)]
        told[kind] = [a + b for a, b in zip(told.get(kind, [0] * 5), one, strict=True)]
    return told


def _there(documents: str, seed: str) -> dict[str, set[str]]:
    """The truth, by looking through every text: spaces do not part syllables, a number is the same with and without commas
    and is found whole."""
    looked = {words: [_pattern(word) for word in words.split()] for _kind, words in asked()}
    found: dict[str, set[str]] = {words: set() for words in looked}
    for one in texts(int(documents), int(seed)):
        fields = [re.sub(r"[\s,]", "", text) for text in (one.title, one.body)]
        for words, patterns in looked.items():
            if all(any(pattern.search(field) for field in fields) for pattern in patterns):
                found[words].add(one.key)
    return found


def _pattern(word: str) -> re.Pattern[str]:
    bare = word.replace(",", "")
    return re.compile(rf"(?<!\d){bare}(?!\d)" if bare.isdigit() else bare)


def speed(turns: str) -> dict[str, list[float]]:
    """By kind of word: milliseconds for the first 20 hits, ours with the reader's sight, title and excerpt; and the peer's
    20 rows in order of their day. The median over words and turns, by turns."""
    lee = Official.objects.get(number="1002")
    labels = frozenset(searchables) & {LABEL}
    told: dict[str, tuple[list[float], list[float]]] = {}
    for _ in range(int(turns)):
        for kind, words in asked():
            ours, others = told.setdefault(kind, ([], []))
            ours.append(_timed(lambda words=words: queries.find(words, actor=lee, labels=labels)))
            others.append(_timed(lambda words=words: peer.first(words)))
    return {kind: [statistics.median(one) * 1000 for one in both] for kind, both in told.items()}


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps({"found": found, "fill": fill, "recall": recall, "speed": speed}[sys.argv[1]](*sys.argv[2:])))
