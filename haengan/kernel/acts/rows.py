"""Taking a row to change it."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.tables.models import Record

R = TypeVar("R", bound=Record)


class Gone(Refused):
    """There is no such row, or not for this purpose."""

    code = "gone"


def take(rows: models.QuerySet[R], key: str, revision: int | None = None) -> R:
    """The row under lock until the act ends. `revision` is what the editor saw; None where nothing was edited.

    Raises `Gone` where `rows` has no such key and `Stale` where the row has moved on.
    """
    row = rows.select_for_update(of=("self",)).filter(key=key).first()
    if row is None:
        message = _("There is no such %(thing)s. Go back to the list and choose again.")
        raise Gone(message % {"thing": rows.model._meta.verbose_name})
    if revision is not None and row.revision != revision:
        message = _(
            "Someone else has changed this %(thing)s since you opened it. Compare both versions and save again."
        )
        raise Stale(message % {"thing": row._meta.verbose_name}, mine=revision, now=row.revision)
    return row
