"""Every declared sort and filter of every register of the house is served by an index: the database itself says so."""

import datetime

import pytest
from django.db import connection, migrations, models

from haengan.kernel.acts.running import System
from haengan.kernel.registers import asking, jobs, listing, paging, paths
from haengan.kernel.registers.declare import registry
from haengan.kernel.registers.tests.library.models import Book
from haengan.kernel.registers.upkeep import indexes

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
DAY = datetime.date(2023, 3, 1)
VALUES = {"flag": [True], "year": "2023", "number": slice(1, 2), "money": slice(1, 2)}
VALUES |= dict.fromkeys(("date", "moment", "period", "until"), (DAY, DAY))
MARKS = {models.DateField: DAY, models.DateTimeField: datetime.datetime(2023, 3, 1, tzinfo=datetime.UTC)}
every = pytest.mark.parametrize("register", registry.values(), ids=registry.keys())


def plan(rows):
    """SQLite tells a scan by name; PostgreSQL, forbidden to read or sort whole tables, shows what it cannot do otherwise."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "incremental_sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = {'on' if way == 'incremental_sort' else 'off'}")
    return rows.explain().splitlines()


def legs(register, path, *, descending):
    """The first page of a list, and one that follows a mark."""
    by = paging.order(register.model, path, descending=descending)
    rows = register.rows().order_by(*by.within(backwards=False))
    field = paths.field_at(register.model, path)
    mark = {"id": 7, "value": MARKS.get(type(field)) or field.to_python("1")}
    for at in (None, mark):
        for leg in paging._legs(by, at, backwards=False):
            yield rows.filter(leg)[:21]


def sorts_whole(told):
    if connection.vendor == "sqlite":
        return any("TEMP B-TREE FOR ORDER BY" in line for line in told)
    return any(line.strip().removeprefix("->  ").startswith("Sort ") for line in told)


def stored(register):
    return [path for path in register.sortable.values() if paths.is_stored(register.model, path)]


def test_no_register_groups_its_whole_table_before_it_sorts():
    assert {register.name for register in registry.values() if register.rows().query.group_by is not None} == set()


@every
def test_every_stored_sort_walks_an_index_in_both_directions_and_at_any_depth(register):
    own = [path for path in stored(register) if "__" not in path]
    wrong = [
        (path, descending, told)
        for path in own
        for descending in (False, True)
        for leg in legs(register, path, descending=descending)
        if sorts_whole(told := plan(leg))
    ]
    assert wrong == []


@every
def test_a_sort_along_a_relation_has_an_index_where_it_ends(register):
    ends = {(one.table, one.columns[0]) for one in indexes.wanted([register])}
    fields = [paths.field_at(register.model, path) for path in stored(register)]
    assert {(field.model._meta.db_table, field.column) for field in fields} <= ends


@every
def test_every_filter_for_a_value_or_a_span_searches_an_index(register):
    wrong = []
    for question in register.asked:
        if question.kind in indexes.UNINDEXED or "__" in question.path:
            continue
        made = asking._filter(register, question)
        made.model = register.model
        told = plan(made.filter(register.model._default_manager.order_by(), value_of(register, question)).values("pk"))
        if not any(searches(line, register.model._meta.db_table) for line in told):
            wrong.append((question.name, told))
    assert wrong == []


def value_of(register, question):
    if question.kind == "thing":
        return paths.field_at(register.model, question.path).related_model(pk=1)
    choices = list(paths.choices_at(register.model, question.path))
    return VALUES.get(question.kind, choices[-1] if choices else "1")


def searches(line, table):
    if connection.vendor == "sqlite":
        return f"SEARCH {table} USING" in line
    return "Index Cond" in line


def test_what_a_register_computes_stands_in_registers_of_some_hundred_rows():
    """No index serves what is reckoned for each row; a register that grows keeps such a number in a column."""
    computed = {
        register.name: names
        for register in registry.values()
        if (names := [n for n, p in register.sortable.items() if not paths.is_stored(register.model, p)])
    }
    assert computed == COMPUTED


COMPUTED = {
    "autonomy.exchanges.cities": ["held", "last_on"],
    "digital.innovations": ["open_conditions", "grave_risks", "money"],
    "support.events": ["invited"],
    "support.ordinances": ["next_due_on"],
}


def test_an_index_that_is_gone_comes_back_after_the_next_migration():
    one = indexes.wanted()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {one.name}")
    assert indexes.make(using="default") == 1
    assert indexes.make(using="default") == 0


def test_an_index_that_no_register_asks_for_is_dropped():
    one = indexes.wanted()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX {indexes.PREFIX}old ON {one.table} ({one.columns[0]})")
    indexes.make(using="default")
    with connection.cursor() as cursor:
        assert f"{indexes.PREFIX}old" not in indexes._standing(cursor, connection.vendor)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL drops a column's indexes with it")
def test_before_a_migration_sqlite_lets_go_of_the_indexes_of_its_apps():
    one = next(one for one in indexes.wanted() if one.table.startswith("autonomy_exchanges"))
    migration = migrations.Migration("0099_test", "autonomy_exchanges")
    indexes.before_migrating(plan=[(migration, False)], using="default")
    with connection.cursor() as cursor:
        assert one.name not in indexes._standing(cursor, connection.vendor)


def test_counting_reads_no_column_beside_the_key(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        paging.count(listing.in_scope(registry["autonomy.townhalls"], HOUSE))
    assert "SUM(" not in asked.captured_queries[0]["sql"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps statistics by itself")
def test_the_nightly_job_tells_sqlite_how_values_are_spread(buy):
    for n in range(3):
        buy(f"책{n}")
    jobs.renew_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [Book._meta.db_table])
        assert any(stat.startswith("3 ") for (stat,) in cursor.fetchall())
