"""Two Mosquittos of the demonstration's own, where one is installed: on this machine alone, for nobody else."""

from __future__ import annotations

import getpass
import shutil
import socket
from pathlib import Path

from django.conf import settings as house

from haengan.lib.mqtt import broker
from haengan.site.processes import Member

PLACES = "/usr/sbin:/usr/local/sbin"
HOST, FIRST = "127.0.0.1", 18830
CONFIGURATION = """user {user}
listener {port} {host}
allow_anonymous true
set_tcp_nodelay true
persistence true
persistence_location {folder}/
max_inflight_messages 1000
max_queued_messages 100000
"""


def program() -> str | None:
    return shutil.which("mosquitto") or shutil.which("mosquitto", path=PLACES)


def settings() -> dict[str, str]:
    """What the house is told of them; empty brokers without a Mosquitto: then a storm says what it cannot show."""
    if program() is None:
        return {"HAENGAN_MQTT": "", "HAENGAN_MQTT_DRILL": ""}
    free = [port for port in range(FIRST, FIRST + 200) if not _taken(port)][:2]
    addresses = " ".join(f"mqtt://{HOST}:{port}" for port in free)
    return {"HAENGAN_MQTT": addresses, "HAENGAN_MQTT_DRILL": addresses}


def members(home: Path, log: Path) -> list[Member]:
    """A process for each that `settings` has named."""
    found, mosquitto = [], program()
    for one in broker.several(house.BROKERS["drill"]):
        folder = home / "brokers" / str(one.port)
        folder.mkdir(parents=True, exist_ok=True)
        told = folder / "mosquitto.conf"
        told.write_text(CONFIGURATION.format(user=getpass.getuser(), port=one.port, host=HOST, folder=folder), "utf8")
        found.append(Member(f"broker {one.port}", (str(mosquitto), "-c", str(told)), log=log))
    return found


def _taken(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex((HOST, port)) == 0
