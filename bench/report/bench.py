"""Each rendering stands in a process of its own, so that none profits from what another has kept; the sides take turns, and
the median counts. Reading the source and the imports are outside the clock."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench import running
from bench.running import Case, Result, say

TURNS = int(os.environ.get("BENCH_TURNS", "7"))
PAIRS = (("ours-pdf", "typst", "PDF", 1.5), ("ours-hwpx", "python-hwpx", "HWPX", 1.3))


def run(peers: Path) -> Result:
    result = Result("report", "peer")
    for ours, other, form, most in PAIRS:
        taken = {name: list[dict[str, float]]() for name in (ours, other)}
        for _turn in range(TURNS):
            for name, found in taken.items():
                found.append(_rendered(name))
        seconds = {name: _median(found, "seconds") for name, found in taken.items()}
        memory = {name: _median(found, "megabytes") for name, found in taken.items()}
        beside = f"{form} of 40 pages with 60 tables beside {other}"
        _say(result, Case(f"{beside}, time", seconds[ours], seconds[other], "s", most, less=True))
        _say(result, Case(f"{beside}, memory at its peak", memory[ours], memory[other], "MB", None, less=True))
    return result


def _rendered(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.report.trial", name]
    told = subprocess.run(command, cwd=running.ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def _median(found: list[dict[str, float]], what: str) -> float:
    return round(statistics.median(one[what] for one in found), 3)


def _say(result: Result, case: Case) -> None:
    result.cases.append(case)
    say(f"{case.what}: {case.ours:,} {case.unit} beside {case.other:,}")
