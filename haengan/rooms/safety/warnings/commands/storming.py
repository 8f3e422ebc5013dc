"""`haengan storm`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.people.models import Official
from haengan.lib.mqtt import broker
from haengan.rooms.safety.warnings.actions import asking, playing, storming
from haengan.rooms.safety.warnings.queries import storming as queries
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME


def storm(
    as_json: bool = typer.Option(False, "--json", help="End with one line of JSON."),
    speed: float = typer.Option(120.0, help="Storm minutes a minute."),
    realtime: bool = typer.Option(False, help="As slowly as a storm comes; --speed does not count then."),
    minutes: int = typer.Option(360, help="How long the storm lasts, in its own minutes."),
    seed: int = typer.Option(1, help="Which storm: the same number gives the same rain."),
    terminals: int = typer.Option(12, help="So many reference terminals are played beside."),
    drafter: str = typer.Option("", help="Sign-in name of who hands in what the rules draft; without it people do."),
    approver: str = typer.Option("", help="Sign-in name of who approves it: another person."),
    address: str = typer.Option("", help="Gauges speak to this address of the office over HTTP, not to the brokers."),
    certificates: Path | None = typer.Option(None, help="Folder of haengan brokers, where they ask for certificates."),
    patience: float = typer.Option(30.0, help="Seconds to wait at the end for what is under way."),
) -> None:
    """Plays a storm against the running house, always in the exercise world: rain, a rising river, a broken gauge, terminals that sound. Example: haengan storm --speed 240 --drafter safety-warnings --approver safety"""
    two = _official(drafter), _official(approver)
    asked = storming.Asked(
        seed=seed,
        minutes=minutes,
        speed=1.0 if realtime else speed,
        terminals=terminals,
        patience=patience,
        drafter=two[0],
        approver=two[1],
    )
    try:
        outcome = _played(asked, address=address, certificates=certificates, quiet=as_json)
    except (Refused, OSError) as wrong:
        raise SystemExit(f"haengan storm: {wrong}") from wrong
    told = outcome.plain()
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n" if as_json else _sentences(told))


def _played(asked: storming.Asked, *, address: str, certificates: Path | None, quiet: bool) -> storming.Outcome:
    stage = queries.stage(timezone.now())
    if not stage.series:
        raise Refused(
            _("No rule of the exercise world has thresholds in force, so there is nothing to play on."),
            remedy=_("Enter gauges and a rule for exercises, or load the sample city garam."),
        )
    gauges = broker.several(settings.BROKERS["live"])
    if not gauges and not address:
        raise Refused(
            _("No broker is set, and no address of the office was given."),
            remedy=_("Set HAENGAN_MQTT, or give --address http://localhost:8000/."),
        )
    drill = settings.BROKERS["drill"].split()
    fleet = playing.Fleet(Path(settings.HOME) / "storm", drill, certificates, asked.terminals if drill else 0)
    if not drill:
        fleet.unshown.append(_("No broker of the exercise world (HAENGAN_MQTT_DRILL): no terminal hears anything."))
    if not queries.held(LEASE_NAME, timezone.now()):
        fleet.unshown.append(_("haengan watch does not run: nothing is decided and nothing is sent."))
    whole = 60.0 * asked.minutes / asked.speed + asked.patience + 60.0
    if not asking.held(whole, now=timezone.now()):
        raise Refused(_("A storm is being played already."), remedy=_("Watch it, and start the next one after it."))
    try:
        return _between(asked, stage, fleet, gauges, (address, certificates), quiet=quiet)
    finally:
        asking.over()


def _between(
    asked: storming.Asked,
    stage: queries.Stage,
    fleet: playing.Fleet,
    gauges: Sequence[broker.Broker],
    where: tuple[str, Path | None],
    *,
    quiet: bool,
) -> storming.Outcome:
    fleet.enlist(stage)
    with fleet, playing.speaking(stage, gauges, address=where[0], certificates=where[1]) as said:
        return storming.play(asked, stage, said, fleet, (lambda _at: None) if quiet else _tell)


def _official(login: str) -> Official | None:
    found = queries.official(login) if login else None
    if login and found is None:
        raise SystemExit(_("haengan storm: nobody signs in as %(login)s.") % {"login": login})
    return found


def _tell(at: str) -> None:
    sys.stdout.write(f"{at}\n")
    sys.stdout.flush()


def _sentences(told: dict[str, object]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in told.items())
