"""Days and hours that do not count: a holiday named at short notice, an outage. Open clocks are reckoned anew and say so."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.rooms.civil_affairs.petitions.actions import asking, clocking, noticing, receiving
from haengan.rooms.civil_affairs.petitions.models.course import Pause
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Holiday, Outage
from haengan.rooms.civil_affairs.petitions.queries import clocks

SLICE = 200


@act("civil_affairs.petitions.holiday.decree")
def decree(*, day: date, name_ko: str, decreed_on: date, source: str, now: datetime, actor: Actor) -> Holiday:
    """관공서의 공휴일에 관한 규정 제2조제11호. The open clocks follow at once, slice by slice."""
    if day <= timezone.localdate(now):
        raise Refused(
            _("A holiday is named before its day."), field="day", remedy=_("Ask the engineers to enter a past one.")
        )
    if Holiday.objects.filter(day=day, revoked_on=None).exists():
        raise Refused(_("That day is a holiday already."), field="day")
    free = clocks.calendar().free(day.toordinal())
    if free is not None:
        raise Refused(_("That day does not count anyway: %(name)s.") % {"name": free.ko}, field="day")
    known = Holiday.objects.select_for_update().filter(day=day).first()
    made = known or Holiday(day=day)
    made.name_ko, made.decreed_on, made.source, made.revoked_on = name_ko.strip(), decreed_on, source, None
    made.save()
    asking.reckon_all(f"{day.year}. {day.month}. {day.day}. {made.name_ko}")
    return made


@act("civil_affairs.petitions.holiday.revoke")
def revoke(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Holiday:
    """Named by mistake, or taken back before its day."""
    row = access.take(actor, Holiday, key, revision)
    today = timezone.localdate(now)
    if row.day <= today or row.revoked_on is not None:
        raise Refused(_("That day is over, or was taken back already."))
    row.revoked_on = today
    row.save()
    asking.reckon_all(f"{row.day.year}. {row.day.month}. {row.day.day}. {row.name_ko} 취소")
    return row


@act("civil_affairs.petitions.outage.begin")
def begin(
    *,
    since_at: datetime,
    what_ko: str,
    instead_ko: str,
    now: datetime,
    actor: Actor,
    what_en: str = "",
    instead_en: str = "",
) -> Outage:
    """Posted for everyone at once (영 제6조의2제1항)."""
    if since_at > now:
        raise Refused(_("It cannot begin in the future."), field="since_at")
    if Outage.objects.filter(until_at=None).exists():
        raise Refused(_("An outage is under way already."), remedy=_("End it first."))
    return Outage.objects.create(
        since_at=since_at, what_ko=what_ko, what_en=what_en, instead_ko=instead_ko, instead_en=instead_en
    )


@act("civil_affairs.petitions.outage.end")
def finish(*, key: str, revision: int, until_at: datetime, now: datetime, actor: Actor) -> Outage:
    """Over: petitions that had been received do not count it (영 제20조제2호)."""
    row = access.take(actor, Outage, key, revision)
    if row.until_at is not None:
        raise Refused(_("It is over already."))
    if not row.since_at < until_at <= now:
        raise Refused(_("It ends after it began, and not in the future."), field="until_at")
    row.until_at = until_at
    row.save()
    asking.reckon_all(f"정보시스템 장애({row.what_ko})", outage=row.key)
    return row


@act("civil_affairs.petitions.reckon_slice", by=("system",))
def reckon_slice(*, after: int, reason: str, now: datetime, actor: Actor, outage: str = "") -> int:
    """The next open petitions behind row `after`: each whose due moment moves is saved and told. Gives the last row, 0 when
    there are no more. Safe to repeat."""
    down = Outage.objects.filter(key=outage).first() if outage else None
    faults = []
    rows = list(clocks.running().select_for_update(of=("self",)).filter(pk__gt=after)[:SLICE])
    moved = 0
    for petition in rows:
        try:
            with transaction.atomic():
                moved += _moved(petition, down, reason, now, actor)
        except Refused as wrong:
            faults.append(f"{petition.number}: {wrong.message}")
    note(looked_at=len(rows), moved=moved, faults=faults)
    return rows[-1].pk if len(rows) == SLICE else 0


def _moved(petition: Petition, down: Outage | None, reason: str, now: datetime, actor: Actor) -> bool:
    touched = down is not None and petition.channel not in receiving.EARLIER and petition.channel != "counter"
    if (
        touched
        and down is not None
        and petition.received_at is not None
        and petition.received_at < (down.until_at or now)
    ):
        since = max(down.since_at, petition.received_at)
        known = Pause.objects.filter(petition=petition, outage=down).exists()
        if not known:
            Pause.objects.create(
                petition=petition,
                author=actor.title,
                cause="outage",
                since_at=since,
                until_at=down.until_at,
                outage=down,
            )
    if not clocking.reckon(petition):
        return False
    petition.save()
    noticing.tell(petition, "moved", now=now, actor=actor, reason=reason)
    return True
