"""A setting that cannot be used, told by its name and with what to write instead."""

from __future__ import annotations

import os
from urllib.parse import SplitResult


class WrongSetting(ValueError):
    """The message is for whoever wrote the setting: no trace is needed to understand it."""


def number(name: str, default: str) -> int:
    text = os.environ.get(name, "").strip() or default
    if not (text.isascii() and text.isdigit()):
        raise WrongSetting(f"{name}: {text!r} is not a number. Write digits, such as {name}={default}.")
    return int(text)


def one_of(name: str, known: tuple[str, ...], default: str) -> str:
    text = os.environ.get(name, "").strip().upper() or default
    if text not in known:
        raise WrongSetting(f"{name}: {text!r} is not known. Write one of: {', '.join(known)}.")
    return text


def port(name: str, parts: SplitResult) -> int | None:
    """The port of an address that a setting holds."""
    try:
        return parts.port
    except ValueError as wrong:
        raise WrongSetting(
            f"{name}: its port is not a number from 0 to 65535. Write it after the host: host:5432."
        ) from wrong
