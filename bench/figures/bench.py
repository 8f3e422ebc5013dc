"""The year's close has hand-written SQL as its peer, in the same database and the same process, one before and one after it.
Both must come to the same cells. DuckDB makes the same records anew and is shown beside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import running
from bench.running import Case, Result, say
from tests.gate import databases

RECORDS = int(os.environ.get("BENCH_RECORDS", "5000000"))
MANY = int(os.environ.get("BENCH_RECORDS_MANY", "50000000"))
TIMES = os.environ.get("BENCH_TIMES", "15")
CLOSE = 0.5
"""Of the hand's speed."""
READ = 50.0
"""Milliseconds."""
SAME = 1.25
"""How much dearer a dirty day may be among more records, for "the same"."""


def run(peers: Path) -> Result:
    result = Result("figures", "peer")
    for database, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        few = _few(opened)
        if few is None:
            say(databases.MISSING)
            continue
        with opened() as environment:
            _measure(result, database, environment or {}, few, peers)
    return result


def _few(opened: Any) -> float | None:
    """Seconds for a dirty day among a tenth of the records; None where no database answers."""
    with opened() as environment:
        if environment is None:
            return None
        _ask(environment, "found")
        _ask(environment, "fill", str(RECORDS // 10))
        return float(_ask(environment, "dirty", TIMES))


def _measure(result: Result, database: str, environment: dict[str, str], few: float, peers: Path) -> None:
    _ask(environment, "found")
    count = _ask(environment, "fill", str(RECORDS))
    ours, by_hand, *same = _ask(environment, "year")
    beside, *also = _peer(peers)
    if same != also:
        sys.exit(f"DuckDB came to {also} (cells, sum), the close to {same}")
    _say(
        result, Case(f"a year's close, {database}, {count} records", *_speeds(count, ours, by_hand), "records/s", CLOSE)
    )
    _say(result, Case(f"a year's close, {database}, beside DuckDB", *_speeds(count, ours, beside), "records/s", None))
    for state, took in zip(("", ", a day touched since"), _ask(environment, "read"), strict=True):
        what = f"a year's total and parts read, {database}{state}; its peer is the target"
        _say(result, Case(what, round(took, 1), READ, "ms", 1.0, less=True))
    sizes = [count]
    for size in [RECORDS, *([MANY] if database == "PostgreSQL" and MANY > RECORDS else [])]:
        if size != RECORDS:
            sizes.append(_ask(environment, "fill", str(size)))
        took = float(_ask(environment, "dirty", TIMES))
        what = f"closing one dirty day, {database}, among {sizes[-1]} records, beside {RECORDS // 10}"
        _say(result, Case(what, round(took * 1000, 1), round(few * 1000, 1), "ms", SAME, less=True))


def _speeds(count: int, *seconds: float) -> list[float]:
    return [round(count / one) for one in seconds]


def _say(result: Result, case: Case) -> None:
    result.cases.append(case)
    say(f"{case.what}: {case.ours:,} {case.unit}, the other {case.other:,}")


@contextmanager
def _sqlite() -> Iterator[dict[str, str] | None]:
    with running.scratch() as environment:
        yield environment


@contextmanager
def _postgresql() -> Iterator[dict[str, str] | None]:
    with running.scratch() as environment, databases.scratch() as address:
        yield {**environment, "DATABASE_URL": address} if address else None


def _ask(environment: dict[str, str], *words: str) -> Any:
    command = [sys.executable, "-m", "bench.figures.trial", *words]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])


def _peer(peers: Path) -> Any:
    command = [str(peers), "-m", "bench.figures.peer", str(RECORDS)]
    told = subprocess.run(command, cwd=running.ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])
