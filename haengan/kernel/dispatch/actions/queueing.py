"""`queue`: what an act calls to tell terminals and people. It is no act itself: it refuses and writes inside the caller's,
so that the decision and the intent to send are one commit. Nothing has left when it returns; `sending` does that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from haengan.kernel.acts import many
from haengan.kernel.acts.running import Refused, note
from haengan.kernel.dispatch.models import Delivery, Message, Plan, Subscription, Tally, Terminal
from haengan.kernel.dispatch.rules import Channel, State, World
from haengan.kernel.norms import queries as norms
from haengan.kernel.people.models import Official, Resident
from haengan.lib.terminal.device import CAN

SLICE = 2_000
TEXTS = {"sms": "sms", "mail": "mail", "push": "push"}
listeners: list[Callable[[int], None]] = []
"""Told of a message's row once its act is committed, in the same process: they make sending fast, nothing rests on them."""


@dataclass(frozen=True)
class Draft:
    """What is to be told. `wording` holds by way (speech, text, sms, mail, push, subject) a text for each language, Korean
    at least: ``{"speech": {"ko": "…", "en": "…"}, "sms": {"ko": "…"}}``. `{unsubscribe}` in a text becomes the
    reader's own link. `origin` is type and key of what it comes from; `local` a terminals' rule that this covers, `since` when what it covers began."""

    world: World
    title: str
    cause: str
    expires_at: datetime
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ways: frozenset[str] = frozenset()
    clip: str = ""
    local: str = ""
    since: datetime | None = None
    origin: tuple[str, str] = ("", "")
    corrects: Message | None = None
    plan: Plan | None = None


@dataclass(frozen=True)
class Targets:
    """Who is told. `officials` are told by the channels named beside them, `residents` stand on the call list."""

    terminals: Iterable[Terminal] = ()
    subscriptions: Iterable[Subscription] = ()
    officials: Sequence[tuple[Official, str]] = ()
    residents: Sequence[Resident] = ()


def queue(draft: Draft, targets: Targets, *, now: datetime) -> Message:
    """The message with a queued delivery for each target. Refuses: nobody, an expiry that is past, a terminal of the other
    world, a tone for a cause that no rule allows, a way that a kind of terminal cannot, a text that is missing."""
    terminals, subscriptions = list(targets.terminals), list(targets.subscriptions)
    _timely(draft, now)
    _tone_is_allowed(draft, now)
    _same_world(draft, terminals)
    _able(draft, terminals)
    channels = _channels(terminals, subscriptions, targets)
    if not channels:
        raise Refused(
            _("Nobody would be told."), field="targets", remedy=_("Choose terminals, subscribers or officials.")
        )
    _worded(draft, channels)
    message = _message(draft, now)
    rows = _deliveries(message, terminals, subscriptions, targets, now)
    Delivery.objects.bulk_create(rows, batch_size=SLICE)
    counts = Counter(row.channel for row in rows)
    many.add(
        [
            Tally(message=message, channel=name, state=State.QUEUED, count=count, counted_on=message.queued_on)
            for name, count in sorted(counts.items())
        ]
    )
    note(message=message.key, deliveries=dict(sorted(counts.items())))
    transaction.on_commit(partial(_tell, message.pk))
    return message


def _channels(terminals: list[Terminal], subscriptions: list[Subscription], targets: Targets) -> set[str]:
    found = {one.channel for one in subscriptions} | {channel for _official, channel in targets.officials}
    return found | ({"terminal"} if terminals else set()) | ({"call"} if targets.residents else set())


def _tell(pk: int) -> None:
    for listen in listeners:
        listen(pk)


def _message(draft: Draft, now: datetime) -> Message:
    made = Message(
        world=draft.world,
        title=draft.title[:200],
        cause=draft.cause,
        clip=draft.clip,
        wording={way: dict(texts) for way, texts in draft.wording.items()},
        local=draft.local,
        since=draft.since,
        origin_type=draft.origin[0],
        origin_key=draft.origin[1],
        corrects=draft.corrects,
        plan=draft.plan,
        queued_at=now,
        queued_on=_city_day(now),
        expires_at=draft.expires_at,
    )
    made.ways = draft.ways
    made.save()
    return made


