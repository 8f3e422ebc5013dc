"""Counts knocks at doors, one statement a knock, so that any number of processes count right; and drops sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from haengan.kernel.access.models import Knock

COUNT = """
INSERT INTO kernel_access_knock (door, who, "window", times, until_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (door, who, "window") DO UPDATE SET times = kernel_access_knock.times + excluded.times
RETURNING times
"""


def count(*, door: str, who: str, window: int, until: datetime, times: int = 1) -> int:
    """How often it is now, this time included."""
    when = connection.ops.adapt_datetimefield_value(until)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [door, who, window, times, when])
        return int(cursor.fetchone()[0])


def counted(*, door: str, who: str, window: int) -> int:
    """How often it has been, without counting."""
    return Knock.objects.filter(door=door, who=who, window=window).values_list("times", flat=True).first() or 0


def forget(*, door: str, who: str) -> None:
    """What was wrong is forgiven: the right password was given, or the security desk opened the account."""
    Knock.objects.filter(door=door, who=who).delete()


def sweep(now: datetime) -> int:
    """Drop what is over."""
    return Knock.objects.filter(until_at__lt=now).delete()[0]


def end_sessions(accounts: Iterable[int]) -> int:
    """Of these accounts (row ids). Only the officials' application has sessions with a person behind them."""
    known = apps.get_model("usersessions", "UserSession").objects.filter(user__in=list(accounts))
    keys = list(known.values_list("session_key", flat=True))
    with transaction.atomic():
        Session.objects.filter(session_key__in=keys).delete()
        known.delete()
    return len(keys)
