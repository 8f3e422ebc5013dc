"""Asking for work, inside the caller's transaction: it is committed with its cause or not at all."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import running
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.jobs.declare import declared
from haengan.kernel.jobs.models import Work


def enqueue(
    name: str,
    args: Mapping[str, Any] | None = None,
    *,
    run_at: datetime | None = None,
    key: str = "",
    priority: int | None = None,
) -> Work:
    """Ask for a declared job. With `key` at most one such job waits: asking again returns it (with its arguments, no
    later than asked); one that already runs does not count, for it may have read too early.

    Raises LookupError for an unknown name and TypeError for arguments that the job does not take.
    """
    known = declared.get(name)
    if known is None:
        raise LookupError(f"There is no job {name!r}. Declare it with @job in an app's jobs.py.")
    given = dict(args or {})
    inspect.signature(known.function).bind(**given)
    now = timezone.now()
    work = Work(
        name=name,
        args=given,
        once=key,
        priority=known.priority if priority is None else priority,
        run_at=run_at or now,
        enqueued_at=now,
        tries=known.tries,
    )
    return _once(work) if key else _saved(work)


@act("jobs.failures.retry")
def again(key: str, *, actor: Actor, reason: str = "") -> Work:
    """Try a failed job once more, from its first attempt."""
    work = Work.objects.select_for_update().filter(key=key).first()
    if work is None or work.state != Work.State.FAILED:
        raise Refused(_("Only a job that failed can be tried again. Open the list anew."))
    if not _fits(work):
        raise Refused(
            _("No system of this installation does the job “%(name)s” as it was asked for.") % {"name": work.name},
            remedy=_("Leave it as it failed, and ask for the work anew where it was asked for."),
        )
    running.note(job=work.name, key=work.key)
    return enqueue(work.name, work.args, key=work.once)


def _fits(work: Work) -> bool:
    """Whether the job is still declared and takes these arguments: it may be older than this version."""
    known = declared.get(work.name)
    if known is None:
        return False
    try:
        inspect.signature(known.function).bind(**work.args)
    except TypeError:
        return False
    return True


def _once(work: Work) -> Work:
    """The row that waits is written to even where it stands already: a worker then cannot take it before this
    transaction is committed, and so sees what it was asked for."""
    while True:
        waiting = Work.objects.filter(name=work.name, once=work.once, state=Work.State.WAITING)
        if waiting.update(run_at=Least("run_at", models.Value(work.run_at, models.DateTimeField()))):
            return waiting.get()
        try:
            with transaction.atomic():
                return _saved(work)
        except IntegrityError:
            work.pk = None


def _saved(work: Work) -> Work:
    work.save(force_insert=True)
    return work
