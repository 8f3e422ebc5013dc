"""Terminals as processes over two real brokers."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from haengan.lib.crypto import signing
from haengan.lib.mqtt.link import Link
from haengan.lib.mqtt.threads import Running
from haengan.lib.terminal import line, signed, words
from haengan.lib.terminal.words import Command

SECRET = signing.new_key()


@pytest.fixture
def house(mosquitto, tmp_path):
    """Two brokers, the house's end of the link, and what terminals have said."""
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"live": [signing.public(SECRET)], "drill": []}))
    return House(mosquitto(), mosquitto(), tmp_path, keys)


class House:
    def __init__(self, first, second, folder, keys):
        self.first, self.second, self.folder, self.keys, self.heard = first, second, folder, keys, []
        self.more = threading.Event()

    def link(self):
        async def handle(batch):
            self.heard.extend(batch)

        brokers = [self.first.broker, self.second.broker]
        return Running(lambda: Link(brokers, name="house", topics=["haengan/live/terminal/+/ack"], handle=handle))

    def terminal(self, *more, id="siren-1"):
        brokers = ["--broker", self.first.address, "--broker", self.second.address]
        call = [sys.executable, "-m", "haengan.site.commands", "terminal", "--kind", "siren", "--id", id, *brokers]
        folder = str(self.folder / id)
        return subprocess.Popen(
            [*call, "--keys", str(self.keys), "--folder", folder, *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "there.is.no.such.module"},
        )

    def sounds(self, id="siren-1"):
        path = self.folder / id / "sounds.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def codes(self):
        found = {}
        for one in self.heard:
            ack = words.ack(signed.read(one.payload))
            found.setdefault((ack.terminal, ack.id), []).extend(code for code, _at in ack.stages)
        return found


def command(id, *to):
    now = datetime.now(UTC)
    what = {"speech": {"ko": "대피하세요"}}
    made = Command(id, "live", to, what, "flood", "w", now, now + timedelta(minutes=5))
    return signed.seal(made.body(), SECRET)


def until(true, within=15.0):
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, "it did not come to be in time"
        time.sleep(0.05)


def topic(id):
    return words.topic("live", id, "command")


def test_a_killed_terminal_sounds_a_command_once_over_both_brokers_and_a_restart(house):
    process = house.terminal()
    try:
        assert b"terminal.started" in process.stdout.readline()
        with house.link() as link:
            assert link.up()
            until(
                lambda: (
                    link.publish(topic("siren-1"), command("m1", "siren-1")) and house.codes().get(("siren-1", "m1"))
                )
            )
            until(lambda: "800" in house.codes()["siren-1", "m1"])
            assert len(house.sounds()) == 1
            process.send_signal(signal.SIGKILL)
            process.wait(10)
            process = house.terminal()
            assert b"terminal.started" in process.stdout.readline()
            house.heard.clear()
            until(
                lambda: (
                    link.publish(topic("siren-1"), command("m1", "siren-1")) and house.codes().get(("siren-1", "m1"))
                )
            )
            time.sleep(0.5)
            assert len(house.sounds()) == 1
    finally:
        process.kill()
        process.wait(10)


def test_with_one_broker_dead_a_command_still_arrives(house):
    house.first.kill()
    process = house.terminal()
    try:
        process.stdout.readline()
        with house.link() as link:
            assert link.up(every=False)
            until(lambda: link.publish(topic("siren-1"), command("m2", "siren-1")) and house.sounds())
    finally:
        process.kill()
        process.wait(10)
    assert [one["id"] for one in house.sounds()] == ["m2"]


def test_many_terminals_live_in_one_process(house):
    process = house.terminal("--count", "20", "--shared", id="load")
    ids = line.numbered("load", 20)
    try:
        process.stdout.readline()
        with house.link() as link:
            assert link.up()
            time.sleep(1)
            for id in ids:
                link.publish(topic(id), command("m3", *ids))
            until(lambda: sum("800" in codes for codes in house.codes().values()) == 20)
    finally:
        process.kill()
        process.wait(10)
    assert sorted(one["terminal"] for one in house.sounds("load")) == sorted(ids)


def test_a_key_that_stands_in_both_worlds_is_refused(tmp_path):
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"live": ["aa"], "drill": ["aa"]}))
    with pytest.raises(ValueError, match="both worlds"):
        line.trusted(keys)
