"""Every act on files that are brought in and on tokens of the API."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import intake as permits
from haengan.kernel.access import queries as access
from haengan.kernel.acts import running
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.jobs import actions as jobs
from haengan.kernel.people.models import Official
from haengan.kernel.registers import declare, permission, staging
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.models import Import, ImportRow, Token
from haengan.kernel.registers.upkeep import slices

State = Import.State
TOKEN_BYTES = 32
LONGEST_TOKEN = 366


@act("registers.imports.stage")
def stage(*, register: str, file_name: str, content: bytes, at: datetime, actor: Actor) -> Import:
    """Take in a file: its rows wait, nothing of them is entered. The same file while it waits is the same import."""
    kept = _register(register)
    _must_enter(kept, actor)
    digest = hashlib.sha256(content).hexdigest()
    open_states = [State.TRYING, State.TRIED]
    again = access.scoped(actor, Import).filter(register=register, digest=digest, state__in=open_states).first()
    if again is not None:
        return again
    staged = staging.staged(kept, content, name=file_name)
    brought = Import(
        register=register,
        official=_official(actor),
        file_name=file_name[-200:],
        digest=digest,
        format=staged.sheet.format,
        encoding=staged.sheet.encoding,
        delimiter=staged.sheet.delimiter,
        sheet=staged.sheet.index,
        header_row=staged.header.start,
        header_depth=staged.header.depth,
        unit=staged.header.unit,
        columns=staged.columns,
        staged_at=at,
    )
    brought.sealed = slices.sealed(content, brought)
    brought.save()
    _wait(kept, brought, staged)
    return brought


@act("registers.imports.assign")
def assign(*, key: str, revision: int, chosen: Mapping[str, str], actor: Actor) -> Import:
    """Columns of the sheet go to other fields; all rows are checked again."""
    brought = access.take(actor, Import, key, revision)
    _in(brought, State.TRYING, State.TRIED)
    kept = _register(brought.register)
    brought.columns = staging.assigned(kept, brought.columns, chosen)
    brought.state = State.TRYING
    brought.save()
    brought.rows.all().delete()
    _wait(kept, brought, slices.reread(brought))
    return brought


@act("registers.imports.checked")
def checked(*, key: str, actor: Actor) -> Import:
    """The dry run is through: each row is known to be new, changed, the same or wrong."""
    brought = access.take(actor, Import, key, None)
    _in(brought, State.TRYING)
    brought.state = State.TRIED
    brought.save()
    running.note(rows=counts(brought))
    return brought


@act("registers.imports.approve")
def approve(*, key: str, revision: int, actor: Actor) -> Import:
    """Bring in the rows that are new or changed; those that are wrong stay out."""
    brought = access.take(actor, Import, key, revision)
    _in(brought, State.TRIED)
    _must_enter(_register(brought.register), actor)
    if not brought.rows.filter(state__in=slices.READY).exists():
        raise Refused(_("No row of this file is new or changed. There is nothing to bring in."))
    brought.state = State.APPLYING
    brought.save()
    running.note(rows=counts(brought))
    if brought.rows.filter(state__in=slices.READY).count() > slices.SLICE:
        jobs.enqueue("kernel.registers.bring", {"key": brought.key}, key=brought.key)
    return brought


@act("registers.imports.finish")
def finish(*, key: str, actor: Actor) -> Import:
    brought = access.take(actor, Import, key, None)
    _in(brought, State.APPLYING)
    brought.state = State.APPLIED
    brought.save()
    running.note(rows=counts(brought))
    return brought


@act("registers.imports.withdraw")
def withdraw(*, key: str, revision: int, actor: Actor) -> Import:
    """The file is put away; nothing of it was entered. Its rows are dropped."""
    brought = access.take(actor, Import, key, revision)
    _in(brought, State.TRYING, State.TRIED)
    brought.state = State.WITHDRAWN
    brought.sealed = b""
    brought.save()
    brought.rows.all().delete()
    return brought


@act("registers.tokens.issue")
def issue(*, name: str, scope: str, until_on: date, now: datetime, actor: Actor) -> tuple[Token, str]:
    """A token of one's own, and its text, which is shown this once."""
    if not 0 < (until_on - timezone.localdate(now)).days <= LONGEST_TOKEN:
        raise Refused(_("A token ends within a year."), field="until_on", remedy=_("Choose an earlier day."))
    text = f"hg_{secrets.token_urlsafe(TOKEN_BYTES)}"
    token = Token.objects.create(
        official=_official(actor),
        name=name,
        scope=scope,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        tail=text[-4:],
        until_on=until_on,
        issued_at=now,
    )
    return token, text


@act("registers.tokens.revoke")
def revoke(*, key: str, revision: int, now: datetime, actor: Actor, reason: str = "") -> Token:
    token = access.take(actor, Token, key, revision)
    if token.revoked_at is not None:
        raise Refused(_("This token is revoked already."))
    token.revoked_at = now
    token.save()
    return token


def counts(brought: Import) -> dict[str, int]:
    """How many rows stand in each state."""
    found = brought.rows.order_by().values_list("state").annotate(n=Count("pk"))
    return {state: n for state, n in found if n}


def _wait(register: Register, brought: Import, staged: staging.Staged) -> None:
    rows = [
        ImportRow(
            parent=brought, number=number, source=source, sealed=slices.sealed(staging.written(cells), brought, number)
        )
        for number, cells, source in staging.sources(register, staging.rows(staged))
    ]
    if not rows:
        raise Refused(_("The file has a heading but no rows."), field="file", remedy=_("Fill in at least one row."))
    ImportRow.objects.bulk_create(rows, batch_size=500)
    if len(rows) > slices.SLICE:
        jobs.enqueue("kernel.registers.bring", {"key": brought.key}, key=brought.key)


def _register(name: str) -> Register:
    kept = declare.registry.get(name)
    if kept is None or not kept.imports or kept.add is None:
        raise Refused(_("No files are brought into this register."))
    return kept


def _must_enter(register: Register, actor: Actor) -> None:
    assert register.add is not None
    refusal = permission.refusal_of(actor, register.add)
    if refusal is not None:
        raise permits.NotPermitted(refusal.why)


def _official(actor: Actor) -> Official:
    if not isinstance(actor, Official):
        raise Refused(_("Only an official can do this."))
    return actor


def _in(brought: Import, *states: str) -> None:
    if brought.state not in states:
        shown: Any = brought.get_state_display()
        raise Refused(_("This file is in the state “%(state)s”. Open its page anew.") % {"state": shown})
