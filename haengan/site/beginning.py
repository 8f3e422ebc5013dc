"""An empty database gets its tables at once, as the last migration leaves them: step by step takes half a minute, for
Django makes each model anew with all that it is related to. `tests/test_beginning.py` holds both ways to the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelManagers,
    AlterModelOptions,
    AlterModelTable,
    AlterUniqueTogether,
    CreateModel,
    DeleteModel,
    RemoveConstraint,
    RemoveField,
    RemoveIndex,
    RenameField,
    RenameIndex,
    RenameModel,
    RunPython,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

STATED = (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelManagers,
    AlterModelOptions,
    AlterModelTable,
    AlterUniqueTogether,
    CreateModel,
    DeleteModel,
    RemoveConstraint,
    RemoveField,
    RemoveIndex,
    RenameField,
    RenameIndex,
    RenameModel,
)
"""What they do to an empty database stands in the state that they leave."""


def begin(connection: Any) -> bool:
    """Make all tables and record all migrations as applied; whether it was done. It is not where there is any table, or
    where a migration does what the state does not tell: then they run one after the other."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    operations = [(migration.app_label, one) for migration in plan for one in migration.operations]
    if not all(isinstance(one, (*STATED, RunPython, RunSQL)) for _label, one in operations):
        return False
    state = ProjectState()
    for label, one in operations:
        one.state_forwards(label, state)
    with connection.schema_editor(atomic=True) as editor:
        for model in _models(state, connection.alias):
            editor.create_model(model)
        for label, one in operations:
            if not isinstance(one, STATED):
                _do(one, label, editor, state)
        executor.recorder.ensure_schema()
        for migration in plan:
            for label, name in [*migration.replaces, (migration.app_label, migration.name)]:
                executor.recorder.record_applied(label, name)
    return True


def _models(state: ProjectState, alias: str) -> Iterator[Any]:
    for model in state.apps.get_models():
        options = model._meta
        if options.can_migrate(alias) and not options.proxy and router.allow_migrate_model(alias, model):
            yield model


def _do(one: Operation, label: str, editor: Any, state: ProjectState) -> None:
    """What a migration does to rows finds none; what it makes beside the models is made."""
    one.database_forwards(label, editor, state, state)
