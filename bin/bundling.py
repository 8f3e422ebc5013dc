"""Builds the bundle: every pinned wheel, our own with everything built inside, and a script that installs them offline."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINOR = "{}{}".format(*sys.version_info)
LOCK = ROOT / "requirements" / f"py{MINOR}.txt"
WITH = ("README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "deploy", "docs")
INSTALL = """#!/bin/sh
# Installs Haengan into an environment of its own, without a network: `./install.sh /opt/haengan/.venv`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-@PYTHON@}
"$python" -m venv "$1"
"$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --require-hashes \\
    --find-links "$here/wheels" -r "$here/requirements.txt"
echo "Haengan stands in $1. Next: write the settings (docs/settings.md), copy deploy/, run $1/bin/haengan doctor."
"""


def main(words: list[str]) -> int:
    into = Path(words[0] if words else ROOT / "dist").resolve()
    into.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "haengan.site.building"], cwd=ROOT, env=surroundings(), check=True)
    with tempfile.TemporaryDirectory(prefix="haengan-bundle-") as name:
        folder = Path(name) / f"haengan-py{MINOR}-{sysconfig.get_platform()}"
        wheels = folder / "wheels"
        wheels.mkdir(parents=True)
        own_wheel(wheels)
        pinned_wheels(wheels)
        finish(folder, wheels)
        target = into / f"{folder.name}.tar.gz"
        with tarfile.open(target, "w:gz", compresslevel=1) as archive:
            archive.add(folder, folder.name)
    print(target)
    return 0


def own_wheel(wheels: Path) -> None:
    """Built from a copy of what git keeps and what set-up has built: nothing else of this checkout goes along."""
    with tempfile.TemporaryDirectory(prefix="haengan-source-") as name:
        copy = Path(name) / "source"
        copy.mkdir()
        for part in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / part, copy)
        shutil.copytree(ROOT / "haengan", copy / "haengan", ignore=shutil.ignore_patterns("__pycache__", "tests"))
        pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", wheels, copy)


def pinned_wheels(wheels: Path) -> None:
    pip("wheel", "--no-deps", "--require-hashes", "--wheel-dir", wheels, "-r", LOCK)


def finish(folder: Path, wheels: Path) -> None:
    """The requirements with the hashes of these very wheels, the script, and what a city reads."""
    lines = [line_of(wheel) for wheel in sorted(wheels.glob("*.whl"))]
    (folder / "requirements.txt").write_text("\n".join(lines) + "\n", "utf8")
    script = folder / "install.sh"
    script.write_text(INSTALL.replace("@PYTHON@", f"python{MINOR[0]}.{MINOR[1:]}"), "utf8")
    script.chmod(0o755)
    for part in WITH:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("screens"))
        else:
            shutil.copy(source, folder)


def line_of(wheel: Path) -> str:
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{digest}"


def pip(*words: object) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    subprocess.run([sys.executable, "-m", "pip", words[0], *quiet, *map(str, words[1:])], cwd=ROOT, check=True)


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
