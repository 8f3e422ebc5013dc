"""Guards in the words of each database: triggers on SQLite, triggers and exclusion constraints on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from haengan.kernel.tables.guards import AGREEMENTS, APPEND_ONLY, EMPTIED, KEPT, OVERLAPS, Agreement, Kept, Overlap

COLUMN = "column"


def install(connection: BaseDatabaseWrapper) -> None:
    """Set every declared guard whose table exists. Safe to repeat."""
    tables = set(connection.introspection.table_names())
    dialect = SQLite if connection.vendor == "sqlite" else PostgreSQL
    wanted: list[tuple[type[models.Model], Iterable[str]]] = [
        *((model, dialect.append_only(model)) for model in APPEND_ONLY),
        *((kept.model, dialect.append_only_for(kept)) for kept in KEPT),
        *((overlap.model, dialect.no_overlap(overlap)) for overlap in OVERLAPS),
        *((agreement.model, dialect.agree(agreement)) for agreement in AGREEMENTS),
    ]
    with connection.cursor() as cursor:
        for statement in (one for model, found in wanted if model._meta.db_table in tables for one in found):
            cursor.execute(statement)


class SQLite:
    @staticmethod
    def append_only(model: type[models.Model]) -> Iterable[str]:
        return SQLite._forbidden(model, (("UPDATE", _but_emptying(model)), ("DELETE", "")))

    @staticmethod
    def append_only_for(kept: Kept) -> Iterable[str]:
        received = _column(kept.model, kept.received)
        young = f" WHEN OLD.\"{received}\" > CAST(strftime('%s', 'now') AS INTEGER) * 1000 - {kept.ms}"
        return SQLite._forbidden(kept.model, (("UPDATE", ""), ("DELETE", young)))

    @staticmethod
    def _forbidden(model: type[models.Model], events: Iterable[tuple[str, str]]) -> Iterable[str]:
        table = model._meta.db_table
        for verb, when in events:
            name = f"{table}_no_{verb.lower()}"
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}"{when} '
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        yield from SQLite._no_replace(model)

    @staticmethod
    def _no_replace(model: type[models.Model]) -> Iterable[str]:
        table = model._meta.db_table
        yield f'DROP TRIGGER IF EXISTS "{table}_no_replace"'
        yield (
            f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" '
            f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {_same_as_new(model)}) '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )

    @staticmethod
    def no_overlap(overlap: Overlap) -> Iterable[str]:
        table, pk = overlap.model._meta.db_table, overlap.model._meta.pk.column
        start, end = (_column(overlap.model, name) for name in (overlap.start, overlap.end))
        same = " AND ".join(
            f'o."{_column(overlap.model, k)}" IS NEW."{_column(overlap.model, k)}"' for k in overlap.keys
        )
        same += "".join(f" AND {row}.{condition}" for row in ("o", "NEW") for condition in _conditions(overlap))
        for verb in ("INSERT", "UPDATE"):
            name = f"{overlap.name}_overlap_{verb.lower()}"
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" WHEN EXISTS (SELECT 1 FROM "{table}" o WHERE {same} '
                f'AND (NEW."{pk}" IS NULL OR o."{pk}" <> NEW."{pk}") '
                f'AND (o."{end}" IS NULL OR o."{end}" > NEW."{start}") '
                f'AND (NEW."{end}" IS NULL OR NEW."{end}" > o."{start}")) '
                f"BEGIN SELECT RAISE(ABORT, 'CHECK overlap: {table}'); END"
            )

    @staticmethod
    def agree(agreement: Agreement) -> Iterable[str]:
        table = agreement.model._meta.db_table
        for verb in ("INSERT", f"UPDATE OF {_watched(agreement)}"):
            name = f"{agreement.name}_agree_{verb.split()[0].lower()}"
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" WHEN {_differs(agreement)} '
                f"BEGIN SELECT RAISE(ABORT, 'CHECK agree: {table}'); END"
            )


def _but_emptying(model: type[models.Model]) -> str:
    """The condition under which an update is forbidden; none where any is. Emptying empties what was not empty, and leaves
    every other column as it is."""
    if model not in EMPTIED:
        return ""
    emptied = [_column(model, name) for name in EMPTIED[model]]
    others = [field.column for field in model._meta.concrete_fields if field.column not in emptied]
    unchanged = 'OLD."{0}" IS NOT DISTINCT FROM NEW."{0}"'
    same = " AND ".join(unchanged.format(column) for column in others)
    empty = " AND ".join(f"(NEW.\"{c}\" = '' OR {unchanged.format(c)})" for c in emptied)
    some = " OR ".join(f"(OLD.\"{c}\" <> '' AND NEW.\"{c}\" = '')" for c in emptied)
    return f" WHEN (NOT ({same} AND {empty} AND ({some})))"


def _differs(agreement: Agreement) -> str:
    """Whether the new row leads to one with another value."""
    model, own = agreement.model, _column(agreement.model, agreement.field)
    found = []
    for name in agreement.others:
        other = model._meta.get_field(name).related_model
        theirs = _column(other, agreement.field)  # type: ignore[arg-type]  # a foreign key leads to a model
        found.append(
            f'EXISTS (SELECT 1 FROM "{other._meta.db_table}" o '  # type: ignore[union-attr]  # the same
            f'WHERE o.id = NEW."{_column(model, name)}" AND o."{theirs}" <> NEW."{own}")'
        )
    return " OR ".join(found)


def _watched(agreement: Agreement) -> str:
    return ", ".join(f'"{_column(agreement.model, name)}"' for name in (agreement.field, *agreement.others))


def _same_as_new(model: type[models.Model]) -> str:
    """REPLACE takes out a row that shares any unique key with the new one, the primary key or another."""
    unique: list[tuple[tuple[str, ...], str]] = [
        ((field.name,), "") for field in model._meta.concrete_fields if field.unique
    ]
    unique += [(tuple(names), "") for names in model._meta.unique_together]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            if constraint.expressions:
                raise NotImplementedError(f"{model.__name__} is append-only: its unique keys must be plain columns.")
            unique.append((tuple(constraint.fields), _where_both(model, constraint.condition)))
    keys = [([_column(model, name) for name in names], where) for names, where in unique]
    return " OR ".join("(" + " AND ".join(f'"{c}" = NEW."{c}"' for c in key) + where + ")" for key, where in keys)


def _where_both(model: type[models.Model], condition: models.Q | None) -> str:
    """The condition of a partial key, asked of the old row and of the new one: plain columns that equal a text or number."""
    told = ""
    for child in condition.children if condition else ():
        if not isinstance(child, tuple) or "__" in child[0] or condition is None or condition.connector != models.Q.AND:
            raise NotImplementedError(f"{model.__name__} is append-only: the condition of a unique key must be plain.")
        value = int(child[1]) if isinstance(child[1], int) else "'" + str(child[1]).replace("'", "''") + "'"
        told += "".join(f' AND {row}"{_column(model, child[0])}" = {value}' for row in ("", "NEW."))
    return told


class PostgreSQL:
    @staticmethod
    def append_only(model: type[models.Model]) -> Iterable[str]:
        truncate = ("truncate", "TRUNCATE", "STATEMENT")
        if model not in EMPTIED:
            return PostgreSQL._forbidden(model, (("row", "UPDATE OR DELETE", "ROW"), truncate))
        events = (("row", "UPDATE", f"ROW{_but_emptying(model)}"), ("delete", "DELETE", "ROW"), truncate)
        return PostgreSQL._forbidden(model, events)

    @staticmethod
    def append_only_for(kept: Kept) -> Iterable[str]:
        young = f'ROW WHEN (OLD."{_column(kept.model, kept.received)}" > extract(epoch from now()) * 1000 - {kept.ms})'
        events = (("row", "UPDATE", "ROW"), ("delete", "DELETE", young), ("truncate", "TRUNCATE", "STATEMENT"))
        return PostgreSQL._forbidden(kept.model, events)

    @staticmethod
    def _forbidden(model: type[models.Model], events: Iterable[tuple[str, str, str]]) -> Iterable[str]:
        table = model._meta.db_table
        yield (
            "CREATE OR REPLACE FUNCTION haengan_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for name, event, each in events:
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{name}" ON "{table}"'
            yield (
                f'CREATE TRIGGER "{table}_no_{name}" BEFORE {event} ON "{table}" '
                f"FOR EACH {each} EXECUTE FUNCTION haengan_append_only()"
            )

    @staticmethod
    def no_overlap(overlap: Overlap) -> Iterable[str]:
        table = overlap.model._meta.db_table
        start, end = (_column(overlap.model, name) for name in (overlap.start, overlap.end))
        same = ", ".join(f"{_comparable(overlap.model, key)} WITH =" for key in overlap.keys)
        yield "CREATE EXTENSION IF NOT EXISTS btree_gist"
        where = " AND ".join(_conditions(overlap))
        yield f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{overlap.name}_overlap"'
        yield (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{overlap.name}_overlap" '
            f'EXCLUDE USING gist ({same}, daterange("{start}", "{end}", \'[)\') WITH &&)'
            + (f" WHERE ({where})" if where else "")
        )

    @staticmethod
    def agree(agreement: Agreement) -> Iterable[str]:
        table, name = agreement.model._meta.db_table, f"{agreement.name}_agree"
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN IF {_differs(agreement)} THEN RAISE EXCEPTION 'CHECK agree: {table}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE INSERT OR UPDATE OF {_watched(agreement)} ON "{table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{name}"()'
        )


def _conditions(overlap: Overlap) -> list[str]:
    return [f"\"{_column(overlap.model, name)}\" = '{value}'" for name, value in overlap.where]


def _comparable(model: type[models.Model], key: str) -> str:
    """A key column for PostgreSQL's `=`, to which two NULLs differ: here they are the same, as SQLite's `IS` has it."""
    column = f'"{_column(model, key)}"'
    return f"(COALESCE({column}::text, ''))" if getattr(model._meta.get_field(key), "null", False) else column


def _column(model: type[models.Model], field: str) -> str:
    name: str = getattr(model._meta.get_field(field), COLUMN)
    return name
