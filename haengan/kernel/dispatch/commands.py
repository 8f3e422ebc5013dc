"""`haengan dispatch`, `haengan brokers`, `haengan terminal`."""

from __future__ import annotations

import json
import signal
import threading
from pathlib import Path

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from haengan.kernel.dispatch import keys, mosquitto, queries
from haengan.kernel.dispatch.rules import World
from haengan.kernel.dispatch.sending.running import Sending
from haengan.lib.terminal import line

out = Console(soft_wrap=True, highlight=False)
FOLDER = Path("brokers")


def dispatch() -> None:
    """Sends what is queued and takes in what comes back, until stopped. Several may run. Example: haengan dispatch"""
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda _number, _frame: stop.set())
    with Sending() as sending:
        out.print(_("Sending: %(posts)s") % {"posts": ", ".join(sorted(sending.posts))}, markup=False)
        stop.wait()


def brokers(
    folder: Path = typer.Argument(FOLDER, help="Where the files are written."),
    host: list[str] = typer.Option(["localhost"], help="Names and addresses under which a broker is reached."),
    port: int = typer.Option(8883, help="Port of the brokers."),
    there: str = typer.Option("/etc/mosquitto/haengan", help="Where the files will stand on the broker's machine."),
    data: str = typer.Option("/var/lib/mosquitto", help="Where the broker keeps its sessions."),
) -> None:
    """Writes what both brokers need: configuration, rights of every terminal, certificates, the house's public keys. Safe to
    repeat after each change of the register. Example: haengan brokers var/brokers --host mqtt1.city.example"""
    now = timezone.now()
    made = keys.make()
    keys.make_push()
    keys.make_cap(now=now)
    authority = mosquitto.Certificates(folder, now=now)
    authority.broker(host)
    registered = [
        (number, world)
        for world in World
        for number in queries.terminals(timezone.localdate(now), world=world).values_list("number", flat=True)
    ]
    gauges = [number for number in queries.gauges(timezone.localdate(now)) if mosquitto.PLAIN.fullmatch(number)]
    fresh, house = 0, [(mosquitto.HOUSE, world) for world in World]
    for number, world in house + registered + [(number, World.LIVE) for number in gauges]:
        fresh += authority.client(world.value, number)
    text = mosquitto.configuration(folder=Path(there), data=Path(data), port=port)
    (folder / "mosquitto.conf").write_text(text, "utf8")
    (folder / "acl").write_text(
        mosquitto.rights([(number, world.value) for number, world in registered], gauges), "utf8"
    )
    (folder / "keys.json").write_text(json.dumps(keys.publics(), indent=1), "utf8")
    if made:
        told = _("New signing keys: %(worlds)s. Back up %(folder)s now; terminals believe these and no other.")
        out.print(told % {"worlds": ", ".join(made), "folder": keys.folder()}, markup=False)
    told = _("%(count)d terminals, %(fresh)d new certificates. Bring the files to both brokers and reload them.")
    out.print(told % {"count": len(registered), "fresh": fresh}, markup=False)


def terminal() -> None:
    """The reference terminal: a siren, board or alarm terminal as a process of its own, without the house. Example: haengan terminal --kind siren --id siren-001 --broker mqtt://127.0.0.1 --keys keys.json"""
    line.parser().print_help()


COMMANDS = [dispatch, brokers, terminal]
