"""The two ends of an exercise: gauges that speak through the real doors, and reference terminals in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import terminals as register
from haengan.kernel.dispatch.rules import World
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings.engine import payload
from haengan.kernel.readings.models import Series
from haengan.lib.crypto import signing
from haengan.lib.mqtt.broker import Broker
from haengan.lib.mqtt.link import Link
from haengan.lib.mqtt.threads import Running
from haengan.lib.terminal.line import numbered
from haengan.lib.terminal.running import secret_of
from haengan.rooms.safety.warnings.queries import storming as queries
from haengan.rooms.safety.warnings.queries.storming import Stage

STORM = System("safety.warnings.storm")
KINDS = ("siren", "board", "alarm")
PATIENCE = 10.0


class Gauges(Protocol):
    door: str
    unshown: list[str]

    def say(self, told: Mapping[str, float], at: datetime) -> None: ...


@dataclass
class OverBrokers:
    """Each station over a link of its own, as itself where it has a certificate."""

    series: Mapping[str, Series]
    links: dict[str, Running]
    door: str = "mqtt"
    unshown: list[str] = field(default_factory=list)

    def say(self, told: Mapping[str, float], at: datetime) -> None:
        for number, value in told.items():
            station = self.series[number].equipment.number
            body = json.dumps({"at": at.isoformat(), "value": value}).encode()
            self.links[station].send([(payload.topic(station, number), body)])


@dataclass
class OverHttp:
    """Data arrays to the SensorThings door, each station with a key that ends tomorrow."""

    address: str
    series: Mapping[str, Series]
    tokens: Mapping[str, str]
    door: str = "http"
    unshown: list[str] = field(default_factory=list)

    def say(self, told: Mapping[str, float], at: datetime) -> None:
        for number, value in told.items():
            one = self.series[number]
            row: dict[str, Any] = {"phenomenonTime": at.isoformat(), "result": value}
            url = f"{self.address}office/readings/sensorthings/v1.1/Datastreams('{one.key}')/Observations"
            body, key = json.dumps(row).encode(), self.tokens[one.equipment.number]
            headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
            asked = urllib.request.Request(url, body, headers)  # noqa: S310  # an address that the operator gave
            urllib.request.urlopen(asked, timeout=PATIENCE).close()  # noqa: S310


@contextmanager
def speaking(
    stage: Stage, brokers: Sequence[Broker], *, address: str = "", certificates: Path | None = None
) -> Iterator[Gauges]:
    """Over the brokers, or over HTTP where none is set or `address` is given. Raises OSError where nobody answers."""
    series = {one.number: one for one in stage.series}
    stations = {one.equipment.number: one.equipment for one in stage.series}
    if address or not brokers:
        now = timezone.now()
        until = timezone.localdate(now) + timedelta(days=2)
        issued = {
            name: readings.issue_key(equipment=piece, until_on=until, now=now, actor=STORM)
            for name, piece in stations.items()
        }
        try:
            yield OverHttp(address, series, {name: text for name, (_key, text) in issued.items()})
        finally:
            for key, _text in issued.values():
                readings.revoke_key(key=key.key, revision=key.revision, now=timezone.now(), actor=STORM)
        return
    with ExitStack() as stack:
        links = {}
        for name in stations:
            own = [certified(one, certificates, "live", name) for one in brokers]
            links[name] = stack.enter_context(Running(_link(own, name)))
        for name, link in links.items():
            if not link.up(within=PATIENCE, every=False):
                raise ConnectionError(_("No broker answers the gauge %(name)s.") % {"name": name})
        yield OverBrokers(series, links)


def _link(brokers: Sequence[Broker], name: str) -> Any:
    return lambda: Link(brokers, name=f"storm.{name}")


def certified(broker: Broker, folder: Path | None, world: str, name: str) -> Broker:
    if folder is None:
        return broker
    place = folder / world
    own, key = str(place / f"{name}.pem"), str(place / f"{name}.key")
    return replace(broker, tls=True, ca=broker.ca or str(place / "ca.pem"), certificate=own, private_key=key)


@dataclass
class Fleet:
    """Reference terminals of the exercise world, one process a kind, all in `folder`. A process keeps its memory of what it has
    sounded there, so that it may be ended at any moment and started again."""

    folder: Path
    brokers: Sequence[str] = ()
    certificates: Path | None = None
    count: int = 0
    unshown: list[str] = field(default_factory=list)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def ids(self) -> dict[str, tuple[str, ...]]:
        """By kind, as evenly as it goes; none where there is no broker to hang on."""
        each = {kind: (self.count + place) // len(KINDS) for place, kind in enumerate(reversed(KINDS))}
        return {kind: numbered(f"drill-{kind}", each[kind]) for kind in KINDS if each[kind]}

    def enlist(self, stage: Stage) -> None:
        """In the register, of the exercise world, with the public key that each made for itself. Refuses a number that a live
        terminal has, or whose key is another: nothing that belongs to someone is taken over."""
        today = timezone.localdate()
        for kind, numbers in self.ids().items():
            for place, number in enumerate(numbers):
                public = signing.public(secret_of(self.folder / kind, number))
                known = queries.terminal(number)
                if known is None:
                    district = stage.districts[place % len(stage.districts)] if stage.districts else None
                    told: dict[str, Any] = {"world": World.DRILL.value, "district": district, "public_key": public}
                    register.enter(number=number, kind=kind, from_on=today, actor=STORM, groups="drill", **told)
                elif known.world != World.DRILL or known.public_key not in {"", public}:
                    raise Refused(
                        _("%(number)s is another's terminal.") % {"number": number},
                        remedy=_("Play with fewer terminals, or in the folder in which its key was made."),
                    )
                elif not known.public_key:
                    register.correct(known.key, revision=known.revision, public_key=public, actor=STORM)

    def start(self, kind: str) -> None:
        there = self.folder / "keys.json"
        there.write_text(json.dumps(keys.publics()), "utf8")
        ids = self.ids()[kind]
        words = ["terminal", "--world", "drill", "--kind", kind, "--id", f"drill-{kind}", "--count", str(len(ids))]
        for address in self.brokers:
            words += ["--broker", address]
        words += ["--keys", str(there), "--folder", str(self.folder / kind), "--beat", "10"]
        words += ["--certificates", str(self.certificates / "drill")] if self.certificates else ["--shared"]
        log = (self.folder / f"{kind}.log").open("ab")
        with log:
            self.processes[kind] = subprocess.Popen(
                [sys.executable, "-m", "haengan.site.commands", *words], stdout=subprocess.PIPE, stderr=log
            )
        out = self.processes[kind].stdout
        assert out is not None
        out.readline()

    def __enter__(self) -> Fleet:
        for kind in self.ids():
            self.start(kind)
        return self

    def __exit__(self, *_why: object) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def sounded(self) -> list[tuple[str, str, datetime]]:
        """Terminal, command and moment of each sound, as the terminals themselves wrote them down."""
        found = []
        for path in sorted(self.folder.glob("*/sounds.jsonl")):
            for line in path.read_text("utf8").splitlines():
                if line.endswith("}"):
                    told = json.loads(line)
                    found.append((told["terminal"], told["id"], datetime.fromisoformat(told["at"])))
        return found
