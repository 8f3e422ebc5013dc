"""Two real brokers: published to both, handed over from any, confirmed only when handled, back after a restart."""

import asyncio
import shutil
import socket
import subprocess

import pytest

from haengan.lib.mqtt.broker import Broker
from haengan.lib.mqtt.link import Link
from haengan.lib.mqtt.threads import Running


def kept(batches):
    async def handle(batch):
        batches.append(list(batch))

    return handle


async def until(true, within=10.0):
    for _moment in range(int(within / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to be in time")


def came(batches):
    return [arrived for batch in batches for arrived in batch]


def test_a_message_goes_to_both_brokers_and_comes_back_from_each(mosquitto):
    brokers, batches = [mosquitto().broker, mosquitto().broker], []

    async def walk():
        link = Link(brokers, name="test", topics=["t/#"], handle=kept(batches))
        task = asyncio.create_task(link.run())
        assert await link.up()
        assert len(await link.publish("t/1", b"one")) == 2
        await until(lambda: len(came(batches)) == 2)
        link.stop()
        await task

    asyncio.run(walk())
    assert {(one.topic, one.payload) for one in came(batches)} == {("t/1", b"one")}
    assert len({one.broker for one in came(batches)}) == 2


def test_with_one_broker_dead_the_other_carries_on_and_the_dead_one_is_found_again(mosquitto):
    first, second = mosquitto(), mosquitto()

    async def walk():
        link = Link([first.broker, second.broker], name="test")
        task = asyncio.create_task(link.run())
        assert await link.up()
        first.kill()
        await until(lambda: not link.standings()[0].up)
        assert await link.publish("t", b"x") == (second.broker.name,)
        assert link.standings()[0].failures >= 1
        first.start()
        assert await link.up(within=15)
        assert len(await link.publish("t", b"x")) == 2
        link.stop()
        await task

    asyncio.run(walk())


def test_what_was_not_handled_is_brought_again_to_the_next_process(mosquitto):
    """The first process is ended in the middle of handling: the broker was not told that the message arrived."""
    broker, batches = mosquitto().broker, []

    async def stuck(batch):
        batches.append(list(batch))
        await asyncio.sleep(3600)

    async def walk(handle, *, publish):
        link = Link([broker], name="test", topics=["t/#"], handle=handle, persistent=True)
        task = asyncio.create_task(link.run())
        assert await link.up()
        if publish:
            await link.publish("t/1", b"must not be lost")
        await until(lambda: batches)
        link.stop()
        await task

    asyncio.run(walk(stuck, publish=True))
    batches.clear()
    asyncio.run(walk(kept(batches), publish=False))
    assert [one.payload for one in came(batches)] == [b"must not be lost"]


def test_a_batch_that_could_not_be_handled_is_handed_over_again(mosquitto):
    broker, tries = mosquitto().broker, []

    async def at_the_second_try(batch):
        tries.append([one.payload for one in batch])
        if len(tries) == 1:
            raise OSError("the database is away")

    async def walk():
        link = Link([broker], name="test", topics=["t"], handle=at_the_second_try)
        task = asyncio.create_task(link.run())
        assert await link.up()
        await link.publish("t", b"x")
        await until(lambda: len(tries) == 2)
        link.stop()
        await task

    asyncio.run(walk())
    assert tries == [[b"x"], [b"x"]]


def test_a_thousand_messages_come_in_few_batches(mosquitto):
    """What came while a batch was handled is the next one: one commit for many."""
    broker, batches = mosquitto().broker, []

    async def slow(batch):
        batches.append(list(batch))
        await asyncio.sleep(0.02)

    async def walk():
        link = Link([broker], name="test", topics=["t"], handle=slow)
        task = asyncio.create_task(link.run())
        assert await link.up()
        assert link.send(("t", b"%d" % n) for n in range(1000)) == 1000
        await until(lambda: len(came(batches)) == 1000)
        link.stop()
        await task

    asyncio.run(walk())
    assert sorted(int(one.payload) for one in came(batches)) == list(range(1000))
    assert len(batches) < 200


def test_every_line_is_without_delay(mosquitto):
    broker, set_to = mosquitto().broker, []

    async def walk():
        link = Link([broker], name="test")
        task = asyncio.create_task(link.run())
        assert await link.up()
        line = link.lines[0].client._client.socket()
        set_to.append(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        link.stop()
        await task

    asyncio.run(walk())
    assert set_to == [1]


def test_a_broker_that_wants_a_password_lets_only_those_in_who_have_it(mosquitto, tmp_path):
    if not shutil.which("mosquitto_passwd"):
        pytest.skip("mosquitto_passwd is not installed")
    words = tmp_path / "passwords"
    subprocess.run(["mosquitto_passwd", "-b", "-c", str(words), "watch", "right"], check=True)
    port = mosquitto(f"allow_anonymous false\npassword_file {words}\n").port

    async def reached(password):
        link = Link([Broker("127.0.0.1", port, "watch", password)], name="test")
        task = asyncio.create_task(link.run())
        found = await link.up(within=2)
        link.stop()
        await task
        return found

    assert asyncio.run(reached("right"))
    assert not asyncio.run(reached("wrong"))


def test_code_without_a_loop_publishes_through_a_thread(mosquitto):
    brokers, batches = [mosquitto().broker, mosquitto().broker], []
    with Running(lambda: Link(brokers, name="test", topics=["t"], handle=kept(batches))) as post:
        assert post.up()
        assert len(post.publish("t", b"x")) == 2
        post.send([("t", b"y")])
        asyncio.run(until(lambda: len(came(batches)) == 4))
    assert sorted(one.payload for one in came(batches)) == [b"x", b"x", b"y", b"y"]
