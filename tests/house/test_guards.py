"""What the database itself forbids, after all migrations: changing an append-only table, and intervals that overlap."""

import time
from datetime import date

import pytest
from django.db import Error, connection, transaction
from django.db.models import UniqueConstraint

from haengan.kernel.tables import guards
from tests.house import filling

pytestmark = pytest.mark.django_db
JANUARY, MARCH, MAY, JULY = (date(2023, month, 1) for month in (1, 3, 5, 7))
VERBS = {
    "update": 'UPDATE "{table}" SET "{column}" = "{column}"',
    "delete": 'DELETE FROM "{table}"',
    "replace": 'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"',
    "upsert": 'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE true ON CONFLICT ("{key}") DO UPDATE SET "{column}" = excluded."{column}"',
    "truncate": 'TRUNCATE "{table}" CASCADE',
}
ONLY_ON = {"replace": "sqlite", "truncate": "postgresql"}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("model", guards.APPEND_ONLY, ids=lambda model: model._meta.label)
def test_an_append_only_table_withstands(verb, model):
    if ONLY_ON.get(verb, connection.vendor) != connection.vendor:
        pytest.skip(f"{connection.vendor} does not know {verb}")
    filling.row(model)
    connection.check_constraints()  # PostgreSQL truncates nothing while foreign keys wait to be checked
    column = next(field.column for field in model._meta.concrete_fields if not field.primary_key)
    statement = VERBS[verb].format(table=model._meta.db_table, column=column, key=model._meta.pk.column)

    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
@pytest.mark.parametrize("model", guards.APPEND_ONLY, ids=lambda model: model._meta.label)
def test_an_append_only_table_withstands_replacing_by_any_unique_key(model):
    """From a shell, too, which does not set `recursive_triggers` as we do."""
    keys = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)] + list(model._meta.unique_together)
    keys += [field for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    if not keys:
        pytest.skip("has no key but its own")
    filling.row(model)
    columns = [field.column for field in model._meta.concrete_fields]
    values = [f'"{c}" + 1000' if c == model._meta.pk.column else f'"{c}"' for c in columns]
    names = ", ".join(f'"{c}"' for c in columns)
    table = model._meta.db_table

    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            cursor.execute(f'INSERT OR REPLACE INTO "{table}" ({names}) SELECT {", ".join(values)} FROM "{table}"')
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


@pytest.mark.parametrize("kept", guards.KEPT, ids=lambda kept: kept.model._meta.label)
class TestKeptForSomeDays:
    @pytest.mark.parametrize("verb", VERBS)
    def test_what_came_just_now_withstands(self, kept, verb):
        if ONLY_ON.get(verb, connection.vendor) != connection.vendor:
            pytest.skip(f"{connection.vendor} does not know {verb}")
        filling.row(kept.model, **{kept.received: int(time.time() * 1000)})
        connection.check_constraints()
        names = {"table": kept.model._meta.db_table, "column": kept.received, "key": kept.model._meta.pk.column}

        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(VERBS[verb].format(**names))

    def test_what_is_old_can_be_deleted_but_not_changed(self, kept):
        filling.row(kept.model, **{kept.received: int(time.time() * 1000) - kept.ms - 60_000})

        with pytest.raises(Error, match="append-only"), transaction.atomic():
            kept.model._base_manager.update(**{kept.received: 1})
        assert kept.model._base_manager.all().delete()[0] == 1


@pytest.mark.parametrize("overlap", guards.OVERLAPS, ids=lambda overlap: overlap.model._meta.label)
class TestIntervals:
    def test_that_overlap_are_refused(self, overlap):
        same = first(overlap, JANUARY, MAY)

        with pytest.raises(Error, match="overlap"), transaction.atomic():
            filling.row(overlap.model, **same, **between(overlap, MARCH, JULY))

    def test_that_touch_are_accepted(self, overlap):
        same = first(overlap, JANUARY, MARCH)

        filling.row(overlap.model, **same, **between(overlap, MARCH, JULY))

    def test_that_come_to_overlap_by_a_change_are_refused(self, overlap):
        same = first(overlap, JANUARY, MARCH)
        second = filling.row(overlap.model, **same, **between(overlap, MAY, JULY))

        setattr(second, overlap.start, JANUARY)
        with pytest.raises(Error, match="overlap"), transaction.atomic():
            second.save_base(raw=True, force_update=True)

    def test_of_which_one_has_no_end_are_refused(self, overlap):
        if not overlap.model._meta.get_field(overlap.end).null:
            pytest.skip("every interval of this table ends")
        same = first(overlap, JANUARY, None)

        with pytest.raises(Error, match="overlap"), transaction.atomic():
            filling.row(overlap.model, **same, **between(overlap, MAY, JULY))


def first(overlap, start, end):
    """Store one interval; what a second one must share to be of the same thing."""
    where = dict(getattr(overlap, "where", ()))
    row = filling.row(overlap.model, **where, **between(overlap, start, end))
    return {**where, **{name: getattr(row, name) for name in overlap.keys}}


def between(overlap, start, end):
    return {overlap.start: start, overlap.end: end}
