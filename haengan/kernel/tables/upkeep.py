"""Sealing again under the current key, so that an old key can be withdrawn. The contents stay what they were."""

from __future__ import annotations

from django.db import models, transaction

from haengan.kernel.tables import sealed
from haengan.kernel.tables.sealed import EncryptedField, Sealed

SLICE = 200


def reseal(model: type[models.Model]) -> int:
    """Seal again every value of a model that is not under the current key; how many. Safe to repeat and to stop."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]
    return sum(_reseal(model, field) for field in fields)


def _reseal(model: type[models.Model], field: EncryptedField) -> int:
    done, last = 0, 0
    while True:
        with transaction.atomic():
            rows = list(model._base_manager.select_for_update().filter(pk__gt=last).order_by("pk")[:SLICE])
            done += sum(_again(row, field) for row in rows)
        if not rows:
            return done
        last = rows[-1].pk


def _again(row: models.Model, field: EncryptedField) -> bool:
    old = bytes(getattr(row, field.attname) or b"")
    cipher = sealed.cipher()
    if not old or cipher.sealed_by(old) == cipher.current:
        return False
    new = Sealed(cipher.seal(cipher.open(old, field.about(row)), field.about(row)))
    type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: new})
    return True
