"""SMS, mail and web push to people: what is due on one channel of one world, with each try recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.conf import settings
from django.utils import timezone

from haengan.kernel.acts.running import System
from haengan.kernel.dispatch import codes, queries, rules, upkeep
from haengan.kernel.dispatch.actions import subscriptions
from haengan.kernel.dispatch.channels.carrier import Carrier, Letter, Outcome, Receipt
from haengan.kernel.dispatch.models import Evidence, Message, Subscription, Terminal
from haengan.kernel.dispatch.proving import Proof, record
from haengan.kernel.dispatch.rules import Channel, State, World
from haengan.kernel.dispatch.upkeep import Due
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import ContactPoint, Official

MOST = 200
BY = System("kernel.dispatch.send")
DRILL = {"ko": "[훈련] ", "en": "[DRILL] "}
log = structlog.get_logger("haengan.dispatch")


@dataclass(frozen=True)
class Told:
    """A delivery with its letter, or why there is none."""

    due: Due
    letter: Letter | None
    why: str = ""


class PeoplePost:
    """One carrier for one channel and world; without a carrier what is due there fails at once and says why."""

    def __init__(self, channel: Channel, world: World, carrier: Carrier | None) -> None:
        self.channel, self.world, self.carrier = channel, world, carrier

    def start(self) -> None:
        pass

    def stop(self) -> None:
        if self.carrier is not None:
            self.carrier.close()

    def once(self, now: datetime, *, message: int | None = None) -> int:
        if self.carrier is not None:
            _received(self.carrier.receipts(), now)
        due = upkeep.take(self.channel, self.world, now=now, most=MOST, message=message)
        if not due:
            return 0
        told = _letters(due, self.channel, now)
        proofs = [_proof(one.due, Outcome(False, one.why, hopeless=True), now) for one in told if one.letter is None]
        some = [one for one in told if one.letter is not None]
        outcomes = self._carried([one.letter for one in some if one.letter is not None])
        at = timezone.now()
        proofs += [_proof(one.due, outcome, at) for one, outcome in zip(some, outcomes, strict=True)]
        record([self._ended(proof, one) for proof, one in zip(proofs, _in_order(told), strict=True)], now=at)
        gone = [one.due.subscription for one, outcome in zip(some, outcomes, strict=True) if outcome.gone]
        _drop(gone, at)
        return len(due)

    def _carried(self, letters: Sequence[Letter]) -> list[Outcome]:
        """A carrier that is away fails this batch, and only this channel."""
        if self.carrier is None:
            why = f"no carrier is set up for {self.channel.value} in the {self.world.value} world"
            return [Outcome(False, why, hopeless=True)] * len(letters)
        if not letters:
            return []
        try:
            return self.carrier.carry(letters)
        except Exception as away:
            log.warning("dispatch.carrier_away", channel=self.channel.value, kind=type(away).__name__)
            return [Outcome(False, type(away).__name__, self.carrier.name)] * len(letters)

    def _ended(self, proof: Proof, told: Told) -> Proof:
        """The last of the tries that a channel is worth has failed."""
        if not proof.state and told.due.attempt >= rules.MOST[self.channel]:
            return Proof(**{**vars(proof), "state": State.FAILED})
        return proof


def _in_order(told: Sequence[Told]) -> list[Told]:
    return [one for one in told if one.letter is None] + [one for one in told if one.letter is not None]


def _proof(due: Due, outcome: Outcome, at: datetime) -> Proof:
    state = State.SENT if outcome.taken else State.FAILED if outcome.hopeless else ""
    return Proof(due.delivery, f"try {due.attempt}", at, state, outcome.via, outcome.note, outcome.reference)


def _letters(due: Sequence[Due], channel: Channel, now: datetime) -> list[Told]:
    messages = Message.objects.in_bulk([one.message for one in due])
    addresses = _addresses(due, channel, timezone.localdate(now))
    subscribed = Subscription.objects.in_bulk([one.subscription for one in due if one.subscription])
    found = []
    for one in due:
        to, message = addresses.get(one.delivery), messages[one.message]
        if not to:
            found.append(Told(one, None, "no address is known"))
            continue
        subscription = subscribed.get(one.subscription) if one.subscription else None
        found.append(Told(one, _letter(message, subscription, channel=channel, language=one.language, to=to, now=now)))
    return found


def _letter(
    message: Message, subscription: Subscription | None, *, channel: Channel, language: str, to: str, now: datetime
) -> Letter:
    texts = message.wording.get(channel.value) or message.wording.get("sms") or message.wording.get("speech") or {}
    text = texts.get(language) or texts.get("ko") or message.title
    subjects = message.wording.get("subject", {})
    link = codes.link_of(subscription) if subscription is not None else ""
    for name, value in (("{unsubscribe}", link), ("{city}", settings.CITY_NAMES["ko" if language == "ko" else "en"])):
        text = text.replace(name, value)
    if subscription is not None and message.cause == "subscription":
        text = text.replace("{code}", codes.code_of(subscription))
    drill = DRILL.get(language, DRILL["en"]) if message.world == World.DRILL else ""
    subject = drill + (subjects.get(language) or subjects.get("ko") or message.title)
    return Letter(to, subject, drill + text, int((message.expires_at - now).total_seconds()), link)


def _addresses(due: Sequence[Due], channel: Channel, day: date) -> dict[int, str]:
    """In clear, for sending alone: one line in the journal for all that were opened of a kind."""
    found: dict[int, str] = {}
    subscribers = [one for one in due if one.subscription is not None]
    rows = Subscription.objects.in_bulk([one.subscription for one in subscribers])
    standing = [one for one in subscribers if _still(rows[one.subscription or 0])]
    things = [rows[one.subscription or 0] for one in standing]
    opened = people.reveal_all(BY, things, "경보와 안내의 발송", field="address")
    found.update({one.delivery: text for one, text in zip(standing, opened, strict=True)})
    officials = Official.objects.in_bulk([one.official for one in due if one.official])
    contacts: list[tuple[int, ContactPoint]] = []
    for one in due:
        if one.official is not None:
            contact = queries.contact_of(officials[one.official], channel.value, day)
            if contact is not None:
                contacts.append((one.delivery, contact))
    values = people.reveal_all(BY, [contact for _delivery, contact in contacts], "경보와 안내의 발송")
    found.update({delivery: value for (delivery, _contact), value in zip(contacts, values, strict=True)})
    sims = dict(Terminal.objects.filter(pk__in=[one.terminal for one in due if one.terminal]).values_list("pk", "sim"))
    found.update({one.delivery: sims[one.terminal] for one in due if one.terminal is not None})
    return found


def _still(subscription: Subscription) -> bool:
    return subscription.ended_at is None and subscription.emptied_on is None


def _received(receipts: Sequence[Receipt], now: datetime) -> None:
    """What a carrier says of a letter it took: arrived at the handset, or lost."""
    if not receipts:
        return
    by = {receipt.reference: receipt for receipt in receipts if receipt.reference}
    rows = Evidence.objects.filter(reference__in=by, source__startswith="try ").values_list("delivery_id", "reference")
    proofs = []
    for delivery, reference in rows:
        receipt = by[reference]
        state = State.RECEIVED if receipt.arrived else State.FAILED
        proofs.append(Proof(delivery, f"receipt {reference}"[:40], now, state, "smpp", receipt.note))
    record(proofs, now=now)


def _drop(gone: Sequence[int | None], now: datetime) -> None:
    keys = list(Subscription.objects.filter(pk__in=[pk for pk in gone if pk]).values_list("key", flat=True))
    if keys:
        subscriptions.drop(keys=keys, now=now, actor=BY)
