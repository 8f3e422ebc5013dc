"""A norm file: a YAML list of dated legal values. Every fault is told with its file, its line and its remedy.

- key: petitions.inquiry.days
  ko: 질의민원 처리기간
  en: Days to answer an inquiry
  unit: working_days
  fixed: true                 # national law: a city may not set its own value
  note: what a reader should know
  words:                      # what people call the codes that a value is made of
    sister: [자매결연, Sister-city agreement]
  values:                     # oldest first, without gap or overlap
    - from: 2012-09-16
      until: 2016-02-12       # exclusive; may be left out where another value follows or none ends
      value: 7
      article: 민원사무 처리에 관한 법률 시행령 제15조
      source: https://www.law.go.kr/…
      confirm: true           # the city must confirm it; needed where there is no source
"""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from haengan.kernel.norms.engine import units
from haengan.kernel.norms.engine.units import UNITS, Unit, Value, Words

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
PROPERTIES = ("key", "ko", "en", "unit", "fixed", "note", "words", "values")
DATED = ("from", "until", "value", "article", "source", "confirm")
UNREADABLE: Any = object()
Node = yaml.Node
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Fault:
    file: str
    line: int
    what: str
    remedy: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.remedy}"


@dataclass(frozen=True)
class Dated:
    """What stands from a day on; `until_on` is exclusive and None where it still stands."""

    from_on: date
    until_on: date | None
    value: Value
    article: str
    source: str = ""
    confirm: bool = False
    line: int = 0


@dataclass(frozen=True)
class Entry:
    key: str
    ko: str
    en: str
    unit: Unit
    values: tuple[Dated, ...]
    fixed: bool = False
    note: str = ""
    words: Words = field(default_factory=dict)
    file: str = ""
    line: int = 0

    def shown(self, value: Value, *, language: str) -> str:
        return self.unit.shown(value, language=language, words=self.words)

    def on(self, day: date) -> Dated | None:
        return next((d for d in self.values if d.from_on <= day and (d.until_on is None or day < d.until_on)), None)


def read(path: Path, *, name: str = "") -> tuple[list[Entry], list[Fault]]:
    """The sound entries of a file and the faults of the others. `name` is how the file is called in messages."""
    reader = _Reader(name or str(path))
    entries = reader.entries(path.read_text("utf8"))
    return entries, reader.faults


def doubled(entries: list[Entry]) -> list[Fault]:
    """A key may stand once in all files together."""
    first: dict[str, Entry] = {}
    faults = []
    for entry in entries:
        if entry.key in first:
            other = first[entry.key]
            what = f"The norm {entry.key} stands already in {other.file}:{other.line}."
            faults.append(Fault(entry.file, entry.line, what, "Keep one of the two, or give this one another key."))
        first.setdefault(entry.key, entry)
    return faults


