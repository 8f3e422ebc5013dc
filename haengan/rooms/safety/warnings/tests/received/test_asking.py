"""Sources are asked over a real server process."""

import subprocess
import sys
from datetime import timedelta

import pytest

from haengan.rooms.safety.warnings import intake
from haengan.rooms.safety.warnings.engine.cap import writing
from haengan.rooms.safety.warnings.models.incoming import Incoming, Polling
from haengan.rooms.safety.warnings.queries import incoming as queries
from haengan.rooms.safety.warnings.rules import incoming as rules
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
SERVE = """
import functools, http.server, sys
kind = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture
def site(tmp_path):
    """A folder that a process serves: ``folder, address``."""
    folder = tmp_path / "site"
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    yield folder, f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.wait(10)
    process.stdout.close()


def atom(*links):
    entries = "".join(f'<entry><link type="application/cap+xml" href="{link}"/></entry>' for link in links)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'


def test_a_feed_is_asked_and_each_message_taken_once(site, source, told, now):
    folder, address = site
    (folder / "1.xml").write_bytes(writing.xml(told()))
    (folder / "2.xml").write_bytes(writing.xml(told(identifier="other")))
    (folder / "bad.xml").write_text("no message")
    (folder / "feed.atom").write_text(atom("1.xml", "/2.xml", "bad.xml", "http://elsewhere.example/3.xml"))
    there = source(url=f"{address}/feed.atom")

    assert intake.ask_all(now=now, actor=HOUSE) == 3
    assert sorted(Incoming.objects.values_list("state", flat=True)) == ["offered", "offered", "refused"]
    assert intake.ask(queries.sources().get(pk=there.pk), now=now + timedelta(minutes=9), actor=HOUSE) == 0
    assert Incoming.objects.count() == 3
    polling = Polling.objects.get(source=there)
    assert polling.failures == 0
    assert "another host" in polling.note


def test_a_source_that_fails_is_asked_later_and_later_and_holds_up_no_other(site, source, told, now):
    folder, address = site
    (folder / "1.xml").write_bytes(writing.xml(told()))
    away = source(url=f"{address}/nothing", minutes=5)
    source(name="기상청", url=f"{address}/1.xml")

    assert intake.ask_all(now=now, actor=HOUSE) == 1
    polling = Polling.objects.get(source=away)
    assert (polling.failures, polling.note) == (1, "status: 404")
    assert polling.due_at == now + timedelta(minutes=10)
    assert away not in queries.due(now + timedelta(minutes=9))
    assert away in queries.due(now + timedelta(minutes=11))


def test_one_that_comes_back_is_asked_at_its_own_pace(site, source, told, now):
    folder, address = site
    there = source(url=f"{address}/1.xml", minutes=5)
    intake.ask_all(now=now, actor=HOUSE)
    (folder / "1.xml").write_bytes(writing.xml(told()))

    intake.ask_all(now=now + timedelta(minutes=11), actor=HOUSE)

    polling = Polling.objects.get(source=there)
    assert (polling.failures, polling.note) == (0, "")
    assert polling.due_at == now + timedelta(minutes=16)


@pytest.mark.parametrize(("failures", "minutes"), [(0, 5), (1, 10), (2, 20), (3, 40), (4, 60), (50, 60)])
def test_the_pause_doubles_up_to_an_hour(failures, minutes):
    assert rules.pause(5, failures) == timedelta(minutes=minutes)
    assert rules.pause(600, failures) == timedelta(minutes=600)


def test_the_weather_service_is_asked_like_any_other(site, source, now):
    folder, address = site
    (folder / "status.json").write_text('{"t6": "o 호우경보 : 경기도(파주)", "tmFc": "202601010000", "tmSeq": 1}')
    source(kind="kma", url=f"{address}/status.json")

    assert intake.ask_all(now=now, actor=HOUSE) == 1
    assert Incoming.objects.get().headline == "호우경보"
