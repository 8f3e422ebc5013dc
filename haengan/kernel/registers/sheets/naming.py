"""By which names a sheet may call the fields of a register's form, and what the register writes into its own files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from haengan.kernel.registers import paths, values
from haengan.kernel.registers.declare import Column, Register
from haengan.lib.money import won

RECORD = "record"
RECORD_LABEL = _("Record key")
LANGUAGES = ("ko", "en")
TEXTS = (models.CharField, models.TextField)
WON = {unit.name_ko: unit for unit in won.Unit}


@dataclass(frozen=True)
class FileColumn:
    """One column of a file: its heading and where its value comes from. `part` is 0 or 1 for the ends of a period."""

    label: str
    column: Column | None
    kind: str
    part: int | None = None

    def value(self, record: Any) -> Any:
        """Typed for a spreadsheet: numbers, dates and moments as such, everything else as text."""
        if self.column is None:
            return f"{record.key}:{record.revision}"
        if self.column.personal and getattr(record, "suspension", None) is not None:
            return values.text(self.column, record)
        plain = values.of(self.column, record)
        if self.part is not None:
            plain = plain[self.part]
        if plain is None or plain == "":
            return ""
        if self.kind == "until":
            return plain - paths.ONE_DAY
        if self.kind in {"date", "moment", "number", "money"}:
            return plain
        return values.worded(self.column, plain, type(record))


def fields(register: Register) -> dict[str, forms.Field]:
    return dict(getattr(register.form, "base_fields", {}))


def target(register: Register, column: Column) -> str:
    """The form field that a column is entered by; empty where it is only shown."""
    known = fields(register)
    for name in (column.field, column.path, column.path.split("__")[0]):
        if name in known:
            return name
    return ""


def names(register: Register) -> dict[str, list[str]]:
    """Field to every label it goes by, in both languages. A period's label stands for both its ends at once."""
    found: dict[str, list[str]] = {name: [] for name in fields(register)}
    for language in LANGUAGES:
        with translation.override(language):
            for name, label in _labels(register):
                found.setdefault(name, []).append(label)
    found[RECORD] = [label for label in found.get(RECORD, []) if label]
    return found


def _labels(register: Register) -> Iterator[tuple[str, str]]:
    yield RECORD, str(RECORD_LABEL)
    for name, field in fields(register).items():
        yield name, str(field.label or name)
        model_field = paths.field_at(register.model, name)
        if model_field is not None:
            yield name, str(getattr(model_field, "verbose_name", name))
    for column in register.shown:
        if column.kind == "period":
            yield period_name(column), str(column.label)
        elif entered_by := target(register, column):
            yield entered_by, str(column.label)
            yield entered_by, column.name


def period_name(column: Column) -> str:
    """How a single cell that holds a whole period is called: "from_on..until_on"."""
    return f"{column.path}..{column.until}"


def naming_paths(register: Register) -> dict[str, tuple[str, ...]]:
    """For a field that holds a related thing: the paths on that thing by which columns show it, texts alone: a word
    cannot be looked up among dates and numbers."""
    found: dict[str, tuple[str, ...]] = {}
    for column in register.shown:
        first, _dots, rest = column.path.partition("__")
        if rest and column.value is None and isinstance(paths.field_at(register.model, column.path), TEXTS):
            found[column.field or first] = (*found.get(column.field or first, ()), rest)
    return found


def units(register: Register) -> dict[str, won.Unit]:
    """The unit of won in which a money field is kept."""
    money = [column for column in register.shown if column.kind == "money"]
    return {target(register, column) or column.path: WON.get(str(column.unit), won.Unit.WON) for column in money}


def file_columns(register: Register, columns: tuple[Column, ...], *, reveal: bool) -> list[FileColumn]:
    """What a file of these columns holds; personal columns only with the duty; last the key, so that it can come back."""
    found = [part for column in columns if reveal or not column.personal for part in _file_columns(register, column)]
    return [*found, FileColumn(str(RECORD_LABEL), None, "text")]


def _file_columns(register: Register, column: Column) -> list[FileColumn]:
    if column.kind != "period":
        unit = f"({column.unit})" if column.unit else ""
        return [FileColumn(f"{column.label}{unit}", column, column.kind)]
    known = fields(register)
    heads = [
        str(known[name].label or label) if name in known else f"{column.label} {label}"
        for name, label in ((column.path, pgettext("column of a file", "from")), (column.until, _("through")))
    ]
    return [FileColumn(heads[0], column, "date", 0), FileColumn(heads[1], column, "until", 1)]


def flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Choices without their groups and without the empty one."""
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        elif code not in ("", None):
            yield code, label
