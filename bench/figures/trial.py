"""One measurement in a process of its own: `found`, `fill RECORDS`, `year`, `read`, `dirty TIMES`."""
# ruff: noqa: E402  # Django is set up before its models are imported; the names are our own

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from bench.figures import hand, records
from haengan.kernel.figures import actions, known, queries
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.rules import year
from haengan.kernel.people import actions as people
from haengan.rooms.support.trainings import rules
from haengan.rooms.support.trainings.actions import courses, enrolments
from haengan.rooms.support.trainings.figures.participation import HOURS
from haengan.rooms.support.trainings.models import Attendance, Session
from tests import cast

YEAR = year(2023)
SQLITE = connection.vendor == "sqlite"


def found() -> int:
    """The tables, the officials and the courses."""
    call_command("migrate", verbosity=0)
    for number in range(records.PEOPLE):
        people.register(
            number=f"{2000 + number}", name_ko="이가람", name_en="", grade="7", from_on=cast.FOUNDED, actor=cast.HOUSE
        )
    kinds = list(rules.KINDS)
    for number in range(records.COURSES):
        courses.open_course(
            code=f"C{number}", name_ko=f"과정 {number}", kind=kinds[number % len(kinds)], minutes=60, actor=cast.HOUSE
        )
    with connection.cursor() as cursor:
        for statement in hand.MAKE:
            cursor.execute(statement)
    return 0


def fill(wanted: str) -> int:
    """Up to so many records, beside those of the dirty day; how many there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not SQLITE:
            cursor.execute("SET LOCAL synchronous_commit = off")
            cursor.execute("SET LOCAL session_replication_role = replica")
        first = Session.objects.count() + 1
        last = records.sessions(int(wanted)) + records.DIRTY
        for statement in _filling(first, last):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if SQLITE else "VACUUM ANALYZE support_trainings_attendance")
        if not SQLITE:
            cursor.execute("ANALYZE")
    return Attendance.objects.count()


def _filling(first: int, last: int) -> list[str]:
    """Cohorts, their sessions, who was there. The first sessions are those of the dirty day."""
    first_cohort, last_cohort = (first - 1) // records.A_COHORT + 1, last // records.A_COHORT
    dirty = records.DIRTY // records.A_COHORT
    on = f"CASE WHEN n <= {dirty} THEN {_date(records.LAST)} ELSE {records.day('n', connection.vendor)} END"
    after = f"date({on}, '+1 day')" if SQLITE else f"({on}) + 1"
    return [
        f"""INSERT INTO support_trainings_cohort (id, key, revision, course_id, number, from_on, until_on, nights, place,
        instructor, state, result_due_on, note, invented) {_numbers(first_cohort, last_cohort)} SELECT n, 'h' || n, 0,
        (SELECT MIN(id) FROM support_trainings_course) + n % {records.COURSES}, 'H' || n, {on}, {after}, 0, '교육장', '',
        'held', {_date("2024-01-31")}, '', {"1" if SQLITE else "true"} FROM s""",
        f"""INSERT INTO support_trainings_session (id, key, revision, cohort_id, number, held_on, minutes, subject, instructor)
        {_numbers(first, last)} SELECT n, 's' || n, 0, h.id, 'S' || n, h.from_on, 120, '', '' FROM s
        JOIN support_trainings_cohort h ON h.id = (n - 1) / {records.A_COHORT} + 1""",
        f"""INSERT INTO support_trainings_attendance (key, revision, session_id, official_id, minutes)
        SELECT 'a' || s.id || 'o' || o.id, 0, s.id, o.id, {records.MINUTES}
        FROM support_trainings_session s CROSS JOIN kernel_people_official o WHERE s.id >= {first} ORDER BY s.id""",
    ]


def _numbers(first: int, last: int) -> str:
    return f"WITH RECURSIVE s (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n < {last})"


def _date(on: str) -> str:
    return f"'{on}'" if SQLITE else f"DATE '{on}'"


def year_closed() -> list[Any]:
    """Seconds of our close, and of the hand's SQL before and after it, the better; how many cells
    both came to, and their sum."""
    _only_hours()
    before = _timed(_hand)
    ours = _timed(actions.close, actor=cast.HOUSE)
    by_hand = min(before, _timed(_hand))
    with connection.cursor() as cursor:
        wanted = hand.told(cursor)
    stored = known.latest(HOURS).values_list("from_on", "slice", "member", "amount")
    found = {(on.isoformat(), cut, member, n) for on, cut, member, n in stored}
    if found != wanted:
        sys.exit(f"the close and the hand's SQL differ in {len(found ^ wanted)} cells")
    return [ours, by_hand, len(found), sum(n for _on, _cut, _member, n in found)]


def _hand() -> None:
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("CREATE TEMP TABLE IF NOT EXISTS bench_day (day, kind, course, n)")
            for number in range(365):
                with transaction.atomic():
                    hand.refill(cursor, (YEAR.from_on + timedelta(days=number)).isoformat())
            return
        with transaction.atomic():
            cursor.execute("TRUNCATE bench_cell")
            cursor.execute(hand.WHOLE)


def read() -> list[float]:
    """Milliseconds for the year's total and all its parts, with nothing dirty and with one dirty day; the median of 20."""
    _only_hours()
    clean = statistics.median(_timed(_year_read) for _ in range(20))
    _touch()
    dirty = statistics.median(_timed(_year_read) for _ in range(20))
    actions.close(actor=cast.HOUSE)
    return [clean * 1000, dirty * 1000]


def _year_read() -> None:
    total = queries.value(HOURS, YEAR).amount
    for cut in HOURS.slices:
        if sum(int(reading.amount or 0) for reading in queries.by(HOURS, YEAR, cut)) != total:
            sys.exit(f"the parts by {cut} do not sum to the total")


def dirty(times: str) -> float:
    """Seconds of a close after one record of a day of 1,000 records was changed; the median."""
    _only_hours()
    actions.close(actor=cast.HOUSE)
    return statistics.median(_dirty_day() for _ in range(int(times)))


def _dirty_day() -> float:
    _touch()
    return _timed(actions.close, actor=cast.HOUSE)


def _touch() -> None:
    """The official was not there: an act like any other, on the last day of the year."""
    there = Attendance.objects.filter(session__held_on=date(2023, 12, 31), minutes__gt=0).order_by("pk").first()
    if there is None:
        sys.exit("nobody is left on the dirty day")
    enrolments.strike_attendance(key=there.key, revision=there.revision, reason="bench", actor=cast.HOUSE)


def _only_hours() -> None:
    """The other figures of the house have no records here: what is measured is the close of this one."""
    for name in set(figures) - {HOURS.name}:
        del figures[name]


def _timed(work: Any, **given: Any) -> float:
    began = time.perf_counter()
    work(**given)
    return time.perf_counter() - began


if __name__ == "__main__":
    print({"found": found, "fill": fill, "year": year_closed, "read": read, "dirty": dirty}[sys.argv[1]](*sys.argv[2:]))
