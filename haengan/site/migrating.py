"""Bringing the database up to date."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending() -> list[str]:
    """Migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def newest() -> dict[str, str]:
    """The newest migration of each app that the database has."""
    executor = MigrationExecutor(connection)
    applied = executor.loader.applied_migrations
    return {label: max(name for app, name in applied if app == label) for label, _name in sorted(applied)}


def known() -> set[tuple[str, str]]:
    """Migrations that this version brings, those that were squashed into others too."""
    loader = MigrationExecutor(connection).loader
    squashed = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return set(loader.disk_migrations) | squashed


def migrate() -> None:
    """Apply what is lacking, and make the table of the cache."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
