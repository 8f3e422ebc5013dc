"""The one gate. `python -m tests.gate`, with paths: those tests alone, with --all: also what takes long or needs a server."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.gate import databases, running, stages

QUICK = ("-n", "2", "--dist", "loadfile", "-m", "not browser and not heavy")


def main(arguments: list[str]) -> int:
    paths = [argument for argument in arguments if not argument.startswith("-")]
    unknown = set(arguments) - set(paths) - {"--all"}
    if unknown or (paths and "--all" in arguments):
        running.say("usage: bin/test [--all | PATH…]")
        return 2
    if paths:
        return running.at_once(stages.some(paths))
    began = time.monotonic()
    outcomes = _two_at_a_time(stages.STATIC)
    outcomes += [running.run(stage) for stage in stages.everything("tests", *QUICK)]
    if "--all" in arguments:
        outcomes += _the_rest()
    return running.summary(outcomes, time.monotonic() - began)


def _two_at_a_time(chosen: Sequence[stages.Stage]) -> list[running.Outcome]:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(running.run, chosen))


def _the_rest() -> list[running.Outcome]:
    """What `--all` adds. In CI nothing of it may be missing."""
    in_ci = bool(os.environ.get("CI"))
    outcomes = [running.run(stage) for stage in stages.slow()]
    with databases.scratch() as address:
        if address:
            environment = {"DATABASE_URL": address}
            for stage in stages.everything("tests on PostgreSQL", *QUICK, "--stored"):
                outcomes += [running.run(stage, environment)]
        else:
            outcomes += [running.missing("tests on PostgreSQL", databases.MISSING, failed=in_ci)]
    return outcomes + _other_pythons()


def _other_pythons() -> list[running.Outcome]:
    """Half of their time is installing, on one core each: they run side by side."""
    promised = list(stages.other_pythons())
    absent = [
        running.missing(f"Python {minor}", reason, failed=False) for minor, reason, stage in promised if not stage
    ]
    return absent + _two_at_a_time([stage for _, _, stage in promised if stage])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
