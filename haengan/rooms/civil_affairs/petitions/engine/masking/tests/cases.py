"""Hand-written texts (cases.csv): [what is certain], {what is proposed}; everything else must stay as it is."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from haengan.rooms.civil_affairs.petitions.engine.masking.finding import DOT

MARKED = re.compile(r"\[([^\]]*)\]|\{([^}]*)\}")


@dataclass(frozen=True)
class Case:
    """`certain` and `proposed` are the expected places, `masked` the expected text."""

    kind: str
    text: str
    certain: tuple[tuple[int, int], ...]
    proposed: tuple[tuple[int, int], ...]

    @property
    def masked(self) -> str:
        told = list(self.text)
        for start, end in self.certain:
            told[start:end] = [DOT if sign.isalnum() else sign for sign in told[start:end]]
        return "".join(told)


def _case(kind: str, marked: str) -> Case:
    text, at, certain, proposed = "", 0, [], []
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match.group(1) or match.group(2)
        (certain if match.group(1) else proposed).append((start, len(text)))
        at = match.end()
    return Case(kind, text + marked[at:], tuple(certain), tuple(proposed))


CASES = [
    _case(row["kind"], row["text"])
    for row in csv.DictReader(Path(__file__).with_name("cases.csv").open(encoding="utf8", newline=""))
]
