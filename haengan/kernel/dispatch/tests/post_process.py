"""The house in a process of its own, for trials and benchmarks: `post_process.py prepare FOLDER | queue | state | wait SECONDS`.

Each verb ends in one line of JSON.
"""

import json
import sys
import time
from datetime import date, timedelta
from pathlib import Path

if __name__ == "__main__":
    import django

    django.setup()

from django.core.management import call_command
from django.utils import timezone

from haengan.kernel.acts.running import System, intake
from haengan.kernel.dispatch import keys, queries
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.models import Message, Terminal
from haengan.kernel.dispatch.rules import World

BY = System("trial")


def prepare(folder):
    """An empty house with the terminals whose public keys stand in the folder, and the keys that they shall believe."""
    call_command("migrate", verbosity=0)
    keys.make()
    Path(folder, "keys.json").write_text(json.dumps(keys.publics()))
    return {}


def enter(folder):
    """All at once, for load; the register's own act enters them one by one."""
    found = sorted(Path(folder).glob("*.public"))
    with intake("trial.terminals", actor=BY, count=len(found)):
        Terminal.objects.bulk_create(
            [
                Terminal(number=one.stem, kind="siren", from_on=date(2020, 1, 1), public_key=one.read_text())
                for one in found
            ],
            batch_size=500,
        )
    return {"terminals": len(found)}


def queue():
    every, now = list(Terminal.objects.all()), timezone.now()
    draft = queueing.Draft(
        world=World.LIVE,
        title="호우 경보",
        cause="flood",
        expires_at=now + timedelta(minutes=10),
        ways=frozenset({"speech"}),
        wording={"speech": {"ko": "강물이 불어나고 있습니다. 높은 곳으로 대피하십시오."}},
    )
    began = time.time()
    with intake("trial.queue", actor=BY):
        queueing.queue(draft, queueing.Targets(terminals=every), now=now)
    return {"began": began, "queued": time.time()}


def state():
    found = queries.progress(Message.objects.latest("queued_at")).by_state
    return {**found, "at": time.time()}


def wait(seconds):
    """Until every delivery is done."""
    end = time.time() + float(seconds)
    while time.time() < end:
        found = state()
        if found["done"] == sum(count for name, count in found.items() if name != "at"):
            break
        time.sleep(0.05)
    return found


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    sys.stdout.write(
        json.dumps({"prepare": prepare, "enter": enter, "queue": queue, "state": state, "wait": wait}[verb](*words))
    )
