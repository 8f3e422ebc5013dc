"""Terminals with keys of their own, people to tell, and the house's keys in a folder of the test."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import intake
from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import queueing, subscriptions, terminals
from haengan.kernel.dispatch.models import Terminal
from haengan.kernel.dispatch.rules import World
from haengan.lib.crypto import signing
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import Ack
from tests.cast import FOUNDED, HOUSE


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DISPATCH_KEYS = tmp_path / "keys"
    settings.PUSH_HOSTS = ["127.0.0.1"]
    keys.make()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def terminal(db):
    """``terminal("siren-1")``; its secret key stands in `secret`."""

    def enter(number, kind="siren", world="live", **told):
        secret = signing.new_key()
        made = terminals.enter(
            number=number,
            kind=kind,
            world=world,
            from_on=FOUNDED,
            public_key=signing.public(secret),
            actor=HOUSE,
            **told,
        )
        made.secret = secret
        return made

    return enter


@pytest.fixture
def draft(now):
    """A spoken warning that is worth sending for an hour; what is given stands instead."""

    def make(**told):
        usual = {
            "world": World.LIVE,
            "title": "호우 경보",
            "cause": "flood",
            "expires_at": now + timedelta(hours=1),
            "ways": frozenset({"speech"}),
            "wording": {
                "speech": {"ko": "강물이 불어납니다."},
                "sms": {"ko": "강물이 불어납니다.", "en": "The river rises."},
            },
        }
        return queueing.Draft(**{**usual, **told})

    return make


@pytest.fixture
def queue(draft, now):
    """``queue(terminals=[…])`` inside an intake, as a room's act would call it."""

    def put(*, when=None, officials=(), terminals=(), subscriptions=(), residents=(), **told):
        targets = queueing.Targets(terminals, subscriptions, officials, residents)
        with intake("tests.queue", actor=HOUSE):
            return queueing.queue(draft(**told), targets, now=when or now)

    return put


@pytest.fixture
def subscriber(db, now):
    """A confirmed subscription."""

    def make(channel="sms", address="010-1234-5678", languages=("ko",), districts=()):
        from haengan.kernel.dispatch import codes

        made = subscriptions.ask(
            channel=channel, address=address, languages=languages, districts=districts, now=now, actor=HOUSE
        )
        subscriptions.confirm(made.key, code=codes.code_of(made), now=now, actor=HOUSE)
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def says(now):
    """``says(siren, message, "000", "800")``: topic and payload of an acknowledgement that the terminal signed."""

    def wire(terminal: Terminal, message, *codes, id="", world="", secret=""):
        place = world or terminal.world
        ack = Ack(terminal.number, place, id or message.key, tuple((code, now) for code in codes))
        return words.topic(place, terminal.number, "ack"), signed.seal(ack.body(), secret or terminal.secret)

    return wire
