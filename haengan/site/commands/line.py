"""All commands in one line: those of the site here, and what kernel modules and rooms bring in their `commands.py`."""

from __future__ import annotations

import importlib
import importlib.util
import os
from typing import Any

import django
import typer
import typer.main

from haengan.site.commands import language, usage
from haengan.site.settings.wrong import WrongSetting


def run() -> None:
    """Set Django up for the office application, then do what the line says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haengan.site.settings.office")
    try:
        django.setup()
    except WrongSetting as wrong:
        raise SystemExit(f"haengan: {wrong}") from None
    language.speak(language.of_terminal(os.environ))
    command()()


def command() -> Any:
    """The whole command line in the language that is active."""
    return usage.answering(language.worded(typer.main.get_command(app())))


def app() -> typer.Typer:
    """The whole command line; Django must be set up."""
    from haengan.site.commands import diagnosing, figures, founding, importing, keeping, reporting, serving

    line = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=main.__doc__)
    line.callback()(main)
    line.command("serve")(serving.serve)
    line.command("report")(reporting.report)
    line.add_typer(figures.app, name="figures")
    line.command("import")(importing.import_)
    line.command("found")(founding.found)
    line.command("backup")(keeping.backup)
    line.command("restore")(keeping.restore)
    line.command("upgrade")(keeping.upgrade)
    line.command("doctor")(diagnosing.doctor)
    for name in _with_commands():
        _add(line, name)
    return line


def main() -> None:
    """Haengan (행안) runs a city's Administration and Safety Bureau. `haengan COMMAND --help` tells each command's use."""


def _with_commands() -> list[str]:
    """Installed apps of ours that have a `commands.py`."""
    ours = [config.name for config in django.apps.apps.get_app_configs() if config.name.startswith("haengan.")]
    return [name for name in ours if importlib.util.find_spec(f"{name}.commands") and name != "haengan.site"]


def _add(line: typer.Typer, name: str) -> None:
    """A module's `app` becomes a group named after the module, `GROUPS` are groups by name; its functions listed in `COMMANDS`
    become commands."""
    module = importlib.import_module(f"{name}.commands")
    if hasattr(module, "app"):
        line.add_typer(module.app, name=name.rpartition(".")[2].replace("_", "-"))
    for title, group in getattr(module, "GROUPS", {}).items():
        line.add_typer(group, name=title)
    for function in getattr(module, "COMMANDS", [getattr(module, "worker", None)]):
        if function is not None:
            line.command(function.__name__.strip("_").replace("_", "-"))(function)
