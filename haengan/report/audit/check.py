"""다시 세어 보기 / Count again. Python 3.9 or later, nothing else: `python3 check.py` in the unpacked folder. No network.

Counts every value of data/values.csv again from data/records.csv and data/entered.csv, compares each number printed on the
pages in report/ with it, and compares every file with HASHES.sha256. Ends with 0 when nothing differs, else with 1.
"""

import calendar
import csv
import hashlib
import re
import sqlite3
import sys
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
HERE = HERE if HERE.is_dir() else HERE.parent
NUMBERS = {"amount", "id", "value", "scale", "times", "number"}
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


def loaded():
    """Every CSV as a table of an SQLite database in memory; whole numbers become numbers."""
    base = sqlite3.connect(":memory:")
    for path in sorted((HERE / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            head, *rows = csv.reader(lines)
        columns = ", ".join(f'"{name}" {"NUMERIC" if name in NUMBERS else "TEXT"}' for name in head)
        base.execute(f'CREATE TABLE "{path.stem}" ({columns})')
        base.executemany(f'INSERT INTO "{path.stem}" VALUES ({", ".join("?" * len(head))})', rows)
    base.executescript("CREATE INDEX a ON records(figure, at); CREATE INDEX b ON parts(id, slice, member);")
    return base


def counted_again(base):
    """{(figure, first day, last day, slice, member): (counted, stated, scale)}; a ratio is computed from its halves."""
    rows = base.execute(AGAIN).fetchall()
    found = {tuple(row[3:8]): (Decimal(row[2]), row[8], row[12]) for row in rows}
    for row in rows:
        if row[1] == "ratio":
            part, whole = (found[name, *row[4:8]][0] for name in row[9:11])
            found[tuple(row[3:8])] = (part * row[11] / whole if whole else None, row[8], row[12])
    return found


class Page(HTMLParser):
    """Collects every number of a page: its attributes and its text."""

    def __init__(self, path):
        super().__init__()
        self.numbers, self.open = [], None
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if told.get("class") == "number":
            self.open = (tag, told, [])

    def handle_data(self, data):
        if self.open:
            self.open[2].append(data)

    def handle_endtag(self, tag):
        if self.open and tag == self.open[0]:
            self.numbers.append((self.open[1], "".join(self.open[2])))
            self.open = None


def days(period):
    """2023, 2023-09, 2023-09-04 or first..last, as first and last day."""
    if ".." in period:
        return tuple(period.split(".."))
    parts = [int(part) for part in period.split("-")]
    year, first, last = parts[0], parts[1] if len(parts) > 1 else 1, parts[1] if len(parts) > 1 else 12
    return (period, period) if len(parts) == 3 else (f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}")


def reads_as(text, amount, powers=(0,)):
    """Whether a printed number is this amount, rounded to what is printed."""
    found = re.search(r"\d[\d,]*(?:\.(\d+))?", text)
    if found is None or amount is None:
        return amount is None or (text.strip() == "-" and amount == 0)
    sign = -1 if re.match(r"\s*[↓△−-]", text) else 1
    read = sign * Decimal(found[0].replace(",", "")) * (10000 if text[found.end() :].startswith("만") else 1)
    slack = Decimal(5).scaleb(-1 - len(found[1] or ""))
    return any(abs(amount.scaleb(-power) - read) <= (slack if power or found[1] else 0) for power in powers)


def asked(told, values, cells):
    """What a printed number should be, and by which powers of ten it may be shortened; None for one that no figure stands behind."""
    figure, part, span = told["data-figure"], told.get("data-slice") or "", told.get("data-period")
    if not span:
        place = dict(one.split("=", 1) for one in part.split(","))
        return Decimal(cells[figure, place["record"], int(place.get("part", 1))]), (0, 3, 4, 6, 8)
    cut, _, member = part.partition("=")
    now, *before = (values[(figure, *days(p), cut, member)] for p in (span, told.get("data-since")) if p)
    amount, scale = (None if now[1] == "" else Decimal(str(now[1]))), now[2]
    if before and amount is not None:
        amount -= Decimal(str(before[0][1]))
    return None if amount is None else amount / scale, (0,)


def main():
    base, wrong = loaded(), []
    values = counted_again(base)
    for place, (counted, stated, _scale) in sorted(values.items()):
        if (counted or 0) != (stated or 0) and abs((counted or 0) - Decimal(str(stated or 0))) > Decimal("0.000001"):
            wrong.append(f"값이 다름 / VALUE DIFFERS {' '.join(filter(None, place))}: 센 값 counted {counted}, 적힌 값 stated {stated}")
    cells = {(f"{t}.{c}", r, int(p)): n for t, c, r, p, n in base.execute('SELECT "table", "column", record, part, number FROM cells')}
    printed = signed = 0
    for path in sorted((HERE / "report").glob("*.html")):
        for told, text in Page(path).numbers:
            signed, printed = signed + (not told.get("data-figure")), printed + bool(told.get("data-figure"))
            if told.get("data-figure") and not reads_as(text, *asked(told, values, cells)):
                wrong.append(f"인쇄된 수가 다름 / PRINTED DIFFERS {path.name} {told['data-figure']} {told.get('data-slice', '')} {told.get('data-period', '')}: {text}")
    listed = [line.split("  ", 1) for line in (HERE / "HASHES.sha256").read_text("utf-8").splitlines()]
    for expected, name in listed:
        content = (HERE / name).read_bytes() if (HERE / name).is_file() else b""
        if hashlib.sha256(content).hexdigest() != expected:
            wrong.append(f"파일이 바뀜 / FILE ALTERED {name}")
    print("\n".join([*wrong, f"값 values {len(values)}, 인쇄된 수 printed numbers {printed}, 서명한 수 signed for {signed}, 파일 files {len(listed)}: 다름 differ {len(wrong)}"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
