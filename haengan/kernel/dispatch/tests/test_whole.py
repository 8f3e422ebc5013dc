"""The whole way in processes: the house, two brokers, terminals; with whoever is killed on the way."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

HOUSE = Path(__file__).with_name("post_process.py")
MANY = 40
pytestmark = pytest.mark.heavy


class Whole:
    def __init__(self, folder, brokers):
        self.folder, self.brokers = folder, brokers
        addresses = " ".join(broker.address for broker in brokers)
        self.env = {
            **os.environ,
            "HAENGAN_HOME": str(folder / "home"),
            "HAENGAN_MQTT": addresses,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
            "PYTHONPATH": str(HOUSE.parents[4]),
        }
        (folder / "home").mkdir()

    def ask(self, *words):
        done = subprocess.run(
            [sys.executable, str(HOUSE), *words], env=self.env, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    @contextmanager
    def running(self, *words):
        """A command of ours until the block ends; its first line has been read."""
        call = [sys.executable, "-m", "haengan.site.commands", *words]
        process = subprocess.Popen(call, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            process.stdout.readline()
            yield process
        finally:
            process.kill()
            process.wait(20)

    def terminals(self, count):
        words = ["terminal", "--kind", "siren", "--id", "siren", "--count", str(count), "--shared"]
        for broker in self.brokers:
            words += ["--broker", broker.address]
        there = self.folder / "terminals"
        return self.running(*words, "--keys", str(self.folder / "keys.json"), "--folder", str(there))

    def sounded(self):
        lines = (self.folder / "terminals" / "sounds.jsonl").read_text().splitlines()
        return [(told["terminal"], told["id"]) for told in map(json.loads, lines)]


@pytest.fixture
def whole(mosquitto, tmp_path):
    made = Whole(tmp_path, [mosquitto(), mosquitto()])
    made.ask("prepare", str(tmp_path))
    return made


def settled(whole, count):
    """Every delivery is done with proof, and every terminal sounded the command once."""
    found = whole.ask("wait", "90")
    assert found["done"] == count, found
    sounded = whole.sounded()
    assert len(sounded) == len(set(sounded)) == count


@pytest.mark.parametrize(
    "accident", ["house", *(pytest.param(name, marks=pytest.mark.trial) for name in ("nothing", "broker", "terminals"))]
)
def test_every_terminal_sounds_once_and_the_house_can_prove_it(accident, whole):
    with whole.terminals(MANY):
        whole.ask("enter", str(whole.folder / "terminals"))
        with whole.running("dispatch") as house:
            time.sleep(1)
            whole.ask("queue")
            time.sleep(random.uniform(0, 0.4))
            if accident == "house":
                house.send_signal(signal.SIGKILL)
            elif accident == "broker":
                whole.brokers[0].kill()
            if accident not in {"house", "terminals"}:
                settled(whole, MANY)
        if accident == "house":
            with whole.running("dispatch"):
                settled(whole, MANY)
    if accident == "terminals":
        with whole.running("dispatch"), whole.terminals(MANY):
            found = whole.ask("wait", "60")
            assert found["done"] + found["failed"] == MANY, found
        sounded = whole.sounded()
        assert len(sounded) == len(set(sounded))
