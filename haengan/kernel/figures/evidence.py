"""What a freeze keeps so that anyone can count again: each declaration, and of each record only what counting looks at."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Model

from haengan.kernel.figures import counting
from haengan.kernel.figures.declare import PERSON, Figure, Slice, Table
from haengan.kernel.figures.models import Entered, Evidence, Freeze
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.rules import Kind, Period
from haengan.kernel.tables.sealed import EncryptedField

Fields = tuple[str, str, str, int, str]
"""Key, day from which it counts, day from which it no longer does, amount, what a distinct count counts once."""


def of_figures(freeze: Freeze, readings: Sequence[Reading]) -> Iterable[Evidence]:
    """One row a figure: its declaration, and packed what stands behind its values."""
    by_figure: dict[str, list[Reading]] = {}
    for reading in readings:
        by_figure.setdefault(reading.asked.figure.name, []).append(reading)
    for name, own in by_figure.items():
        figure = own[0].asked.figure
        packed = {
            "values": [_value(reading) for reading in own],
            "records": _records(figure, own),
            "entered": _entered(own),
        }
        yield Evidence(freeze=freeze, subject=name, declared=_figure(figure, own), packed=pack(packed))


def of_tables(freeze: Freeze, tables: Iterable[tuple[Table, Period, Any]]) -> Iterable[Evidence]:
    for table in dict.fromkeys(table for table, _span, _rows in tables):
        yield Evidence(freeze=freeze, subject=table.name, declared=_table(table), packed=pack({}))


def pack(told: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 6)


def unpacked(evidence: Evidence) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress(bytes(evidence.packed)))
    return told


def about_people(model: type[Model] | None) -> bool:
    """Whether a record stands for a person: it holds sealed data, or points to an account, an official or a resident."""
    if model is None:
        return False
    people = settings.AUTH_USER_MODEL.split(".")[0]
    fields = model._meta.concrete_fields
    return any(
        isinstance(field, EncryptedField)
        or (field.related_model is not None and field.related_model._meta.app_label == people)
        for field in fields
    )


def _figure(figure: Figure, readings: Sequence[Reading]) -> dict[str, Any]:
    unit = figure.shown_unit
    asked = {(r.asked.slice, r.asked.member) for r in readings if r.asked.slice}
    counts_people = figure.unit == PERSON and figure.source is not None and not figure.measure
    return {
        "what": "figure",
        "kind": figure.kind,
        "ko": figure.ko,
        "en": figure.en,
        "unit": {"ko": unit.ko, "en": unit.en, "scale": unit.scale, "decimals": unit.decimals},
        "basis": figure.basis,
        "one": {"ko": figure.one[0], "en": figure.one[1]},
        "standing": figure.standing,
        "part": figure.part.name if figure.part else "",
        "whole": figure.whole.name if figure.whole else "",
        "times": figure.times,
        "equals": list(figure.equals),
        "slices": {name: _slice(figure.slices[name], name, asked) for name in sorted({cut for cut, _m in asked})},
        "open": figure.public and not counts_people and not about_people(figure.model),
    }


def _slice(cut: Slice, name: str, asked: set[tuple[str, str]]) -> dict[str, Any]:
    codes = sorted(member for of, member in asked if of == name)
    return {
        "ko": cut.ko or name,
        "en": cut.en or name,
        "partition": cut.is_partition,
        "declared": [member.code for member in cut.members],
        "members": {code: {"ko": cut.label(code, "ko"), "en": cut.label(code, "en")} for code in codes},
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "what": "table",
        "ko": table.ko,
        "en": table.en,
        "unit_ko": table.unit_ko,
        "unit_en": table.unit_en,
        "columns": [{"name": c.name, "ko": c.ko, "en": c.en, "unit": c.unit} for c in table.columns],
        "open": table.public,
    }


def _value(reading: Reading) -> dict[str, Any]:
    """`since`: the day from which a stock's records are counted on, where a total was entered for it."""
    asked, own = reading.asked, [] if reading.asked.figure.kind is Kind.RATIO else list(reading.statements)
    counted_on = bool(own) and asked.figure.kind is Kind.STOCK and asked.figure.source is not None
    return {
        "from": asked.period.from_on.isoformat(),
        "until": asked.period.until_on.isoformat(),
        "slice": asked.slice,
        "member": asked.member,
        "since": max(s.period.from_on for s in own).isoformat() if counted_on else "",
        "entered": sorted(s.key for s in own),
    }


def _records(figure: Figure, readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Each record behind any of the values once, with the members of slices in which it was counted."""
    if figure.source is None or figure.kind is Kind.RATIO:
        return []
    found: Counter[Fields] = Counter()
    parts: dict[str, set[tuple[str, str]]] = {}
    for reading in readings:
        for question in (reading.asked, *_begun(reading)):
            rows = Counter(_rows(figure, question))
            found |= rows
            if question.slice:
                for row in rows:
                    parts.setdefault(row[0], set()).add((question.slice, question.member))
    ones: dict[str, str] = {}
    return [
        {
            "key": key,
            "at": at,
            "until": until,
            "amount": amount,
            "one": ones.setdefault(one, str(len(ones) + 1)) if one else "",
            "parts": sorted(parts.get(key, ())),
        }
        for key, at, until, amount, one in sorted(found.elements())
    ]


def _begun(reading: Reading) -> list[Asked]:
    """For a stock that is counted on from an entered total: what stood on the day of that total."""
    since = _value(reading)["since"]
    if not since:
        return []
    asked = reading.asked
    on = max(s.period.from_on for s in reading.statements)
    span = Period(on, max(s.period.until_on for s in reading.statements))
    return [Asked(asked.figure, span, asked.slice, asked.member, on)]


def _rows(figure: Figure, question: Asked) -> list[Fields]:
    rows = counting.records(
        figure, question.period, cut=question.slice, member=question.member, base_on=question.base_on
    )
    paths = ["key", figure.at, *(path for path in (figure.until, figure.measure, figure.of) if path)]
    made = []
    for row in rows.order_by("key").values_list(*paths):
        told = dict(zip(paths, row, strict=True))
        until = told.get(figure.until) if figure.until else None
        amount = int(told[figure.measure] or 0) if figure.measure else 1
        one = "" if not figure.of or told[figure.of] is None else str(told[figure.of])
        made.append((str(told["key"]), told[figure.at].isoformat(), until.isoformat() if until else "", amount, one))
    return made


def _entered(readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Statements in these values, without who entered them."""
    ratio = readings[0].asked.figure.kind is Kind.RATIO
    keys = [] if ratio else sorted({s.key for reading in readings for s in reading.statements})
    return [
        {
            "key": e.key,
            "from": e.from_on.isoformat(),
            "until": e.until_on.isoformat(),
            "slice": e.slice,
            "member": e.member,
            "amount": e.amount,
            "approximate": e.approximate,
            "document": e.document,
            "place": e.place,
        }
        for e in Entered.objects.filter(key__in=keys).order_by("key")
    ]
