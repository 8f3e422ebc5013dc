"""Five hundred rules on a thousand readings a second: how long after its coming a reading is decided upon, by the engine alone
and through the database with every reading committed (SQLite synchronous=FULL, PostgreSQL). A minute each; with
`BENCH_MINUTES=10` ten. There is no peer: the other column is the target."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.running import ROOT, Case, Result, say
from tests.gate import databases

SECONDS = 60 * float(os.environ.get("BENCH_MINUTES", "1"))
TARGET = 100.0
TRIAL = Path(__file__).with_name("trial.py")


def run(peers: Path) -> Result:
    result = Result("deciding", "target")
    alone = _ask({}, "alone", "20")
    say(f"engine alone: {alone}")
    result.cases.append(Case("engine alone, share of one core in percent", alone["core"], 50.0, "%", 1.0, less=True))
    for name, address in _databases():
        found = _through(address)
        say(f"{name}: {found}")
        what = f"{found['rate']} readings a second through {name}, 500 rules, {found['seconds']} s: decision lag p99"
        result.cases.append(Case(what, found["p99"], TARGET, "ms", 1.0, less=True))
        result.cases.append(Case(f"the same, p50, {name}", found["p50"], TARGET, "ms", None, less=True))
    return result


def _databases() -> Iterator[tuple[str, str]]:
    yield "SQLite", ""
    with databases.scratch() as address:
        if address:
            yield "PostgreSQL", address
        else:
            say(databases.MISSING)


def _through(address: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="haengan-bench-") as home:
        environment = {"HAENGAN_HOME": home, "DATABASE_URL": address}
        _ask(environment, "prepare")
        return _ask(environment, "through", str(SECONDS))


def _ask(more: dict[str, str], *words: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
        "PYTHONPATH": str(ROOT),
        **more,
    }
    done = subprocess.run(
        [sys.executable, str(TRIAL), *words], env=environment, capture_output=True, check=False, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
