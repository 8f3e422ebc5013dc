"""What all benchmarks share: their list, the environment of their peers, the line in which each ends."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOUSE = Path(__file__).parent
RESULTS = HOUSE / "results"
README = ROOT / "README.md"
WHOLE = ROOT / "docs" / "bench.md"
LIMIT = "; ours is the limit"
"""Of a case whose other is measured and must stay under ours."""
BEGIN, END = "<!-- bin/bench table -->\n", "<!-- until here -->"


@dataclass(frozen=True)
class Case:
    """One comparison. `target` is what `ratio` must reach, or stay under where `less` is better; None where the other is
    only shown beside. Where there is no other, it is the target and the ratio's target is 1."""

    what: str
    ours: float
    other: float
    unit: str
    target: float | None
    less: bool = False

    @property
    def ratio(self) -> float:
        return round(self.ours / self.other, 3)

    @property
    def margin(self) -> float:
        """How far on the right side of its target: 1 just meets it, less does not. Without a target, it is infinite."""
        if self.target is None:
            return float("inf")
        return self.target / self.ratio if self.less else self.ratio / self.target


@dataclass
class Result:
    """`other` is a peer, or a floor: the same work without what is measured."""

    name: str
    other: str
    cases: list[Case] = field(default_factory=list)

    def line(self) -> str:
        """The benchmark as one line of JSON; ours, peer or floor, and ratio are those of the case nearest to its target."""
        worst = min(self.cases, key=lambda case: case.margin)
        told = {
            "name": self.name,
            "case": worst.what,
            "ours": worst.ours,
            self.other: worst.other,
            "ratio": worst.ratio,
            "target": worst.target,
            "unit": worst.unit,
            "cases": [{**asdict(case), "ratio": case.ratio} for case in self.cases],
            "machine": machine(),
            "load": round(os.getloadavg()[2], 1),
            "commit": commit(),
        }
        return json.dumps(told, ensure_ascii=False)


def known() -> dict[str, str]:
    """Name and first sentence of each benchmark: the folders here that have a `bench.py`."""
    names = sorted(path.parent.name for path in HOUSE.glob("*/bench.py"))
    return {name: (importlib.import_module(f"bench.{name}").__doc__ or "").split("\n")[0] for name in names}


def run(name: str) -> Result:
    """Its result, kept in `bench/results/NAME.json` as well."""
    peers = environment(name)
    result: Result = importlib.import_module(f"bench.{name}.bench").run(peers)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(
        json.dumps(json.loads(result.line()), ensure_ascii=False, indent=1) + "\n", "utf8"
    )
    return result


def tabulate() -> None:
    """Puts the kept results between their two marks: what has a target into the README, everything into docs/bench.md."""
    told = [json.loads(path.read_text("utf8")) for path in sorted(RESULTS.glob("*.json"))]
    _put(README, [row for one in told for row in _rows(one, brief(one["cases"]))])
    _put(WHOLE, [row for one in told for row in _rows(one, one["cases"])])


def brief(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cases that have a target; of those that tell one percentage, `KIND, DATABASE, …`, the worst of each kind and
    database alone, without what the others do not share, and of a page's questions, `DATABASE, …`, the worst."""
    found: dict[str, dict[str, Any]] = {}
    for case in cases:
        if case["target"] is None:
            continue
        shared = 1 if case["what"].endswith(LIMIT) else 2 if case["unit"] == "%" else 0
        if not shared:
            found[case["what"]] = case
            continue
        name = ", ".join([*case["what"].split(", ")[:shared], "the worst"]) + (LIMIT if shared == 1 else "")
        if name not in found or case["ratio"] < found[name]["ratio"]:
            found[name] = {**case, "what": name}
    return list(found.values())


def _put(path: Path, rows: list[str]) -> None:
    head, _begin, rest = path.read_text("utf8").partition(BEGIN)
    _old, _end, tail = rest.partition(END)
    table = ["", "| | ours | other | ratio | target |", "|---|---:|---:|---:|---:|", *rows]
    path.write_text(head + BEGIN + "\n".join(table) + "\n" + END + tail, "utf8")


def _rows(told: dict[str, Any], cases: list[dict[str, Any]]) -> list[str]:
    measured = f"| **{told['name']}**, measured at {told['commit']}, load {told['load']} | | | | |"
    return [measured, *map(_row, cases)]


def _row(case: dict[str, Any]) -> str:
    sign = "≤" if case.get("less") else "≥"
    target = "" if case["target"] is None else f"{sign} {case['target']:g}"
    return f"| {case['what']} | {case['ours']:,} {case['unit']} | {case['other']:,} | {case['ratio']:g} | {target} |"


def environment(name: str) -> Path:
    """The Python of the benchmark's peers: an environment of their own under `var/bench`, made where its requirements
    are new. Without a `requirements.txt` it is ours."""
    wanted = HOUSE / name / "requirements.txt"
    if not wanted.exists():
        return Path(sys.executable)
    folder = ROOT / "var" / "bench" / name
    python, stamp = folder / "bin" / "python", folder / "stamp"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text("utf8") != digest:
        say(f"Making the environment of {name}'s peers")
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", wanted], check=True)
        stamp.write_text(digest, "utf8")
    return python


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """The environment of a trial on a fresh SQLite, in a home of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="haengan-bench-") as home:
        yield {
            **os.environ,
            "HAENGAN_HOME": home,
            "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
            "DATABASE_URL": "",
        }


def machine() -> str:
    """Processor, cores, system, Python."""
    models = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    name = models[0] if models else platform.processor()
    return (
        f"{name}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def commit() -> str:
    """The commit that was measured; with a plus where files differ from it."""
    head = _git("rev-parse", "--short", "HEAD")
    changed = [
        line for line in _git("status", "--porcelain").splitlines() if "bench/results/" not in line and line[:2] != "??"
    ]
    return head + ("+" if changed else "")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf8").splitlines()
    except OSError:
        return []
