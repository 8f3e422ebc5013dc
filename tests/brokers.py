"""Real brokers for tests: Mosquitto processes of our own on free ports, each with its own folder; skipped, saying so, where
Mosquitto is not installed."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from haengan.lib.mqtt.broker import Broker

PLACES = ("/usr/sbin", "/usr/local/sbin")
CONFIGURATION = """user {user}
listener {port} 127.0.0.1
allow_anonymous true
set_tcp_nodelay true
persistence true
persistence_location {folder}/
max_inflight_messages 1000
max_queued_messages 100000
"""


@dataclass
class Mosquitto:
    """`stop` and `start` as a broker that is restarted: same port, same stored sessions."""

    program: str
    folder: Path
    port: int
    more: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def broker(self) -> Broker:
        return Broker("127.0.0.1", self.port)

    @property
    def address(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    def start(self) -> None:
        told = self.folder / "mosquitto.conf"
        text = self.more if "listener" in self.more else CONFIGURATION + self.more
        told.write_text(text.format(port=self.port, folder=self.folder, user=getpass.getuser()), "utf8")
        self.process = subprocess.Popen([self.program, "-c", str(told)], stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not self.answers():
            assert self.process.poll() is None, "Mosquitto ended; its configuration is wrong"
            assert time.monotonic() < end, "Mosquitto does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None

    def answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 0.2).close()
        except OSError:
            return False
        return True


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Callable[..., Mosquitto]]:
    """``mosquitto()`` starts one; ``mosquitto(more="…")`` adds lines to its configuration."""
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path=":".join(PLACES))
    if program is None:
        pytest.skip("Mosquitto is not installed: nothing is proven about the link to a broker")
    started: list[Mosquitto] = []

    def start(more: str = "") -> Mosquitto:
        folder = tmp_path / f"mosquitto{len(started)}"
        folder.mkdir()
        made = Mosquitto(program, folder, _free_port(), more)
        made.start()
        started.append(made)
        return made

    yield start
    for one in started:
        one.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
