"""After each act: which days of which figures must be computed again. Runs in the act's own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from haengan.kernel.acts.running import Running, Touched, mark_of
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.models import Dirty, Entered, Reach, Retraction

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


@dataclass(frozen=True)
class Ends:
    """Records of `source` that lead along `path` to some keys count on the days under `dates`: looked up by the close.

    Not by the act itself, for what other acts have not committed yet it does not see, and they do not see what it did.
    """

    source: type[Model]
    path: str
    dates: tuple[str, ...]


Days = set[tuple[str, date]]
Loose = dict[tuple[Ends, str], set[Any]]
"""By ends and figure the keys at those ends."""


def mark(running: Running) -> None:
    """Note (figure, day) for all that the act touched, and what the close has to look up to know the day."""
    days: Days = set()
    loose: Loose = {}
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
            (_related if watch.prefix else _own)(watch, rows, days, loose)
    line = mark_of(running)
    Dirty.objects.bulk_create(Dirty(figure=name, day=on, line=line) for name, on in sorted(days))
    Reach.objects.bulk_create(_reaches(loose, line))


def pending() -> tuple[dict[str, set[date]], list[int], list[int]]:
    """Days to compute again by figure, and the rows of `Dirty` and of `Reach` that told them."""
    found: dict[str, set[date]] = {}
    seen, reached = [], []
    for pk, name, on in Dirty.objects.values_list("pk", "figure", "day"):
        seen.append(pk)
        found.setdefault(name, set()).add(on)
    for reach in Reach.objects.order_by("pk"):
        reached.append(reach.pk)
        days = _looked_up(reach)
        for name in reach.figures:
            found.setdefault(name, set()).update(days)
    return found, seen, reached


def days(figure: str) -> set[date]:
    """Those of one figure that the next close will compute again."""
    return days_of({figure})[figure]


def days_of(names: Collection[str]) -> dict[str, set[date]]:
    """The same for many figures."""
    found: dict[str, set[date]] = {name: set() for name in names}
    for name, day in Dirty.objects.filter(figure__in=names).values_list("figure", "day").distinct():
        found[name].add(day)
    for reach in Reach.objects.order_by("pk"):
        told = [name for name in reach.figures if name in found]
        looked_up = _looked_up(reach) if told else set()
        for name in told:
            found[name] |= looked_up
    return found


def _looked_up(reach: Reach) -> set[date]:
    source = apps.get_model(reach.source)._base_manager.filter(**{f"{reach.path}__in": reach.keys}).order_by()
    return {on for told in source.values_list(*reach.dates).distinct() for on in told if on is not None}


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


def _own(watch: Watch, rows: Iterable[Touched], days: Days, loose: Loose) -> None:
    names = [name for name, _fields in watch.figures]
    for touched in rows:
        for values in filter(None, (touched.before, touched.after)):
            for path in watch.dates:
                _told((touched.model, values), path, names, days, loose)


def _related(watch: Watch, rows: Iterable[Touched], days: Days, loose: Loose) -> None:
    """Days of the source's records that the touched things belong to, now and before the change."""
    matter = frozenset().union(*(fields for _name, fields in watch.figures))
    moved = [(touched, changed & matter) for touched in rows if (changed := _changed(touched)) & matter]
    if not moved:
        return
    changed = frozenset().union(*(fields for _touched, fields in moved))
    names = [name for name, fields in watch.figures if fields & changed]
    under = [path.removeprefix(f"{watch.prefix}__") for path in watch.dates if path.startswith(f"{watch.prefix}__")]
    for touched, _fields in moved:
        for path in under if touched.before else ():
            _told((touched.model, touched.before), path, names, days, loose)
    for path, keys in _reached(watch, [touched for touched, _fields in moved]).items():
        for name in names if keys else ():
            loose.setdefault((Ends(watch.source, path, watch.dates), name), set()).update(keys)


def _told(
    values: tuple[type[Model], dict[str, Any]], path: str, names: Iterable[str], days: Days, loose: Loose
) -> None:
    """The day that a record's own values tell, or the thing to which they lead on the way to it."""
    model, told = values
    first, _, rest = path.partition("__")
    field: Any = model._meta.get_field(first)
    value = told.get(getattr(field, "attname", ""))
    if value is None:
        return
    for name in names:
        if rest:
            loose.setdefault((Ends(field.related_model, "pk", (rest,)), name), set()).add(value)
        else:
            days.add((name, value))


def _reaches(loose: Loose, line: int) -> Iterator[Reach]:
    """Figures that have the same ends to look up share their rows."""
    sharing: dict[tuple[Ends, tuple[Any, ...]], list[str]] = {}
    for (ends, name), led in loose.items():
        sharing.setdefault((ends, tuple(sorted(led))), []).append(name)
    for (ends, keys), names in sharing.items():
        told = {"source": ends.source._meta.label, "path": ends.path, "dates": list(ends.dates), "figures": names}
        for start in range(0, len(keys), BATCH):
            yield Reach(**told, keys=list(keys[start : start + BATCH]), line=line)


def _changed(touched: Touched) -> frozenset[str]:
    before, after = touched.before, touched.after
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


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


def related_keys(model: type[Model], paths: Iterable[str], key: str) -> set[str]:
    """Keys of the things that one record is counted under, along the figure's paths."""
    found: set[str] = set()
    for prefix in {prefix for path in paths for _model, prefix, _field in _steps(model, path)}:
        found |= set(model._base_manager.filter(key=key).values_list(f"{prefix}__key", flat=True))
    return {other for other in found if other}
