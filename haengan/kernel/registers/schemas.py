"""The API's shapes, made from a register's form and columns: typed, with choices, described in English, titled in Korean."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from django import forms
from django.utils import translation
from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from haengan.kernel.registers import asking, listing
from haengan.kernel.registers.declare import Column, Register
from haengan.kernel.registers.forms import UntilField
from haengan.kernel.registers.sheets import naming
from haengan.kernel.tables.models import Record


class Period(Schema):
    from_on: datetime.date | None = Field(None, description="First day")
    until_on: datetime.date | None = Field(None, description="The day after the last")


class Strict(Schema):
    """Input: what is not described is refused."""

    model_config = ConfigDict(extra="forbid")


class Change(Schema):
    label: str
    before: str
    after: str


class Entry(Schema):
    """One line of a record's history"""

    number: int = Field(description="The line's number in the journal")
    at: datetime.datetime
    act: str
    what: str
    who: str
    reason: str
    changes: list[Change]
    destroyed: bool = Field(description="The contents were destroyed at the end of their retention")


class History(Schema):
    items: list[Entry]


COLUMN_TYPES: dict[str, Any] = {
    "number": int | float | Decimal,
    "money": Decimal,
    "date": datetime.date,
    "until": datetime.date,
    "moment": datetime.datetime,
    "period": Period,
    "flag": bool,
    "codes": list[str],
}


def pascal(register: Register) -> str:
    return "".join(part.capitalize() for part in register.name.replace("_", ".").split("."))


def entering(register: Register) -> type[Schema]:
    """What a new record needs."""
    return _of_fields(f"{pascal(register)}New", _input_fields(register), every_optional=False)


def changing(register: Register) -> type[Schema]:
    """What may be changed; what is left out stays."""
    return _of_fields(f"{pascal(register)}Change", _input_fields(register), every_optional=True, reason=True)


def stepping(register: Register, name: str, form: type[forms.BaseForm] | None, *, reason: bool) -> type[Schema]:
    fields = dict(getattr(form, "base_fields", {}))
    return _of_fields(f"{pascal(register)}{name.capitalize()}", fields, every_optional=False, reason=reason)


def item(register: Register) -> type[Schema]:
    """A record as it is answered: all it is entered by, and all its columns."""
    told: dict[str, Any] = {
        "key": (str, Field(description="The record's public key")),
        "revision": (int, Field(description="Grows with each change; send it back with yours")),
    }
    for name, field in output_fields(register).items():
        kind, about = _described(field)
        told[name] = (kind | None, Field(None, **about))
    for column in output_columns(register):
        told[column.name] = (_column_type(column), Field(None, **_column_about(column)))
    return create_model(pascal(register), __base__=Schema, **told)


def page(register: Register, one: type[Schema]) -> type[Schema]:
    return create_model(
        f"{pascal(register)}Page",
        __base__=Schema,
        items=(list[one], ...),  # type: ignore[valid-type]  # made at run time
        next=(str | None, Field(None, description="Cursor of the next page")),
        previous=(str | None, Field(None, description="Cursor of the page before")),
        count=(int, Field(description="How many records fit, exact up to 10,000")),
        more=(bool, Field(description="Whether there are more than that")),
    )


def question(register: Register) -> type[Schema]:
    """The query parameters of the list. Their values are checked by the list itself, which answers with words."""
    told: dict[str, Any] = {}
    for name, extra, description in _asked(register):
        told[name] = (str | None, Field(None, description=description, json_schema_extra=extra))
    sorts: list[Any] = [sign + name for name in register.sortable for sign in ("", "-")]
    told["sort"] = (str | None, Field(None, description="Order; - is descending", json_schema_extra={"enum": sorts}))
    told["q"] = (str | None, Field(None, description="Words to search for", json_schema_extra={"maxLength": 200}))
    told["cursor"] = (str | None, Field(None, description="`next` or `previous` of a page"))
    told["limit"] = (str | None, Field(None, description="Records a page", json_schema_extra=_limits()))
    told["fields"] = (str | None, Field(None, description="Only these fields, parted by commas"))
    return create_model(f"{pascal(register)}Question", __base__=Schema, **told)


