"""Asking for a storm from a page: in a demonstration alone, one at a time. It is played by a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.jobs import actions as jobs
from haengan.kernel.jobs import upkeep as leases
from haengan.rooms.safety.warnings.queries import storming as queries
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME as WATCH

LEASE_NAME = JOB = "safety.warnings.storm"
SPEED, MINUTES, TERMINALS = 180, 360, 12
TWO = ("safety-warnings", "safety")
"""Sign-in names in the sample cities: who hands in, and who approves."""


@act("safety.warnings.play")
def ask(*, now: datetime, address: str, actor: Actor) -> None:
    """`address` is that of the office, for gauges to speak to where there is no broker."""
    if not settings.DEMO:
        raise Refused(
            _("A storm is started from a page in a demonstration only."),
            remedy=_("Run haengan storm on the machine; it too plays in the exercise world alone."),
        )
    if queries.held(LEASE_NAME, now):
        raise Refused(_("A storm is being played already."), remedy=_("Watch it, and start the next one after it."))
    if not queries.stage(now).series:
        raise Refused(
            _("No rule of the exercise world has thresholds in force, so there is nothing to play on."),
            remedy=_("Enter gauges and a rule for exercises, or load the sample city garam."),
        )
    seed = int(now.timestamp()) % 10_000
    note(seed=seed)
    jobs.enqueue(JOB, {"seed": seed, "address": address}, key=JOB)


def unshown(now: datetime) -> list[str]:
    """What a storm could not show here, and why."""
    found = []
    if not settings.BROKERS["drill"]:
        found.append(_("No broker of the exercise world (HAENGAN_MQTT_DRILL): no terminal hears anything."))
    if not queries.held(WATCH, now):
        found.append(_("haengan watch does not run: nothing is decided and nothing is sent."))
    return found


def begin(seed: int, address: str) -> None:
    """A process of its own, so that the worker goes on with other work; what it ends with stands in `outcome`."""
    folder = Path(settings.HOME) / "storm"
    folder.mkdir(parents=True, exist_ok=True)
    words = ["storm", "--json", "--seed", str(seed), "--speed", str(SPEED), "--minutes", str(MINUTES)]
    words += ["--terminals", str(TERMINALS), "--drafter", TWO[0], "--approver", TWO[1]]
    if not settings.BROKERS["live"]:
        words += ["--address", address]
    with (folder / "outcome.json").open("wb") as out, (folder / "log.txt").open("ab") as log:
        command = [sys.executable, "-m", "haengan.site.commands", *words]
        subprocess.Popen(command, stdout=out, stderr=log, start_new_session=True)


def outcome() -> dict[str, Any] | None:
    """Of the last storm that has ended."""
    try:
        found: dict[str, Any] = json.loads((Path(settings.HOME) / "storm" / "outcome.json").read_text("utf8"))
    except (OSError, ValueError):
        return None
    return found


def held(seconds: float, *, now: datetime) -> bool:
    """One storm at a time, whoever starts it."""
    return leases.hold(LEASE_NAME, str(os.getpid()), now=now, lease=timedelta(seconds=seconds))


def over() -> None:
    leases.let_go(LEASE_NAME, str(os.getpid()))
