"""Keyset paging: a page is found by where the last one ended, so that late pages cost what the first one costs.

It is read in legs, each a single span of the index on (sort column, row id): the rest of the rows that have the mark's
own value, those beyond that value, those without one. Most pages end within the first leg.

Order is the sort column, then the row id in the same direction; rows without a value come last either way. The cursor
is sealed: it tells nothing (row ids stay inside) and none but ours is accepted.
"""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from haengan.kernel.journal import entries
from haengan.kernel.registers import paths, values, ways
from haengan.kernel.registers.ways import Way
from haengan.lib import crypto

SIZES = (20, 50, 100)
COUNTED = 10_000


class NotACursor(ValueError):
    """The cursor is not one of ours, or belongs to another list or order."""


@dataclass(frozen=True)
class Order:
    """`path` is what to sort by ("" for the order of entry); `nulls` whether it may hold nothing, `unique` whether no
    two rows share a value. `key` is what tells equal ones apart."""

    path: str
    descending: bool
    nulls: bool
    unique: bool = False
    key: str = "pk"

    def expressions(self, *, backwards: bool = False) -> list[Any]:
        down = self.descending != backwards
        ends = [F(self.key).desc() if down else F(self.key).asc()]
        if not self.path:
            return ends
        empty: dict[str, bool] = {}
        if self.nulls:
            empty = {"nulls_first": True} if backwards else {"nulls_last": True}
        main = F(self.path).desc(**empty) if down else F(self.path).asc(**empty)
        return [main, *ends]

    def within(self, *, backwards: bool) -> list[Any]:
        """The order inside a leg, where all rows have a value or none has."""
        return dataclasses.replace(self, nulls=False).expressions(backwards=backwards)


@dataclass(frozen=True)
class Page:
    rows: Sequence[Any]
    next: str = ""
    previous: str = ""


def order(model: type[Model], path: str, *, descending: bool) -> Order:
    unique = "__" not in path and getattr(paths.field_at(model, path), "unique", False) if path else False
    return Order(path, descending, bool(path) and paths.nullable(model, path), unique)


def page(rows: QuerySet[Any], by: Order, *, size: int, cursor: str = "", about: str, way: Way = ways.PLANNED) -> Page:
    """`size` rows after (or before) the cursor. `about` names list and order; a cursor fits only its own."""
    at = _opened(cursor, about) if cursor else None
    backwards = at is not None and at["to"] == "previous"
    read = _collected if way.collects else _read_on
    found = read(ways.walked(rows, way.by) if way.by else rows, by, at, size + 1, backwards=backwards)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return Page(
        rows=found,
        next=_sealed(found[-1], by, "next", about) if found and (more or backwards) else "",
        previous=_sealed(found[0], by, "previous", about)
        if found and at is not None and (more or not backwards)
        else "",
    )


def _read_on(rows: QuerySet[Any], by: Order, at: dict[str, Any] | None, most: int, *, backwards: bool) -> list[Any]:
    """So many rows after the mark, in reading direction."""
    asked = rows.order_by(*by.within(backwards=backwards))
    found: list[Any] = []
    for leg in _legs(by, at, backwards=backwards):
        if len(found) < most:
            found += asked.filter(leg)[: most - len(found)]
    return found


def _collected(rows: QuerySet[Any], by: Order, at: dict[str, Any] | None, most: int, *, backwards: bool) -> list[Any]:
    """The same, their keys first: what a row shows is read for those alone that are shown."""
    bare = dataclasses.replace(by, path=ways.BARE, nulls=by.nulls and bool(by.path), key=ways.BARE_KEY)
    mark = at and {**at, "value": at["value"] if by.path else at["id"]}
    keys = _read_on(ways.collected(rows, by.path).values_list("pk", flat=True), bare, mark, most, backwards=backwards)
    records = {record.pk: record for record in rows.filter(pk__in=keys).order_by()}
    return [records[key] for key in keys if key in records]


def count(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many, exact up to 10,000; and whether there are more."""
    found = rows.order_by().values("pk")[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def _legs(by: Order, at: dict[str, Any] | None, *, backwards: bool) -> list[Q]:
    """What to ask one after the other, in reading direction, for the rows after the mark."""
    empty, filled = Q(**{f"{by.path}__isnull": True}), Q(**{f"{by.path}__isnull": False})
    if at is None:
        return [filled, empty] if by.nulls else [Q()]
    down = by.descending != backwards
    past_id = Q(**{f"{by.key}__{'lt' if down else 'gt'}": at["id"]})
    if not by.path:
        return [past_id]
    if at["value"] is None:
        return [empty & past_id, filled] if backwards else [empty & past_id]
    same = Q(**{by.path: at["value"]}) & past_id
    further = Q(**{f"{by.path}__{'lt' if down else 'gt'}": at["value"]})
    return [*([] if by.unique else [same]), further, *([empty] if by.nulls and not backwards else [])]


def _sealed(record: Any, by: Order, to: str, about: str) -> str:
    value = values.at(record, by.path) if by.path else None
    body = json.dumps({"to": to, "id": record.pk, "value": _written(value)}, ensure_ascii=False)
    return base64.urlsafe_b64encode(entries.cipher().seal(body.encode(), _about(about))).decode().rstrip("=")


def _opened(cursor: str, about: str) -> dict[str, Any]:
    try:
        sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        body: dict[str, Any] = json.loads(entries.cipher().open(sealed, _about(about)))
    except (crypto.Unreadable, ValueError) as wrong:
        raise NotACursor from wrong
    return {**body, "value": _value(body["value"])}


def _about(about: str) -> bytes:
    return f"cursor:{about}".encode(errors="replace")


def _written(value: Any) -> list[Any] | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    return ["plain", value if isinstance(value, bool | int | float) else str(value)]


def _value(value: list[Any] | None) -> Any:
    if value is None:
        return None
    kind, plain = value
    make: dict[str, Any] = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "decimal": Decimal}
    return make[kind](plain) if kind in make else plain
