"""A history of the orchard played twice: by acts and closes, and in plain Python that only remembers."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date, timedelta

from haengan.kernel.figures.queries import Asked

NAMES = ("baskets", "weight", "growers", "trees", "jars")


@dataclass
class Facts:
    """What is committed. Growers are regions; a basket is a dict of grower, day, weight, sorts, spoilt; a tree has
    grower, day, felled; a jar is its basket. `cuts` says by which name and how each figure is divided."""

    growers: dict = field(default_factory=dict)
    baskets: dict = field(default_factory=dict)
    trees: dict = field(default_factory=dict)
    jars: dict = field(default_factory=dict)
    entered: dict = field(default_factory=dict)
    region: str = "region"
    apple: str = "apple"

    def kept(self):
        return copy.deepcopy(self)

    def amount(self, asked: Asked) -> int:
        name = asked.figure.name.rpartition(".")[2]
        last = asked.period.last_on if asked.base_on is None else min(asked.period.last_on, asked.base_on)
        rows = [
            row for row in self._rows(name) if self._stands(row, asked.period.from_on, last) and self._in(row, asked)
        ]
        if name == "weight":
            return sum(row["weight"] for row in rows)
        return len({row["grower"] for row in rows}) if name == "growers" else len(rows)

    def visitors(self) -> int | None:
        return sum(self.entered.values()) if self.entered else None

    def _rows(self, name):
        if name == "trees":
            return self.trees.values()
        good = [basket for basket in self.baskets.values() if not basket["spoilt"]]
        return [self.baskets[key] for key in self.jars.values()] if name == "jars" else good

    def _stands(self, row, first: date, last: date) -> bool:
        if "felled" in row:
            return row["day"] <= last and (row["felled"] is None or row["felled"] > last)
        return first <= row["day"] < last + timedelta(days=1)

    def _in(self, row, asked: Asked) -> bool:
        if asked.slice == self.region:
            return self.growers[row["grower"]] == asked.member
        return not asked.slice or (self.apple if asked.member == "apple" else "pear") in row["sorts"]
