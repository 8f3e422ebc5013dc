"""The moment a warning goes out. No act itself: approval, a standing order and a correction end here, in their own transaction,
so that decision, signed text and every delivery are one commit. Nothing has left when it returns."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import many
from haengan.kernel.acts.running import Refused, note
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.models import Delivery, Message, Subscription, Terminal
from haengan.kernel.dispatch.rules import World
from haengan.kernel.people.models import Resident
from haengan.rooms.safety.warnings.actions import moving
from haengan.rooms.safety.warnings.models.warned import Covered, Warning
from haengan.rooms.safety.warnings.queries import alone, capped, places
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.queries.places import Place
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Kind, State

ORIGIN = "safety_warnings.warning"
Told = tuple[list[Terminal], list[Subscription], list[Resident]]


def send(warning: Warning, *, now: datetime, by: str, reason: str = "") -> Message:
    """Freeze what it does, sign it as CAP, queue it, end what it follows. The caller has decided that it may."""
    moving.must_be_timely(warning, now)
    day = timezone.localdate(now)
    found = queries.place_of(warning, day)
    warning.whole_city = found.whole_city
    warning.seen = queries.preview(warning, now).plain()
    _end_previous(warning, now=now, by=by)
    warning.sent_at, warning.sent_on = now, day
    warning.identifier = capped.identifier(warning)
    warning.cap, warning.cap_korean = capped.signed(warning, found), capped.korean_signed(warning, found)
    told = queries.targets(warning, found, day)
    warning.message = _queue(warning, _all_told_before(warning, told), now)
    moving.move(warning, State.SENT, now=now, by=by, reason=reason)
    warning.save()
    _cover(warning, found, told[0], day)
    note(warning=warning.number, message=warning.message.key, identifier=warning.identifier)
    return warning.message


def _end_previous(warning: Warning, *, now: datetime, by: str) -> None:
    """What is updated or cancelled ends in the same commit; one that is over already cannot be followed."""
    if warning.previous_id is None:
        return
    previous = Warning.objects.select_for_update(of=("self",)).get(pk=warning.previous_id)
    ended = rules.ENDED_BY[Kind(warning.kind)]
    if previous.world != warning.world:
        raise Refused(_("A drill cannot follow a live warning, nor the other way round."), field="previous")
    moving.move(previous, ended, now=now, by=by, reason=warning.number)
    previous.ended_at = now
    previous.save()


def _all_told_before(warning: Warning, told: Told) -> Told:
    """Whoever was told of the warning is told of its update and of its end, also where the area has shrunk since."""
    if warning.previous_id is None or warning.previous is None or warning.previous.message_id is None:
        return told
    before = Delivery.objects.filter(message=warning.previous.message_id)
    terminals = {one.pk: one for one in told[0]}
    subscriptions = {one.pk: one for one in told[1]}
    residents = {one.pk: one for one in told[2]}
    standing = Terminal.objects.filter(deliveries__in=before, world=warning.world, until_on__isnull=True)
    terminals.update({one.pk: one for one in standing.distinct()})
    still = Subscription.objects.filter(deliveries__in=before, ended_at__isnull=True)
    subscriptions.update({one.pk: one for one in still.distinct()})
    residents.update({one.pk: one for one in Resident.objects.filter(pk__in=before.values("resident"))})
    return list(terminals.values()), list(subscriptions.values()), list(residents.values())


def _queue(warning: Warning, told: Told, now: datetime) -> Message:
    local, since = alone.covered(warning)
    draft = queueing.Draft(
        world=World(warning.world),
        title=str(warning),
        cause=warning.cause,
        expires_at=warning.expires_at,
        wording=_wording(warning),
        ways=frozenset(warning.ways),
        clip=warning.clip,
        local=local,
        since=since,
        origin=(ORIGIN, warning.key),
        corrects=warning.previous.message if warning.previous is not None else None,
        plan=warning.plan,
    )
    return queueing.queue(draft, queueing.Targets(*told[:2], residents=told[2]), now=now)


def _wording(warning: Warning) -> dict[str, dict[str, str]]:
    """By way of dispatch. A drill says so at the beginning of every text, whatever its author wrote."""
    texts = warning.wording
    told = {
        "speech": texts.get("speech") or texts.get("short") or {},
        "text": texts.get("text") or texts.get("short") or {},
        "sms": texts.get("short") or {},
        "push": texts.get("short") or {},
        "subject": texts.get("headline") or {},
        "mail": _letters(texts),
    }
    prefix = {"ko": "[훈련] ", "en": "[DRILL] "} if warning.world == World.DRILL else {}
    return {
        way: {code: prefix.get(code, prefix.get("en", "")) + text for code, text in by.items() if text.strip()}
        for way, by in told.items()
        if by
    }


def _letters(texts: dict[str, dict[str, str]]) -> dict[str, str]:
    parts = ("short", "description", "instruction")
    codes = {code for part in parts for code in texts.get(part, {})}
    found = {code: "\n\n".join(filter(None, (texts.get(part, {}).get(code, "") for part in parts))) for code in codes}
    return {code: f"{text}\n\n{{unsubscribe}}" for code, text in found.items() if text}


def _cover(warning: Warning, found: Place, terminals: list[Terminal], day: date) -> None:
    people = places.people(found, day)
    there = Counter(one.district_id for one in terminals)
    many.add(
        [
            Covered(
                warning=warning,
                district=one.district,
                residents=people.by_district.get(one.district_id, 0) if people else 0,
                terminals=there.get(one.district_id, 0),
                covered_on=day,
            )
            for one in found.touched
        ]
    )
