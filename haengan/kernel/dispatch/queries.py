"""Named reads of what is sent and of those who are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from haengan.kernel.dispatch import codes, rules
from haengan.kernel.dispatch.models import Area, Delivery, Evidence, Message, Step, Subscription, Tally, Terminal
from haengan.kernel.dispatch.soundings import LocalIssue, Sounding
from haengan.kernel.equipment import queries as equipment
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import ContactPoint, Official
from haengan.kernel.places.models import District
from haengan.kernel.tables.queries import on_day
from haengan.lib.terminal import words


def live_messages() -> QuerySet[Message]:
    """What told people something: neither a silent test nor what concerns one person alone."""
    return Message.objects.filter(world=rules.World.LIVE).exclude(Q(ways="silent") | Q(cause__in=rules.PRIVATE))


def live_tallies() -> QuerySet[Tally]:
    return Tally.objects.filter(message__world=rules.World.LIVE).exclude(
        Q(message__ways="silent") | Q(message__cause__in=rules.PRIVATE)
    )


def live_terminals() -> QuerySet[Terminal]:
    return Terminal.objects.filter(world=rules.World.LIVE)


def terminals(
    day: date, *, world: str, kinds: Iterable[str] = (), groups: Iterable[str] = (), districts: Iterable[District] = ()
) -> QuerySet[Terminal]:
    """Those in service on that day whose switch shows `world`; narrowed by kind, by any of the groups, by district."""
    found = Terminal.objects.filter(on_day(day), world=world)
    chosen, named, there = list(kinds), list(groups), list(districts)
    if chosen:
        found = found.filter(kind__in=chosen)
    if there:
        found = found.filter(district__in=there)
    if named:
        inside = Q()
        for name in named:
            inside |= Q(groups=name) | Q(groups__startswith=f"{name} ") | Q(groups__endswith=f" {name}")
            inside |= Q(groups__contains=f" {name} ")
        found = found.filter(inside)
    return found


def gauges(day: date) -> list[str]:
    """Asset numbers of the gauges that stand on that day: they speak through the same brokers."""
    return list(equipment.standing(day, kinds=["gauge"]).exclude(number="").values_list("number", flat=True))


def subscriptions(
    districts: Iterable[District] = (), *, channels: Iterable[str] = (), topic: str = rules.WARNINGS
) -> QuerySet[Subscription]:
    """Confirmed ones to a topic that have not ended: of these districts or of the whole city; without districts,
    everyone's."""
    found = Subscription.objects.filter(topic=topic, confirmed_at__isnull=False, ended_at__isnull=True)
    there, by = list(districts), list(channels)
    if by:
        found = found.filter(channel__in=by)
    if there:
        areas = Area.objects.filter(subscription=OuterRef("pk"))
        found = found.filter(Exists(areas.filter(district__in=there)) | ~Exists(areas))
    return found


def subscription(token: str) -> Subscription | None:
    """The one whose link it is."""
    key = codes.key_in(token)
    return Subscription.objects.prefetch_related("areas__district").filter(key=key).first() if key else None


def subscription_counts() -> list[dict[str, Any]]:
    """By channel: asked, confirmed, ended. No addresses."""
    rows = (
        Subscription.objects.order_by()
        .values("channel")
        .annotate(
            asked=Count("pk"),
            stand=Count("pk", filter=Q(confirmed_at__isnull=False, ended_at__isnull=True)),
            ended=Count("pk", filter=Q(ended_at__isnull=False)),
        )
    )
    return [dict(row) for row in rows.order_by("channel")]


@dataclass(frozen=True)
class Progress:
    """How far a message has come: deliveries by channel and by state, and how many have proof of arrival."""

    by_channel: Mapping[str, Mapping[str, int]]

    @property
    def by_state(self) -> dict[str, int]:
        found = {state.value: 0 for state in rules.State}
        for states in self.by_channel.values():
            for state, count in states.items():
                found[state] += count
        return found

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def reached(self) -> int:
        return sum(count for state, count in self.by_state.items() if state in rules.REACHED)


def progress(message: Message) -> Progress:
    """From the tallies: one small query however many deliveries there are."""
    found: dict[str, dict[str, int]] = {}
    for tally in Tally.objects.filter(message=message, count__gt=0):
        found.setdefault(tally.channel, {})[tally.state] = tally.count
    return Progress(found)


def deliveries(message: Message, *, state: str = "", channel: str = "") -> QuerySet[Delivery]:
    found = Delivery.objects.filter(message=message).select_related("terminal", "official", "resident")
    if state:
        found = found.filter(state=state)
    return found.filter(channel=channel) if channel else found


def evidence(message: Message, terminal: str = "") -> QuerySet[Evidence]:
    """Attempts and acknowledgements of a message, oldest first; of one terminal by its number."""
    found = Evidence.objects.filter(delivery__message=message).select_related("delivery__terminal")
    return found.filter(delivery__terminal__number=terminal) if terminal else found


