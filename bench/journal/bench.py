"""The floor of acts is the same act, permission and figures and search and all, with nothing written to the journal. Both
run by turns, so that a machine that is busy for a while is busy for both; the ratio is the median of the turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.running import Case, Result, say
from tests.gate import databases

TURNS = int(os.environ.get("BENCH_TURNS", "7"))
SECONDS = os.environ.get("BENCH_SECONDS", "4")
LINES = os.environ.get("BENCH_LINES", "400000")
CLIENTS = (1, 32)
KEPT = 0.8
VERIFIED = 100_000


def run(peers: Path) -> Result:
    result = Result("journal", "floor")
    for database, environment in _databases():
        for clients in CLIENTS:
            result.cases.append(_acts(database, clients, environment))
        result.cases += _verification(database, environment)
    return result


def _acts(database: str, clients: int, environment: dict[str, str]) -> Case:
    pairs = []
    for turn in range(TURNS + 1):
        first, second = ("with", "without") if turn % 2 else ("without", "with")
        told = {which: _ask(environment, "acts", which, str(clients), SECONDS) for which in (first, second)}
        say(f"{database}, {clients} clients: {told['with']:.0f} acts/s with, {told['without']:.0f} without the journal")
        if turn:  # the first only warms up
            pairs.append((told["with"], told["without"]))
    ratio = statistics.median(ours / floor for ours, floor in pairs)
    floor = statistics.median(floor for _ours, floor in pairs)
    return Case(f"acts, {database}, {clients} clients", round(floor * ratio, 1), round(floor, 1), "acts/s", KEPT)


def _verification(database: str, environment: dict[str, str]) -> Iterator[Case]:
    """Blocks of 50 lines, as ten acts a second give; and of 5,000, as an import gives."""
    for size in ("50", "5000"):
        _ask(environment, "fill", LINES, size)
        speed = _ask(environment, "verify")
        say(f"{database}, blocks of {size}: {speed:.0f} lines/s verified")
        what = f"verification, {database}, blocks of {size}; the floor is the target"
        yield Case(what, round(speed), VERIFIED, "lines/s", 1.0)


@contextmanager
def _scratch() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="haengan-bench-") as home:
        yield {**os.environ, "HAENGAN_HOME": home, "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office", "DATABASE_URL": ""}


def _databases() -> Iterator[tuple[str, dict[str, str]]]:
    with _scratch() as environment:
        _ask(environment, "found")
        yield "SQLite", environment
    with _scratch() as environment, databases.scratch() as address:
        if not address:
            say(databases.MISSING)
            return
        environment["DATABASE_URL"] = address
        _ask(environment, "found")
        yield "PostgreSQL", environment


def _ask(environment: dict[str, str], *words: str) -> float:
    command = [sys.executable, "-m", "bench.journal.trial", *words]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    return float(json.loads(told.splitlines()[-1]))
