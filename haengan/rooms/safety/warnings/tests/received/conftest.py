"""Sources, messages of another sender about the first district, and the small city of the warnings' tests."""

from dataclasses import replace
from datetime import timedelta

import pytest

from haengan.kernel.dispatch import keys
from haengan.rooms.safety.warnings.actions import incoming, sources
from haengan.rooms.safety.warnings.engine.cap import following, signing, writing
from haengan.rooms.safety.warnings.engine.cap.model import Area
from haengan.rooms.safety.warnings.engine.cap.tests import messages
from haengan.rooms.safety.warnings.tests.warned.conftest import (  # noqa: F401  # fixtures
    SIDE,
    SOUTH,
    WEST,
    approve,
    approver,
    districts,
    draft,
    drafter,
    in_force,
    now,
    own_keys,
    submit,
    terminal,
)
from tests.cast import HOUSE

INSIDE = 0.002
RING = (
    (SOUTH + INSIDE, WEST + INSIDE),
    (SOUTH + INSIDE, WEST + SIDE - INSIDE),
    (SOUTH + SIDE - INSIDE, WEST + SIDE - INSIDE),
    (SOUTH + INSIDE, WEST + INSIDE),
)


@pytest.fixture(autouse=True)
def named(settings):
    settings.CITY_NAMES = {"ko": "파주시", "en": "Paju"}


@pytest.fixture
def source(districts):  # noqa: F811  # the fixture
    """``source("도청")``; what is given stands instead."""

    def make(name="도청", **told):
        return sources.name(**{"name": name, "kind": "feed", **told}, actor=HOUSE)

    return make


@pytest.fixture
def told(now):  # noqa: F811  # the fixture
    """A message about the first district, as its sender would make it now; what is given stands instead."""

    def make(area=None, **given):
        sent = given.pop("sent", now.replace(microsecond=0))
        times = {"effective": sent, "onset": sent, "expires": sent + timedelta(hours=2)}
        place = {"areas": (area or Area("강변동", polygons=(RING,)),)}
        info = messages.info(**{**place, **times, **given.pop("info", {})})
        return messages.alert(sent=sent, infos=(info,), sender="province.example", **given)

    return make


@pytest.fixture
def take(now):  # noqa: F811  # the fixture
    """Hands a message in as text; returns its row."""

    def hand(source, alert, *, when=None, actor=HOUSE):
        text = alert if isinstance(alert, str) else text_of(alert)
        return incoming.take(source=source, text=text, now=when or now, actor=actor)

    return hand


def text_of(alert):
    return writing.xml(alert).decode().split("?>", 1)[1].strip()


def signed(alert, world="live"):
    key, certificate = keys.cap(world)
    return signing.sign(writing.xml(alert), key, certificate).decode().split("?>", 1)[1].strip(), certificate.decode()


def cancelled(alert, minutes=1, **told):
    return following.cancel(
        alert, identifier=f"{alert.identifier}-c", sent=alert.sent + timedelta(minutes=minutes), **told
    )


def updated(alert, minutes=1):
    sent = alert.sent + timedelta(minutes=minutes)
    infos = [replace(one, effective=sent, onset=sent, headline="홍수 경보 확대") for one in alert.infos]
    return following.update(alert, identifier=f"{alert.identifier}-u", sent=sent, infos=infos)