def output_fields(register: Register) -> dict[str, forms.Field]:
    """Form fields that a record can tell the value of."""
    hidden = {column.path for column in register.shown if column.personal}
    known = {field.name for field in register.model._meta.get_fields()}
    return {name: field for name, field in _input_fields(register).items() if name in known and name not in hidden}


def output_columns(register: Register) -> list[Column]:
    taken = set(output_fields(register))
    return [column for column in register.shown if column.name not in taken]


def output_names(register: Register) -> list[str]:
    return ["key", "revision", *output_fields(register), *(column.name for column in output_columns(register))]


def _input_fields(register: Register) -> dict[str, forms.Field]:
    return {n: f for n, f in naming.fields(register).items() if not isinstance(f, forms.FileField)}


def _of_fields(
    name: str, fields: dict[str, forms.Field], *, every_optional: bool, reason: bool = False
) -> type[Schema]:
    told: dict[str, Any] = {}
    for field_name, field in fields.items():
        kind, about = _described(field)
        optional = every_optional or not field.required or field.initial is not None
        told[field_name] = (kind | None, Field(None, **about)) if optional else (kind, Field(**about))
    if reason and "reason" not in told:
        told["reason"] = (
            str | None,
            Field(None, title="사유", description="Why; stays in the history", max_length=500),
        )
    return create_model(name, __base__=Strict, **told)


def _described(field: forms.Field) -> tuple[Any, dict[str, Any]]:
    kind, about = _typed(field)
    with translation.override("ko"):
        about["title"] = str(field.label or "")
    with translation.override("en"):
        words = [str(field.label or ""), str(field.help_text or "")]
    if isinstance(field, UntilField):
        words.append("The day after the last (exclusive)")
    about["description"] = ". ".join(word for word in words if word)
    return kind, about


def _typed(field: forms.Field) -> tuple[Any, dict[str, Any]]:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return list[str], {"json_schema_extra": {"description": "Keys"}}
    if isinstance(field, forms.ModelChoiceField):
        return str, {"max_length": 22}
    if isinstance(field, forms.MultipleChoiceField):
        return list[_codes(field)], {}  # type: ignore[misc]  # made at run time
    if isinstance(field, forms.BooleanField):
        return bool, {}
    if isinstance(field, forms.ChoiceField):
        return _codes(field), {}
    if isinstance(field, forms.JSONField):
        return dict[str, Any] | list[Any], {}
    return _plain(field)


def _plain(field: forms.Field) -> tuple[Any, dict[str, Any]]:
    if isinstance(field, forms.DateTimeField):
        return datetime.datetime, {}
    if isinstance(field, forms.DateField):
        return datetime.date, {}
    if isinstance(field, forms.FloatField | forms.DecimalField | forms.IntegerField):
        ends = {"ge": field.min_value, "le": field.max_value}
        kind = (
            Decimal if isinstance(field, forms.DecimalField) else float if isinstance(field, forms.FloatField) else int
        )
        return kind, {name: end for name, end in ends.items() if isinstance(end, int | float | Decimal)}
    longest = getattr(field, "max_length", None)
    shortest = {"min_length": 1, "pattern": r"\S"} if field.required else {}
    return str, {**shortest, "max_length": longest} if longest else shortest


def _codes(field: Any) -> Any:
    """The codes of fixed choices as a literal type; choices that are computed are plain text."""
    if callable(getattr(field, "_choices", None)) or not isinstance(field.choices, list):
        return str
    codes = tuple(str(code) for code, _label in naming.flat(field.choices) if code not in ("", None))
    return Literal[codes] if codes else str


def _column_type(column: Column) -> Any:
    kind = str if column.personal else COLUMN_TYPES.get(column.kind, str)
    return kind | None


def _column_about(column: Column) -> dict[str, Any]:
    with translation.override("ko"):
        title = str(column.label)
    with translation.override("en"):
        description = ". ".join(part for part in (str(column.label), str(column.unit), str(column.hint)) if part)
    return {"title": title, "description": description}


def _asked(register: Register) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Name, JSON schema and description of every filter's parameters."""
    for question in register.asked:
        with translation.override("en"):
            label = str(question.label)
        for name, extra in asking.parameters(register, question):
            yield name, extra, label


def _limits() -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": listing.MOST_AT_ONCE}


def key_of(thing: Any) -> str:
    """How the API names a related thing."""
    return str(thing.key if isinstance(thing, Record) else thing.pk)
