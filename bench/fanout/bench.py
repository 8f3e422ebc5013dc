"""From the commit of a message until the last delivery is done on record: signed commands over two Mosquittos, terminals that
write each id to disk before they sound it, signed acknowledgements verified and stored. The floor publishes payloads of
the same size by the same client library to one of the same brokers, and ends when the last has come back to a subscriber."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho

from bench.running import ROOT, Case, Result, say
from tests.brokers import PLACES, Mosquitto, _free_port
from tests.gate import databases

COUNT = int(os.environ.get("BENCH_TERMINALS", "10000"))
SECONDS = 2.0
SIZE = 1_200
TRIAL = ROOT / "haengan" / "kernel" / "dispatch" / "tests" / "post_process.py"


def run(peers: Path) -> Result:
    result = Result("fanout", "floor")
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path=":".join(PLACES))
    if program is None:
        raise SystemExit("Mosquitto is not installed: nothing is measured.")
    for name, address in _databases():
        with _two(program) as (folder, brokers):
            floor = _raw(brokers[0], COUNT)
            took, rss = _ours(folder, brokers, address)
        say(f"{name}: {COUNT} terminals done on record in {took:.2f} s, raw loop {floor:.2f} s, sender {rss} MB")
        what = f"{COUNT} terminals, {name}; seconds from commit to the last proof, 2 s is the target"
        result.cases.append(Case(what, round(took, 2), SECONDS, "s", 1.0))
        result.cases.append(Case(f"the same beside the raw loop, {name}", round(took, 2), round(floor, 2), "s", 1.0))
    return result


def _databases() -> Iterator[tuple[str, str]]:
    yield "SQLite", ""
    with databases.scratch() as address:
        if address:
            yield "PostgreSQL", address
        else:
            say(databases.MISSING)


@contextmanager
def _two(program: str) -> Iterator[tuple[Path, list[Mosquitto]]]:
    with tempfile.TemporaryDirectory(prefix="haengan-bench-") as place, ExitStack() as ending:
        folder, brokers = Path(place), []
        for number in range(2):
            own = folder / f"broker{number}"
            own.mkdir()
            broker = Mosquitto(program, own, _free_port())
            broker.start()
            ending.callback(broker.stop)
            brokers.append(broker)
        yield folder, brokers


def _raw(broker: Mosquitto, count: int) -> float:
    """Seconds from the first publish until the subscriber has the last."""
    came, subscribed, last = [0], threading.Event(), threading.Event()

    def heard(client: Any, userdata: Any, message: Any) -> None:
        came[0] += 1
        if came[0] == count:
            last.set()

    ear, mouth = (paho.Client(paho.CallbackAPIVersion.VERSION2) for _one in range(2))
    ear.on_message = heard
    ear.on_subscribe = lambda *_: subscribed.set()
    for client in (ear, mouth):
        client.max_inflight_messages_set(1_000)
        client.connect("127.0.0.1", broker.port)
        client.loop_start()
    ear.subscribe("raw/+", 1)
    subscribed.wait(10)
    payload, began = b"x" * SIZE, time.perf_counter()
    for number in range(count):
        mouth.publish(f"raw/{number}", payload, 1)
    last.wait(120)
    took = time.perf_counter() - began
    for client in (ear, mouth):
        client.disconnect()
        client.loop_stop()
    return took


def _ours(folder: Path, brokers: list[Mosquitto], address: str) -> tuple[float, int]:
    """Seconds from the commit until the last delivery is done, and the sender's memory in megabytes then."""
    (folder / "home").mkdir()
    environment = {
        **os.environ,
        "HAENGAN_HOME": str(folder / "home"),
        "HAENGAN_MQTT": " ".join(broker.address for broker in brokers),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
        "PYTHONPATH": str(ROOT),
    }
    words = ["terminal", "--kind", "siren", "--id", "siren", "--count", str(COUNT), "--shared", "--beat", "600"]
    for broker in brokers:
        words += ["--broker", broker.address]
    words += ["--keys", str(folder / "keys.json"), "--folder", str(folder / "terminals")]
    _ask(environment, "prepare", str(folder))
    with _command(environment, *words):
        time.sleep(COUNT / 400)
        _ask(environment, "enter", str(folder / "terminals"))
        with _command(environment, "dispatch") as sender:
            time.sleep(3)
            queued = _ask(environment, "queue")["queued"]
            found = _ask(environment, "wait", "120")
            if found["done"] != COUNT:
                raise SystemExit(f"fanout: not all are done: {found}")
            return found["at"] - queued, _memory(sender.pid)


@contextmanager
def _command(environment: dict[str, str], *words: str) -> Iterator[subprocess.Popen[bytes]]:
    call = [sys.executable, "-m", "haengan.site.commands", *words]
    process = subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        if process.stdout is not None:
            process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait(30)


def _ask(environment: dict[str, str], *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, str(TRIAL), *words], env=environment, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def _memory(pid: int) -> int:
    line = next(one for one in Path(f"/proc/{pid}/status").read_text("utf8").splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) // 1024
