"""What the published JSON Schemas of GeoReport v2 ask for (the repository open311/schema-validation, folder schema/georeport-v2),
written out field by field; a field of the specification that they leave open is as free here."""

from __future__ import annotations

from typing import Any

import jsonschema

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
YES_NO: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
MOMENT: Schema = {"type": "string", "format": "date-time"}


def one_of(*codes: str) -> Schema:
    return {"type": "string", "enum": list(codes)}


def perhaps(schema: Schema) -> Schema:
    """May be null, or absent where it is not required."""
    return {"anyOf": [schema, {"type": "null"}]}


def thing(must: Schema, may: Schema) -> Schema:
    optional = {name: perhaps(schema) for name, schema in may.items()}
    return {"type": "object", "required": list(must), "properties": {**must, **optional}}


def rows(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


SERVICE = thing(
    {"service_code": TEXT, "service_name": TEXT, "metadata": YES_NO, "type": one_of("realtime", "batch", "blackbox")},
    {"description": TEXT, "keywords": TEXT, "group": TEXT},
)
VALUE = thing({"key": TEXT, "name": TEXT}, {})
ATTRIBUTE = thing(
    {
        "variable": YES_NO,
        "code": TEXT,
        "datatype": one_of("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"),
        "required": YES_NO,
    },
    {"datatype_description": TEXT, "order": {"type": "integer"}, "description": TEXT},
)
ATTRIBUTE["properties"]["values"] = rows(VALUE)
DEFINITION = thing({"service_code": TEXT, "attributes": rows(ATTRIBUTE)}, {})
REQUEST = thing(
    {
        "service_request_id": TEXT,
        "status": one_of("open", "closed"),
        "service_code": TEXT,
        "requested_datetime": MOMENT,
    },
    {
        **dict.fromkeys(("status_notes", "service_name", "agency_responsible", "service_notice"), TEXT),
        **dict.fromkeys(("address", "address_id", "zipcode"), TEXT),
        **dict.fromkeys(("updated_datetime", "expected_datetime"), MOMENT),
        **dict.fromkeys(("lat", "long"), NUMBER),
        "description": {"type": "string", "maxLength": 4000},
        "media_url": {"type": "string", "pattern": "^https?://[^ ]+$"},
    },
)
SCHEMAS = {"services": rows(SERVICE), "definition": DEFINITION, "requests": rows(REQUEST)}


def wrongs(answer: Any, which: str) -> list[str]:
    """What the schema has against an answer; formats are checked, too."""
    checker = jsonschema.Draft202012Validator(SCHEMAS[which], format_checker=jsonschema.FormatChecker())
    return [f"{one.json_path}: {one.message}" for one in checker.iter_errors(answer)]
