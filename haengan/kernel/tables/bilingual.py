"""Codes with a Korean and an English name, written once: for a model's choices and for the members of a figure's slice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

Names = Mapping[str, tuple[str, str]]
"""Code to its Korean and its English name, in the order in which people expect them."""


def _in_language(ko: str, en: str) -> str:
    return ko if (get_language() or "en").startswith("ko") else en


named: Any = lazy(_in_language, str)


def choices(names: Names) -> list[tuple[str, Any]]:
    """For a model field, in the reader's language."""
    return [(code, named(ko, en)) for code, (ko, en) in names.items()]


def members(names: Names) -> list[tuple[str, str, str]]:
    """For `figures.declare.partition`."""
    return [(code, ko, en) for code, (ko, en) in names.items()]
