"""The records of the benchmark, in plain SQL that SQLite, PostgreSQL and DuckDB run alike: made from numbers, the same everywhere.

A year of sessions with 50 officials each: how long each was there. The last day of the year stays free for the dirty day,
which has 1,000 records whatever the others are.
"""

PEOPLE = 50
A_COHORT = 10
"""Sessions of a cohort, all on its day."""
COURSES = 100
DAYS = 364
LAST = "2023-12-31"
DIRTY = 20
"""Sessions on the dirty day."""
MINUTES = "30 + (s.id * 7 + o.id * 13) % 90"


def sessions(records: int) -> int:
    """How many of them hold so many records, the dirty day's aside."""
    return max(A_COHORT, round(records / PEOPLE / A_COHORT) * A_COHORT)


def day(number: str, vendor: str) -> str:
    """The day of the cohort of that number."""
    if vendor == "sqlite":
        return f"date('2023-01-01', '+' || ({number} % {DAYS}) || ' days')"
    return f"(DATE '2023-01-01' + CAST({number} % {DAYS} AS INTEGER))"
