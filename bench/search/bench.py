"""Both sides stand in one database and take turns. The truth is looked up in every text, without an index.

SQLite's trigram index serves words of three letters and more; shorter ones it looks for in every text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import running
from bench.running import Case, Result, say
from tests.gate import databases

DOCUMENTS = os.environ.get("BENCH_DOCUMENTS", "300000")
SEED = os.environ.get("BENCH_SEED", "7")
TURNS = os.environ.get("BENCH_TURNS", "7")
PEERS = {"SQLite": "its trigram index", "PostgreSQL": "pg_trgm"}


def run(peers: Path) -> Result:
    result = Result("search", "peer")
    with running.scratch() as environment:
        _measure(result, "SQLite", environment)
    with running.scratch() as environment, databases.scratch() as address:
        if address:
            _measure(result, "PostgreSQL", {**environment, "DATABASE_URL": address})
        else:
            say(databases.MISSING)
    return result


def _measure(result: Result, database: str, environment: dict[str, str]) -> None:
    _ask(environment, "found")
    say(f"{database}: {_ask(environment, 'fill', DOCUMENTS, SEED):,} documents/s indexed")
    for kind, (there, ours, other, _wrong, _also) in _ask(environment, "recall", DOCUMENTS, SEED).items():
        found = round(100 * ours / there, 2) if there else 100.0
        beside = round(100 * other / there, 2) if there else 100.0
        what = f"recall, {database}, {DOCUMENTS} documents, {kind}, {there} there; the peer is the truth, {PEERS[database]} finds {beside} %"
        _say(result, Case(what, found, 100.0, "%", 1.0))
        _say_precision(result, database, kind, ours, _wrong, other, _also)
    for kind, (took, by_peer) in _ask(environment, "speed", TURNS).items():
        what = f"first 20 hits, {database}, {DOCUMENTS} documents, {kind}, beside {PEERS[database]}"
        _say(result, Case(what, round(took, 2), round(by_peer, 2), "ms", 1.0, less=True))


def _say_precision(result: Result, database: str, kind: str, ours: int, wrong: int, other: int, also: int) -> None:
    """Of what is found, how much was asked for."""
    if not ours + wrong or not other + also:
        return
    right, beside = (round(100 * good / (good + bad), 2) for good, bad in ((ours, wrong), (other, also)))
    what = (
        f"precision, {database}, {DOCUMENTS} documents, {kind}; the peer is the truth, {PEERS[database]} has {beside} %"
    )
    _say(result, Case(what, right, 100.0, "%", 1.0))


def _say(result: Result, case: Case) -> None:
    result.cases.append(case)
    say(f"{case.what}: {case.ours:,} {case.unit}, the other {case.other:,}")


def _ask(environment: dict[str, str], *words: str) -> Any:
    command = [sys.executable, "-m", "bench.search.trial", *words]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])
