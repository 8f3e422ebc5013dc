"""Writing the index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from django.db import connection, models, transaction

from haengan.kernel.search import dialects, rules
from haengan.kernel.search.declare import Searchable, searchables
from haengan.kernel.search.models import Entry, Part
from haengan.lib.hangul import tokens as hangul

SLICE = 200
Progress = Callable[[int, int], None]


def index(known: Searchable, record: models.Model) -> None:
    """Bring a record's entry up to date, inside the caller's transaction."""
    key = str(getattr(record, "key", record.pk))
    if not known.standing(record):
        drop(known, key)
        return
    texts, day = known.texts(record), known.day(record)
    digest = hashlib.sha256(repr((texts, day)).encode()).hexdigest()
    entry = Entry.objects.filter(label=known.label, key=key).first()
    if entry and entry.digest == digest:
        return
    if entry:
        _empty(entry)
        entry.happened_on, entry.digest = day, digest
        entry.save()
    else:
        entry = Entry.objects.create(label=known.label, key=key, happened_on=day, digest=digest)
    for weight, text in texts:
        _put(entry, weight, hangul.of_document(text))


def drop(known: Searchable, key: str) -> None:
    for entry in Entry.objects.filter(label=known.label, key=key):
        _remove(entry)


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Index every searchable record anew, in slices that each stand by themselves; how many there are.

    Safe to repeat and to break off. `progress` is told how many are done, of how many.
    """
    total = sum(known.model._default_manager.count() for known in searchables.values())
    done = 0
    for known in list(searchables.values()):
        _forget_vanished(known)
        for records in _slices(known.model):
            with transaction.atomic():
                for record in records:
                    index(known, record)
            done += len(records)
            progress(done, total)
    _remove_all(Entry.objects.exclude(label__in=searchables))
    return done


def forget() -> None:
    """What entries that changed or are gone have left in the index and its files is overwritten. The index serves on, but
    on PostgreSQL it waits while its tables are written anew."""
    with connection.cursor() as cursor:
        dialects.of(connection).forget(cursor)


def _slices(model: type[models.Model]) -> Iterable[list[models.Model]]:
    last = 0
    while records := list(model._default_manager.filter(pk__gt=last).order_by("pk")[:SLICE]):
        yield records
        last = records[-1].pk


def _forget_vanished(known: Searchable) -> None:
    standing = known.model._default_manager.values("key")
    _remove_all(Entry.objects.filter(label=known.label).exclude(key__in=standing))


def _remove_all(entries: models.QuerySet[Entry]) -> None:
    while found := list(entries[:SLICE]):
        with transaction.atomic():
            for entry in found:
                _remove(entry)


def _remove(entry: Entry) -> None:
    _empty(entry)
    entry.delete()


def _empty(entry: Entry) -> None:
    with connection.cursor() as cursor:
        cursor.execute(dialects.of(connection).drop(), [entry.pk])
    entry.parts.all().delete()


def _put(entry: Entry, weight: rules.Weight, tokens: list[str]) -> None:
    dialect = dialects.of(connection)
    for part in rules.parts(tokens):
        row = Part.objects.create(entry=entry, weight=weight)
        with connection.cursor() as cursor:
            cursor.execute(dialect.put(), [dialect.value(part), row.pk])
