"""`migrate`, as everywhere, but an empty database gets its tables at once."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from haengan.site import beginning


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["app_label"] is None and not (options["plan"] or options["check_unapplied"] or options["fake"]):
            beginning.begin(connections[options["database"]])
        super().handle(*args, **options)
