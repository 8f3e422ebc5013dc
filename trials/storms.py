"""200 storms in the exercise world, each with an accident at a random moment: every approved warning arrives or is reported.

Two real brokers, the web, a worker, the watch and reference terminals run as processes of their own; gauges speak over the
brokers or over HTTP. In each storm the river rises, two people approve what one rule drafts, nobody approves what the other
drafts, the river falls, and the end of the warning goes out too. In between somebody is killed, frozen, or cannot write.
On SQLite, and on PostgreSQL where a server answers (there the database also throws everyone out, as at its restart).

After each storm: no terminal has sounded a command twice; nothing is believed done that did not sound; nothing is left without
an end; nothing that was not approved left the house; the journal verifies. Without a Mosquitto it proves nothing and says so.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.gate import databases

ROOT = Path(__file__).resolve().parents[1]
COUNT, TERMINALS, PATIENCE = 200, 30, 90.0
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a folder of its own is made in it
PLACES = ":".join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
BROKER = """user {user}
listener {port} 127.0.0.1
allow_anonymous true
set_tcp_nodelay true
persistence true
persistence_location {folder}/
autosave_interval 1
max_inflight_messages 1000
max_queued_messages 100000
"""
ACCIDENTS = ("web", "worker", "watch", "broker 1", "broker 2", "terminals", "full disk", "cut link")
CALM, HIGH = 0.8, 2.8


@dataclass
class Town:
    """The running house: processes by name, each started again with the same words."""

    home: Path
    words: dict[str, list[str]] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    fleet: Any = None

    def start(self, name: str) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(self.words[name], stdout=log, stderr=log, start_new_session=True)

    def kill(self, name: str) -> None:
        """By its whole group: a web server's own workers go with it."""
        process = self.running[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def signal(self, name: str, number: int) -> None:
        os.killpg(self.running[name].pid, number)

    def stop(self) -> None:
        for name, process in self.running.items():
            if process.poll() is None:
                self.signal(name, signal.SIGCONT)
                self.kill(name)

    def happen(self, accident: str, chance: random.Random) -> None:
        """One accident, and its end after a moment."""
        lasting = chance.uniform(0.2, 2.0)
        if accident == "terminals":
            kind = chance.choice(sorted(self.fleet.processes))
            self.fleet.processes[kind].kill()
            self.fleet.processes[kind].wait()
            time.sleep(lasting)
            self.fleet.start(kind)
        elif accident == "full disk":
            self._full(lasting)
        elif accident == "cut link":
            name = chance.choice(("broker 1", "broker 2"))
            self.signal(name, signal.SIGSTOP)
            time.sleep(lasting)
            self.signal(name, signal.SIGCONT)
        elif accident == "database":
            _throw_out()
        else:
            self.kill(accident)
            time.sleep(lasting)
            self.start(accident)

    def _full(self, lasting: float) -> None:
        """No process of the house can make a file longer, as on a full disk; the limit is lifted afterwards."""
        there = [self.running[name].pid for name in ("watch", "worker", "web")]
        for pid in there:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        time.sleep(lasting)
        for pid in there:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _throw_out() -> None:
    """Every connection to this database ends, as when its server is restarted."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connections.close_all()


def arranged(home: Path, ports: list[int], stack: ExitStack) -> Town:
    """Everything runs when it returns."""
    import getpass

    from haengan.site.commands import serving

    town = Town(home)
    stack.callback(town.stop)
    for number, port in enumerate(ports[:2], 1):
        folder = home / f"broker{number}"
        folder.mkdir()
        (folder / "conf").write_text(BROKER.format(user=getpass.getuser(), port=port, folder=folder))
        town.words[f"broker {number}"] = [str(shutil.which("mosquitto", path=PLACES)), "-c", str(folder / "conf")]
    command = [sys.executable, "-m", "haengan.site.commands"]
    town.words |= {"watch": [*command, "watch"], "worker": [*command, "worker"]}
    town.words["web"] = list(serving.server("office", "127.0.0.1", ports[2], 1))
    for name in town.words:
        town.start(name)
    return town


@dataclass
class Trial:
    """One storm after another over the same running house."""

    town: Town
    stage: Any
    gauges: dict[str, Any]
    people: tuple[Any, Any]
    chance: random.Random

    def blow(self, accident: str) -> dict[str, Any]:
        """What stands after one storm; `sound` where nothing is lost, sounded twice, or left that should not."""
        from django.utils import timezone

        began = timezone.now()
        door = "http" if accident == "web" or self.chance.random() < 0.3 else "mqtt"
        disaster = threading.Timer(self.chance.uniform(0.0, 3.0), self.town.happen, (accident, self.chance))
        disaster.start()
        self._say(door, HIGH)
        settled = self._until(lambda: self._approved(began, "alert"))
        self._say(door, CALM)
        settled = self._until(lambda: self._approved(began, "cancel")) and settled
        disaster.join()
        settled = self._until(lambda: self._ended(began)) and settled
        return {"accident": accident, "door": door, "settled": settled, **self._looked(began)}

    def _say(self, door: str, value: float) -> None:
        """As a station does: what did not go through is said again, with its own moment."""
        from django.utils import timezone

        at = timezone.now()
        told = {"DRILL-RIVER-1": value, "DRILL-RIVER-2": value if value > CALM else value + 0.01}
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.gauges[door].say(told, at)
                return
            except OSError:
                time.sleep(0.3)
        raise SystemExit("no door took the readings")

    def _approved(self, began: Any, kind: str) -> bool:
        """The two people do what lies on their desks, of the first rule alone; whether this kind has gone out."""
        from haengan.rooms.safety.warnings.queries import storming as queries

        mine = [one for one in queries.played(began) if "DRILL-F-1" in self._rule(one)]
        for one in mine:
            self._desk(one)
        return any(one.kind == kind and one.message_id for one in mine)

    def _desk(self, warning: Any) -> None:
        from django.utils import timezone, translation

        from haengan.rooms.safety.warnings.actions import approving, drafting
        from haengan.rooms.safety.warnings.queries import warned
        from haengan.rooms.safety.warnings.rules import warned as rules

        told, now = {"key": warning.key, "revision": warning.revision}, timezone.now()
        with translation.override("ko"):
            if warning.state == rules.State.DRAFT:
                drafting.submit(**told, now=now, actor=self.people[0])
            elif warning.state == rules.State.WAITING:
                typed = rules.confirmations(warning.world, warned.preview(warning, now).told)[0]
                approving.approve(**told, confirmed=typed, now=now, actor=self.people[1])

    def _rule(self, warning: Any) -> str:
        from haengan.rooms.safety.warnings.models.watched import Situation

        return str(Situation.objects.get(key=warning.origin_key).rule.number)

    def _ended(self, began: Any) -> bool:
        from haengan.rooms.safety.warnings.queries import storming as queries

        return not queries.under_way(began)

    def _until(self, true: Any) -> bool:
        """A database that is away for a moment is asked again."""
        from django.db import Error, connections

        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if true():
                    return True
            except Error:
                connections.close_all()
            time.sleep(0.1)
        return False

    def _looked(self, began: Any) -> dict[str, Any]:
        from django.utils import timezone

        from haengan.kernel.dispatch.models import Message
        from haengan.kernel.journal import verifying
        from haengan.rooms.safety.warnings.actions import drafting, storming
        from haengan.rooms.safety.warnings.queries import storming as queries

        found = storming.counted(storming.Outcome(0, ""), began, self.town.fleet.sounded())
        drafts = [one for one in queries.played(began) if one.message_id is None]
        known = set(Message.objects.values_list("key", flat=True))
        strays = sum(id not in known for _terminal, id, at in self.town.fleet.sounded() if at >= began)
        strays += Message.objects.filter(queued_at__gte=began).exclude(ways="silent").count() - found.warnings
        for one in drafts:
            told: dict[str, Any] = {"key": one.key, "revision": one.revision, "reason": "훈련 끝"}
            drafting.withdraw(**told, now=timezone.now(), actor=self.people[0])
        faults = [f"{one.kind.name}: {one.what}" for one in verifying.verify().faults]
        sums = {
            name: getattr(found, name) for name in ("warnings", "lost", "twice", "unreached", "first_ms", "last_ms")
        }
        clean = not (found.lost or found.twice or strays or faults) and found.warnings >= 2
        return {
            **sums,
            "drafts_kept": len(drafts),
            "strays": strays,
            "faults": len(faults),
            "found": faults,
            "clean": clean,
        }


def blown(count: int, seed: int, ports: list[int]) -> dict[str, Any]:
    """In a process of its own, over the database of its environment."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from haengan.rooms.safety.warnings.actions import playing
    from haengan.rooms.safety.warnings.queries import storming as queries
    from haengan.site import migrating
    from haengan.site.demonstration import samples

    home, chance, began = Path(settings.HOME), random.Random(seed), time.monotonic()
    migrating.migrate()
    samples.find(ROOT, "garam").load(lambda _done, _total, _what: None)
    stage = queries.stage(timezone.now())
    people = queries.official("safety-warnings"), queries.official("safety")
    brokers = settings.BROKERS["drill"].split()
    accidents = (*ACCIDENTS, "database") if connection.vendor == "postgresql" else ACCIDENTS
    storms = []
    with ExitStack() as stack:
        town = arranged(home, ports, stack)
        town.fleet = playing.Fleet(home / "storm", brokers, count=TERMINALS)
        town.fleet.enlist(stage)
        stack.enter_context(town.fleet)
        from haengan.lib.mqtt import broker

        several = broker.several(" ".join(brokers))
        address = f"http://127.0.0.1:{ports[2]}/"
        gauges = {
            "mqtt": stack.enter_context(playing.speaking(stage, several)),
            "http": stack.enter_context(playing.speaking(stage, (), address=address)),
        }
        trial = Trial(town, stage, gauges, people, chance)
        _until_watched(home)
        for number in range(count):
            storms.append(trial.blow(accidents[number % len(accidents)]))
            sys.stderr.write(json.dumps(storms[-1]) + "\n")
    return _summed(storms, seed, time.monotonic() - began)


def _until_watched(home: Path) -> None:
    end = time.monotonic() + 60
    while "watch.begins" not in (home / "watch.log").read_text("utf8"):
        if time.monotonic() > end:
            raise SystemExit("haengan watch does not begin")
        time.sleep(0.2)
    time.sleep(3)


def _summed(storms: list[dict[str, Any]], seed: int, took: float) -> dict[str, Any]:
    sums = {
        name: sum(one[name] for one in storms)
        for name in ("warnings", "lost", "twice", "unreached", "strays", "faults")
    }
    firsts = sorted(one["first_ms"] for one in storms if one["first_ms"] is not None)
    lasts = sorted(one["last_ms"] for one in storms if one["last_ms"] is not None)
    told = {"first_ms_median": firsts[len(firsts) // 2], "last_ms_worst": lasts[-1]} if firsts else {}
    bad = [one for one in storms if not (one["clean"] and one["settled"])]
    return {
        "storms": len(storms),
        "accidents": dict(Counter(one["accident"] for one in storms)),
        **sums,
        **told,
        "unsettled": sum(not one["settled"] for one in storms),
        "faults_found": [why for one in storms for why in one["found"]],
        "bad": bad,
        "seed": seed,
        "seconds": round(took),
        "sound": not bad and bool(storms),
    }


def storm(home: Path, database: str, *, count: int, seed: int) -> dict[str, Any]:
    ports = [_port() for _ in range(3)]
    addresses = f"mqtt://127.0.0.1:{ports[0]} mqtt://127.0.0.1:{ports[1]}"
    environment = {
        **os.environ,
        "HAENGAN_HOME": str(home),
        "HAENGAN_DEMO": "1",
        "HAENGAN_CITY": "garam",
        "HAENGAN_MQTT": addresses,
        "HAENGAN_MQTT_DRILL": addresses,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "trials.storms", str(count), str(seed), *map(str, ports)]
    told = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    outcome: dict[str, Any] = json.loads(told.splitlines()[-1])
    return outcome


def _port() -> int:
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def run(count: int) -> dict[str, Any]:
    """Half of the storms on each database, all on SQLite where no PostgreSQL answers."""
    wanted, seed = count or COUNT, int(time.time())
    if shutil.which("mosquitto", path=PLACES) is None:
        return {"count": wanted, "why": "No Mosquitto is installed: this trial proves nothing.", "passed": False}
    outcomes: dict[str, dict[str, Any]] = {}
    with databases.scratch() as address:
        share = (wanted + 1) // 2 if address else wanted
        for name, where, many in (("sqlite", "", share), ("postgresql", address, wanted - share)):
            if many:
                with tempfile.TemporaryDirectory(prefix="haengan-trial-", dir=MEMORY) as home:
                    outcomes[name] = storm(Path(home), where, count=many, seed=seed)
    return {
        "count": wanted,
        "terminals": TERMINALS,
        **outcomes,
        "passed": all(one["sound"] for one in outcomes.values()),
    }


if __name__ == "__main__":
    print(json.dumps(blown(int(sys.argv[1]), int(sys.argv[2]), [int(port) for port in sys.argv[3:]])))
