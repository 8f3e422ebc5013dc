"""The whole way in processes over a real broker: the house dies, a gauge still speaks, the terminal sounds alone; the house comes
back, has the proof, and nothing sounds twice."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from haengan.lib.mqtt.link import Link
from haengan.lib.mqtt.threads import Running

HOUSE = Path(__file__).with_name("house_process.py")
pytestmark = pytest.mark.heavy


class Whole:
    def __init__(self, folder, broker):
        self.folder, self.broker, self.level = folder, broker, 0.5
        self.env = {
            **os.environ,
            "HAENGAN_HOME": str(folder / "home"),
            "HAENGAN_MQTT": broker.address,
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
    def running(self, *words, log):
        call = [sys.executable, "-m", "haengan.site.commands", *words]
        with (self.folder / log).open("ab") as out:
            process = subprocess.Popen(call, env=self.env, stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.kill()
            process.wait(20)

    def watch(self):
        return self.running("watch", log="watch.log")

    def terminal(self):
        words = ["--kind", "siren", "--id", "siren-1", "--broker", self.broker.address, "--beat", "2"]
        there = self.folder / "terminal"
        return self.running(
            "terminal", *words, "--keys", str(self.folder / "keys.json"), "--folder", str(there), log="terminal.log"
        )

    @contextmanager
    def gauge(self):
        """Says its level every half second, whoever listens."""
        over, topic = threading.Event(), "haengan/readings/G-1/W1"

        def speak(link):
            while not over.wait(0.5):
                told = {"at": datetime.now(UTC).isoformat(), "value": self.level}
                link.send([(topic, json.dumps(told).encode())])

        with Running(lambda: Link([self.broker.broker], name="gauge")) as link:
            speaking = threading.Thread(target=speak, args=[link])
            speaking.start()
            yield
            over.set()
            speaking.join()

    def sounded(self):
        """Aloud: the silent test of the day is none."""
        path = self.folder / "terminal" / "sounds.jsonl"
        told = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        return [one["id"] for one in told if set(one["what"]) - {"silent"}]

    def until(self, true, within):
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, (self.ask("state"), self.sounded(), self.told())
            time.sleep(0.5)

    def told(self):
        return (self.folder / "watch.log").read_text()[-3000:]


@pytest.fixture
def whole(mosquitto, tmp_path):
    made = Whole(tmp_path, mosquitto())
    made.ask("prepare", str(tmp_path))
    return made


def test_while_the_house_is_dead_the_terminal_sounds_alone_once_and_the_house_hears_of_it(whole):
    with whole.terminal(), whole.gauge():
        whole.until((whole.folder / "terminal" / "siren-1.public").exists, 30)
        whole.ask("enter", str(whole.folder / "terminal"))
        with whole.watch() as house:
            whole.until(lambda: whole.ask("state")["rules"] == 1, 60)
            house.send_signal(signal.SIGKILL)
            house.wait()
            whole.level = 4.5
            whole.until(whole.sounded, 60)
        (alone,) = whole.sounded()
        assert alone.startswith("local.live.")
        assert whole.ask("state")["alone"] == []
        with whole.watch():
            whole.until(lambda: whole.ask("state")["states"] == ["done"], 60)
            whole.until(lambda: whole.ask("state")["alone"], 30)
            time.sleep(3)
            found = whole.ask("state")
            assert found["alone"] == [[alone, "800"]]
            assert found["covered"] == [alone.split(".")[2]]
            assert found["notes"] == [f"sounded alone before: {alone}"]
            assert whole.sounded() == [alone]
            whole.ask("end")
            whole.until(lambda: whole.ask("state")["rules"] == 0, 60)
    assert whole.sounded() == [alone]