def _deliveries(
    message: Message, terminals: list[Terminal], subscriptions: list[Subscription], targets: Targets, now: datetime
) -> list[Delivery]:
    made: dict[str, Any] = {"message": message, "world": message.world, "due_at": now, "changed_at": now}
    rows = [Delivery(channel=Channel.TERMINAL, terminal=terminal, **made) for terminal in terminals]
    for one in subscriptions:
        rows.append(Delivery(channel=one.channel, subscription=one, language=_language(message, one), **made))
    rows += [Delivery(channel=channel, official=official, **made) for official, channel in targets.officials]
    made["due_at"] = message.expires_at
    return rows + [Delivery(channel=Channel.CALL, resident=resident, **made) for resident in targets.residents]


def _language(message: Message, subscription: Subscription) -> str:
    """The first of the subscriber's languages in which there is a text, else Korean."""
    texts = message.wording.get(TEXTS[subscription.channel], {})
    order = ["ko", "en", "zh", "vi", "th", "ja"]
    wanted = [code for code in order if code in subscription.languages]
    return next((code for code in wanted if code in texts), "ko")


def _timely(draft: Draft, now: datetime) -> None:
    if draft.expires_at <= now:
        raise Refused(
            _("It would have expired at %(moment)s already.") % {"moment": f"{draft.expires_at:%Y-%m-%d %H:%M:%S %z}"},
            field="expires_at",
            remedy=_("Give a later moment."),
        )


def _tone_is_allowed(draft: Draft, now: datetime) -> None:
    if "tone" not in draft.ways:
        return
    found = norms.value("dispatch.tone.causes", on=_city_day(now))
    allowed = [str(cause) for cause in (found if isinstance(found, list) else [found])]
    if draft.cause not in allowed:
        raise Refused(
            _("The siren tone may not sound for the cause “%(cause)s”; it may for %(allowed)s (%(norm)s).")
            % {"cause": draft.cause, "allowed": ", ".join(allowed), "norm": "dispatch.tone.causes"},
            field="ways",
            remedy=_("Use spoken text."),
        )


def _same_world(draft: Draft, terminals: Sequence[Terminal]) -> None:
    other = [terminal.number for terminal in terminals if terminal.world != draft.world]
    if other:
        raise Refused(
            _("%(count)d terminals are in the other world than this message (%(world)s): %(some)s.")
            % {"count": len(other), "world": draft.world.value, "some": ", ".join(other[:5])},
            field="terminals",
            remedy=_("Take them out, or turn their switch and enter it in the register first."),
        )


def _able(draft: Draft, terminals: Sequence[Terminal]) -> None:
    for kind in sorted({terminal.kind for terminal in terminals}):
        if not draft.ways & CAN[kind]:
            raise Refused(
                _("A terminal of the kind %(kind)s can do none of these: %(ways)s.")
                % {"kind": Terminal.Kind(kind).label, "ways": ", ".join(sorted(draft.ways)) or "–"},
                field="ways",
                remedy=_("Add one of: %(ways)s.") % {"ways": ", ".join(sorted(CAN[kind]))},
            )


def _worded(draft: Draft, channels: Iterable[str]) -> None:
    needed = {TEXTS[channel] for channel in channels if channel in TEXTS} | ({"speech", "text"} & draft.ways)
    for way in sorted(needed):
        if not draft.wording.get(way, {}).get("ko", "").strip():
            raise Refused(
                _("There is no Korean text for %(way)s.") % {"way": way}, field="wording", remedy=_("Write it.")
            )
    if "clip" in draft.ways and not draft.clip:
        raise Refused(_("No stored announcement is named."), field="clip", remedy=_("Choose one."))


def _city_day(now: datetime) -> Any:
    from django.utils import timezone

    return timezone.localdate(now)
