"""The command line speaks the language of the terminal: help, prompts, and what typer says by itself."""

from __future__ import annotations

import gettext
import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils import translation

LOCALE = Path(__file__).resolve().parents[1] / "locale"
SPOKEN = ("LC_ALL", "LC_MESSAGES", "LANG")


def of_terminal(environment: Mapping[str, str]) -> str:
    """Korean where the first of the usual variables that is set says so, else English."""
    told = next((environment[name] for name in SPOKEN if environment.get(name)), "")
    return "ko" if told.startswith("ko") else "en"


def speak(language: str) -> None:
    """Call before anything of typer's help is imported: it asks the standard library for the words of its own frame."""
    translation.activate(language)
    if language == "ko":
        gettext.bindtextdomain("django", LOCALE)
        gettext.textdomain("django")


def worded(command: Any) -> Any:
    """The command and all below it, their texts in the language that is active; help is read off each docstring."""
    for one in _all(command):
        one.help = _told(one.help)
        one.get_usage = _usage(one.get_usage)
        one.get_help_option = _help(one.get_help_option)
        for parameter in one.params:
            for name in ("help", "prompt"):
                if isinstance(getattr(parameter, name, None), str):
                    setattr(parameter, name, _told(getattr(parameter, name)))
    return command


def texts(command: Any) -> Iterator[str]:
    """Every text that `worded` puts into another language: the catalogues must hold each."""
    for one in _all(command):
        told = [one.help, *(getattr(p, name, None) for p in one.params for name in ("help", "prompt"))]
        yield from (text for text in told if isinstance(text, str) and text)


def _all(command: Any) -> Iterator[Any]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from _all(below)


def _usage(plain: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda context: plain(context).replace("Usage:", translation.gettext("Usage:"), 1)


def _help(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def option(context: Any) -> Any:
        made = plain(context)
        if made is not None:
            made.help = translation.gettext("Show this message and exit.")
        return made

    return option


def _told(text: str | None) -> str:
    plain = " ".join(inspect.cleandoc(text or "").split())
    return translation.gettext(plain) if plain else ""
