"""What the gate runs: each stage is a name and a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(sys.executable).parent
CONTRACTS = "tests/house/contracts.toml"
BROWSER = "tests/browser"
NOT_OURS = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Stage:
    """`loud`: what it prints is shown as it comes, for which it must run alone."""

    name: str
    command: tuple[str, ...]
    loud: bool = False


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(HERE / name), *arguments)


def templates() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "haengan").rglob("templates/**/*.html"))


def pytest(name: str, *arguments: str, loud: bool = False) -> Stage:
    return Stage(name, (sys.executable, "-m", "pytest", *arguments), loud=loud)


def everything(name: str, *arguments: str, loud: bool = False) -> list[Stage]:
    """All tests: those under the common settings in one run, then each folder of tests that brings its own."""
    apart = own_settings()
    common = pytest(name, *arguments, *(f"--ignore={folder}" for folder in apart), loud=loud)
    alone = [folder for folder in apart if folder != BROWSER]
    return [common, *(pytest(f"{name}: {folder}", *arguments, *under(folder), folder, loud=loud) for folder in alone)]


def heavy() -> Stage:
    apart = [f"--ignore={folder}" for folder in own_settings()]
    return pytest("heavy tests", "-n", "2", "--dist", "loadgroup", "-m", "heavy and not trial", *apart)


def browser() -> Stage:
    return pytest("browser tests", "-n", "2", "-m", "browser", *under(BROWSER), BROWSER)


def some(paths: list[str]) -> Stage:
    """The tests at those paths, under the settings of their folder where it has some."""
    folder = next((folder for folder in own_settings() if paths[0].startswith(folder)), "")
    return pytest("tests", *(under(folder) if folder else ()), *paths)


def own_settings() -> list[str]:
    """Folders of tests that stand on settings of their own: a room of playthings that the house does not install."""
    found = [*sorted((ROOT / "haengan").rglob("tests/settings.py")), ROOT / BROWSER / "settings.py"]
    return [str(path.parent.relative_to(ROOT)) for path in found]


def under(folder: str) -> tuple[str, ...]:
    return ("--ds", f"{folder.replace('/', '.')}.settings")


STATIC = [
    Stage("types", tool("mypy", "haengan", "bin/set_up.py")),
    Stage("format", tool("ruff", "format", "--check", ".")),
    Stage("lint", tool("ruff", "check", ".")),
    Stage("contracts", tool("lint-imports", "--no-logo", "--config", CONTRACTS)),
]
if templates():
    STATIC.append(Stage("templates", tool("djhtml", "--check", "--tabwidth", "2", *templates())))


def other_pythons() -> Iterator[tuple[str, str, Stage | None]]:
    """For each further Python that the house promises: its minor, why it is skipped, or the stage that tries it."""
    found = run([ROOT / "bin" / "pythons", "--all"], check=True, capture_output=True, text=True, stdin=None).stdout
    interpreters = dict(reversed([line.split(maxsplit=1) for line in found.splitlines()]))
    own = "{}.{}".format(*sys.version_info)
    for minor in ("3.11", "3.12", "3.13"):
        if minor == own:
            continue
        if minor in interpreters:
            yield minor, "", Stage(f"Python {minor}", ("bin/try_python", interpreters[minor]))
        else:
            yield minor, "this Python is not on the machine", None


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The gate chooses the database itself: a caller's `DATABASE_URL` names the server for its own PostgreSQL only. What
    is compiled once is compiled for all: hundreds of processes start."""
    ours = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return {**ours, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **(extra or {})}
