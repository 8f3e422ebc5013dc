"""5,000 citizens file about one flooded underpass within ten minutes while an official works: no error, none lost, p99 under 300 ms.

The house is served as its units for systemd serve it, with two processes, on SQLite and on PostgreSQL where a server answers; each citizen comes from an
address of its own, through form, filing, code and receipt.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import IO, Any

from bench.journal.bench import cities
from bench.petitions import PACE

COUNT, LONGEST = 5_000, 300.0


def run(count: int) -> dict[str, Any]:
    found = {}
    for database, environment in cities():
        found[database] = _flooded({**environment, "HAENGAN_PROXIES": "1", "HAENGAN_DEMO": "1"}, count or COUNT)
    sound = all(not one["lost"] and not one["faults"] and one["p99"] <= LONGEST for one in found.values())
    return {"passed": bool(found) and sound, "databases": found}


def _flooded(environment: dict[str, str], count: int) -> dict[str, Any]:
    import json

    public, office = _port(), _port()
    for word in ("offer", "official"):
        subprocess.run(
            [sys.executable, "-m", "bench.petitions.trial", word], env=environment, check=True, stdout=subprocess.PIPE
        )
    words = ["serve", "--public-port", str(public), "--office-port", str(office), "--processes", "2"]
    with tempfile.TemporaryFile() as said:
        house = subprocess.Popen(
            [sys.executable, "-m", "haengan.site.commands", *words], env=environment, stdout=said, stderr=said
        )
        try:
            base = f"http://127.0.0.1:{public}"
            _wait(f"{base}/healthz", house, said)
            command = [sys.executable, "-m", "bench.petitions.flood", "flood", str(count), str(count * PACE), base]
            told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
            return dict(json.loads(told.splitlines()[-1]))
        finally:
            house.terminate()
            house.wait(60)


def _wait(address: str, house: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    for _each in range(120):
        if house.poll() is not None:
            said.seek(0)
            raise SystemExit(f"the house ended: {said.read()[-2000:].decode()}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{address} does not answer")


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
