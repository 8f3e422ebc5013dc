"""After each act: which days of which figures must be computed again. Runs in the act's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Model

from haengan.kernel.acts.running import Running, Touched, mark_of
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.models import Dirty, Entered, Retraction

BATCH = 500


@dataclass(frozen=True)
class Watch:
    """Figures of one source whose records are reached from a model by one path (an empty one: they are its own).

    `dates` are the paths of the days on which a record counts; `figures` are (name, the model's fields that matter to it).
    """

    source: type[Model]
    prefix: str
    dates: tuple[str, ...]
    figures: tuple[tuple[str, frozenset[str]], ...]


def mark(running: Running) -> None:
    """Note (figure, day) for all that the act touched."""
    days: set[tuple[str, date]] = set()
    written: dict[type[Model], list[Touched]] = {}
    for touched in running.touched:
        if touched.operation == "read":
            continue
        entered = getattr(touched.instance, "entered", None) if isinstance(touched.instance, Retraction) else None
        told = entered or (touched.instance if isinstance(touched.instance, Entered) else None)
        if told is not None:
            days.add((told.figure, told.from_on))
        else:
            written.setdefault(touched.model, []).append(touched)
    for model, rows in written.items():
        for watch in watched(model):
            days.update(_related(watch, rows) if watch.prefix else _own(watch, rows))
    line = mark_of(running)
    Dirty.objects.bulk_create(Dirty(figure=name, day=on, line=line) for name, on in sorted(days))


def watched(model: type[Model]) -> list[Watch]:
    return _watches(len(figures)).get(model, [])


@lru_cache(maxsize=4)
def _watches(declared: int) -> dict[type[Model], list[Watch]]:
    """By model; `declared` only says when to look again (figures are declared once, at start)."""
    fields: dict[tuple[Any, ...], dict[str, set[str]]] = {}
    for figure in figures.values():
        model = figure.model
        if model is None:
            continue
        dates = tuple(path for path in (figure.at, figure.until) if path)
        fields.setdefault((model, model, "", dates), {}).setdefault(figure.name, set())
        for path in figure.paths:
            for reached, prefix, field in _steps(model, path):
                fields.setdefault((reached, model, prefix, dates), {}).setdefault(figure.name, set()).add(field)
    found: dict[type[Model], list[Watch]] = {}
    for (reached, source, prefix, dates), names in fields.items():
        told = tuple((name, frozenset(of)) for name, of in names.items())
        found.setdefault(reached, []).append(Watch(source, prefix, dates, told))
    return found


def _steps(model: type[Model], path: str) -> Iterator[tuple[type[Model], str, str]]:
    """Each related model on a path, the path to it, and the attribute that the path uses there."""
    here: Any = model
    walked: list[str] = []
    for step in path.split("__"):
        try:
            field = here._meta.get_field(step)
        except Exception:  # a lookup such as __has, behind the last field
            return
        if walked:
            yield here, "__".join(walked), getattr(field, "attname", "")
        if not field.is_relation:
            return
        walked.append(step)
        here = field.related_model
        if field.auto_created and not field.concrete:
            yield here, "__".join(walked), field.field.attname


def _own(watch: Watch, rows: Iterable[Touched]) -> Iterator[tuple[str, date]]:
    days = {
        _follow(touched.model, values, path)
        for touched in rows
        for path in watch.dates
        for values in (touched.before, touched.after)
        if values
    }
    return ((name, on) for on in days if on is not None for name, _fields in watch.figures)


def _related(watch: Watch, rows: Iterable[Touched]) -> Iterator[tuple[str, date]]:
    """Days of the source's records that the touched things belong to, now and before the change."""
    matter = frozenset().union(*(fields for _name, fields in watch.figures))
    moved = [(touched, changed & matter) for touched in rows if (changed := _changed(touched)) & matter]
    if not moved:
        return
    changed = frozenset().union(*(fields for _touched, fields in moved))
    days = set(_days_before(watch, moved))
    for path, keys in _reached(watch, [touched for touched, _fields in moved]).items():
        for start in range(0, len(keys), BATCH):
            found = watch.source._base_manager.filter(**{f"{path}__in": keys[start : start + BATCH]}).order_by()
            days.update(on for told in found.values_list(*watch.dates).distinct() for on in told)
    yield from ((name, on) for name, fields in watch.figures if fields & changed for on in days if on is not None)


def _changed(touched: Touched) -> frozenset[str]:
    before, after = touched.before, touched.after
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _days_before(watch: Watch, moved: Iterable[tuple[Touched, frozenset[str]]]) -> Iterator[date]:
    """Where the day itself stands in the touched thing: the day it told before."""
    for path in watch.dates:
        rest = path.removeprefix(f"{watch.prefix}__") if path.startswith(f"{watch.prefix}__") else ""
        if rest and "__" not in rest:
            yield from (
                touched.before[rest] for touched, _fields in moved if isinstance(touched.before.get(rest), date)
            )


def _reached(watch: Watch, rows: Iterable[Touched]) -> dict[str, list[Any]]:
    """Paths from the source, with the keys to look for at their ends.

    A thing that is new in this act is reached along a foreign key only by records that this act wrote too.
    """
    field, way = _last(watch.source, watch.prefix)
    reverse = field.auto_created and not field.concrete
    keys = [t.instance.pk for t in rows if t.operation != "remove" and (reverse or t.operation != "add")]
    found = {watch.prefix: keys}
    if reverse:
        parents = {touched.before.get(field.field.attname) for touched in rows} - {None}
        found["__".join([*way, "pk"])] = sorted(parents)
    return found


def _last(model: type[Model], prefix: str) -> tuple[Any, list[str]]:
    """The relation at the end of a path, and the way to it."""
    *way, last = prefix.split("__")
    here: Any = model
    for step in way:
        here = here._meta.get_field(step).related_model
    return here._meta.get_field(last), way


def _follow(model: type[Model], values: dict[str, Any], path: str) -> date | None:
    first, _, rest = path.partition("__")
    field: Any = model._meta.get_field(first)
    value = values.get(field.attname)
    if not rest or value is None:
        return value
    found: date | None = field.related_model._base_manager.filter(pk=value).values_list(rest, flat=True).first()
    return found


def related_keys(model: type[Model], paths: Iterable[str], key: str) -> set[str]:
    """Keys of the things that one record is counted under, along the figure's paths."""
    found: set[str] = set()
    for prefix in {prefix for path in paths for _model, prefix, _field in _steps(model, path)}:
        found |= set(model._base_manager.filter(key=key).values_list(f"{prefix}__key", flat=True))
    return {other for other in found if other}
