"""The day that a page is asked to show."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone


def asked(request: HttpRequest, name: str = "on") -> date:
    """`?on=2023-09-04`; today where nothing, or no day, is asked."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()
