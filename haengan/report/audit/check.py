"""다시 세어 보기 / Count again. Python 3.9 or later, nothing else: `python3 check.py` in the unpacked folder. No network.

Counts every value of data/values.csv again from data/records.csv and data/entered.csv, compares each number printed on the
pages in report/ with it, and compares every file with HASHES.sha256. Ends with 0 when nothing differs, else with 1.
"""

from __future__ import annotations

import calendar
import csv
import hashlib
import re
import sqlite3
import sys
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Optional

Place = tuple[str, ...]
"""Figure, first day, last day, slice, member."""
Value = tuple[Optional[Decimal], Optional[Decimal], int]
"""Counted, stated, base units in one shown unit."""
HERE = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
HERE = HERE if HERE.is_dir() else HERE.parent
NUMBERS = {"amount", "id", "value", "scale", "times", "number", "part"}
AGAIN = """
WITH counted AS (
  SELECT v.id AS value, r.amount, r.one,
    (f.kind = 'stock' AND r.at <= v.counted_until AND (r.until = '' OR r.until > v.counted_until))
      OR (f.kind <> 'stock' AND r.at BETWEEN v."from" AND v.counted_until) AS now,
    v.since <> '' AND r.at <= v.since AND (r.until = '' OR r.until > v.since) AS before
  FROM "values" v JOIN figures f ON f.name = v.figure JOIN records r ON r.figure = v.figure
  WHERE v.slice = '' OR EXISTS (SELECT 1 FROM parts p WHERE p.id = r.id AND p.slice = v.slice AND p.member = v.member)),
stated AS (
  SELECT s.value, SUM(e.amount) AS amount FROM sources s JOIN entered e ON e.key = s.entered JOIN "values" v ON v.id = s.value
  JOIN figures f ON f.name = v.figure WHERE e.figure = v.figure AND (v.slice = '' OR (e.slice, e.member) = (v.slice, v.member))
  AND (f.kind = 'stock' OR (e."from" >= v."from" AND e.last <= v.counted_until)) GROUP BY s.value)
SELECT v.id, f.kind, COALESCE((SELECT amount FROM stated WHERE value = v.id), 0) + CASE f.kind
  WHEN 'distinct' THEN (SELECT COUNT(DISTINCT NULLIF(one, '')) FROM counted WHERE value = v.id AND now)
  ELSE COALESCE((SELECT SUM(amount * (now - before)) FROM counted WHERE value = v.id), 0) END,
  v.figure, v."from", v.last, v.slice, v.member, v.amount, f.part, f.whole, f.times, f.scale
FROM "values" v JOIN figures f ON f.name = v.figure"""


