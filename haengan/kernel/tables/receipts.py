"""What a citizen handed in without an account: a receipt number, and a code with which only its sender looks it up."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.models import ALPHABET, Record
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField

CODE_LENGTH = 8
ATTEMPTS = 5
R = TypeVar("R", bound="Received")


class Received(Record):
    """`number` is like ``2023-0007``: the seventh of its kind in that year."""

    number = models.CharField(_("receipt number"), max_length=12, unique=True, editable=False)
    code = EncryptedField(_("look-up code"), editable=False)
    code_index = BlindIndexField(of="code")

    class Meta:
        abstract = True


def number(received: R, year: int, save: Callable[[], None]) -> R:
    """Give it the next number of the year and `save` it; where two come at once, the later one takes the number after."""
    for attempt in range(ATTEMPTS):
        received.code = new_code()
        received.number = f"{year}-{last(type(received), year) + 1:04d}"
        try:
            with transaction.atomic():
                save()
                return received
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
            received.revision = 0
    raise AssertionError("unreachable")


def serial(received: R, year: int) -> R:
    """Give it the number of its own row, ``2026-0001234``: no two that come at once wait for each other, and one that fails
    leaves a gap. Save it with `force_insert`."""
    received.code = new_code()
    received.pk = _next_row(type(received))
    received.number = f"{year}-{received.pk:07d}"
    return received


def _next_row(model: type[Received]) -> int:
    """Of a sequence where the database has one; SQLite writes one transaction at a time, so the largest and one is free."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [f'"{table}"', column])
        else:
            cursor.execute(f'SELECT COALESCE(MAX("{column}"), 0) + 1 FROM "{table}"')  # noqa: S608 - our own names
        return int(cursor.fetchone()[0])


def last(model: type[Received], year: int) -> int:
    """How many the year has so far."""
    rows = model._default_manager.filter(number__startswith=f"{year}-").order_by(Length("number").desc(), "-number")
    return max((int(found.partition("-")[2]) for found in rows.values_list("number", flat=True)[:1]), default=0)


def of(model: type[R], number: str, code: str) -> models.QuerySet[R]:
    """The one with this number, for whoever knows its code."""
    return model._default_manager.filter(number=number.strip(), code_index__holds=code)


def key_of(model: type[R], number: str, code: str) -> str:
    """Empty where number and code do not belong together."""
    return of(model, number, code).values_list("key", flat=True).first() or ""


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
