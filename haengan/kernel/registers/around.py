"""What stands around a record: its attachments, what is still owed for it, and the figures it counts in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from haengan.kernel.figures.declare import Figure, figures
from haengan.kernel.files import queries as files
from haengan.kernel.files.models import Attachment
from haengan.kernel.followups import queries as followups
from haengan.kernel.registers import values


@dataclass(frozen=True)
class Owed:
    """One follow-up: what, who owes it, by when, and whether it is open, late, done or withdrawn."""

    what: str
    who: str
    due_on: date
    state: str


@dataclass(frozen=True)
class Counted:
    """A figure that this record is part of, and where its value for that year stands."""

    label: str
    on: date | None
    url: str


def attachments(record: Any) -> list[tuple[Attachment, str]]:
    """Each with the address of its download."""
    found = files.attached(record._meta.label_lower, record.key)
    return [(attachment, _address("file", attachment.file.key)) for attachment in found]


def owed(record: Any, *, today: date) -> list[Owed]:
    return [
        Owed(one.what, str(one.owner or one.unit), one.due_on, _state(one, today)) for one in followups.about(record)
    ]


def counted(record: Any) -> list[Counted]:
    """One query for each figure over this record's model."""
    return [
        _counted(figure, record)
        for figure in figures.values()
        if figure.source is not None and figure.model is type(record) and _counts(figure, record)
    ]


def _counts(figure: Figure, record: Any) -> bool:
    return figure.source is not None and figure.source().filter(pk=record.pk).exists()


def _counted(figure: Figure, record: Any) -> Counted:
    on = values.at(record, figure.at) if figure.at else None
    day = on if isinstance(on, date) else None
    url = _address("office_figures:figure", figure.name)
    label = figure.label("ko" if (get_language() or "ko").startswith("ko") else "en")
    return Counted(label, day, f"{url}?period={day.year}" if url and day else url)


def _state(one: Any, today: date) -> str:
    if getattr(one, "completion", None) is not None:
        return "done"
    if getattr(one, "withdrawal", None) is not None:
        return "withdrawn"
    return "late" if one.due_on < today else "open"


def _address(name: str, *args: str) -> str:
    with suppress(NoReverseMatch):
        return reverse(name, args=args)
    return ""
