"""Asking to be told, proving that the address is one's own, and ending it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch import codes
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.actions.queueing import Draft, Targets
from haengan.kernel.dispatch.channels import push
from haengan.kernel.dispatch.choices import LANGUAGES
from haengan.kernel.dispatch.models import Area, Subscription
from haengan.kernel.dispatch.rules import WARNINGS, World
from haengan.kernel.norms import queries as norms
from haengan.kernel.places.models import District
from haengan.lib.hangul.particles import settle


class TooMany(Refused):
    """Enough codes went to this address today. A door for everyone answers as if one had been sent: nobody learns of whom."""

    code = "too_many"


PURPOSE = ("재난 알림 구독", "your warning subscription")
ANYONE = ("anyone", "resident", "official", "system")
MOBILE = re.compile(r"(\+82|0)1[016789]\d{7,8}")
MAIL = re.compile(r"[^@\s<>\"',;]{1,64}@[^@\s<>\"',;]{1,190}\.[^@\s<>\"',;.]{2,}")


@act("dispatch.subscriptions.ask", by=ANYONE)
def ask(
    *,
    channel: str,
    address: str,
    languages: Iterable[str],
    districts: Iterable[District],
    now: datetime,
    actor: Actor,
    topic: str = WARNINGS,
    purpose: tuple[str, str] = PURPOSE,
    link: str = "",
    most: int | None = None,
) -> Subscription:
    """A subscription that waits for its code, which is sent to the address. The answer is the same whether the address is
    known already or not, so that nobody learns who subscribes. `purpose` says in Korean and English what the code is for.
    With `link`, which holds `{token}`, a link is sent instead, for whoever has no page open to type a code into. `most` codes a
    day go to one address; that of the norm where it is not said."""
    chosen = _languages(languages)
    address = _address(channel, address)
    _not_too_often(address, topic, now, most or _norm("dispatch.code.a_day", now))
    made = Subscription(channel=channel, topic=topic, asked_at=now)
    made.languages = chosen
    made.address = address
    made.save()
    for district in {district.pk: district for district in districts}.values():
        Area.objects.create(subscription=made, district=district)
    minutes = _norm("dispatch.code.minutes", now)
    ko, en = purpose
    text = {"ko": f"[{{city}}] {ko} 확인 번호: {{code}}", "en": f"[{{city}}] Code to confirm {en}: {{code}}"}
    if link:
        minutes = 60 * _norm("dispatch.link.hours", now)
        opens = link.replace("{token}", codes.confirming(made))
        text = {
            "ko": settle(f"[{{city}}] {ko}을(를) 확인하려면 여십시오: {opens}"),
            "en": f"[{{city}}] Open to confirm {en}: {opens}",
        }
    draft = Draft(
        world=World.LIVE,
        title="구독 확인",
        cause="subscription",
        expires_at=now + timedelta(minutes=minutes),
        wording={"sms": text, "mail": text, "push": text},
        origin=("kernel_dispatch.subscription", made.key),
    )
    queueing.queue(draft, Targets(subscriptions=[made]), now=now)
    return made


@act("dispatch.subscriptions.enter", by=("official", "resident", "system"))
def enter(
    *, channel: str, address: str, languages: Iterable[str], topic: str, now: datetime, actor: Actor
) -> Subscription:
    """An address that an official took down, or that a signed-in resident gave: it stands without a code."""
    made = Subscription(channel=channel, topic=topic, asked_at=now, confirmed_at=now)
    made.languages = _languages(languages)
    made.address = _address(channel, address)
    made.save()
    return made


@act("dispatch.subscriptions.confirm", by=ANYONE)
def confirm(key: str, *, code: str, now: datetime, actor: Actor) -> bool:
    """True once the right code has come in time. A wrong one counts and is not refused, so that the count stays; earlier
    subscriptions of the same address to the same topic by the same channel end, for the newest word counts."""
    subscription = rows.take(Subscription.objects.all(), key)
    if subscription.confirmed_at is not None:
        return subscription.ended_at is None
    late = now > subscription.asked_at + timedelta(minutes=_norm("dispatch.code.minutes", now))
    if late or subscription.ended_at is not None or subscription.tries >= _norm("dispatch.code.tries", now):
        raise Refused(
            _("The code is no longer valid."), field="code", remedy=_("Ask for a new one and enter it within the time.")
        )
    if not codes.fits(subscription, code):
        subscription.tries += 1
        subscription.save()
        return False
    _stands(subscription, now)
    return True


@act("dispatch.subscriptions.confirm_by_link", by=ANYONE)
def confirm_by_link(*, token: str, now: datetime, actor: Actor) -> Subscription:
    """By the link that was sent to the address; opened again within its hours it is no harm."""
    key = codes.key_to_confirm(token)
    found = Subscription.objects.select_for_update().filter(key=key).first() if key else None
    if found is None:
        raise Refused(
            _("This link is not complete."), field="token", remedy=_("Copy the whole link out of the message.")
        )
    over = now > found.asked_at + timedelta(hours=_norm("dispatch.link.hours", now))
    if over or (found.ended_at is not None):
        raise Refused(_("This link is no longer valid."), field="token", remedy=_("Write to us again."))
    if found.confirmed_at is None:
        _stands(found, now)
    return found


@act("dispatch.subscriptions.leave", by=ANYONE)
def leave(*, token: str, now: datetime, actor: Actor) -> Subscription:
    """By the link in every message; twice is no harm."""
    found = _by_link(token)
    if found.ended_at is None:
        _end(found, now, "left")
    return found


@act("dispatch.subscriptions.change", by=ANYONE)
def change(
    *, token: str, languages: Iterable[str], districts: Iterable[District], now: datetime, actor: Actor
) -> Subscription:
    """Other languages or districts, by the link in every message; none of the districts means the whole city."""
    found = _by_link(token)
    if found.confirmed_at is None or found.ended_at is not None:
        raise Refused(_("This subscription does not stand any more."), remedy=_("Subscribe anew."))
    found.languages = _languages(languages)
    found.save()
    wanted = {district.pk: district for district in districts}
    for area in Area.objects.filter(subscription=found):
        if wanted.pop(area.district_id, None) is None:
            area.delete()
    for district in wanted.values():
        Area.objects.create(subscription=found, district=district)
    return found


@act("dispatch.subscriptions.end")
def end(key: str, *, revision: int | None, reason: str, now: datetime, actor: Actor) -> Subscription:
    """At the desk, for whoever cannot use the link."""
    found = access.take(actor, Subscription, key, revision)
    if not reason.strip():
        raise Refused(_("Say why it ends."), field="reason")
    if found.ended_at is not None:
        raise Refused(_("It has ended already."))
    _end(found, now, "ended at the desk")
    return found


@act("dispatch.subscriptions.drop", by=("system",))
def drop(*, keys: list[str], now: datetime, actor: Actor) -> int:
    """Addresses that the carrier says exist no more (web push 404 and 410)."""
    found = Subscription.objects.select_for_update().filter(key__in=keys, ended_at__isnull=True)
    gone = list(found)
    for one in gone:
        _end(one, now, "address gone")
    return len(gone)


def _stands(subscription: Subscription, now: datetime) -> None:
    for earlier in _same_address(subscription):
        _end(earlier, now, "replaced")
    subscription.confirmed_at = now
    subscription.save()


def _by_link(token: str) -> Subscription:
    key = codes.key_in(token)
    found = Subscription.objects.select_for_update().filter(key=key).first() if key else None
    if found is None:
        raise Refused(
            _("This link is not complete."), field="token", remedy=_("Copy the whole link out of the message.")
        )
    return found


def _languages(told: Iterable[str]) -> frozenset[str]:
    chosen = frozenset(told)
    if not chosen or chosen - {code for code, _label in LANGUAGES}:
        raise Refused(_("Choose at least one language from the list."), field="languages")
    return chosen


def _end(subscription: Subscription, now: datetime, why: str) -> None:
    subscription.ended_at, subscription.why_ended = now, why
    subscription.save()


def _address(channel: str, typed: str) -> str:
    text = typed.strip()
    if channel == "sms":
        text = re.sub(r"[\s().-]", "", text)
        if MOBILE.fullmatch(text):
            return text
        raise Refused(_("That is no mobile number."), field="address", remedy=_("Write it like 010-1234-5678."))
    if channel == "mail":
        if MAIL.fullmatch(text):
            return text
        raise Refused(_("That is no mail address."), field="address", remedy=_("Write it like name@example.org."))
    if channel != "push":
        raise Refused(_("Choose SMS, e-mail or web push."), field="channel")
    try:
        push.address(text, settings.PUSH_HOSTS)
    except push.NoAddress as wrong:
        raise Refused(
            _("This browser's push service is not known here."), field="address", remedy=_("Choose SMS or e-mail.")
        ) from wrong
    return text


def _not_too_often(address: str, topic: str, now: datetime, most: int) -> None:
    """Counted for each purpose: whoever asks for many codes of one holds up no other."""
    since, purpose = now - timedelta(days=1), topic.partition(":")[0]
    rows = Subscription.objects.filter(address_index__holds=address, asked_at__gte=since, topic__startswith=purpose)
    if rows.count() >= most:
        raise TooMany(
            _("Enough codes have been sent to this address today."), field="address", remedy=_("Try again tomorrow.")
        )


def _same_address(subscription: Subscription) -> list[Subscription]:
    same = Subscription.objects.filter(
        topic=subscription.topic, channel=subscription.channel, address_index=subscription.address_index
    )
    standing = same.filter(confirmed_at__isnull=False, ended_at__isnull=True).exclude(pk=subscription.pk)
    return list(standing.select_for_update())


def _norm(key: str, now: datetime) -> int:
    return int(str(norms.value(key, on=timezone.localdate(now))))
