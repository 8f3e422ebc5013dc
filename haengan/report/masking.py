"""What an edition tells everyone: what its freeze withholds of small parts does not stand in it."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from haengan.kernel.figures import hiding
from haengan.kernel.figures.models import Freeze
from haengan.kernel.figures.rules import Period, period
from haengan.lib.documents import model as doc
from haengan.report.audit.model import Audit

Hidden = set[tuple[str, Period, str, str]]
P = TypeVar("P")


def document(whole: doc.Document, freeze: Freeze) -> doc.Document:
    """With a mark in place of each number that is withheld; its link leads to the reason."""
    hidden = hiding.hidden_in(freeze)

    def marked(number: doc.Number) -> doc.Number:
        return dataclasses.replace(number, text=hiding.MARK) if _is_in(hidden, number) else number

    masked: doc.Document = _walked(whole, marked)
    return masked


def audit(whole: Audit, freeze: Freeze) -> Audit:
    """Without the slices of which a part is withheld: what is left of one no longer sums to its total, and need not."""
    hidden = hiding.hidden_in(freeze)
    if not hidden:
        return whole
    cuts = {(figure, cut) for figure, _span, cut, _member in hidden}

    def plain(number: doc.Number) -> doc.Inline:
        if number.slice and (number.figure, number.slice[0][0]) in cuts:
            return doc.Text(hiding.MARK if _is_in(hidden, number) else number.text, number.bold)
        return number

    return dataclasses.replace(
        whole,
        documents={language: _walked(told, plain) for language, told in whole.documents.items()},
        values=tuple(value for value in whole.values if (value.place.figure, value.place.slice) not in cuts),
        records=(),
        entries=tuple(entry for entry in whole.entries if (entry.figure, entry.slice) not in cuts),
    )


def _is_in(hidden: Hidden, number: doc.Number) -> bool:
    """A change is withheld with either of the values between which it is counted."""
    if not number.slice or not number.period:
        return False
    cut, member = number.slice[0]
    return any((number.figure, period(span), cut, member) in hidden for span in (number.period, number.since) if span)


def _walked(part: P, change: Any) -> Any:
    """A part of a document with every number in it changed."""
    if isinstance(part, doc.Number):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_walked(one, change) for one in part)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = {f.name: getattr(part, f.name) for f in dataclasses.fields(part)}
        changed = {
            name: _walked(value, change)
            for name, value in fields.items()
            if isinstance(value, tuple) or _is_part(value)
        }
        return dataclasses.replace(part, **changed)
    return part


def _is_part(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)
