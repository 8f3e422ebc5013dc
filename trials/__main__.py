"""`bin/trial list`, `bin/trial NAME [--count N]`."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from bench.running import commit, machine

HERE = Path(__file__).parent


def main(words: list[str]) -> int:
    known = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    if words == ["list"]:
        for name in known:
            print(f"{name:<10} {(importlib.import_module(f'trials.{name}').__doc__ or '').splitlines()[0]}")
        return 0
    asked = argparse.ArgumentParser(prog="bin/trial")
    asked.add_argument("name", choices=known)
    asked.add_argument("--count", type=int, default=0, help="how many cases; the trial's own number if left out")
    given = asked.parse_args(words)
    outcome = importlib.import_module(f"trials.{given.name}").run(given.count)
    told = {"trial": given.name, **outcome, "machine": machine(), "commit": commit()}
    print(json.dumps(told, ensure_ascii=False))
    if not given.count:
        kept = HERE / "results" / f"{given.name}.json"
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf8")
    return 0 if outcome["passed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
