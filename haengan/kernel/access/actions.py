"""Giving duties to posts, closing and opening accounts, ending sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from haengan.kernel.access import declare, rates, upkeep
from haengan.kernel.access.models import Lock
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.organisation import versions
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Post, PostVersion
from haengan.kernel.organisation.queries import post_on
from haengan.kernel.people.models import Account


@act("access.duties.give", by=("official", "system"))
def give(*, post: str, duties: Iterable[str], from_on: date, actor: Actor, reason: str = "") -> PostVersion:
    """A post carries exactly these duties from a day on; `post` is its key."""
    codes = tuple(sorted(set(duties)))
    unknown = [code for code in codes if code not in declare.duties or declare.duties[code].everyone]
    if unknown:
        raise Refused(_("No duty to give: %(codes)s.") % {"codes": ", ".join(unknown)}, field="duties")
    versions.carry_out([Change(Verb.CHANGE_POST, post, {"duties": codes})], from_on)
    version = post_on(Post.objects.get(key=post), from_on)
    assert version is not None
    return version


@act("access.locks.close", by=("system",))
def close(*, account: Account, tries: int, from_at: datetime, until_at: datetime, actor: Actor) -> Lock:
    """Too many wrong passwords or codes; the account opens by itself when the time is up."""
    return Lock.objects.create(account=account, tries=tries, from_at=from_at, until_at=until_at)


@act("access.locks.lift")
def lift(*, key: str, revision: int, now: datetime, actor: Actor, reason: str) -> Lock:
    """The security desk has made sure of who it is. The wrong attempts are forgiven with it."""
    lock = rows.take(Lock.objects.select_related("account"), key, revision)
    if lock.lifted_at is not None or lock.until_at <= now:
        raise Refused(_("This account is open again already. Nothing is left to do."))
    if not reason.strip():
        raise Refused(_("Say how you made sure of who it is."), field="reason")
    lock.lifted_at = now
    lock.save()
    for door in ("sign_in.name", "sign_in.code"):
        upkeep.forget(door=door, who=rates.hashed(lock.account.login.casefold()))
    return lock


@act("access.sessions.end", by=("official", "system"))
def end_sessions(*, account: Account, actor: Actor, reason: str) -> int:
    """Sign an account out everywhere; how many sessions ended."""
    if not reason.strip():
        raise Refused(_("Say why the sessions end."), field="reason")
    ended = upkeep.end_sessions([account.pk])
    note(account=account.key, login=account.login, ended=ended)
    return ended
