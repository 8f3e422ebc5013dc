# the names are our own
"""The best hand-written SQL that gives the numbers of `support.trainings.hours`: each day's total, by field and by course.

On SQLite the covering index of attendance serves 365 refills of one day, each from one grouping; on PostgreSQL and in DuckDB
one statement with grouping sets does the year.
"""

from __future__ import annotations

from typing import Any

GROUPED = """
SELECT s.held_on AS day, c.kind AS kind, c.key AS course, SUM(a.minutes) AS n
FROM support_trainings_session s
JOIN support_trainings_cohort h ON h.id = s.cohort_id
JOIN support_trainings_course c ON c.id = h.course_id
JOIN support_trainings_attendance a ON a.session_id = s.id
WHERE {days} AND h.state IN ('held', 'closed') AND a.minutes > 0
GROUP BY {groups}
"""
YEAR = "s.held_on >= '2023-01-01' AND s.held_on < '2024-01-01'"
SETS = "GROUPING SETS ((s.held_on), (s.held_on, c.kind), (s.held_on, c.key))"
MAKE = (
    "DROP TABLE IF EXISTS bench_cell",
    "CREATE TABLE bench_cell (day date NOT NULL, slice varchar(40) NOT NULL, member varchar(80) NOT NULL, n bigint NOT NULL)",
    "CREATE UNIQUE INDEX bench_cell_place ON bench_cell (slice, member, day)",
    "CREATE INDEX bench_cell_day ON bench_cell (day)",
)
WHOLE = f"""
INSERT INTO bench_cell SELECT day, CASE WHEN kind IS NOT NULL THEN 'course' WHEN course IS NOT NULL THEN 'name' ELSE '' END,
COALESCE(kind, course, ''), n FROM ({GROUPED.format(days=YEAR, groups=SETS)}) one
"""
ONE_DAY = (
    "DELETE FROM bench_cell WHERE day = %s",
    "DELETE FROM bench_day",
    "INSERT INTO bench_day " + GROUPED.format(days="s.held_on = %s", groups="s.held_on, c.kind, c.key"),
    "INSERT INTO bench_cell SELECT day, '', '', SUM(n) FROM bench_day GROUP BY day",
    "INSERT INTO bench_cell SELECT day, 'course', kind, SUM(n) FROM bench_day GROUP BY day, kind",
    "INSERT INTO bench_cell SELECT day, 'name', course, SUM(n) FROM bench_day GROUP BY day, course",
)


def refill(cursor: Any, on: str) -> None:
    """One day anew, on SQLite."""
    for statement in ONE_DAY:
        cursor.execute(statement, [on] * statement.count("%s"))


def told(cursor: Any) -> set[tuple[str, str, str, int]]:
    """The cells that came out."""
    cursor.execute("SELECT CAST(day AS varchar(10)), slice, member, n FROM bench_cell")
    return {(day, cut, member, int(n)) for day, cut, member, n in cursor.fetchall()}
