"""The database: up to date, guarded, and its journal unbroken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.journal import checkpoints
from haengan.kernel.journal import queries as journal
from haengan.kernel.keys import queries as keys
from haengan.kernel.registers.upkeep import indexes
from haengan.kernel.tables import guarding, guards
from haengan.site import migrating
from haengan.site.doctor.findings import Finding, fault, some, warning, well

TAIL = 50
LATE = timedelta(minutes=5)
BEHIND = 20
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


def standing_indexes() -> Iterator[Finding]:
    """A list of SQLite's names its index and fails without it; elsewhere it reads the whole table."""
    missing = [] if migrating.pending() else indexes.missing(using=connection.alias)
    if missing:
        yield fault(
            _("The database lacks indexes of its lists: %(names)s.") % {"names": some(missing)},
            _("Run `haengan serve --migrate`, which makes them again."),
        )
    else:
        yield well(_("Every sort and filter of the lists has its index."))


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


def key_ring() -> Iterator[Finding]:
    """Whether every sealed value finds its key, and whether a change of keys was ended."""
    if migrating.pending():
        return
    missing = keys.missing()
    if missing:
        yield fault(
            _("Sealed values ask for keys that are not here: %(names)s.") % {"names": ", ".join(missing)},
            _("Bring the key file back from its backup, with these keys in it; nothing else opens those values."),
        )
        return
    older = {key.name: sum(key.under.values()) for key in keys.standing() if not key.current and key.under}
    if older:
        yield warning(
            _("%(count)d values lie under older keys: %(names)s.")
            % {"count": sum(older.values()), "names": ", ".join(older)},
            _("Run `haengan keys rotate --resume`; then `haengan keys retire` takes each of them out of use."),
        )
    else:
        yield well(_("Every sealed value lies under the current key."))


def journal_seals() -> Iterator[Finding]:
    """Whether sealing keeps up, and whether its checkpoints lie where someone with the database cannot reach them."""
    count, since = journal.waiting()
    if since and timezone.now() - since > LATE:
        yield fault(
            _("%(count)d journal lines have waited for a seal since %(since)s.")
            % {"count": count, "since": f"{since:%Y-%m-%d %H:%M}"},
            _(
                "Start a worker; if one is at work, run `haengan journal verify` and look for a transaction that never ends."
            ),
        )
    else:
        yield well(_("The journal is sealed; %(count)d lines wait for the next block.") % {"count": count})
    newest = journal.newest_seal()
    for place in checkpoints.places():
        yield from _place(place, newest.header.number if newest else 0)
    if all(Path(name).is_relative_to(settings.HOME) for name in settings.JOURNAL_CHECKPOINTS):
        yield warning(
            _("The journal's checkpoints lie in the same folder as the data."),
            _("Set HAENGAN_JOURNAL_CHECKPOINTS to a folder on another machine, or to an address that keeps them."),
        )


def _place(place: checkpoints.Place, last: int) -> Iterator[Finding]:
    try:
        newest = place.newest()
    except checkpoints.Away as away:
        yield fault(str(away), _("Bring it back; sealing goes on, and what is missing there is published then."))
        return
    published = newest.number if newest else 0
    if published < last - BEHIND:
        yield warning(
            _("Checkpoints are published up to block %(number)d only: %(place)s")
            % {"number": published, "place": place.name},
            _("See what the worker's log says of it."),
        )


def declared_guards() -> set[str]:
    """Names of the triggers and constraints that the models declare."""
    dialect = guarding.SQLite if connection.vendor == "sqlite" else guarding.PostgreSQL
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
