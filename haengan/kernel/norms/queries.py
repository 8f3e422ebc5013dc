"""The values that stand on a day: `norms.value("petitions.inquiry.days", on=day)`."""

from __future__ import annotations

import difflib
import functools
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from haengan.kernel.norms import rules
from haengan.kernel.norms.engine import book, units
from haengan.kernel.norms.models import Override
from haengan.kernel.norms.rules import Norm, Own

FILE = "norms.yaml"
_kept = threading.local()


class NoNorm(LookupError):
    """No such norm, or none on that day: a fault of the code or of its norm file."""


class NotThen(NoNorm):
    """The norm is known, but has no value on the day asked for: it lies before the law."""


class BadBooks(ValueError):
    """The norm files hold faults; the message lists each with file, line and remedy."""


def value(key: str, *, on: date) -> Any:
    """The bare value; its type follows from the unit: int, Decimal, str, bool, date, or a list of one of them."""
    return entry(key, on=on).value


def entry(key: str, *, on: date) -> Norm:
    """The value with its unit, article, source and confirm mark; raises `NoNorm`, of which `NotThen` is the day's fault."""
    written = declared(key)
    found = rules.standing(written, _overrides().get(key, ()), on=on)
    if found is None:
        days = ", ".join(f"{d.from_on} – {d.until_on or '…'}" for d in written.values)
        raise NotThen(f"The norm {key} has no value on {on}; it stands on {days} ({written.file}:{written.line}).")
    return found


def all(on: date) -> list[Norm]:
    """Every norm that stands on a day, by key."""
    own = _overrides()
    found = (rules.standing(one, own.get(key, ()), on=on) for key, one in sorted(books().items()))
    return [norm for norm in found if norm]


def unconfirmed(on: date) -> list[Norm]:
    """What the city must still confirm, or was recalled without a source."""
    return [norm for norm in all(on) if norm.confirm]


def declared(key: str) -> book.Entry:
    """A norm with all its dated values as its file has them; raises `NoNorm`."""
    try:
        return books()[key]
    except KeyError:
        near = difflib.get_close_matches(key, books(), n=1)
        raise NoNorm(f"There is no norm {key}." + (f" Did you mean {near[0]}?" if near else "")) from None


def overrides(key: str = "") -> QuerySet[Override]:
    """The city's own values, newest first, withdrawn ones too."""
    found = Override.objects.select_related("withdrawal").order_by("norm", "-from_on", "-id")
    return found.filter(norm=key) if key else found


@functools.cache
def books() -> Mapping[str, book.Entry]:
    """All norm files of the installed apps, read once; raises `BadBooks`."""
    entries, faults = read_books()
    if faults:
        raise BadBooks("\n".join(str(fault) for fault in faults))
    return {one.key: one for one in entries}


def read_books() -> tuple[list[book.Entry], list[book.Fault]]:
    entries: list[book.Entry] = []
    faults: list[book.Fault] = []
    for name, path in _files():
        found, wrong = book.read(path, name=name)
        entries += found
        faults += wrong
    return entries, [*faults, *book.doubled(entries)]


def forget() -> None:
    """The city's own values are read again when next asked for in this thread."""
    _kept.__dict__.clear()


def _files() -> list[tuple[str, Path]]:
    paths = [(app.name, Path(app.path) / FILE) for app in apps.get_app_configs()]
    return [(f"{name.replace('.', '/')}/{FILE}", path) for name, path in paths if path.exists()]


def _overrides() -> Mapping[str, tuple[Own, ...]]:
    """Kept for one unit of work (request, job). A transaction that changes them reads anew and keeps nothing, so that
    a rollback leaves no trace."""
    if any(waiting[1] is forget for waiting in connection.run_on_commit):
        return _read_overrides()
    if not hasattr(_kept, "own"):
        _kept.own = _read_overrides()
    kept: Mapping[str, tuple[Own, ...]] = _kept.own
    return kept


def _read_overrides() -> Mapping[str, tuple[Own, ...]]:
    found: dict[str, tuple[Own, ...]] = {}
    known = books()
    for row in Override.objects.filter(withdrawal=None, norm__in=known).order_by("from_on"):
        found[row.norm] = (*found.get(row.norm, ()), _own(row, known[row.norm]))
    return found


def _own(row: Override, written: book.Entry) -> Own:
    amount = units.from_store(written.unit, row.value)
    return Own(row.key, row.from_on, row.until_on, amount, row.author, row.reason, row.source)
