"""The register of town halls. A request is a whole one, through every middleware, by Django's test client; the floor of
requests a second is the same page without what access and the journal add to it, in turns in the same process."""

from __future__ import annotations

import os
from pathlib import Path

from bench.journal.bench import ask, cities
from bench.running import Case, Result, say

ROWS = os.environ.get("BENCH_ROWS", "1000000")
TIMES = os.environ.get("BENCH_TIMES", "100")
PAIRS = os.environ.get("BENCH_PAIRS", "12")
LONGEST = 50.0
KEPT = 0.8


def run(peers: Path) -> Result:
    result = Result("web", "floor")
    for database, environment in cities():
        ask(environment, "fill", ROWS, of="web")
        for what, milliseconds in ask(environment, "pages", TIMES, of="web").items():
            say(f"{database}, {what}: {milliseconds:.1f} ms")
            # the ratio grows with what is good: how often the page fits into the 50 ms
            result.cases.append(
                Case(f"{database}, {what}; ours is the limit", LONGEST, round(milliseconds, 1), "ms", 1.0)
            )
        ours, floor = ask(environment, "requests", PAIRS, of="web")
        say(f"{database}: {ours:.1f} requests/s, {floor:.1f} without access and journal")
        result.cases.append(Case(f"requests, {database}", round(ours, 1), round(floor, 1), "requests/s", KEPT))
    return result
