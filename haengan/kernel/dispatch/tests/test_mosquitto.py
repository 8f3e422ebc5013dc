"""The brokers' configuration, tried on a real Mosquitto with real certificates."""

import asyncio
from datetime import UTC, datetime

import pytest

from haengan.kernel.dispatch import mosquitto as brokers
from haengan.lib.mqtt.broker import Broker
from haengan.lib.mqtt.link import Link

LIVE = [("siren-1", "live"), ("siren-2", "live"), ("board-1", "drill")]


def test_each_terminal_has_its_own_topics_in_its_own_world():
    rights = brokers.rights(LIVE)
    mine = rights.partition("user live.siren-1\n")[2].partition("\n\n")[0].splitlines()

    assert mine == [
        "topic read haengan/live/terminal/siren-1/command",
        "topic read haengan/live/terminal/siren-1/rules",
        "topic read haengan/live/house",
        "topic read haengan/readings/#",
        "topic write haengan/live/terminal/siren-1/ack",
        "topic write haengan/live/terminal/siren-1/beat",
    ]
    assert "haengan/live/terminal/board-1" not in rights


def test_certificates_are_made_once_and_keys_are_for_their_owner_alone(tmp_path):
    authority = brokers.Certificates(tmp_path, now=datetime.now(UTC))
    assert authority.client("live", "siren-1")
    assert not brokers.Certificates(tmp_path, now=datetime.now(UTC)).client("live", "siren-1")
    assert (tmp_path / "live" / "siren-1.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "ca.key").stat().st_mode & 0o077 == 0


@pytest.fixture
def broker(mosquitto, tmp_path):
    """A broker as `haengan brokers` sets it up, and certificates for some."""
    folder = tmp_path / "given"
    authority = brokers.Certificates(folder, now=datetime.now(UTC))
    authority.broker(["127.0.0.1", "localhost"])
    for world, number in [
        ("live", "house"),
        ("drill", "house"),
        ("live", "g-1"),
        *((world, number) for number, world in LIVE),
    ]:
        authority.client(world, number)
    (folder / "acl").write_text(brokers.rights(LIVE, ["g-1"]))
    (folder / "acl").chmod(0o700)
    text = brokers.configuration(folder=folder, data=tmp_path, port="{port}", user="{user}")
    started = mosquitto(more=text)

    def as_(world, number):
        own = folder / world
        files = {
            "ca": str(folder / "ca.pem"),
            "certificate": str(own / f"{number}.pem"),
            "private_key": str(own / f"{number}.key"),
        }
        return Broker("127.0.0.1", started.port, tls=True, **files)

    as_.anonymous = Broker("127.0.0.1", started.port, tls=True, ca=str(folder / "ca.pem"))
    return as_


async def heard(listener, topics, speaker, said, wait=0.7):
    """What the listener hears of what the speaker says."""
    came = []

    async def handle(batch):
        came.extend(one.topic for one in batch)

    ear = Link([listener], name="ear", topics=topics, handle=handle)
    mouth = Link([speaker], name="mouth")
    tasks = [asyncio.create_task(one.run()) for one in (ear, mouth)]
    try:
        assert await ear.up(within=8)
        assert await mouth.up(within=8)
        for topic in said:
            await mouth.publish(topic, b"x", within=2)
        await asyncio.sleep(wait)
    finally:
        ear.stop()
        mouth.stop()
        await asyncio.gather(*tasks)
    return came


TERMINAL = "haengan/{}/terminal/{}/{}"
SAID = [
    (("live", "house"), ("live", "siren-1"), TERMINAL.format("live", "siren-1", "command"), True),
    (("live", "house"), ("live", "siren-2"), TERMINAL.format("live", "siren-1", "command"), False),
    (("live", "siren-1"), ("live", "house"), TERMINAL.format("live", "siren-1", "ack"), True),
    (("live", "siren-2"), ("live", "house"), TERMINAL.format("live", "siren-1", "ack"), False),
    (("live", "siren-2"), ("live", "siren-1"), TERMINAL.format("live", "siren-1", "command"), False),
    (("drill", "house"), ("live", "siren-1"), TERMINAL.format("live", "siren-1", "command"), False),
    (("live", "house"), ("drill", "board-1"), TERMINAL.format("drill", "board-1", "command"), False),
    (("drill", "house"), ("drill", "board-1"), TERMINAL.format("drill", "board-1", "command"), True),
    (("live", "house"), ("live", "siren-1"), "haengan/live/house", True),
    (("live", "siren-2"), ("live", "siren-1"), "haengan/live/house", False),
    (("drill", "house"), ("live", "siren-1"), "haengan/live/house", False),
    (("live", "g-1"), ("live", "siren-1"), "haengan/readings/g-1/w1", True),
    (("live", "siren-2"), ("live", "siren-1"), "haengan/readings/g-1/w1", False),
]


@pytest.mark.heavy
@pytest.mark.parametrize(("speaker", "listener", "topic", "arrives"), SAID)
def test_the_broker_carries_what_is_allowed_and_nothing_else(speaker, listener, topic, arrives, broker):
    found = asyncio.run(heard(broker(*listener), [topic], broker(*speaker), [topic]))

    assert found == ([topic] if arrives else [])


@pytest.mark.heavy
def test_without_a_certificate_nobody_comes_in(broker):
    async def walk():
        link = Link([broker.anonymous], name="stranger")
        task = asyncio.create_task(link.run())
        up = await link.up(within=1.5)
        link.stop()
        await task
        return up

    assert asyncio.run(walk()) is False
