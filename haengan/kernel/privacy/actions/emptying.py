"""Emptying records of their personal data, with the files that hang on them and what the journal kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from haengan.kernel.files import queries as files
from haengan.kernel.files import storage
from haengan.kernel.files.models import File
from haengan.kernel.privacy.declare import Retention


def empty(rows: Sequence[Any], retention: Retention, today: date) -> None:
    """Inside an act. A file that hangs on another record too stays."""
    for row in rows:
        retention.empty(row, today)
        row.save()
    for file in files.only_of([row.key for row in rows]):
        empty_file(file)
        file.name, file.destroyed_on = "-", today
        file.save()


def empty_file(file: File) -> None:
    """The content goes when the act is committed; the row, its size and hash stay."""
    file.emptied_at = timezone.now()
    transaction.on_commit(lambda: storage.remove(file.stored))
