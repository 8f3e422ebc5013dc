"""SIGTERM to real processes: what is begun is ended, and nothing new is let in."""

import socket
import threading
import time
import urllib.error
import urllib.request

import pytest

from haengan.site.commands import serving
from haengan.site.commands.tests.test_serving import free_ports, until
from haengan.site.processes import Family, Member


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """The web server as `haengan serve` starts it, before an application that takes its time."""
    monkeypatch.setenv("SLOW_BEGUN", str(tmp_path / "begun"))
    [port] = free_ports(1)
    command = (
        *serving.server("office", "127.0.0.1", port, 1)[:-1],
        "haengan.site.commands.tests.slow_wsgi:application",
    )
    family = Family([Member("slow", command)])
    family.start()
    try:
        yield family, port, tmp_path / "begun"
    finally:
        family.stop()


def listens(port):
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def test_a_request_that_is_begun_is_answered_when_the_server_is_told_to_stop(slow):
    family, port, begun = slow
    assert until(lambda: listens(port))
    answers = []

    def ask():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            answers.append((answer.status, answer.read()))

    visitor = threading.Thread(target=ask)
    visitor.start()
    assert until(begun.exists)
    asked = time.monotonic()
    family.stop()
    visitor.join(20)

    assert answers == [(200, b"whole")]
    assert not family.members[0].runs
    assert time.monotonic() - asked < serving.GRACE_OF_REQUESTS + 5
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1)
