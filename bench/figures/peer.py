# the names are our own
"""The same year in DuckDB, by the hand's statement with grouping sets: seconds, cells, their sum. Runs in the peers' Python."""

from __future__ import annotations

import sys
import time

import duckdb  # type: ignore[import-not-found,unused-ignore]

from bench.figures import hand, records

KINDS = 11
TABLES = """
CREATE TABLE kernel_people_official AS SELECT range AS id FROM range(1, {people} + 1);
CREATE TABLE support_trainings_course AS SELECT range + 1 AS id, 'k' || range % {kinds} AS kind, 'c' || range AS key
    FROM range({courses});
CREATE TABLE support_trainings_cohort AS SELECT n AS id, 1 + n % {courses} AS course_id, 'held' AS state,
    CASE WHEN n <= {dirty} THEN DATE '{last}' ELSE {day} END AS held_on FROM (SELECT range AS n FROM range(1, {cohorts} + 1));
CREATE TABLE support_trainings_session AS SELECT n AS id, h.id AS cohort_id, h.held_on
    FROM (SELECT range AS n FROM range(1, {sessions} + 1)) s JOIN support_trainings_cohort h ON h.id = (n - 1) // {a_cohort} + 1;
CREATE TABLE support_trainings_attendance AS SELECT s.id AS session_id, o.id AS official_id, {minutes} AS minutes
    FROM support_trainings_session s CROSS JOIN kernel_people_official o;
"""


def main(wanted: str) -> None:
    database = duckdb.connect()
    sessions = records.sessions(int(wanted)) + records.DIRTY
    database.execute(
        TABLES.format(
            people=records.PEOPLE,
            kinds=KINDS,
            courses=records.COURSES,
            dirty=records.DIRTY // records.A_COHORT,
            last=records.LAST,
            day=records.day("n", "duckdb"),
            cohorts=sessions // records.A_COHORT,
            sessions=sessions,
            a_cohort=records.A_COHORT,
            minutes=records.MINUTES,
        )
    )
    for statement in hand.MAKE:
        database.execute(statement)
    began = time.perf_counter()
    database.execute(hand.WHOLE)
    seconds = time.perf_counter() - began
    print([seconds, *database.execute("SELECT COUNT(*), CAST(SUM(n) AS BIGINT) FROM bench_cell").fetchone()])


if __name__ == "__main__":
    main(*sys.argv[1:])