@dataclass
class _Reader:
    file: str
    faults: list[Fault] = field(default_factory=list)

    def entries(self, text: str) -> list[Entry]:
        try:
            root = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark
            what = f"This is not YAML: {wrong.problem}."
            self.faults.append(
                Fault(self.file, mark.line + 1 if mark else 1, what, "Correct the line or its indentation.")
            )
            return []
        if root is None:
            return []
        if not isinstance(root, yaml.SequenceNode):
            self._fault(root, "A norm file is a list of entries.", "Begin each entry with “- key: …”.")
            return []
        found = [self._entry(node) for node in root.value]
        return [entry for entry in found if entry]

    def _entry(self, node: Node) -> Entry | None:
        before = len(self.faults)
        has = self._mapping(node, PROPERTIES, needed=("key", "ko", "en", "unit", "values"))
        key = self._text(has.get("key"))
        if key and not KEY.fullmatch(key):
            self._fault(has["key"], f"{key} is not a key.", "Write small letters and dots: petitions.inquiry.days.")
        unit = self._unit(has.get("unit"))
        values = self._values(has.get("values"), key, unit)
        if len(self.faults) > before or unit is None:
            return None
        return Entry(
            key=key,
            ko=self._text(has["ko"]),
            en=self._text(has["en"]),
            unit=unit,
            values=values,
            fixed=self._flag(has.get("fixed")),
            note=self._text(has.get("note")),
            words=self._words(has.get("words")),
            file=self.file,
            line=node.start_mark.line + 1,
        )

    def _words(self, node: Node | None) -> Words:
        found: dict[str, tuple[str, str]] = {}
        for code, named in node.value if isinstance(node, yaml.MappingNode) else ():
            told = [self._text(one) for one in named.value] if isinstance(named, yaml.SequenceNode) else []
            if len(told) == 2 and all(told):
                found[str(code.value)] = (told[0], told[1])
            else:
                self._fault(named, f"“{code.value}” has no names.", "Write both languages: [자매결연, Sister city].")
        return found

    def _unit(self, node: Node | None) -> Unit | None:
        code = self._text(node)
        if node is not None and code not in UNITS:
            near = difflib.get_close_matches(code, UNITS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known units: {', '.join(UNITS)}."
            self._fault(node, f"The unit {code or '(none)'} is unknown.", hint)
        return UNITS.get(code)

    def _values(self, node: Node | None, key: str, unit: Unit | None) -> tuple[Dated, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._fault(node, f"{key} has no dated values.", "Write at least one “- from: …” below values.")
            return ()
        rows = [(child, self._dated(child, key, unit)) for child in node.value]
        dated = [(child, row) for child, row in rows if row]
        self._in_order(key, dated)
        return self._closed([row for _child, row in dated])

    def _dated(self, node: Node, key: str, unit: Unit | None) -> Dated | None:
        has = self._mapping(node, DATED, needed=("from", "value"))
        if not has:
            return None
        article, source = self._text(has.get("article")), self._text(has.get("source"))
        confirm = self._flag(has.get("confirm"))
        if not article:
            self._fault(
                node, f"{key} has no article.", "Name where the value stands, for example “article: 시행령 제14조”."
            )
        if not source and not confirm:
            self._fault(
                node, f"{key} has no source.", "Give “source: …”, or mark it “confirm: true” for the city to confirm."
            )
        from_on, until_on = self._date(has.get("from")), self._date(has.get("until"))
        value = self._plain(has["value"]) if "value" in has else UNREADABLE
        if unit and value is not UNREADABLE and (wrong := units.fault_of(unit, value)):
            self._fault(has["value"], f"{key}: {wrong}.", "Correct the value or the unit.")
        if from_on is None or value is UNREADABLE:
            return None
        return Dated(from_on, until_on, value, article, source, confirm, node.start_mark.line + 1)

    def _in_order(self, key: str, rows: list[tuple[Node, Dated]]) -> None:
        for node, row in rows:
            if row.until_on and row.until_on <= row.from_on:
                self._fault(
                    node, f"{key} ends before it begins.", "“until” is the first day on which it no longer stands."
                )
        for (_node, earlier), (node, later) in itertools.pairwise(rows):
            end = earlier.until_on
            if later.from_on <= earlier.from_on or (end and end > later.from_on):
                remedy = "Write the values oldest first and end each where the next begins."
                self._fault(node, f"{key} has two values on {later.from_on}.", remedy)
            elif end and end < later.from_on:
                remedy = f"Set “until: {later.from_on}” on the value before, or add what stood between."
                self._fault(node, f"{key} has no value from {end} to {later.from_on}.", remedy)
            if isinstance(earlier.value, list) is not isinstance(later.value, list):
                self._fault(node, f"{key} is now a list, now a single value.", "Keep one form for all its days.")

    def _closed(self, rows: list[Dated]) -> tuple[Dated, ...]:
        ends = [row.until_on or following.from_on for row, following in itertools.pairwise(rows)]
        ends_all: list[date | None] = [*ends, *(row.until_on for row in rows[-1:])]
        return tuple(
            Dated(r.from_on, end, r.value, r.article, r.source, r.confirm, r.line)
            for r, end in zip(rows, ends_all, strict=True)
        )

    def _mapping(self, node: Node, known: tuple[str, ...], *, needed: tuple[str, ...]) -> dict[str, Node]:
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, "Here an entry with named properties is expected.", f"Write {', '.join(needed)}.")
            return {}
        has: dict[str, Node] = {}
        for name, child in ((str(pair[0].value), pair[1]) for pair in node.value):
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                self._fault(child, f"“{name}” is unknown.", f"Did you mean “{(near or known)[0]}”?")
            elif name in has:
                self._fault(child, f"“{name}” is said twice.", "Keep one.")
            has[name] = child
        for name in needed:
            if name not in has or (isinstance(has[name], yaml.ScalarNode) and not has[name].value):
                self._fault(node, f"“{name}” is missing.", f"Add “{name}: …”.")
        return has

    def _plain(self, node: Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(child) for child in node.value]
        if not isinstance(node, yaml.ScalarNode):
            self._fault(
                node,
                "A value is a number, a text, true or false, a date, or a list of them.",
                "Give each part its own key.",
            )
            return UNREADABLE
        try:
            return _scalar(node)
        except (ValueError, ArithmeticError):
            self._fault(node, f"{node.value} cannot be read.", "Write numbers as 14 or 0.5, dates as 2024-01-31.")
            return UNREADABLE

    def _text(self, node: Node | None) -> str:
        return str(node.value).strip() if isinstance(node, yaml.ScalarNode) and not node.tag.endswith(":null") else ""

    def _flag(self, node: Node | None) -> bool:
        value = self._plain(node) if node is not None else False
        if not isinstance(value, bool) and node is not None:
            self._fault(node, "Here true or false is expected.", "Write true or leave it out.")
        return value is True

    def _date(self, node: Node | None) -> date | None:
        value = self._plain(node) if node is not None else None
        if node is not None and not isinstance(value, date):
            self._fault(node, f"{self._text(node)} is not a date.", "Write it as 2024-01-31.")
        return value if isinstance(value, date) else None

    def _fault(self, node: Node, what: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, node.start_mark.line + 1, what, remedy))


def _scalar(node: yaml.ScalarNode) -> Any:
    """Exact: fractions become Decimal, never float; only true and false are switches; a moment is not a date."""
    text, kind = str(node.value), node.tag.rpartition(":")[2]
    if kind == "bool" and text in {"true", "false"}:
        return text == "true"
    if kind == "int" and re.fullmatch(r"-?(0|[1-9][0-9_]*)", text):
        return int(text.replace("_", ""))
    if kind == "float" and re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
        return Decimal(text)
    if kind == "timestamp":
        return date.fromisoformat(text)
    if kind == "str":
        return text
    raise ValueError(text)
