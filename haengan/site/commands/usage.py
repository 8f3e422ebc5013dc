"""What a command line got wrong, in the language that is active: typer says it in English only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _

SAYINGS = [
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<known>.+)\)",
        _("There is no option %(name)s. Did you mean %(known)s?"),
    ),
    (r"No such option: (?P<name>\S+)", _("There is no option %(name)s.")),
    (r"Missing argument (?P<name>.+)\.", _("%(name)s is missing.")),
    (r"Missing option (?P<name>.+)\.", _("The option %(name)s is missing.")),
    (r"Option (?P<name>.+) requires an argument\.", _("The option %(name)s needs a value behind it.")),
    (r"Option (?P<name>.+) does not take a value\.", _("The option %(name)s takes no value.")),
    (r"Got unexpected extra argument\(s\) \((?P<text>.+)\)", _("There is too much on the line: %(text)s.")),
    (
        r"Invalid value for (?P<name>.+): (?:file|dir|path) (?P<text>.+) does not exist\.",
        _("%(name)s: %(text)s does not exist."),
    ),
    (
        r"Invalid value for (?P<name>.+): (?:file|dir|path) (?P<text>.+) is a directory\.",
        _("%(name)s: %(text)s is a folder; a file is needed."),
    ),
    (
        r"Invalid value for (?P<name>.+): (?:file|dir|path) (?P<text>.+) is not (?:read|writ)able\.",
        _("%(name)s: %(text)s may not be read or written."),
    ),
    (
        r"Invalid value for (?P<name>.+): (?P<text>.+) is not one of (?P<known>.+)\.",
        _("%(name)s: %(text)s is not one of %(known)s."),
    ),
    (
        r"Invalid value for (?P<name>.+): Input should be a valid (?:integer|number).*",
        _("%(name)s: this is not a number. Write digits only."),
    ),
    (
        r"Invalid value for (?P<name>.+): Input should be (?P<text>(?:greater|less) than .+)",
        _("%(name)s: the number is out of range (%(text)s)."),
    ),
    (r"Invalid value for (?P<name>.+): (?P<text>.+)", _("%(name)s: this value does not fit (%(text)s).")),
]


def answering(command: Any) -> Any:
    """The command, which words its complaints in our way; where we know none, typer's own stands."""
    for name in ("make_context", "invoke"):
        setattr(command, name, _worded(getattr(command, name)))
    return command


def said(message: str) -> str:
    for pattern, ours in SAYINGS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return str(ours) % found.groupdict()
    return message


def _worded(method: Any) -> Any:
    def call(*given: Any, **named: Any) -> Any:
        with _heard():
            return method(*given, **named)

    return call


@contextmanager
def _heard() -> Iterator[None]:
    try:
        yield
    except Exception as wrong:
        if hasattr(wrong, "format_message"):
            told = said(wrong.format_message())
            wrong.format_message = lambda: told
        raise