def sounded_alone(*, world: str) -> QuerySet[Sounding]:
    """What terminals sounded by themselves, the newest first."""
    return Sounding.objects.filter(world=world).select_related("terminal__district")


def sounded_of(message: Message) -> QuerySet[Sounding]:
    """What terminals sounded alone of just that which this message warns of, since it began and until it expires."""
    since = (message.since or message.queued_at) - words.AHEAD
    mine = sounded_alone(world=message.world).filter(covers=message.local, at__gte=since, at__lt=message.expires_at)
    return mine if message.local else mine.none()


def belongs(sounding: Sounding, message: Message) -> bool:
    """Whether it is among `sounded_of` the message."""
    since = (message.since or message.queued_at) - words.AHEAD
    return message.local == sounding.covers and since <= sounding.at < message.expires_at


def unreached(message: Message) -> list[tuple[District | None, int, int]]:
    """By district: terminals that have not proven that they received it by any channel, and terminals in all; the
    district with most of them first."""
    mine = Delivery.objects.filter(message=message, terminal__isnull=False, channel=rules.Channel.TERMINAL)
    rows = (
        mine.order_by()
        .values("terminal__district")
        .annotate(all=Count("pk"), missing=Count("pk", filter=~Q(state__in=rules.REACHED)))
    )
    districts = District.objects.in_bulk([row["terminal__district"] for row in rows if row["terminal__district"]])
    found = [(districts.get(row["terminal__district"]), row["missing"], row["all"]) for row in rows if row["missing"]]
    return sorted(found, key=lambda one: (-one[1], str(one[0])))


def local_issues(now: datetime, *, world: str) -> tuple[int, int, int]:
    """Terminals that may decide alone now, those of them that have not told that they have these rules, and those for which
    some were left out."""
    rows = LocalIssue.objects.filter(world=world, count__gt=0, expires_at__gt=now, terminal__world=world)
    told = list(rows.values_list("issued_at", "left_out", "terminal__pulse__about"))
    missing = [at for at, _out, about in told if (about or {}).get("rules_from") != at.isoformat()]
    return len(told), len(missing), sum(1 for _at, out, _about in told if out)


def silent(now: datetime, *, world: str) -> QuerySet[Terminal]:
    """Terminals in service that were not heard for longer than the norm allows, those never heard first."""
    longest = timedelta(seconds=float(norms.value("dispatch.terminal.silent", on=timezone.localdate(now))))
    there = terminals(timezone.localdate(now), world=world).select_related("pulse")
    late = there.filter(Q(pulse__isnull=True) | Q(pulse__heard_at__isnull=True) | Q(pulse__heard_at__lt=now - longest))
    return late.order_by(F("pulse__heard_at").asc(nulls_first=True), "number")


def alive(now: datetime, *, world: str) -> tuple[int, int]:
    """Terminals heard in time, and terminals in service."""
    every = terminals(timezone.localdate(now), world=world).count()
    return every - silent(now, world=world).count(), every


def steps_due(now: datetime) -> QuerySet[Step]:
    """Steps of unacknowledged, unexpired messages whose time has come and that were not taken, with `message_id`."""
    taken = Delivery.objects.filter(step=OuterRef("pk"), message=OuterRef("plan__messages"))
    waiting = Q(plan__messages__expires_at__gt=now, plan__messages__acknowledgement__isnull=True)
    found = Step.objects.filter(waiting, ~Exists(taken), ended_on__isnull=True)
    return found.annotate(message_id=F("plan__messages"), queued_at=F("plan__messages__queued_at")).select_related(
        "post"
    )


def reach(step_post: int, channel: str, day: date) -> list[tuple[Official, ContactPoint]]:
    """Who would be told by a step today: holders of the post, or their deputies, with a contact of that channel."""
    post = Post.objects.get(pk=step_post)
    found = []
    for official in organisation.holders_of(post, day) or organisation.deputies_of(post, day):
        contact = contact_of(official, channel, day)
        if contact is not None:
            found.append((official, contact))
    return found


def contact_of(person: object, channel: str, day: date) -> ContactPoint | None:
    """The mobile number or mail address of an official or resident on a day."""
    kinds = {"sms": ("mobile",), "mail": ("email",), "call": ("mobile", "phone")}[channel]
    found = list(people.contacts_of(person, day).filter(kind__in=kinds))  # type: ignore[arg-type]  # official or resident
    return min(found, key=lambda contact: kinds.index(contact.kind), default=None)


def ended_before(day: date) -> QuerySet[Subscription]:
    """Subscriptions that ended, or were asked for and never confirmed, longer ago than addresses are kept."""
    kept = timedelta(days=int(str(norms.value("dispatch.subscriptions.kept", on=day))))
    past = Q(ended_at__date__lt=day - kept) | Q(confirmed_at__isnull=True, asked_at__date__lt=day - kept)
    return Subscription.objects.filter(past, emptied_on__isnull=True)