def loaded() -> sqlite3.Connection:
    """Every CSV as a table of an SQLite database in memory."""
    base = sqlite3.connect(":memory:")
    for path in sorted((HERE / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            head, *rows = csv.reader(lines)
        columns = ", ".join(f'"{name}" {"NUMERIC" if name in NUMBERS else "TEXT"}' for name in head)
        base.execute(f'CREATE TABLE "{path.stem}" ({columns})')
        base.executemany(f'INSERT INTO "{path.stem}" VALUES ({", ".join("?" * len(head))})', rows)
    base.executescript("CREATE INDEX a ON records(figure, at); CREATE INDEX b ON parts(id, slice, member);")
    return base


def counted_again(base: sqlite3.Connection) -> dict[Place, Value]:
    """A ratio is computed from its halves."""
    rows = base.execute(AGAIN).fetchall()
    found = {tuple(row[3:8]): (exact(row[2]), exact(row[8]), row[12]) for row in rows}
    for row in (row for row in rows if row[1] == "ratio"):
        part, whole = (found.get((name, *row[4:8]), (None,))[0] for name in row[9:11])
        counted = part * row[11] / whole if part is not None and whole else None
        found[tuple(row[3:8])] = (counted, exact(row[8]), row[12])
    return found


def exact(number: object) -> Decimal | None:
    return None if number in ("", None) else Decimal(str(number))


class Page(HTMLParser):
    """Collects every number of a page: its attributes and its text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.numbers: list[tuple[dict[str, str], str]] = []
        self.inside: tuple[str, dict[str, str], list[str]] | None = None
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told.get("class") == "number":
            self.inside = (tag, told, [])

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.inside[2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[0]:
            self.numbers.append((self.inside[1], "".join(self.inside[2])))
            self.inside = None


def days(period: str) -> tuple[str, str]:
    """2023, 2023-09, 2023-09-04 or first..last, as first and last day."""
    first, _, last = period.partition("..")
    parts = [int(part) for part in first.split("-")]
    if last or len(parts) == 3:
        return first, last or first
    begin, end = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    return f"{parts[0]}-{begin:02}-01", f"{parts[0]}-{end:02}-{calendar.monthrange(parts[0], end)[1]}"


def reads_as(text: str, amount: Decimal | None, powers: tuple[int, ...]) -> bool:
    """Whether a printed number is this amount, rounded to what is printed."""
    found = re.search(r"\d[\d,]*(?:\.(\d+))?", text)
    if found is None or amount is None:
        return found is None and not amount
    sign = -1 if re.match(r"\s*[↓△−-]", text) else 1
    read = sign * Decimal(found[0].replace(",", "")) * (10000 if text[found.end() :].startswith("만") else 1)
    slack = Decimal(5).scaleb(-1 - len(found[1] or ""))
    return any(abs(amount.scaleb(-power) - read) <= slack for power in powers)


def asked(told: dict[str, str], values: dict[Place, Value], cells: dict[tuple[str, str, int], int]) -> Decimal | None:
    """What a printed number should be."""
    part, span = told.get("data-slice", ""), told.get("data-period", "")
    if not span:
        place = dict(one.split("=", 1) for one in part.split(","))
        return Decimal(cells[told["data-figure"], place["record"], int(place.get("part", 1))])
    cut, _, member = part.partition("=")
    periods = [period for period in (span, told.get("data-since")) if period]
    now, *before = (values[(told["data-figure"], *days(period), cut, member)] for period in periods)
    return None if now[1] is None else (now[1] - (before[0][1] or 0 if before else 0)) / now[2]


def main() -> int:
    base, wrong = loaded(), []
    values = counted_again(base)
    for place, (counted, stated, _scale) in sorted(values.items()):
        if abs((counted or Decimal(0)) - (stated or Decimal(0))) > Decimal("0.000001"):
            name = " ".join(filter(None, place))
            wrong.append(f"값이 다름 / VALUE DIFFERS {name}: 센 값 counted {counted}, 적힌 값 stated {stated}")
    cells = {
        (f"{t}.{c}", r, p): n
        for t, c, r, p, n in base.execute('SELECT "table", "column", record, part, number FROM cells')
    }
    numbers = [(path.name, *one) for path in sorted((HERE / "report").glob("*.html")) for one in Page(path).numbers]
    for page, told, text in numbers:
        powers = (0,) if told.get("data-period") else (0, 3, 4, 6, 8)
        try:
            same = not told["data-figure"] or reads_as(text, asked(told, values, cells), powers)
        except KeyError:
            same = False
        if not same:
            name = " ".join(told.get(f"data-{key}", "") for key in ("figure", "slice", "period"))
            wrong.append(f"인쇄된 수가 다름 / PRINTED DIFFERS {page} {name}: {text}")
    listed = [line.split("  ", 1) for line in (HERE / "HASHES.sha256").read_text("utf-8").splitlines()]
    for expected, name in listed:
        content = (HERE / name).read_bytes() if (HERE / name).is_file() else b""
        if hashlib.sha256(content).hexdigest() != expected:
            wrong.append(f"파일이 바뀜 / FILE ALTERED {name}")
    traced = sum(1 for _page, told, _text in numbers if told["data-figure"])
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(
        f"값 values {len(values)}, 인쇄된 수 printed numbers {traced}, 서명한 수 signed for {len(numbers) - traced}, "
        f"파일 files {len(listed)}: 다름 differ {len(wrong)}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
