"""What a body of the API gets wrong before any form sees it, in words: the value that was sent, and what is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.registers.wrongs import Wrong

BODY = "data"
SHOWN = 200
MESSAGES = {
    "missing": gettext_lazy("This field must be sent."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "string": gettext_lazy("Send a text."),
    "int": gettext_lazy("Send a whole number."),
    "decimal": gettext_lazy("Send a number."),
    "float": gettext_lazy("Send a number."),
    "bool": gettext_lazy("Send true or false."),
    "list": gettext_lazy("Send a list."),
    "date": gettext_lazy("Send a day, as 2023-03-01."),
    "time": gettext_lazy("Send a time, as 14:00."),
    "datetime": gettext_lazy("Send a moment, as 2023-03-01T14:00:00+09:00."),
    "model": gettext_lazy("Send an object with the fields."),
}
"""By the validator's kind of error, or the kind's first word."""


def wrongs(request: HttpRequest, errors: Sequence[Mapping[str, Any]]) -> list[Wrong]:
    return [_wrong(request, error) for error in errors]


def _wrong(request: HttpRequest, error: Mapping[str, Any]) -> Wrong:
    place = [part for part in error["loc"][1:] if part != BODY]
    kind = str(error["type"])
    message = MESSAGES.get(kind) or MESSAGES.get(kind.partition("_")[0]) or _("The value is not of the described kind.")
    if kind in {"literal_error", "enum"}:
        expected = str(error.get("ctx", {}).get("expected", ""))
        message = _("Send one of these: %(expected)s.") % {"expected": expected.replace(" or ", ", ")}
    return Wrong(".".join(map(str, place)), _sent(request, error["loc"], place), str(message))


def _sent(request: HttpRequest, loc: Sequence[Any], place: Sequence[Any]) -> str:
    """The value as it came; empty where there is none."""
    if loc[0] != "body":
        return request.GET.get(str(place[-1]), "")[:SHOWN] if place else ""
    try:
        found = json.loads(request.body)
        for part in place:
            found = found[part]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return (found if isinstance(found, str) else json.dumps(found, ensure_ascii=False))[:SHOWN]
