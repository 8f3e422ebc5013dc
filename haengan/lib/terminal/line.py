"""`haengan terminal`: its options. Reads no database and no setting of the house."""

from __future__ import annotations

import argparse
import json
import logging
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from haengan.lib.mqtt import broker
from haengan.lib.terminal import running, words

EXAMPLE = "Example: haengan terminal --kind siren --id siren-001 --broker mqtt://127.0.0.1 --keys keys.json"


def main(arguments: Sequence[str] | None = None) -> None:
    """Raises SystemExit with a sentence where something is wrong."""
    told = parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO, format='{"level": "%(levelname)s", "event": "%(message)s"}', stream=sys.stderr
    )
    try:
        running.run(setting(told))
    except (OSError, ValueError) as wrong:
        raise SystemExit(f"haengan terminal: {wrong}") from wrong


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("haengan terminal", description=f"The reference terminal. {EXAMPLE}")
    add = made.add_argument
    add("--kind", choices=words.KINDS, required=True, help="What it is.")
    add("--id", required=True, help="Its number in the register of terminals; with --count the first of several.")
    add("--count", type=int, default=1, help="So many devices in this process: ID, ID-2, ID-3 …")
    add("--world", choices=words.WORLDS, default="live", help="What its switch shows.")
    add(
        "--broker", action="append", required=True, help="mqtt://host:port or mqtts://host:port; give it twice for two."
    )
    add("--keys", type=Path, required=True, help="File of the house's public keys: haengan brokers writes it.")
    add("--folder", type=Path, default=Path("terminal"), help="Where its key, its memory and its sounds are kept.")
    add("--certificates", type=Path, help="Folder with ID.pem, ID.key and ca.pem.")
    add(
        "--gauges",
        type=Path,
        help="JSON file of last values by STATION/SERIES, for gauges of its own; others it hears from the brokers.",
    )
    add("--player", default="", help="Program that plays or shows what comes as JSON on its standard input.")
    add("--beat", type=float, default=30.0, help="Seconds between heartbeats.")
    add("--takes", type=float, default=0.0, help="Seconds that an announcement takes, where there is no player.")
    add("--shared", action="store_true", help="All devices over one connection, for load.")
    return made


def setting(told: argparse.Namespace) -> running.Setting:
    if not words.IDENTITY.fullmatch(told.id):
        raise ValueError(f"--id {told.id!r}: small Latin letters, digits and hyphens, at most 40.")
    if told.count < 1:
        raise ValueError(f"--count {told.count}: give 1 or more.")
    return running.Setting(
        kind=told.kind,
        ids=numbered(told.id, told.count),
        world=told.world,
        brokers=broker.several(" ".join(told.broker)),
        folder=told.folder,
        keys=trusted(told.keys),
        certificates=told.certificates,
        gauges=told.gauges,
        player=tuple(shlex.split(told.player)),
        beat=told.beat,
        takes=told.takes,
        shared=told.shared,
    )


def numbered(first: str, count: int) -> tuple[str, ...]:
    return (first, *(f"{first}-{number}" for number in range(2, count + 1)))


def trusted(path: Path) -> dict[str, list[str]]:
    """The house's public keys by world; a key that stands in both worlds is refused."""
    told = json.loads(path.read_text("utf8"))
    found = {world: [str(key) for key in told.get(world, [])] for world in words.WORLDS}
    if set(found["live"]) & set(found["drill"]):
        raise ValueError(f"{path}: one key stands in both worlds. Fetch the file anew: haengan brokers.")
    return found
