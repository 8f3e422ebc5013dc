"""What a terminal believes, what it does once, and what it does alone."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from haengan.lib.crypto import signing
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.device import Device
from haengan.lib.terminal.hearing import Seen
from haengan.lib.terminal.memory import Memory
from haengan.lib.terminal.words import Command, LocalRule, LocalRules

NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
LIVE, DRILL, OTHER = (signing.new_key() for _key in range(3))
KEYS = {"live": [signing.public(LIVE)], "drill": [signing.public(DRILL)]}


class Case:
    """One terminal with a folder; what it sounded, what it said."""

    def __init__(self, folder, **told):
        self.folder, self.told, self.sounded, self.said = folder, told, [], []
        self.broken = False

    def device(self):
        async def sound(id, what):
            if self.broken:
                raise RuntimeError("the amplifier is dead")
            self.sounded.append((id, what))

        usual = {"id": "siren-1", "kind": "siren", "world": "live", "secret": signing.new_key(), "keys": KEYS}
        memory = Memory(self.folder / "memory.jsonl")
        return Device(**{**usual, **self.told}, memory=memory, sound=sound, say=self.said.append, clock=lambda: NOW)

    def obey(self, *wires, now=NOW):
        async def walk():
            device = self.device()
            for wire in wires:
                await device.obey(wire, now)
            device.memory.close()

        asyncio.run(walk())
        return [code for ack in self.said for code, _at in ack.stages]


@pytest.fixture
def case(tmp_path):
    return lambda **told: Case(tmp_path, **told)


def command(key=LIVE, **told):
    usual = Command(
        id="m1",
        world="live",
        to=("siren-1",),
        what={"speech": {"ko": "대피하세요"}},
        cause="flood",
        warning="w1",
        issued_at=NOW - timedelta(seconds=1),
        expires_at=NOW + timedelta(hours=1),
    )
    return signed.seal(replace(usual, **told).body(), key)


def test_a_command_is_sounded_and_answered_in_stages(case):
    one = case()
    assert one.obey(command()) == ["000", "200", "400", "600", "800"]
    assert one.sounded == [("m1", {"speech": {"ko": "대피하세요"}})]


def test_the_same_command_sounds_once_and_is_answered_again(case):
    one = case()
    one.obey(command(), command())
    assert len(one.sounded) == 1
    assert one.said[-1].again
    assert one.said[-1].stages[-1][0] == "800"


def test_it_remembers_over_a_restart(case):
    one = case()
    one.obey(command())
    one.obey(command())
    assert len(one.sounded) == 1


def test_a_command_that_was_broken_off_does_not_sound_and_says_so(case, tmp_path):
    async def begun():
        memory = Memory(tmp_path / "memory.jsonl")
        await memory.begin("siren-1", "m1", NOW)
        memory.close()

    asyncio.run(begun())
    one = case()
    assert one.obey(command())[-1] == "810"
    assert not one.sounded
    assert "not known whether" in one.said[-1].note


def test_the_id_is_on_disk_before_it_sounds(case, tmp_path):
    one, seen = case(), []

    async def walk():
        device = one.device()

        async def sound(id, what):
            seen.append((tmp_path / "memory.jsonl").read_text())

        device.sound = sound
        await device.obey(command(), NOW)

    asyncio.run(walk())
    assert '"id":"m1"' in seen[0]


REFUSED = [
    (b"nonsense", ["010"]),
    (b"0" * 128 + b"\n{}", ["010"]),
    (command(expires_at=NOW - timedelta(milliseconds=1)), ["000", "210"]),
    (command(issued_at=NOW + timedelta(minutes=6)), ["000", "210"]),
    (command(what={"dance": True}), ["000", "210"]),
    (command(key=OTHER), ["000", "200", "410"]),
    (command(key=DRILL), ["000", "200", "410"]),
    (command(key=DRILL, world="drill"), ["000", "200", "410"]),
    (command(world="drill"), ["000", "200", "410"]),
    (command(to=("siren-2",)), ["000", "200", "400", "610"]),
    (command(what={"text": {"ko": "가"}}), ["000", "200", "400", "610"]),
    (command(what={"clip": "no-such-clip"}), ["000", "200", "400", "610"]),
    (command()[:-2] + b"x}", ["010"]),
    (b"f" * 128 + command()[128:], ["000", "200", "410"]),
]


@pytest.mark.parametrize(("wire", "codes"), REFUSED, ids=[f"{n}-{c[-1]}" for n, (_w, c) in enumerate(REFUSED)])
def test_what_it_must_not_obey_it_refuses_at_the_right_stage(wire, codes, case):
    one = case()
    assert one.obey(wire) == codes
    assert not one.sounded


def test_in_drill_it_believes_the_drills_key_and_no_live_one(case):
    one = case(world="drill")
    assert one.obey(command(key=LIVE, world="drill"), command(key=LIVE), command(key=DRILL, world="drill")) == [
        *("000", "200", "410"),
        *("000", "200", "410"),
        *("000", "200", "400", "600", "800"),
    ]


def test_a_dead_amplifier_is_told(case):
    one = case()
    one.broken = True
    assert one.obey(command())[-1] == "810"
    assert one.said[-1].note == "the amplifier is dead"


@given(wire=some.binary(max_size=400))
def test_whatever_comes_it_answers_and_lives(wire, tmp_path_factory):
    one = Case(tmp_path_factory.mktemp("terminal"))
    assert one.obey(wire)[-1].endswith("10")


@given(cut=some.integers(min_value=0, max_value=500), put=some.binary(min_size=1, max_size=4))
def test_no_altered_command_sounds(cut, put, tmp_path_factory):
    wire = command()
    place = cut % len(wire)
    altered = wire[:place] + put + wire[place + len(put) :]
    one = Case(tmp_path_factory.mktemp("terminal"))
    one.obey(altered)
    assert not one.sounded or altered == wire or (altered[:128].lower() == wire[:128] and altered[128:] == wire[128:])


RULE = LocalRule("r1", "river", 3.5, 20.0, 60.0, 3600.0, 600.0, "flood-1", {"speech": {"ko": "강이 넘칩니다"}}, "flood")


def rules(key=LIVE, **told):
    usual = LocalRules("live", ("siren-1",), NOW, NOW + timedelta(days=7), (RULE,))
    return signed.seal(replace(usual, **told).body(), key)


def decided(device, level, cut, *moments):
    """What it decides at each moment (seconds from now), the link cut for `cut` seconds."""

    async def walk():
        return [
            await device.decide({"river": Seen(level, NOW)}, timedelta(seconds=cut), NOW + timedelta(seconds=one))
            for one in moments
        ]

    return asyncio.run(walk())


LOCAL = [
    (3.6, 120, (0, 30), [False, True]),
    (3.4, 120, (0, 30), [False, False]),
    (3.6, 0, (0, 30), [False, False]),
    (3.6, 120, (0, 10), [False, False]),
    (3.6, 30, (0, 30), [False, False]),
    (3.6, 120, (0, 30, 60, 90), [False, True, False, False]),
]


@pytest.mark.parametrize(("level", "cut", "moments", "fired"), LOCAL)
def test_with_the_link_cut_it_decides_by_its_local_rules(level, cut, moments, fired, case):
    device = case().device()
    assert device.learn(rules(), NOW) == ""
    assert [bool(found) for found in decided(device, level, cut, *moments)] == fired


UNBELIEVED = [rules(key=OTHER), rules(to=("siren-2",)), rules(world="drill"), b"nonsense"]


@pytest.mark.parametrize("wire", UNBELIEVED, ids=["key", "name", "world", "nonsense"])
def test_local_rules_that_are_not_ours_are_not_learned(wire, case):
    device = case().device()
    assert device.learn(wire, NOW)
    assert device.rules is None


def test_expired_local_rules_decide_nothing(case):
    device = case().device()
    device.learn(rules(expires_at=NOW + timedelta(seconds=10)), NOW)
    assert decided(device, 9.9, 500, 0, 30, 60) == [[], [], []]


def test_older_rules_do_not_take_the_place_of_newer_ones(case):
    device = case().device()
    device.learn(rules(), NOW)
    assert "older" in device.learn(rules(issued_at=NOW - timedelta(days=1)), NOW)


MANY = tuple(replace(RULE, id=f"r{number}") for number in range(words.MOST_RULES + 1))


@pytest.mark.parametrize(("some_rules", "learned"), [(MANY[:-1], True), (MANY, False)])
def test_no_more_rules_are_learned_than_a_terminal_holds(some_rules, learned, case):
    assert (case().device().learn(rules(rules=some_rules), NOW) == "") is learned


def test_rules_that_come_anew_do_not_begin_the_waiting_anew(case):
    device = case().device()
    device.learn(rules(), NOW)
    decided(device, 3.6, 120, 0)
    device.learn(rules(issued_at=NOW + timedelta(seconds=5)), NOW)

    assert decided(device, 3.6, 120, 21)[0]


def test_a_rule_with_another_level_waits_anew(case):
    device = case().device()
    device.learn(rules(), NOW)
    decided(device, 3.6, 120, 0)
    device.learn(rules(issued_at=NOW + timedelta(seconds=5), rules=(replace(RULE, level=3.55),)), NOW)

    assert decided(device, 3.6, 120, 21) == [[]]


def test_rules_that_were_withdrawn_decide_nothing(case):
    device = case().device()
    device.learn(rules(), NOW)
    decided(device, 3.6, 120, 0)
    assert device.learn(rules(issued_at=NOW + timedelta(seconds=1), rules=()), NOW) == ""

    assert decided(device, 3.6, 120, 30) == [[]]


def test_a_value_that_is_stale_decides_nothing(case):
    device = case().device()
    device.learn(rules(rules=(replace(RULE, silent=25.0),)), NOW)
    assert decided(device, 3.6, 120, 0, 26) == [[], []]


ALONE = {"river": Seen(4.0, NOW)}


async def sounded_alone(device, *, after=30):
    device.learn(rules(), NOW)
    await device.decide(ALONE, timedelta(seconds=90), NOW)
    return await device.decide(ALONE, timedelta(seconds=120), NOW + timedelta(seconds=after))


@pytest.mark.parametrize("restarted", [False, True])
def test_what_sounded_alone_before_the_command_was_issued_does_not_sound_again(restarted, case):
    one = case()

    async def walk():
        device = one.device()
        (id,) = await sounded_alone(device)
        if restarted:
            device.memory.close()
            device = one.device()
        later = NOW + timedelta(minutes=20)
        wire = command(local="flood-1", since=NOW, issued_at=later)
        await device.obey(wire, later + timedelta(seconds=1))
        return id

    id = asyncio.run(walk())
    assert len(one.sounded) == 1
    assert one.said[-1].stages[-1][0] == words.DONE
    assert one.said[-1].note == f"sounded alone before: {id}"


SOUNDS = [
    {"local": "flood-1", "since": NOW + timedelta(hours=1), "issued_at": NOW + timedelta(hours=1)},
    {"local": "flood-2", "since": NOW},
    {"local": "", "since": NOW},
]


@pytest.mark.parametrize("told", SOUNDS, ids=["a later flood", "another rule", "no rule"])
def test_a_command_that_says_more_than_what_sounded_alone_sounds(told, case):
    one = case()

    async def walk():
        device = one.device()
        await sounded_alone(device)
        issued = told.get("issued_at", NOW + timedelta(minutes=1))
        wire = command(**{**told, "issued_at": issued}, expires_at=NOW + timedelta(hours=2))
        await device.obey(wire, issued + timedelta(seconds=1))

    asyncio.run(walk())
    assert len(one.sounded) == 2


def test_where_the_amplifier_failed_alone_the_command_sounds(case):
    one = case()

    async def walk():
        device = one.device()
        one.broken = True
        await sounded_alone(device)
        one.broken = False
        await device.obey(command(local="flood-1", since=NOW), NOW + timedelta(seconds=40))

    asyncio.run(walk())
    assert [id for id, _what in one.sounded] == ["m1"]


def test_what_a_command_sounded_a_local_rule_does_not_sound_again(case):
    one = case()

    async def walk():
        device = one.device()
        await device.obey(command(local="flood-1", since=NOW), NOW)
        return await sounded_alone(device)

    assert asyncio.run(walk()) == []
    assert [id for id, _what in one.sounded] == ["m1"]


def test_a_house_that_is_back_is_told_what_was_sounded_alone(case):
    one = case()

    async def walk():
        (id,) = await sounded_alone(one.device())
        one.said.clear()
        device = one.device()
        device.retell(NOW + timedelta(hours=5))
        device.retell(NOW + timedelta(days=8))
        return id

    id = asyncio.run(walk())
    assert [(ack.id, ack.again, ack.stages[0][0]) for ack in one.said] == [(id, True, words.DONE)]
