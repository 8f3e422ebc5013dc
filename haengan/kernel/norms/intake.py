"""Answers to Django: its system check, and the moments at which the city's own values are read again."""

from __future__ import annotations

from typing import Any

from django.core import checks

from haengan.kernel.norms import queries


def look_again(**_: Any) -> None:
    """A request, a job or a migration begins: what another process overrode meanwhile is seen from here on."""
    queries.forget()


def books_are_sound(**_: Any) -> list[checks.CheckMessage]:
    _entries, faults = queries.read_books()
    return [checks.Error(f"{fault.place}: {fault.what}", hint=fault.remedy, id="haengan.norms") for fault in faults]
