"""Standing orders: what may be sent without asking, because there is no time. Written by one, signed by another."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.rules import World
from haengan.kernel.people.models import Official
from haengan.lib.crypto import signing
from haengan.rooms.safety.warnings.actions import drafting, sending
from haengan.rooms.safety.warnings.models.warned import StandingOrder, Warning
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Kind

LEVELS = list(causes.LEVELS)
CONTENT = ("number", "cause", "level", "districts", "ways", "told", "wording", "minutes", "from_on", "until_on")


@act("safety.warnings.order", by=("official",))
def write(*, actor: Actor, number: str, from_on: date, until_on: date, **told: Any) -> StandingOrder:
    """Not in force before it is signed. Refuses the siren tone and the whole city: these always take two people."""
    if not isinstance(actor, Official):
        raise Refused(_("A standing order has an official as its author."))
    if StandingOrder.objects.filter(number=number).exists():
        raise Refused(_("There is a standing order %(number)s already.") % {"number": number}, field="number")
    made = StandingOrder(number=number, from_on=from_on, until_on=until_on, author=actor, **_plain(told))
    _lawful(made, timezone.localdate())
    made.save()
    return made


@act("safety.warnings.sign")
def sign(*, key: str, revision: int | None, now: datetime, actor: Actor) -> StandingOrder:
    """From now on it sends. The signature covers every word of it."""
    order = access.take(actor, StandingOrder, key, revision)
    if order.signed_at is not None:
        raise Refused(_("It is signed already."))
    if not isinstance(actor, Official) or actor.pk == order.author_id:
        raise Refused(_("You have written this order yourself; another person signs it."))
    _lawful(order, timezone.localdate(now))
    order.signed_by, order.signed_at = actor, now
    order.signature = signing.sign(content(order), keys.secret(World.LIVE)).hex()
    order.save()
    return order


@act("safety.warnings.revoke")
def revoke(*, key: str, revision: int | None, reason: str, now: datetime, actor: Actor) -> StandingOrder:
    order = access.take(actor, StandingOrder, key, revision)
    if order.revoked_at is not None:
        raise Refused(_("It is revoked already."))
    order.revoked_at = now
    order.save()
    return order


@act("safety.warnings.send_by_order", by=("system",))
def send(
    *,
    order: StandingOrder,
    cause: str,
    level: str,
    districts: list[str],
    origin: tuple[str, str],
    facts: dict[str, str],
    now: datetime,
    actor: Actor,
) -> Warning:
    """A decision under a valid order: drafted and sent in one commit, and it says under which. `facts` fill the order's words
    ({place}, {time}, {value}, {station})."""
    genuine(order)
    reached = [key for key in districts if key in order.districts]
    made = drafting._made(  # the same door as a draft, one act
        Kind.ALERT,
        world=World.LIVE.value,
        actor=actor,
        now=now,
        origin=origin,
        cause=cause,
        level=level,
        area={"districts": reached},
        wording=filled(order.wording, facts),
        correction=filled(CORRECTION, facts),
        ways=order.ways,
        told=order.told,
        expires_at=now + timedelta(minutes=order.minutes),
    )
    why = rules.needs_two(ways=made.ways, whole_city=made.whole_city)
    if why:
        raise Refused(
            _("This takes two people, whatever a standing order says."), field="ways" if why == "tone" else "area"
        )
    made.order = order
    drafting.must_be_whole(made, now)
    sending.send(made, now=now, by=actor.title, reason=_("standing order %(number)s") % {"number": order.number})
    return made


CORRECTION = {
    "headline": {"ko": "{place} 경보 해제", "en": "Warning for {place} lifted"},
    "short": {
        "ko": "{time} {place} 경보를 해제합니다. 현장 안내에 따라 이동하시기 바랍니다.",
        "en": "{time}: the warning for {place} is lifted. Follow directions on site.",
    },
    "instruction": {"ko": "현장 안내에 따라 이동하시기 바랍니다.", "en": "Follow directions on site."},
    "speech": {"ko": "{place}에 내렸던 경보를 해제합니다.", "en": "The warning for {place} is lifted."},
    "text": {"ko": "{place} 경보 해제", "en": "{place}: warning lifted"},
}


def fitting(cause: str, level: str, districts: list[str], day: date) -> StandingOrder | None:
    """The order that covers a decision: its cause, its level or a lower one, at least one of its districts."""
    reached = [one for one in queries.orders(day).filter(cause=cause) if LEVELS.index(level) >= LEVELS.index(one.level)]
    mine = [one for one in reached if set(one.districts) & set(districts)]
    return max(mine, key=lambda one: (LEVELS.index(one.level), one.pk), default=None)


def genuine(order: StandingOrder) -> None:
    """Refuses an order whose words are not those that were signed."""
    public = signing.public(keys.secret(World.LIVE))
    if not order.signature or not signing.fits(content(order), bytes.fromhex(order.signature), public):
        raise Refused(
            _("Standing order %(number)s is not as it was signed.") % {"number": order.number},
            remedy=_("Revoke it, look into the journal, and write a new one."),
        )


def content(order: StandingOrder) -> bytes:
    """Canonical JSON of all that the order allows."""
    told: dict[str, Any] = {name: getattr(order, name) for name in CONTENT}
    told |= {"ways": sorted(order.ways), "told": sorted(order.told), "author": order.author_id}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def filled(wording: dict[str, dict[str, str]], facts: dict[str, str]) -> dict[str, dict[str, str]]:
    """Unknown places in the text stay as they are, so that a slip shows."""
    return {part: {code: _filled(text, facts) for code, text in by.items()} for part, by in wording.items()}


def _filled(text: str, facts: dict[str, str]) -> str:
    for name, value in facts.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if name in ("ways", "told") else value for name, value in told.items()}


def _lawful(order: StandingOrder, day: date) -> None:
    if "tone" in order.ways:
        raise Refused(_("The siren tone always takes two people."), field="ways", remedy=_("Use spoken text."))
    probe = Warning(area={"districts": list(order.districts)}, cause=order.cause, level=order.level)
    found = queries.place_of(probe, day)
    if found.empty:
        raise Refused(_("It covers no area."), field="districts", remedy=_("Choose districts."))
    if found.whole_city:
        raise Refused(_("The whole city always takes two people."), field="districts", remedy=_("Leave out districts."))
    if not order.ways and not order.told:
        raise Refused(_("Nobody would be told."), field="ways", remedy=_("Choose terminals or people."))
