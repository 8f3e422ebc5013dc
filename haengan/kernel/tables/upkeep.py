"""Everything sealed that the database holds: what lies under which key, and sealing it again under the current one, so
that an old key can be taken out of use. The contents stay what they were.

Encrypted fields are found by themselves; whoever seals another column declares it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Substr
from django.db.models.lookups import Exact

from haengan.kernel.tables import sealed
from haengan.kernel.tables.sealed import EncryptedField
from haengan.lib import crypto
from haengan.lib.crypto.ring import Ring

SLICE = 200
PASSES = 5


@dataclass(frozen=True)
class Done:
    """`closed` values could not be opened; they stay as they are."""

    sealed: int = 0
    closed: int = 0

    def __add__(self, other: Done) -> Done:
        return Done(self.sealed + other.sealed, self.closed + other.closed)


class Place(Protocol):
    """Where sealed values lie."""

    @property
    def name(self) -> str: ...
    def under(self, key: str) -> int: ...
    def strangers(self, known: Sequence[str]) -> set[str]: ...
    def again(self, ring: Ring) -> Iterator[Done]: ...


@dataclass(frozen=True)
class Column:
    """Sealed bytes of a model. `about` tells to what a row's value is bound, `once` to what older ones may be. `beside`
    gives the columns that follow the plain value and its key, such as blind indexes."""

    model: type[models.Model]
    field: str
    about: Callable[[Any], bytes]
    once: Callable[[Any], bytes] | None = None
    related: tuple[str, ...] = ()
    beside: Callable[[str, Ring], Mapping[str, Any]] | None = None
    slice: int = SLICE

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    def under(self, key: str) -> int:
        """How many values lie under a key."""
        return self._rows().filter(self._by(key)).count()

    def strangers(self, known: Sequence[str]) -> set[str]:
        """Names of keys outside `known` under which values lie."""
        found: set[str] = set()
        while value := self._not_under([*known, *found]).values_list(self.field, flat=True).first():
            found.add(crypto.Cipher.sealed_by(bytes(value)))
        return found

    def again(self, ring: Ring) -> Iterator[Done]:
        """What is not under the current key, slice by slice, each of which stands by itself."""
        last: Any = None
        while True:
            rows = self._not_under([ring.current]).select_related(*self.related).order_by("pk")
            with transaction.atomic():
                some = list((rows if last is None else rows.filter(pk__gt=last))[: self.slice])
                done = sum((self._swap(row, ring) for row in some), Done())
            if not some:
                return
            yield done
            last = some[-1].pk

    def _swap(self, row: Any, ring: Ring) -> Done:
        """Compare and swap: a value that was written meanwhile is left alone; it is under the current key, or is met at the
        next pass."""
        old = bytes(getattr(row, self.field))
        try:
            plain = self._opened(row, old, ring)
        except crypto.Unreadable:
            return Done(closed=1)
        new = {self.field: ring.cipher.seal(plain, self.about(row))}
        new |= self.beside(plain.decode(), ring) if self.beside else {}
        return Done(self.model._base_manager.filter(pk=row.pk, **{self.field: old}).update(**new))

    def _opened(self, row: Any, value: bytes, ring: Ring) -> bytes:
        try:
            return ring.cipher.open(value, self.about(row))
        except crypto.Unreadable:
            if self.once is None:
                raise
            return ring.cipher.open(value, self.once(row))

    def _not_under(self, keys: Sequence[str]) -> models.QuerySet[Any]:
        rows = self._rows()
        for key in keys:
            rows = rows.exclude(self._by(key))
        return rows

    def _by(self, key: str) -> Exact:
        head = crypto.head(key)
        plain = models.BinaryField()
        return Exact(Substr(self.field, 1, len(head), output_field=plain), models.Value(head, plain))

    def _rows(self) -> models.QuerySet[Any]:
        return self.model._base_manager.exclude(**{self.field: b""}).exclude(**{f"{self.field}__isnull": True})


declared: list[Place] = []


def places() -> list[Place]:
    """Declared ones, and every encrypted field."""
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    return [*declared, *(_of(field) for field in fields if isinstance(field, EncryptedField))]


def ready() -> bool:
    """Whether every table is there: before the first migration none is."""
    known = set(connection.introspection.table_names())
    return all(model._meta.db_table in known for model in apps.get_models() if model._meta.managed)


def under(key: str) -> dict[str, int]:
    """How many values lie under a key, by place; places without any are left out."""
    return {place.name: count for place in places() if (count := place.under(key))}


def missing() -> set[str]:
    """Names of keys that values ask for and the ring has not."""
    known = sealed.keys().names
    return set().union(*(place.strangers(known) for place in places()))


def again(progress: Callable[[int], None] = lambda done: None) -> Done:
    """Seal again what lies under older keys, until a pass finds nothing that it can. Safe to repeat and to break off;
    nobody waits for it."""
    total = Done()
    for _pass in range(PASSES):
        passed = Done()
        for place in places():
            for done in place.again(sealed.keys()):
                passed += done
                progress(total.sealed + passed.sealed)
        total = Done(total.sealed + passed.sealed, passed.closed)
        if not passed.sealed:
            break
    return total


def _of(field: EncryptedField) -> Column:
    def beside(plain: str, ring: Ring) -> dict[str, str]:
        return {index.attname: next(iter(index.digests(plain, ring)), "") for index in field.indexes()}

    return Column(field.model, field.attname, field.about, beside=beside)
