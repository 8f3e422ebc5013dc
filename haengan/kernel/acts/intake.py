"""Watches every write to a record: outside an act it is refused, inside it is noted for journal, figures and search."""

from __future__ import annotations

from typing import Any

from django.db import models

from haengan.kernel.acts import running
from haengan.kernel.tables.models import Record

UNTOLD = {"id", "key", "revision"}


def before_save(
    sender: type[models.Model], instance: models.Model, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    if raw or not isinstance(instance, Record) or running.running_or_upkeep() is None:
        return
    if update_fields is not None:
        raise running.WrittenOutside("Save records whole: update_fields would leave the revision behind.")
    old = None if instance._state.adding else _columns_of(sender, instance.pk)
    instance.revision += 1
    instance._haengan_before = old  # type: ignore[attr-defined]  # handed to after_save


def after_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **_: Any) -> None:
    if raw or not isinstance(instance, Record):
        return
    act = running.running_or_upkeep()
    if act is None:
        return
    before = instance.__dict__.pop("_haengan_before", None)
    operation = "add" if before is None else "change"
    act.touched.append(running.Touched(instance, operation, before or {}, columns(instance)))


def after_delete(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    if not isinstance(instance, Record):
        return
    act = running.running_or_upkeep()
    if act is not None:
        act.touched.append(running.Touched(instance, "remove", columns(instance), {}))


def columns(instance: models.Model) -> dict[str, Any]:
    """Concrete values by attname, as Python holds them."""
    return {f.attname: getattr(instance, f.attname) for f in instance._meta.concrete_fields if f.name not in UNTOLD}


def _columns_of(model: type[models.Model], pk: Any) -> dict[str, Any]:
    stored = model._base_manager.filter(pk=pk).first()
    return columns(stored) if stored else {}
