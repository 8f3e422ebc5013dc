"""`bin/bench list`, `bin/bench NAME…`, `bin/bench`, `bin/bench table`."""

from __future__ import annotations

import sys

from bench import running


def main(words: list[str]) -> int:
    known = running.known()
    if words == ["list"]:
        for name, told in known.items():
            print(f"{name:<12} {told}")
        return 0
    if words == ["table"]:
        running.tabulate()
        return 0
    unknown = [word for word in words if word not in known]
    if unknown:
        print(f"bin/bench: there is no {unknown[0]}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    for name in words or known:
        print(running.run(name).line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
