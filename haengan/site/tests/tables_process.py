"""Run as a program: migrates an empty database in turn or at once, and tells every table, index, constraint and trigger."""

from __future__ import annotations

import json
import sys
from unittest import mock

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from haengan.site import beginning  # noqa: E402

ASKED = {
    "sqlite": ["SELECT type || ' ' || name, sql FROM sqlite_master"],
    "postgresql": [
        """SELECT 'column ' || table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable, column_default,
        is_identity, character_maximum_length, generation_expression)
        FROM information_schema.columns WHERE table_schema = 'public'""",
        "SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        """SELECT 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
        """SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal""",
    ],
}


def told() -> dict[str, object]:
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        for query in ASKED[connection.vendor]:
            cursor.execute(query)
            found |= {name: parts(text) for name, text in cursor.fetchall()}
        for table in ("django_migrations", "auth_permission", "django_content_type"):
            columns = {"django_migrations": "app, name", "auth_permission": "codename", "django_content_type": "model"}
            cursor.execute(f"SELECT {columns[table]} FROM {table}")
            found[table] = sorted(map(list, cursor.fetchall()))
    return found


def parts(text: str | None) -> list[str]:
    """What stands between the commas of a definition, in an order of its own: a column added later stands elsewhere."""
    return sorted(part.strip() for part in " ".join((text or "").split()).removesuffix(")").split(","))


if __name__ == "__main__":
    if sys.argv[1] == "in-turn":
        with mock.patch.object(beginning, "begin", return_value=False):
            call_command("migrate", verbosity=0)
    else:
        call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(told()) + "\n")
