"""Makes `.venv` from the pinned requirements, then catalogues and web assets. Standard library only.

Each step leaves a stamp of its inputs in `.venv`, so that a second run does only what has changed. Where `.venv` is a link,
it belongs to another checkout and is used as it is.
"""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMPS = ENVIRONMENT / ".haengan"
BAR = 32


def main(arguments: list[str]) -> int:
    unknown = set(arguments) - {"--dev"}
    if unknown:
        print("usage: bin/setup [--dev]", file=sys.stderr)
        return 2
    if not ENVIRONMENT.is_symlink():
        make_environment()
        install("--dev" in arguments)
        install_project()
    return build()


def make_environment() -> None:
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "pass"], check=False, capture_output=True).returncode == 0:
        return
    say("Making .venv with Python {}.{}.{}", *sys.version_info[:3])
    venv.create(ENVIRONMENT, clear=True, with_pip=True)


def install(dev: bool) -> None:
    """Install the pinned requirements; the files are complete, so that nothing is resolved and nothing unpinned comes in."""
    files = [locks("")] + ([locks("-dev")] if dev else [])
    stamp = Stamp("requirements-dev" if dev else "requirements", files)
    if stamp.fresh():
        return
    total = len({name for file in files for name in pinned(file)})
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--no-input"]
    for file in files:
        command += ["-r", file]
    follow(command, f"Installing {total} pinned packages", total)
    stamp.set()
    if dev:
        Stamp("requirements", files[:1]).set()


def install_project() -> None:
    stamp = Stamp("project", [ROOT / "pyproject.toml"])
    if stamp.fresh():
        return
    command = [PYTHON, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    follow([*command, "--disable-pip-version-check", "-e", ROOT], "Installing Haengan itself", 0)
    stamp.set()


def build() -> int:
    """Catalogues and web assets; they keep their own stamps."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([PYTHON, "-m", "haengan.site.building"], cwd=ROOT, env=environment, check=False).returncode


class Stamp:
    """Says whether a step was done with these very inputs."""

    def __init__(self, name: str, inputs: list[Path]) -> None:
        self.file = STAMPS / name
        digest = hashlib.sha256()
        for path in inputs:
            digest.update(path.read_bytes())
        self.value = f"{ROOT} {digest.hexdigest()}"

    def fresh(self) -> bool:
        return self.file.exists() and self.file.read_text("utf8") == self.value

    def set(self) -> None:
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text(self.value, "utf8")


def locks(suffix: str) -> Path:
    """The requirements of the Python that `.venv` was made with, which need not be the one that runs this."""
    question = "import sys; print('%d%d' % sys.version_info[:2])"
    minor = subprocess.run([PYTHON, "-c", question], check=True, capture_output=True, text=True).stdout.strip()
    return ROOT / "requirements" / f"py{minor}{suffix}.txt"


def pinned(file: Path) -> Iterator[str]:
    for line in file.read_text("utf8").splitlines():
        name, sign, _version = line.partition("==")
        if sign and not line.startswith((" ", "#")):
            yield name


def follow(command: list[object], title: str, total: int) -> None:
    """Run pip and show how far it is; its whole output is shown only when it fails."""
    said = []
    done = 0
    draw(title, done, total)
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        assert running.stdout
        for line in running.stdout:
            said.append(line)
            if line.startswith(("Collecting", "Requirement already satisfied")):
                done += 1
                draw(title, min(done, total), total)
            elif line.startswith("Installing collected packages"):
                draw("Unpacking them", done, total)
    if running.returncode:
        print()
        sys.stdout.writelines(said[-40:])
        print(f"\n{title}: failed. Is there a way to a Python package index from this machine?", file=sys.stderr)
        raise SystemExit(1)
    draw(title, total, total, last=True)


def draw(title: str, done: int, total: int, last: bool = False) -> None:
    if not sys.stdout.isatty():
        if done == 0 or last:
            print(title + (": done" if last else " ..."), flush=True)
        return
    share = done / total if total else float(last)
    bar = "━" * round(share * BAR) + "╌" * (BAR - round(share * BAR))
    count = f" {done}/{total}" if total else ""
    print(f"\r{title:<32} {bar}{count}\033[K", end="\n" if last else "", flush=True)


def say(text: str, *values: object) -> None:
    print(text.format(*values), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
