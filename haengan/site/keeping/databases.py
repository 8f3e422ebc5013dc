"""The database as one file and back: SQLite's online backup, PostgreSQL's own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class CannotKeep(Exception):
    """The message says what is in the way and what to do."""


def name() -> str:
    return NAMES[connection.vendor]


def dump(to: Path) -> None:
    """As of one moment, while others write."""
    if connection.vendor == "sqlite":
        _copy(_sqlite_file(), to)
    else:
        _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={to}")


def load(file: Path) -> None:
    """In place of all that the database holds."""
    connection.close()
    if connection.vendor == "sqlite":
        _check(file)
        _sqlite_file().parent.mkdir(parents=True, exist_ok=True)
        _copy(file, _sqlite_file())
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    _postgresql(
        "pg_restore",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        "--dbname",
        _wanted()["PGDATABASE"],
        str(file),
    )


def holds_tables() -> bool:
    return bool(connection.introspection.table_names())


def _sqlite_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _copy(source: Path, target: Path) -> None:
    """One step under one snapshot: writers go on, and what they write meanwhile is not in it."""
    with closing(sqlite3.connect(source, timeout=60)) as given, closing(sqlite3.connect(target, timeout=60)) as taken:
        given.backup(taken, pages=-1)


def _check(file: Path) -> None:
    with closing(sqlite3.connect(file)) as given:
        found = given.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise CannotKeep(_("The database in the backup is damaged: %(what)s. Take an older backup.") % {"what": found})


def _postgresql(tool: str, *words: str) -> None:
    """The name and password go by the environment: a command line can be read by everyone on the machine."""
    path = shutil.which(tool)
    if path is None:
        raise CannotKeep(
            _("%(tool)s is not on this machine. Install PostgreSQL's client programs (Debian: postgresql-client).")
            % {"tool": tool}
        )
    environment = {**os.environ, **_wanted()}
    done = subprocess.run([path, *words], env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise CannotKeep(f"{tool}: {done.stderr.strip()[-1000:]}")


def _wanted() -> dict[str, str]:
    given = connection.settings_dict
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    wanted = {variable: str(given[key]) for variable, key in named.items() if given.get(key)}
    return {**wanted, **({"PGOPTIONS": f"-c role={role}"} if (role := given["OPTIONS"].get("assume_role")) else {})}
