"""The one gate. `python -m tests.gate`, with paths: those tests alone, with --all: also what takes long or needs a server."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.gate import databases, running, stages

Step = Callable[[], running.Outcome]
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
    outcomes = _two_at_a_time(partial(running.run, stage) for stage in stages.STATIC)
    outcomes += [running.run(stage) for stage in stages.everything("tests", *QUICK, loud=True)]
    if "--all" in arguments:
        outcomes += _two_at_a_time(_the_rest())
    return running.summary(outcomes, time.monotonic() - began)


def _two_at_a_time(chosen: Iterable[Step]) -> list[running.Outcome]:
    """Each waits now and then for a disk, a server, a lease or a page: two of them together leave no core idle."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda step: step(), chosen))


def _the_rest() -> list[Step]:
    """What `--all` adds, the longest first. In CI nothing of it may be missing."""
    return [
        partial(running.run, stages.heavy()),
        *(partial(_on_postgresql, stage) for stage in stages.everything("tests on PostgreSQL", *QUICK, "--stored")),
        partial(running.run, stages.browser()),
        *(_other_python(minor, reason, stage) for minor, reason, stage in stages.other_pythons()),
    ]


def _on_postgresql(stage: stages.Stage) -> running.Outcome:
    with databases.scratch() as address:
        if not address:
            return running.missing(stage.name, databases.MISSING, failed=bool(os.environ.get("CI")))
        return running.run(stage, {"DATABASE_URL": address})


def _other_python(minor: str, reason: str, stage: stages.Stage | None) -> Step:
    if stage is None:
        return partial(running.missing, f"Python {minor}", reason, failed=False)
    return partial(running.run, stage)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
