"""The second person: approval sends, a return goes back with its reason. And what ends a warning."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.people.models import Official
from haengan.rooms.safety.warnings.actions import drafting, moving, sending
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Kind, State


@act("safety.warnings.approve")
def approve(*, key: str, revision: int | None, confirmed: str, now: datetime, actor: Actor) -> Warning:
    """Sends it. `confirmed` is what the approver typed: the world in which it goes out, and to how many it goes."""
    warning = access.take(actor, Warning, key, revision)
    moving.must_be(warning, State.WAITING)
    _by_another(warning, actor)
    drafting.must_be_whole(warning, now)
    _meant(warning, confirmed, now)
    warning.approver = actor if isinstance(actor, Official) else None
    sending.send(warning, now=now, by=actor.title)
    return warning


@act("safety.warnings.give_back")
def give_back(*, key: str, revision: int | None, reason: str, now: datetime, actor: Actor) -> Warning:
    warning = access.take(actor, Warning, key, revision)
    moving.must_be(warning, State.WAITING)
    moving.move(warning, State.RETURNED, now=now, by=actor.title, reason=reason)
    warning.save()
    return warning


@act("safety.warnings.take_back")
def correct(*, key: str, revision: int | None, now: datetime, actor: Actor) -> Warning:
    """One key press: the correction that was approved with the warning goes to everyone whom the warning went to.

    민방위 경보 발령·전달 규정 제12조: a false alarm is corrected at once. It takes one person; its words were approved by two.
    """
    previous = access.take(actor, Warning, key, revision)
    moving.must_be(previous, State.SENT)
    if previous.kind == Kind.CANCEL:
        raise Refused(_("This is a cancellation itself."), remedy=_("Draft a new warning."))
    made = drafting.following(previous, Kind.CANCEL, actor=actor, now=now, ways=previous.ways - {"tone"} or {"speech"})
    sending.send(made, now=now, by=actor.title, reason=_("prepared correction"))
    return made


@act("safety.warnings.expire", by=("system",))
def expire(*, now: datetime, actor: Actor) -> int:
    """What is past its moment; how many."""
    rows = list(queries.past(now).select_for_update(of=("self",)))
    for warning in rows:
        moving.move(warning, State.EXPIRED, now=now, by=actor.title)
        warning.ended_at = warning.expires_at
        warning.save()
    note(count=len(rows))
    return len(rows)


def _by_another(warning: Warning, actor: Actor) -> None:
    """자신이 쓴 것을 자신이 승인하지 못한다."""
    if isinstance(actor, Official) and actor.pk in (warning.author_id, warning.drafter_id):
        raise Refused(
            _("You have written on this warning yourself; another person approves it."),
            remedy=_("Ask someone who may approve, and did not write it."),
        )


def _meant(warning: Warning, confirmed: str, now: datetime) -> None:
    told = queries.preview(warning, now).told
    if not rules.meant(confirmed, warning.world, told):
        raise Refused(
            _("To send it, type: %(word)s")
            % {"word": rules.confirmations(warning.world, told)[(get_language() or "ko")[:2] != "ko"]},
            field="confirmed",
            remedy=_("Read once more to whom it goes, then type exactly that."),
        )
