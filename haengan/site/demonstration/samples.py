"""Sample cities: `samples/CITY/load.py` brings one in through the same acts and imports that an official uses.

It has `load(progress)`, where ``progress(done, total, what)`` says how far it is; `YEAR`, the year of its report; and
`ACCOUNTS`, the demonstration accounts as (sign-in name, password, who it is).
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from haengan.site import migrating

STAMP = "sample.txt"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Sample:
    name: str
    year: int
    accounts: tuple[tuple[str, str, str], ...]
    load: Callable[[Progress], None]


class NoSample(LookupError):
    """There is no such sample in this checkout."""


def find(root: Path, name: str) -> Sample:
    path = root / "samples" / name / "load.py"
    spec = importlib.util.spec_from_file_location(f"sample_{name.replace('-', '_')}", path)
    if not path.exists() or spec is None or spec.loader is None:
        raise NoSample(f"There is no sample {name}: {path} is missing.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return Sample(name, module.YEAR, tuple(map(tuple, module.ACCOUNTS)), module.load)


def is_loaded() -> bool:
    return (settings.HOME / STAMP).exists()


def bring_in(sample: Sample, progress: Progress) -> None:
    """Make the database anew and load the sample; what an interrupted loading left behind is thrown away."""
    _forget_database()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # this connection only: a loading that is cut off is begun anew
    progress(0, 0, "migrations")
    migrating.migrate()
    sample.load(progress)
    (settings.HOME / STAMP).write_text(sample.name, "utf8")


def _forget_database() -> None:
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
