"""After each act: which days of which figures must be computed again. Runs in the act's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Model

from haengan.kernel.acts.running import Running, Touched, mark_of
from haengan.kernel.figures.declare import Figure, figures
from haengan.kernel.figures.models import Dirty, Entered, Retraction

Watch = tuple[Figure, str, frozenset[str]]


def mark(running: Running) -> None:
    """Note (figure, day) for all that the act touched."""
    days = {found for touched in running.touched for found in _days(touched)}
    line = mark_of(running)
    Dirty.objects.bulk_create(Dirty(figure=name, day=on, line=line) for name, on in sorted(days))


def _days(touched: Touched) -> Iterator[tuple[str, date]]:
    if touched.operation == "read":
        return
    if isinstance(touched.instance, Entered):
        yield touched.instance.figure, touched.instance.from_on
        return
    if isinstance(touched.instance, Retraction):
        yield touched.instance.entered.figure, touched.instance.entered.from_on
        return
    for figure, prefix, fields in watched(touched.model):
        for on in _own_days(figure, touched) if not prefix else _related_days(figure, prefix, fields, touched):
            yield figure.name, on


def watched(model: type[Model]) -> list[Watch]:
    """(figure, path to this model, the model's fields that matter there). An empty path: its own records."""
    return _watches(len(figures)).get(model, [])


@lru_cache(maxsize=4)
def _watches(declared: int) -> dict[type[Model], list[Watch]]:
    """By model; `declared` only says when to look again (figures are declared once, at start)."""
    found: dict[type[Model], dict[tuple[str, str], set[str]]] = {}
    for figure in figures.values():
        model = figure.model
        if model is None:
            continue
        found.setdefault(model, {}).setdefault((figure.name, ""), set())
        for path in figure.paths:
            for reached, prefix, field in _steps(model, path):
                found.setdefault(reached, {}).setdefault((figure.name, prefix), set()).add(field)
    return {
        model: [(figures[name], prefix, frozenset(fields)) for (name, prefix), fields in watches.items()]
        for model, watches in found.items()
    }


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


def _own_days(figure: Figure, touched: Touched) -> Iterable[date]:
    for path in (figure.at, figure.until):
        for values in (touched.before, touched.after):
            if path and values:
                on = _follow(touched.model, values, path)
                if on is not None:
                    yield on


def _related_days(figure: Figure, prefix: str, fields: frozenset[str], touched: Touched) -> Iterable[date]:
    changed = {n for n in touched.before.keys() | touched.after.keys() if touched.before.get(n) != touched.after.get(n)}
    if not changed & fields:
        return
    paths = [path for path in (figure.at, figure.until) if path]
    for path in paths:
        rest = path.removeprefix(f"{prefix}__") if path.startswith(f"{prefix}__") else ""
        if rest and "__" not in rest and isinstance(touched.before.get(rest), date):
            yield touched.before[rest]
    assert figure.model is not None
    for where in _reached(figure.model, prefix, touched):
        rows = figure.model._base_manager.filter(**where).order_by()
        for path in paths:
            yield from rows.exclude(**{path: None}).values_list(path, flat=True).distinct()


def _reached(model: type[Model], prefix: str, touched: Touched) -> Iterator[dict[str, Any]]:
    """Conditions that find the source records belonging to the touched thing, now and before the change."""
    if touched.operation != "remove":
        yield {prefix: touched.instance.pk}
    *way, last = prefix.split("__")
    here: Any = model
    for step in way:
        here = here._meta.get_field(step).related_model
    field = here._meta.get_field(last)
    if field.auto_created and not field.concrete:
        parent = touched.before.get(field.field.attname)
        if parent is not None:
            yield {"__".join([*way, "pk"]): parent}


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
