"""Every address of an application, with a made-up value for each of its parts."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.utils.regex_helper import normalize

from tests.house import sources

NOBODYS = {
    "int": "1",
    "number": "1",
    "year": "2023",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "made/up",
    "record": "2" * 16,
}


@dataclass(frozen=True)
class Address:
    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.name} {self.path}"


def of(application: str) -> list[Address]:
    """Addresses of `office` or `public`."""
    found = _walk(get_resolver(f"haengan.site.{application}_urls"), "/", "")
    return sorted(found, key=lambda address: (address.path, address.name))


def named(application: str, who: str) -> list[str]:
    """Patterns of names, or of paths, that urls.txt opens to `who` in an application."""
    return [row[1] for row in sources.table("urls.txt") if row[0] in {application, "both"} and row[2] == who]


def stands_in(address: Address, patterns: list[str]) -> bool:
    """A pattern that begins with a slash is one of paths: operations of the API share their names."""
    return any(
        fnmatch.fnmatchcase(address.path if pattern.startswith("/") else address.name, pattern) for pattern in patterns
    )


def _walk(resolver: Any, before: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = before + _filled(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(space + (entry.name or ""), path)
        else:
            yield from _walk(entry, path, f"{space}{entry.namespace}:" if entry.namespace else space)


def _filled(pattern: Any) -> str:
    if hasattr(pattern, "language_prefix"):
        return str(pattern)
    form, names = normalize(pattern.regex.pattern.replace(r"\Z", "$"))[0]
    kinds = {name: type(c).__name__.removesuffix("Converter").lower() for name, c in pattern.converters.items()}
    return form % {name: NOBODYS.get(kinds.get(name, ""), "made-up") for name in names}
