"""Finding what the house holds of one person, by exact match only, and telling it field by field."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import translation

from haengan.kernel.norms import queries as norms
from haengan.kernel.privacy.declare import Holding, holdings
from haengan.kernel.privacy.models import Demand
from haengan.kernel.tables import sealed
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.sealed import EncryptedField

LANGUAGES = ("ko", "en")
NO_PERIOD = ("기간을 정한 기준이 없음", "no norm sets a period")


@dataclass(frozen=True)
class Sought:
    """`born` is a day as 1980-03-01, or empty where the person did not say."""

    name: str
    contact: str
    born: str

    @property
    def identity(self) -> str:
        return f"{self.name}|{self.born}" if self.born else ""


@dataclass(frozen=True)
class Part:
    """What one holding has; `told` is its JSON, each text in Korean and English."""

    holding: Holding
    records: list[Any]
    told: dict[str, Any]


def sought(demand: Demand) -> Sought:
    return Sought(demand.name, _opened(demand, "contact"), _opened(demand, "born"))


def gathered(person: Sought, today: date) -> list[Part]:
    """In the order of the labels, holdings without a record left out. One or two queries a holding."""
    found = [(one, found_in(one, person)) for one in sorted(holdings.values(), key=lambda one: one.model)]
    return [Part(one, records, _told(one, records, today)) for one, records in found if records]


def found_in(holding: Holding, person: Sought) -> list[Any]:
    """Name and contact are both the person's: a number alone may be a family's, a name alone is many people's."""
    rows = apps.get_model(holding.model)._default_manager.order_by("pk")
    found: dict[int, Any] = {}
    if holding.index:
        found |= {row.pk: row for row in rows.filter(**{f"{holding.index}__holds": person.contact}).distinct()}
    if holding.contact:
        called = rows.filter(Q(**{holding.name: person.name}), **{f"{holding.contact}__isnull": False})
        found |= {row.pk: row for row in called if _same(_opened(row, holding.contact), person.contact, "contact")}
    if holding.identity and person.identity:
        found |= {row.pk: row for row in rows.filter(**{f"{holding.identity}__holds": person.identity})}
    return [row for row in found.values() if _same(str(_at(row, holding.name)), person.name, "text")]


def parts(demand: Demand) -> list[dict[str, Any]]:
    """What was found, as it stood on the day of looking up. Whoever asks leaves a line."""
    text = _opened(demand, "held")
    return json.loads(text) if text else []


def keys(demand: Demand) -> dict[str, list[str]]:
    """By the label of the table, which records were found for the person. Kept while the demand waits."""
    return {part["model"]: part.get("keys", []) for part in parts(demand)}


def bound(demand: Demand) -> list[str]:
    """Of what was found, the kinds that a law orders to be kept and used."""
    return [label for label in keys(demand) if label in holdings and holdings[label].bound]


def given(demand: Demand, said: Mapping[str, str]) -> str:
    """The same, each part telling whom it was given to as its keeper `said`; empty words mean nobody."""
    told = [{**part, "given": [said[part["model"]]] * 2} if said.get(part["model"]) else part for part in parts(demand)]
    return json.dumps(told, ensure_ascii=False)


def model_of(label: str) -> type[Record]:
    return apps.get_model(label)


def limited(demand: Demand, without: Collection[str]) -> str:
    """The same without the contents of some parts; that they are there is told."""
    left = [{**part, "records": [], "limited": True} if part["model"] in without else part for part in parts(demand)]
    return json.dumps(left, ensure_ascii=False)


def _told(holding: Holding, records: list[Any], today: date) -> dict[str, Any]:
    model = apps.get_model(holding.model)
    return {
        "model": holding.model,
        "title": _both(lambda: str(model._meta.verbose_name)),
        "purpose": list(holding.purpose),
        "period": _period(holding, today),
        "given": list(holding.given),
        "limited": False,
        "keys": [row.key for row in records],
        "records": [[_item(row, name) for name in holding.shows if shown(row, name)] for row in records],
    }


def _item(row: Record, name: str) -> list[list[str]]:
    field = row._meta.get_field(name)
    return [_both(lambda: str(field.verbose_name)), _both(lambda: shown(row, name))]  # type: ignore[union-attr]  # a column


def shown(row: Record, name: str) -> str:
    if isinstance(row._meta.get_field(name), EncryptedField):
        return _opened(row, name)
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "" if value is None else str(value)


def _period(holding: Holding, today: date) -> list[str]:
    if not holding.kept:
        return list(NO_PERIOD)
    norm = norms.entry(holding.kept, on=today)
    return [f"{norm.shown(language)} ({norm.article})" for language in LANGUAGES]


def _both(say: Any) -> list[str]:
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(say())
    return said


def _at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name, "")
    return row or ""


def _same(left: str, right: str, normal: str) -> bool:
    return sealed.comparable(left, normal=normal) == sealed.comparable(right, normal=normal)


def _opened(row: Any, name: str) -> str:
    return sealed.opened(row, name) if getattr(row, name) else ""
