"""Choi of the civil-affairs division receives, Park of the safety division deals with, Jung examines."""

from __future__ import annotations

import io
import random
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.acts.running import System
from haengan.kernel.organisation.models import Unit
from haengan.rooms.civil_affairs.petitions.actions import bringing, filing, publishing, receiving
from haengan.rooms.civil_affairs.petitions.actions import kinds as kept
from haengan.rooms.civil_affairs.petitions.actions import looks as reviewing
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import Finding, Looked, What, digest
from haengan.rooms.civil_affairs.petitions.engine.photos.tests import drawing
from haengan.rooms.civil_affairs.petitions.intake import filing as intake
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import looks
from tests.cast import HOUSE

MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Monday, 10:30 in Korea."""
MACHINE = System("civil_affairs.petitions.look")
SIZE = (640, 480)
RECEIVE, HANDLE, EXAMINE, KEEP, CLOCK = (
    f"civil_affairs.petitions.{name}" for name in ("receive", "handle", "examine", "keep", "clock")
)


@pytest.fixture
def clerk(choi, give):
    give(choi, RECEIVE, KEEP, CLOCK)
    return choi


@pytest.fixture
def handler(park, give):
    give(park, HANDLE)
    return park


@pytest.fixture
def examiner(jung, give):
    give(jung, EXAMINE)
    return jung


@pytest.fixture
def unit(city):
    return lambda name: Unit.objects.get(key=city.units[name])


@pytest.fixture
def offer(city):
    """``offer("lamp", kind="other", period="5d")``: a kind of petition."""

    def made(code="lamp", **told):
        base = {"name_ko": f"가로등 고장 {code}", "name_en": f"Street lamp {code}", "kind": "inquiry"}
        return kept.offer(**{**base, "code": code, "from_on": date(2020, 1, 1), "public": True, **told}, actor=HOUSE)

    return made


@pytest.fixture
def lamp(offer):
    return offer()


@pytest.fixture
def given():
    def told(**more):
        base = {
            "title": "가로등이 꺼져 있습니다",
            "text": "중앙로 12 앞 가로등이 사흘째 꺼져 있어 밤에 위험합니다.",
            "name": "홍길동",
            "contact": "010-1234-5678",
            "reply": "sms",
        }
        return filing.Given(**{**base, **more})

    return told


@pytest.fixture
def file(lamp, given, clerk):
    """Brought to the counter, so it has arrived."""

    def one(now=MORNING, service=None, actor=None, **more):
        told = given(**{"channel": "counter", **more})
        return filing.file(service=service or lamp, given=told, now=now, actor=actor or clerk)

    return one


@pytest.fixture
def receive(file, clerk, unit):
    """Received and given to the safety division."""

    def one(now=MORNING, to="safety", **more):
        petition = file(now=now, **more)
        return fresh(
            receiving.receive(key=petition.key, revision=petition.revision, unit=unit(to), now=now, actor=clerk)
        )

    return one


def fresh(petition):
    return Petition.objects.get(pk=petition.pk)


@pytest.fixture(scope="session")
def person():
    return drawing.scene(drawing.face(260), random.Random(2), size=SIZE)


@pytest.fixture
def photographed(receive, person):
    """A petition that may be shown, with a photo that nobody has looked at."""

    def one(content=None, **more):
        petition = receive(**{"public": True, **more})
        upload = SimpleUploadedFile("lamp.jpg", content or person.content(), "image/jpeg")
        upload.file = io.BytesIO(content or person.content())
        bringing.attach(petition, [upload], actor=intake.DOOR)
        return petition

    return one


@pytest.fixture
def seen(photographed, person):
    """Looked at, by the machine's own words: the face was found."""
    left, top, right, bottom = person.box
    face = Finding(What.FACE, left, top, right - left, bottom - top, 0.9)

    def one(**more):
        petition = photographed(**more)
        reviewing.enter(petition=petition, now=MORNING, actor=MACHINE)
        look = petition.looks.get()
        looked = Looked(digest(looks.content(look.attachment)), (face,))
        return reviewing.found(key=look.key, looked=looked, size=SIZE, now=MORNING, actor=MACHINE)

    return one


@pytest.fixture
def publish(clerk):
    def one(petition):
        now = fresh(petition)
        told = {"public_title": "가로등이 꺼졌어요", "public_text": "어둡습니다", "now": MORNING, "actor": clerk}
        return publishing.publish(key=now.key, revision=now.revision, **told)

    return one


@pytest.fixture
def approve(seen, publish, clerk):
    """Published, with an approved photo."""

    def one(**more):
        look = seen(**more)
        publish(look.petition)
        return reviewing.approve(key=look.key, revision=look.revision, now=MORNING, actor=clerk)

    return one


def newest(look):
    return Look.objects.get(pk=look.pk)
