"""The database: up to date, guarded, and its journal unbroken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.journal import queries as journal
from haengan.kernel.tables import guards
from haengan.site import migrating
from haengan.site.doctor.findings import Finding, fault, some, warning, well

TAIL = 50
MADE = re.compile(r'(?:CREATE TRIGGER|ADD CONSTRAINT) "([^"]+)"')


def up_to_date() -> bool:
    """Whether the tables are those that the code asks for."""
    return not migrating.pending()


def migrations() -> Iterator[Finding]:
    waiting = migrating.pending()
    if waiting and not connection.introspection.table_names():
        yield fault(
            _("The database is empty."), _("Run `haengan serve --migrate`, then `haengan found` to open the city.")
        )
    elif waiting:
        yield fault(
            _("The database is not up to date; it lacks %(names)s.") % {"names": some(waiting)},
            _("Make a backup, then run `haengan serve --migrate`."),
        )
    else:
        yield well(_("The database is up to date."))


def standing_guards() -> Iterator[Finding]:
    missing = sorted(declared_guards() - present_guards())
    if missing:
        yield fault(
            _("The database lacks guards of its tables: %(names)s.") % {"names": some(missing)},
            _("Run `haengan serve --migrate`, which sets them again, and find out who took them away."),
        )
    else:
        yield well(_("Every append-only table and every interval is guarded by the database."))


def journal_tail() -> Iterator[Finding]:
    """Opens the newest lines: their sealed contents must fit the digest in the line."""
    lines = list(journal.recent()[:TAIL])
    broken = [line.number for line in lines if not _fits(line)]
    if broken:
        yield fault(
            _("Journal lines whose contents do not fit their digest: %(numbers)s.")
            % {"numbers": ", ".join(map(str, broken))},
            _("Do not go on writing. Compare with the last backup; someone or something altered the database."),
        )
    elif not lines:
        yield warning(_("The journal is empty: nothing was ever recorded here."), _("Load a sample, or begin to work."))
    else:
        yield well(
            _("The journal's newest %(count)d lines verify, up to number %(number)d of %(at)s.")
            % {
                "count": len(lines),
                "number": lines[0].number,
                "at": f"{timezone.localtime(lines[0].at):%Y-%m-%d %H:%M}",
            }
        )


def declared_guards() -> set[str]:
    """Names of the triggers and constraints that the models declare."""
    dialect = guards.SQLite if connection.vendor == "sqlite" else guards.PostgreSQL
    statements: list[str] = []
    for model in guards.APPEND_ONLY:
        statements += dialect.append_only(model)
    for overlap in guards.OVERLAPS:
        statements += dialect.no_overlap(overlap)
    return set(MADE.findall("\n".join(statements)))


def present_guards() -> set[str]:
    if connection.vendor == "sqlite":
        return _names("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    triggers = _names("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    return triggers | _names("SELECT conname FROM pg_constraint")


def _names(statement: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: Iterable[tuple[str]] = cursor.fetchall()
    return {name for (name,) in rows}


def _fits(line: Any) -> bool:
    try:
        journal.opened(line)
    except Exception:
        return False
    return True
