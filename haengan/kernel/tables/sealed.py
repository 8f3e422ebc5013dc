"""Fields for personal data of class A (resident, passport, account numbers) and B (contact points).

A sealed value is bound to its table, column and record key: copied to another row it no longer opens. Assign plain
text, save, and from then on the attribute holds `Sealed` bytes; only `opened` gives the text back, and whoever calls
it must leave a journal line (`kernel.people.queries.reveal`). Equal values are found by a `BlindIndexField` beside it:
``filter(value_index__holds="010-1234-5678")``.

A value and its indexes are always written together, under one key of the ring; the value's head names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import EmptyResultSet
from django.db import models

from haengan.lib import crypto
from haengan.lib.crypto import ring
from haengan.lib.crypto.ring import Ring

LAST = 4


class Sealed(bytes):
    """Bytes that only `opened` turns back into text; printed as dots."""

    def __str__(self) -> str:
        return "●●●●" if len(self) else ""

    def __repr__(self) -> str:
        return f"<Sealed {len(self)} bytes>"


class EncryptedField(models.BinaryField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Text, kept as AES-256-GCM bytes. No lookup but `isnull`; exact search goes by a `BlindIndexField` declared after it."""

    description = "Encrypted text"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        value = getattr(model_instance, self.attname)
        if isinstance(value, str):
            value = self.seal(model_instance, value, keys())
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name}: assign plain text, not {type(value).__name__}")
        return value

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        fields = list(self.model._meta.concrete_fields)
        early = [f for f in self.indexes() if fields.index(f) < fields.index(self)]
        message = "A blind index must be declared after the encrypted field that it indexes."
        return [*super().check(**kwargs), *(checks.Error(message, obj=f, id="haengan.E001") for f in early)]

    def indexes(self) -> list[BlindIndexField]:
        return [f for f in self.model._meta.concrete_fields if isinstance(f, BlindIndexField) and f.of == self.name]

    def about(self, instance: models.Model) -> bytes:
        return f"{self.model._meta.db_table}:{self.column}:{instance.key}".encode()  # type: ignore[attr-defined]  # every keyed model

    def seal(self, instance: models.Model, plain: str, under: Ring) -> Sealed:
        """Put the sealed value and its indexes on the instance."""
        value = Sealed(under.cipher.seal(plain.encode(), self.about(instance))) if plain else Sealed()
        setattr(instance, self.attname, value)
        for index in self.indexes():
            setattr(instance, index.attname, next(iter(index.digests(plain, under)), ""))
        return value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Finds equal values of the encrypted field `of` without showing them.

    `normal` names how values are made comparable (text, digits, contact); `last` keeps only that many last digits.
    """

    def __init__(self, *args: Any, of: str = "", normal: str = "text", last: int = 0, **kwargs: Any) -> None:
        self.of, self.normal, self.last = of, normal, last
        kwargs |= {"max_length": 32, "blank": True, "default": "", "editable": False, "db_index": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "default", "editable", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "normal": self.normal, "last": self.last}

    def digests(self, plain: str, under: Ring) -> list[str]:
        """32 hex digits under each key, the current one's first; none where the value has no such part."""
        value = comparable(plain, normal=self.normal, last=self.last)
        return under.digests(value, f"{self.model._meta.db_table}:{self.column}") if value else []


@BlindIndexField.register_lookup
class Holds(models.Lookup):
    """``value_index__holds=plain``: rows whose value is the same, under whichever key of the ring it was written."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        digests = self.lhs.output_field.digests(self.rhs, keys())
        if not digests:
            raise EmptyResultSet
        return f"{left} IN ({', '.join(['%s'] * len(digests))})", (*params, *digests)


def opened(instance: models.Model, field: str) -> str:
    """The plain text; raises `crypto.Unreadable`. Leave a journal line for it: call `people.queries.reveal` instead."""
    sealing = instance._meta.get_field(field)
    value = getattr(instance, field)
    if not isinstance(sealing, EncryptedField):
        raise TypeError(f"{field} of {instance._meta.label} is not encrypted")
    if isinstance(value, str) or not value:
        return value or ""
    return cipher().open(bytes(value), sealing.about(instance)).decode()


def comparable(plain: str, *, normal: str, last: int = 0) -> str:
    """One spelling for equal values: NFKC, no case, no spaces; numbers by their digits, +82 as a leading 0."""
    value = NORMAL[normal](unicodedata.normalize("NFKC", plain))
    if not last:
        return value
    digits = re.sub(r"\D", "", value)
    return digits[-last:] if "@" not in value and len(digits) > last else ""


def keys() -> Ring:
    """The ring as it stands now, for every process alike."""
    return ring.of(settings.HAENGAN_KEYS)


def cipher() -> crypto.Cipher:
    return keys().cipher


def _text(value: str) -> str:
    return "".join(value.casefold().split())


def _digits(value: str) -> str:
    found = re.sub(r"\D", "", value)
    return "0" + found[2:].lstrip("0") if value.strip().startswith("+82") else found


def _contact(value: str) -> str:
    return _text(value) if re.search(r"[^\d\s+().-]", value) else _digits(value)


NORMAL: dict[str, Callable[[str], str]] = {"text": _text, "digits": _digits, "contact": _contact}
