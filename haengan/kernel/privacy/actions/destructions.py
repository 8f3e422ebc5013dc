"""Drawing up and approving what is destroyed; keeping what a review found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act, current, note
from haengan.kernel.jobs import actions as jobs
from haengan.kernel.people.models import Official
from haengan.kernel.privacy import queries, upkeep
from haengan.kernel.privacy.actions import emptying
from haengan.kernel.privacy.declare import Retention, retentions
from haengan.kernel.privacy.models import Destruction, Listed, Review

MOST = 1000
"""Records on one list: as many as a person can answer for."""
FORGET = "kernel.privacy.forget"


@act("privacy.destructions.draw_up")
def draw_up(*, retention: str, today: date, actor: Actor) -> Destruction:
    """The dry run: what would be destroyed, and under which norm. Nothing is touched."""
    known = _known(retention)
    rows = list(known.due(today).order_by("pk")[:MOST])
    if not rows:
        raise Refused(
            _("Nothing of this kind is due today."),
            field="retention",
            remedy=_("Look again when the period of the next records is over."),
        )
    try:
        with transaction.atomic():
            made = Destruction.objects.create(
                retention=retention,
                basis=queries.basis(known, today),
                things=len(rows),
                drawn_on=today,
                drawn_by=_official(actor),
            )
    except IntegrityError:
        raise Refused(
            _("A list of this kind waits for its approval already."),
            field="retention",
            remedy=_("Approve it or drop it first."),
        ) from None
    Listed.objects.bulk_create(
        Listed(destruction=made, thing_key=row.key, thing_title=row.lasting_title()[:200]) for row in rows
    )
    return made


@act("privacy.destructions.approve")
def approve(
    *,
    key: str,
    revision: int,
    today: date,
    actor: Actor,
    deliberated_on: date | None = None,
    deliberation: str = "",
) -> Destruction:
    """Destroys what stands on the list and is still due: the fields, and what the journal kept of them. The search index and
    the database's files forget it right after, in a job. Records of the city go after a council has deliberated alone."""
    made = _waiting(actor, key, revision)
    if made.drawn_by.key == actor.key:
        raise Refused(
            _("Who drew the list up does not approve it too."), remedy=_("Ask another official with that duty.")
        )
    retention = _known(made.retention)
    if retention.council:
        _deliberated(made, deliberated_on, deliberation, today)
    listed = made.listed.filter(held_for="").values("thing_key")
    rows = list(retention.due(today).filter(key__in=listed).select_for_update(of=("self",)))
    emptying.empty(rows, retention, today)
    keys = [row.key for row in rows]
    made.state, made.decided_on, made.decided_by = Destruction.State.DONE.value, today, _official(actor)
    made.destroyed = len(rows)
    made.save()
    note(under=made.basis)
    running = current()
    running.afterwards.append(lambda _number: upkeep.empty_journal(made, keys))
    jobs.enqueue(FORGET, {"table": retention.model._meta.label_lower})
    return made


@act("privacy.destructions.hold")
def hold(*, key: str, revision: int, thing: str, reason: str, actor: Actor) -> Destruction:
    """One record is not destroyed with its list (보류): it stays, and is listed again with the next."""
    made = _waiting(actor, key, revision)
    listed = made.listed.filter(thing_key=thing, held_for="").first()
    if listed is None:
        raise Refused(
            _("This record does not stand on the list."), field="thing", remedy=_("Choose one of those on the list.")
        )
    if not reason.strip():
        raise Refused(_("Say why this record is kept."), field="reason")
    listed.held_for = reason.strip()
    listed.save()
    made.things -= 1
    made.save()
    return made


@act("privacy.destructions.drop")
def drop(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Destruction:
    """The list is not approved; its records stay until they are listed again."""
    made = _waiting(actor, key, revision)
    made.state, made.decided_on, made.decided_by = Destruction.State.DROPPED.value, today, _official(actor)
    made.reason = reason
    made.save()
    return made


@act("privacy.reviews.keep")
def review(*, month: date, finding: str, today: date, actor: Actor) -> Review:
    """What the look at a month's readings found. A second look is another review."""
    month = month.replace(day=1)
    if month >= today.replace(day=1):
        raise Refused(
            _("%(month)s is not over yet.") % {"month": f"{month:%Y-%m}"},
            field="month",
            remedy=_("Review it from the first of the next month on."),
        )
    if not finding.strip():
        raise Refused(_("Write what you looked at and what you found."), field="finding")
    return Review.objects.create(
        month=month,
        readings=queries.readings(month),
        finding=finding.strip(),
        reviewed_on=today,
        reviewer=_official(actor),
    )


def _deliberated(made: Destruction, on: date | None, outcome: str, today: date) -> None:
    if on is None or not outcome.strip():
        raise Refused(
            _("A council deliberates on records of the city before they are destroyed."),
            field="deliberation" if on else "deliberated_on",
            remedy=_("Enter the day of its meeting and its outcome (공공기록물 관리에 관한 법률 제27조제1항)."),
        )
    if not made.drawn_on <= on <= today:
        raise Refused(
            _("The council deliberates after the list was drawn up on %(day)s, and not in the future.")
            % {"day": made.drawn_on},
            field="deliberated_on",
        )
    made.deliberated_on, made.deliberation = on, outcome.strip()


def _known(name: str) -> Retention:
    known = retentions.get(name)
    if known is None:
        raise Refused(
            _("“%(name)s” is no kind of personal data that ends.") % {"name": name},
            field="retention",
            remedy=_("Choose one from the list."),
        )
    return known


def _waiting(actor: Actor, key: str, revision: int) -> Destruction:
    made = access.take(actor, Destruction, key, revision, to="view")
    if made.state != Destruction.State.DRAWN_UP:
        raise Refused(_("This list is decided already."), remedy=_("Draw up a new one."))
    return made


def _official(actor: Any) -> Official:
    if not isinstance(actor, Official):
        raise Refused(_("Only an official decides on personal data."))
    return actor
