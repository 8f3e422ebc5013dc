"""Filing is the act that the page calls, each in a transaction of its own; the desk and the list are whole requests by Django's
test client through every middleware. The other column is the target of the issue."""

from __future__ import annotations

import os
from pathlib import Path

from bench.journal.bench import ask, cities
from bench.running import Case, Result, say

ROWS = os.environ.get("BENCH_ROWS", "1000000")
TIMES = os.environ.get("BENCH_TIMES", "60")
SECONDS = os.environ.get("BENCH_SECONDS", "10")
FILED = {"SQLite": 200, "PostgreSQL": 500}
LONGEST = 50.0


def run(peers: Path) -> Result:
    result = Result("petitions", "target")
    for database, environment in cities():
        ask(environment, "offer", of="petitions")
        for clients in ("1", "32"):
            rate = ask(environment, "file", clients, SECONDS, of="petitions")
            say(f"{database}, {clients} clients: {rate:.0f} petitions filed a second")
            target = FILED[database] if clients == "32" else None
            result.cases.append(
                Case(
                    f"filed, {database}, {clients} clients",
                    round(rate, 1),
                    target or round(rate, 1),
                    "/s",
                    1.0 if target else None,
                )
            )
        ask(environment, "fill", ROWS, of="petitions")
        for what, milliseconds in ask(environment, "pages", TIMES, of="petitions").items():
            say(f"{database}, {what}: {milliseconds:.1f} ms")
            result.cases.append(
                Case(f"{database}, {what}; ours is the limit", LONGEST, round(milliseconds, 1), "ms", 1.0)
            )
    return result
