"""What a room makes findable: `Searchable(Exchange, fields={"subject": A, "note": C}, on="from_on", url=…)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from haengan.kernel.acts.running import Actor
from haengan.kernel.search.rules import Weight
from haengan.kernel.tables.sealed import BlindIndexField, EncryptedField

A, B, C, D = Weight.A, Weight.B, Weight.C, Weight.D
TEXTS = (models.CharField, models.TextField)
CITIZENS = ":citizens"
"""Ends the label of what citizens find."""
SEALED = (EncryptedField, BlindIndexField, models.BinaryField)


@dataclass(frozen=True)
class Searchable:
    """`fields` are the record's own text fields with their weights; `on` its date field by which hits are ordered, where
    it has one; `url` gives the address from the record's key, or from that of the thing it belongs to, `of`; `standing`
    tells whether a record may still be found at all.

    With `published`, the rows that anyone may read, it is the citizens' own entry: other fields, another address. What is
    not published must not be among its fields either, for a word that finds a record tells of it.

    Raises ValueError for personal data of class A and B: they never enter the index.
    """

    model: type[models.Model]
    fields: Mapping[str, Weight]
    url: Callable[[str], str]
    on: str = ""
    standing: Callable[[Any], bool] = lambda record: True
    of: str = ""
    published: Callable[[], models.QuerySet[Any]] | None = None

    def __post_init__(self) -> None:
        for name in self.fields:
            _textual(self.model, name)
        if self.on and not isinstance(self.model._meta.get_field(self.on), models.DateField):
            raise ValueError(f"{self.label}.{self.on} is no date: hits are ordered by one.")
        if self.label in searchables and searchables[self.label].fields != self.fields:
            raise ValueError(f"{self.label} is made searchable twice, differently")
        searchables[self.label] = self

    @property
    def label(self) -> str:
        return self.model._meta.label_lower + (CITIZENS if self.published else "")

    @property
    def beside(self) -> list[str]:
        """What a hit's title and address may name: `of`, and all that the record cannot be without."""
        needed = [f.name for f in self.model._meta.fields if isinstance(f, models.ForeignKey) and not f.null]
        return list(dict.fromkeys([*needed, *filter(None, [self.of])]))

    def texts(self, record: models.Model) -> list[tuple[Weight, str]]:
        """The record's texts, the weightiest first."""
        found = [(weight, str(getattr(record, name) or "")) for name, weight in self.fields.items()]
        return sorted((one for one in found if one[1]), key=lambda one: -one[0])

    def day(self, record: models.Model) -> date | None:
        found: date | None = getattr(record, self.on) if self.on else None
        return found

    def address(self, record: Any) -> str:
        return self.url(getattr(record, self.of).key if self.of else record.key)


@dataclass(frozen=True)
class Sight:
    """What an actor may see, told by the floor that knows: of model labels, and of keys of one model."""

    labels: Callable[[Actor, frozenset[str]], set[str]]
    keys: Callable[[Actor, str, frozenset[str]], set[str]]


searchables: dict[str, Searchable] = {}
sight: list[Sight] = []
"""Every one of them must agree. Where it is empty nobody finds anything."""


def _textual(model: type[models.Model], name: str) -> None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist as missing:
        raise ValueError(f"{model._meta.label} has no field {name}.") from missing
    if isinstance(field, SEALED):
        raise ValueError(f"{model._meta.label}.{name} is personal data of class A or B: it never enters the index.")
    if not isinstance(field, TEXTS):
        raise ValueError(f"{model._meta.label}.{name} is no text.")
