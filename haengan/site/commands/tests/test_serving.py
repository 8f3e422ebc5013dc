"""`haengan serve` as it runs in a city: from an empty folder, in processes of its own, with DEBUG off."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from haengan.site import migrating
from haengan.site.commands import serving
from haengan.site.demonstration import asking

ASSET = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"')
FONT = re.compile(r'url\("\./([^"]+\.woff2)"\)')


def test_a_database_that_is_behind_is_not_served(haengan, monkeypatch, db):
    monkeypatch.setattr(migrating, "pending", lambda: ["kernel_people.0002"])
    answer = haengan("serve")

    assert answer.code == 1
    assert "haengan serve --migrate" in answer.said


def test_every_application_gets_a_web_server_and_the_house_one_worker_and_watch():
    ports = {"office": 8000, "public": 8001}

    assert [member.name for member in serving.members("127.0.0.1", ports, 2, worker=True)] == [
        *ports,
        "worker",
        "watch",
    ]
    assert [member.name for member in serving.members("127.0.0.1", ports, 2, worker=False)] == [*ports]


@pytest.fixture
def served(tmp_path):
    """Both applications' addresses, served out of an empty folder."""
    ports = free_ports(2)
    command = [sys.executable, "-m", "haengan.site.commands", "serve", "--migrate", "--no-worker"]
    command += ["--office-port", str(ports[0]), "--public-port", str(ports[1])]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("HAENGAN_", "DJANGO_", "DATABASE"))
    }
    with subprocess.Popen(
        command, env={**clean, "HAENGAN_HOME": str(tmp_path)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as house:
        try:
            addresses = [f"http://127.0.0.1:{port}/" for port in ports]
            for address in addresses:
                asking.until_served(address)
            yield house, addresses
        finally:
            house.terminate()


@pytest.mark.heavy
def test_both_applications_serve_their_styles_scripts_and_fonts_and_stand_up_again(served):
    house, addresses = served
    for address in addresses:
        with urllib.request.urlopen(address) as page:
            found = sorted(set(ASSET.findall(page.read().decode())))
        assert {name.rpartition(".")[2] for name in found} == {"css", "js", "svg"}
        for name in found:
            headers, body = fetched(address.rstrip("/") + name)
            assert "immutable" in headers["Cache-Control"], name
            assert body
        fonts = next(name for name in found if "pretendard" in name)
        font = FONT.search(fetched(address.rstrip("/") + fonts)[1].decode())[1]
        assert fetched(f"{address.rstrip('/')}{fonts.rpartition('/')[0]}/{font}")[1][:4] == b"wOF2"

    for fallen in (children(children(house.pid)[0])[-1], children(house.pid)[1]):
        os.kill(fallen, signal.SIGKILL)
        assert until(lambda fallen=fallen: fallen not in family(house.pid))
    for address in addresses:
        asking.until_served(address)

    left = family(house.pid)
    house.terminate()
    assert house.wait(20) == 0
    assert until(lambda: not [pid for pid in left if runs(pid)])


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.headers, answer.read()


def free_ports(count):
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [door.getsockname()[1] for door in doors]
    for door in doors:
        door.close()
    return ports


def children(pid):
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf8").split()]
    except OSError:
        return []


def family(pid):
    return [one for child in children(pid) for one in (child, *family(child))]


def runs(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(true):
    for _ in range(100):
        if true():
            return True
        time.sleep(0.1)
    return False
