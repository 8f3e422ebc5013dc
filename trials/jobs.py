"""10,000 jobs while workers are killed by SIGKILL at random moments: none lost, none applied twice.

Half the jobs are atomic and add a row without looking whether it is there; the other half note, safe to repeat, how often
they began. On SQLite, and on PostgreSQL where a server answers.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.gate import databases

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "haengan" / "kernel" / "jobs" / "tests" / "worker_process.py"
COUNT, WORKERS, LEASE = 10_000, 3, "3"
PAUSE = (0.3, 6.0)


@dataclass
class Storm:
    """Workers over one database, of which one is killed every now and then."""

    home: Path
    database: str
    kills: int = 0
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *words: str) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "HAENGAN_HOME": str(self.home),
            "TRIAL_BOOK": str(self.home / "book"),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "haengan.site.settings.test",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.Popen(
            [sys.executable, str(SCRIPT), *words], env=environment, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *words: str) -> str:
        process = self.start(*words)
        told, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"{words[0]} ended with {process.returncode}")
        return told

    def is_at_work(self, worker: subprocess.Popen[str]) -> bool:
        """One that still starts holds nothing yet: to kill it would be no trial."""
        return worker.poll() is None and (self.home / f"ready-{worker.pid}").exists()

    def blow(self, chance: random.Random, *, most: int) -> None:
        """Until a worker finds nothing left to do; at most so many are killed."""
        self.workers = [self.start("until_empty", LEASE) for _ in range(WORKERS)]
        while all(worker.poll() is None for worker in self.workers):
            time.sleep(chance.uniform(*PAUSE))
            at_work = [place for place, worker in enumerate(self.workers) if self.is_at_work(worker)]
            if at_work and self.kills < most:
                place = chance.choice(at_work)
                os.kill(self.workers[place].pid, signal.SIGKILL)
                self.workers[place].communicate()
                self.kills += 1
                self.workers[place] = self.start("until_empty", LEASE)
        for worker in self.workers:
            worker.communicate()
            if worker.returncode:
                raise SystemExit(f"a worker ended with {worker.returncode}")


def storm(home: Path, database: str, *, count: int, most: int, seed: int) -> dict[str, object]:
    """What stands after it; `sound` where each job is done, and each atomic one was applied once."""
    began = time.monotonic()
    one = Storm(home, database)
    one.ask("migrate")
    one.ask("prepare", str(count))
    try:
        one.blow(random.Random(seed), most=most)
    finally:
        for worker in one.workers:
            worker.kill()
    told = json.loads(one.ask("tally"))
    sound = told["done"] == count and told["applied"] == told["distinct"] == count // 2
    return {**told, "kills": one.kills, "seed": seed, "seconds": round(time.monotonic() - began), "sound": sound}


def run(count: int) -> dict[str, object]:
    wanted = count or COUNT
    seed = int(time.time())
    outcomes: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(prefix="haengan-trial-") as name:
        outcomes["sqlite"] = storm(Path(name), "", count=wanted, most=wanted, seed=seed)
    with databases.scratch() as address, tempfile.TemporaryDirectory(prefix="haengan-trial-") as name:
        if address:
            outcomes["postgresql"] = storm(Path(name), address, count=wanted, most=wanted, seed=seed)
    return {
        "count": wanted,
        **outcomes,
        "passed": len(outcomes) == 2 and all(one["sound"] for one in outcomes.values()),
    }
