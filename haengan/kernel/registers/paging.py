"""Keyset paging: a page is found by where the last one ended, so that late pages cost what the first one costs.

Order is the sort column, then the row id in the same direction; rows without a value come last either way. The cursor
is sealed: it tells nothing (row ids stay inside) and none but ours is accepted.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from haengan.kernel.journal import entries
from haengan.kernel.registers import paths, values
from haengan.lib import crypto

SIZES = (20, 50, 100)
COUNTED = 10_000


class NotACursor(ValueError):
    """The cursor is not one of ours, or belongs to another list or order."""


@dataclass(frozen=True)
class Order:
    """`path` is what to sort by ("" for the order of entry); `nulls` whether it may hold nothing."""

    path: str
    descending: bool
    nulls: bool

    def expressions(self, *, backwards: bool = False) -> list[Any]:
        down = self.descending != backwards
        ends = [F("pk").desc() if down else F("pk").asc()]
        if not self.path:
            return ends
        empty: dict[str, bool] = {}
        if self.nulls:
            empty = {"nulls_first": True} if backwards else {"nulls_last": True}
        main = F(self.path).desc(**empty) if down else F(self.path).asc(**empty)
        return [main, *ends]


@dataclass(frozen=True)
class Page:
    rows: Sequence[Any]
    next: str = ""
    previous: str = ""


def order(model: type[Any], path: str, *, descending: bool) -> Order:
    return Order(path, descending, bool(path) and paths.nullable(model, path))


def page(rows: QuerySet[Any], by: Order, *, size: int, cursor: str = "", about: str) -> Page:
    """`size` rows after (or before) the cursor. `about` names list and order; a cursor fits only its own."""
    at = _opened(cursor, about) if cursor else None
    backwards = at is not None and at["to"] == "previous"
    asked = rows.order_by(*by.expressions(backwards=backwards))
    if at is not None:
        asked = asked.filter(_beyond(by, at["value"], at["id"], backwards=backwards))
    found = list(asked[: size + 1])
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


def count(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many, exact up to 10,000; and whether there are more."""
    found = rows.order_by()[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def _beyond(by: Order, value: Any, pk: int, *, backwards: bool) -> Q:
    """Rows after the mark in reading direction. ``x >= v`` stands first so that an index on x serves."""
    down = by.descending != backwards
    past_id = Q(pk__lt=pk) if down else Q(pk__gt=pk)
    if not by.path:
        return past_id
    empty = Q(**{f"{by.path}__isnull": True})
    if value is None:
        return (empty & past_id) | ~empty if backwards else empty & past_id
    near, far = ("lte", "lt") if down else ("gte", "gt")
    past = Q(**{f"{by.path}__{near}": value}) & (Q(**{f"{by.path}__{far}": value}) | past_id)
    return past | empty if by.nulls and not backwards else past


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
    return {**body, "value": _read(body["value"])}


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


def _read(value: list[Any] | None) -> Any:
    if value is None:
        return None
    kind, plain = value
    make: dict[str, Any] = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "decimal": Decimal}
    return make[kind](plain) if kind in make else plain
