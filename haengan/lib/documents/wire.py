"""A document as plain JSON values, and back."""

import dataclasses
from datetime import date
from typing import Any

from haengan.lib.documents import model

VERSION = 1
_KINDS: dict[str, type[Any]] = {
    kind.__name__.lower(): kind
    for kind in (
        model.Text,
        model.Number,
        model.Aside,
        model.Footnote,
        model.Heading,
        model.Item,
        model.Note,
        model.Paragraph,
        model.PageBreak,
        model.Column,
        model.Cell,
        model.Table,
        model.Direction,
        model.Document,
    )
}


def to_json(document: model.Document) -> dict[str, Any]:
    """Each part is an object with its `kind`; what equals the default is left out; the date is ISO 8601."""
    return {"version": VERSION, **_encoded(document)}


def from_json(given: dict[str, Any]) -> model.Document:
    """Raises ValueError on an unknown version, kind or field, and on whatever the model refuses."""
    fields = dict(given)
    if fields.pop("version", None) != VERSION:
        raise ValueError(f"this is not a document of version {VERSION}")
    document = _decoded(fields)
    if not isinstance(document, model.Document):
        raise ValueError("the outermost part is not a document")
    return document


def _encoded(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        given = {field.name: (getattr(value, field.name), field.default) for field in dataclasses.fields(value)}
        parts = {name: _encoded(part) for name, (part, default) in given.items() if part != default}
        return {"kind": type(value).__name__.lower(), **parts}
    if isinstance(value, tuple):
        return [_encoded(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(part) for part in value)
    if not isinstance(value, dict):
        return value
    fields = {name: _decoded(part) for name, part in value.items()}
    kind = _KINDS.get(fields.pop("kind", ""))
    if kind is None:
        raise ValueError(f"{value.get('kind')!r} is no part of a document")
    if kind is model.Document:
        fields["dated"] = date.fromisoformat(fields["dated"])
    unknown = set(fields) - {field.name for field in dataclasses.fields(kind)}
    if unknown:
        raise ValueError(f"{value['kind']} has no {', '.join(sorted(unknown))}")
    return kind(**fields)
