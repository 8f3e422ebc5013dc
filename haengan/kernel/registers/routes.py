"""The addresses of a register's pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, path, register_converter

from haengan.kernel.registers import export_pages, file_pages, import_pages, pages, papers, record_pages
from haengan.kernel.registers.declare import Register


class KeyConverter:
    """A record's public key."""

    regex = "[2-9a-z]{16,22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "record")


def of(register: Register, prefix: str = "") -> list[URLPattern | URLResolver]:
    def at(route: str, view: Callable[..., Any], name: str, **more: str) -> URLPattern:
        return path(f"{prefix}{route}", partial(view, register=register, **more), name=f"{register.name}.{name}")

    found: list[URLPattern | URLResolver] = [
        at("", pages.listing_page, "list"),
        at("columns/", pages.choose_columns, "columns"),
    ]
    found += [at("print/", pages.print_page, "print")]
    if register.export:
        found += [at(f"export.{kind}", export_pages.export, kind, format=kind) for kind in ("xlsx", "csv")]
    if register.add:
        found += [at("new/", record_pages.new, "new")]
    if register.add and register.imports:
        found += [
            at("import/", import_pages.bring, "import"),
            at("import/empty.xlsx", export_pages.empty_sheet, "empty"),
            at("import/<record:key>/", import_pages.brought, "brought"),
            at("import/<record:key>/marked", import_pages.marked, "marked"),
        ]
        moves = ("approve", "withdraw", "assign", "continue")
        found += [at(f"import/<record:key>/{what}/", import_pages.move, f"import-{what}", what=what) for what in moves]
    found += [at("<record:key>/", record_pages.detail, "detail")]
    if register.change:
        found += [at("<record:key>/edit/", record_pages.edit, "edit")]
    if register.attaching:
        found += [
            at("<record:key>/files/", file_pages.attach, "attach"),
            at("<record:key>/files/<record:attachment>/off/", file_pages.detach, "detach"),
        ]
    if register.retract:
        found += [at("<record:key>/retract/", record_pages.retract, "retract")]
    if register.steps:
        found += [at("<record:key>/do/<slug:step>/", record_pages.step, "step")]
    if register.papers:
        found += [at("<record:key>/papers/<slug:paper>.<slug:format>", papers.download, "paper")]
    return found
