"""The floor of acts is the same act, permission and figures and search and all, with nothing written to the journal. Both
take turns of a few seconds in the same processes, so that whatever else the machine does weighs on both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import running
from bench.running import Case, Result, say
from tests.gate import databases

PAIRS = os.environ.get("BENCH_PAIRS", "12")
SECONDS = {1: "1", 32: "2"}
LINES = os.environ.get("BENCH_LINES", "300000")
KEPT = 0.8
VERIFIED = 100_000


def run(peers: Path) -> Result:
    result = Result("journal", "floor")
    for database, environment in cities():
        for clients, seconds in SECONDS.items():
            ours, floor = ask(environment, "acts", str(clients), PAIRS, seconds)
            say(f"{database}, {clients} clients: {ours:.0f} acts/s with the journal, {floor:.0f} without")
            what = f"acts, {database}, {clients} clients"
            result.cases.append(Case(what, round(ours, 1), round(floor, 1), "acts/s", KEPT))
        ask(environment, "fill", LINES)
        speed = ask(environment, "verify")
        say(f"{database}: {speed:.0f} lines/s verified")
        what = f"verification, {database}, blocks of 50, 500 and 5000 lines; its floor is the target"
        result.cases.append(Case(what, round(speed), VERIFIED, "lines/s", 1.0))
    return result


def cities() -> Iterator[tuple[str, dict[str, str]]]:
    with running.scratch() as environment:
        ask(environment, "found")
        yield "SQLite", environment
    with running.scratch() as environment, databases.scratch() as address:
        if not address:
            say(databases.MISSING)
            return
        environment["DATABASE_URL"] = address
        ask(environment, "found")
        yield "PostgreSQL", environment


def ask(environment: dict[str, str], *words: str, of: str = "journal") -> Any:
    command = [sys.executable, "-m", f"bench.{of}.trial", *words]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])
