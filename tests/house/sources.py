"""The house's own files, read once: what the house tests look at."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "haengan"
HOUSE = Path(__file__).parent


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf8"), str(path))


@functools.cache
def code(*folders: str) -> tuple[Path, ...]:
    """Python files of the package (or of some of its folders), without tests and migrations."""
    roots = [PACKAGE / folder for folder in folders] or [PACKAGE]
    found = [path for root in roots for path in sorted(root.rglob("*.py"))]
    return tuple(path for path in found if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts))


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


@functools.cache
def apps() -> frozenset[Path]:
    """Folders of our Django apps: those with an `apps.py`."""
    return frozenset(path.parent for path in code() if path.name == "apps.py")


def app_of(path: Path) -> Path | None:
    """The app's folder that a file belongs to."""
    return next((folder for folder in path.parents if folder in apps()), None)


def tracked() -> list[Path]:
    """Files that git keeps or is about to keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def table(name: str) -> Iterator[list[str]]:
    """Rows of a readable table beside the house tests: columns two or more spaces apart, `#` begins a comment."""
    for line in (HOUSE / name).read_text("utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("  ") if cell.strip()]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def called(node: ast.Call) -> str:
    """The last word of what is called: `save` in `thing.save()`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def nothing(found: list[str]) -> None:
    """Fail with everything that was found, one a line."""
    if found:
        pytest.fail(f"{len(found)} found:\n" + "\n".join(found), pytrace=False)
