"""Two `haengan watch` over two real brokers: the one that decides is killed in the middle of a storm; nothing is lost, nothing
comes twice, and what is decided is what the readings ask for."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from haengan.lib.mqtt.link import Link
from haengan.lib.mqtt.threads import Running

HOUSE = Path(__file__).with_name("house_process.py")
RIVERS, SIRENS = 3, 12
FLOODS = {1: (4.0, 9.0), 2: (8.0, 20.0), 3: (24.0, 30.0)}
"""Seconds of the storm in which each river stands over its threshold: before the kill and beyond it, in the gap without a watch,
and after the other has taken over."""
LASTS = 34.0
pytestmark = pytest.mark.heavy


class Town:
    def __init__(self, folder, brokers):
        self.folder, self.brokers, self.said = folder, brokers, 0
        self.env = {
            **os.environ,
            "HAENGAN_HOME": str(folder / "home"),
            "HAENGAN_MQTT": " ".join(one.address for one in brokers),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
            "PYTHONPATH": str(HOUSE.parents[6]),
        }
        (folder / "home").mkdir()

    def ask(self, *words):
        done = subprocess.run(
            [sys.executable, str(HOUSE), *words], env=self.env, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    @contextmanager
    def running(self, name, *words):
        call = [sys.executable, "-m", "haengan.site.commands", *words]
        with (self.folder / f"{name}.log").open("ab") as out:
            process = subprocess.Popen(call, env=self.env, stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.kill()
            process.wait(20)

    def sirens(self):
        words = ["terminal", "--kind", "siren", "--id", "siren", "--count", str(SIRENS), "--shared", "--beat", "2"]
        for one in self.brokers:
            words += ["--broker", one.address]
        there = ["--keys", str(self.folder / "keys.json"), "--folder", str(self.folder / "sirens")]
        return self.running("sirens", *words, *there)

    def sounded(self):
        """Aloud: terminal and command."""
        path = self.folder / "sirens" / "sounds.jsonl"
        told = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        return [(one["terminal"], one["id"]) for one in told if set(one["what"]) - {"silent"}]

    def storm(self):
        """Every gauge speaks five times a second; what a broker did not confirm is said again, with its own moment."""
        brokers = [one.broker for one in self.brokers]
        with Running(lambda: Link(brokers, name="gauges")) as link:
            assert link.up()
            began = time.monotonic()
            while (now := time.monotonic() - began) < LASTS:
                for river, (rises, falls) in FLOODS.items():
                    value = 4.5 if rises <= now < falls else 1.0
                    told = json.dumps({"at": datetime.now(UTC).isoformat(), "value": value}).encode()
                    while not link.publish(f"haengan/readings/G-{river}/W{river}", told):
                        time.sleep(0.05)
                    self.said += 1
                time.sleep(0.2)

    def until(self, true, within):
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, (self.ask("storm"), self.sounded())
            time.sleep(0.3)


@pytest.fixture
def town(mosquitto, tmp_path):
    made = Town(tmp_path, [mosquitto(), mosquitto()])
    made.ask("prepare", str(tmp_path), str(RIVERS))
    return made


def as_it_sounds(town):
    """The first siren has sounded; the others are about to, and nobody has recorded much of it."""
    while not town.sounded():
        time.sleep(0.005)


def at_any_moment(_town):
    time.sleep(random.uniform(2.0, 7.0))


@pytest.mark.parametrize("when", [as_it_sounds, pytest.param(at_any_moment, marks=pytest.mark.trial)])
def test_of_two_watches_one_is_killed_in_a_storm_and_nothing_is_lost_nor_twice(when, town):
    with town.sirens(), ExitStack() as stack:
        town.until(lambda: len(list((town.folder / "sirens").glob("*.public"))) == SIRENS, 30)
        town.ask("enter", str(town.folder / "sirens"))
        watches = {one.pid: one for one in (stack.enter_context(town.running(name, "watch")) for name in ("a", "b"))}
        town.until(lambda: town.ask("storm")["holder"] in watches, 60)
        first = town.ask("storm")["holder"]
        time.sleep(3)
        storm = threading.Thread(target=town.storm)
        storm.start()
        when(town)
        watches[first].send_signal(signal.SIGKILL)
        storm.join()
        town.until(lambda: town.ask("storm")["states"] == {"done": SIRENS}, 90)
        found = town.ask("storm")

    assert found["holder"] in watches.keys() - {first}
    assert found["readings"] == town.said
    assert found["situations"] == [[f"F-{river}", False, False] for river in FLOODS]
    assert found["warnings"] == {"alert sent": RIVERS, "cancel draft": RIVERS}
    assert found["same"]
    assert found["sound"]
    assert found["alone"] == 0
    assert sorted(map(list, town.sounded())) == found["pairs"]
    assert len(found["pairs"]) == SIRENS
