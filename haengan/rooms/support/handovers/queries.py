"""Handovers as the registers, the sweep and the figures need them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from haengan.kernel.acts.running import Actor
from haengan.kernel.followups import queries as followups
from haengan.kernel.norms import queries as norms
from haengan.kernel.offers import belongings
from haengan.kernel.offers.belongings import Belonging, Keeper
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Appointment, Deputy, Post
from haengan.kernel.people.models import Official
from haengan.kernel.tables.queries import on_day
from haengan.lib.calendar.workdays import KOREA
from haengan.lib.documents.model import Document, Language
from haengan.rooms.support.handovers import rules
from haengan.rooms.support.handovers.engine.papers import writing
from haengan.rooms.support.handovers.models import Handover, HandoverItem, HandoverSignature
from haengan.rooms.support.handovers.rules import Part, State

ROOM = "support.handovers"
FAR = date(9999, 1, 1)
BACK_DAYS = 60
"""How long after an appointment's end the sweep still finds it: longer than any stop of the worker."""


@dataclass(frozen=True)
class Ended:
    """An appointment whose work is to be handed over from a day on."""

    appointment: Appointment
    from_on: date
    cause: str


def listed() -> QuerySet[Handover]:
    return Handover.objects.select_related("giver", "taker", "witness", "post")


def signatures(handover: Handover) -> QuerySet[HandoverSignature]:
    """Those that count: of the round that stands."""
    return HandoverSignature.objects.filter(handover=handover, round=handover.round).select_related("official")


def items(handover: Handover) -> QuerySet[HandoverItem]:
    return HandoverItem.objects.filter(handover=handover)


def ended(today: date) -> list[Ended]:
    """Appointments that end soon or have ended lately and have no handover yet: not where the same official goes on in the
    same post. One query, and one for the days ahead."""
    ahead = KOREA.shift(today, int(norms.value("handovers.ahead.days", on=today)))
    again = Appointment.objects.filter(
        official=OuterRef("official"), post=OuterRef("post"), from_on=OuterRef("until_on")
    )
    found = (
        Appointment.objects.annotate(
            ends_on=Least(Coalesce("until_on", FAR), Coalesce("official__until_on", FAR)),
        )
        .filter(ends_on__gt=date.fromordinal(today.toordinal() - BACK_DAYS), ends_on__lte=ahead)
        .exclude(Exists(Handover.objects.filter(appointment=OuterRef("pk"))))
        .exclude(Exists(again))
        .select_related("official", "post")
        .order_by("id")
    )
    return [Ended(one, one.ends_on, _cause(one)) for one in found]


def filled(today: date) -> list[tuple[Handover, Official, date]]:
    """Work that went to who acted for a post which has its holder now, with who that is and since when (규칙 제45조제2항)."""
    later = Handover.objects.filter(post=OuterRef("post"), giver=OuterRef("taker"), from_on__gte=OuterRef("from_on"))
    waiting = listed().filter(state=State.DONE, interim=True).exclude(Exists(later))
    found = []
    for handover in waiting:
        holder = (
            organisation.appointments(today)
            .filter(post=handover.post, kind=Appointment.Kind.REGULAR, from_on__gte=handover.from_on)
            .exclude(official=handover.taker)
            .select_related("official")
            .first()
        )
        if holder is not None:
            found.append((handover, holder.official, holder.from_on))
    return found


def successor(post: Post, giver: Official, on: date) -> tuple[Official | None, bool]:
    """Who has the post from that day on, else who acts for it (True), else nobody."""
    holders = Appointment.objects.filter(on_day(on), post=post).exclude(official=giver).select_related("official")
    regular = holders.filter(kind=Appointment.Kind.REGULAR).order_by("-from_on").first()
    if regular is not None:
        return regular.official, False
    acting = holders.filter(kind=Appointment.Kind.ACTING).first()
    deputy = Deputy.objects.filter(on_day(on), post=post).exclude(official=giver).select_related("official").first()
    found = acting or deputy
    return (found.official, True) if found else (None, False)


def head_over(post: Post, giver: Official, on: date) -> Official | None:
    """The head of the post's unit on that day; above the leaver, where he heads it himself."""
    version = organisation.post_on(post, on)
    chain = organisation.chain_up(version.unit, on) if version else []
    heads = (organisation.head_of(unit.unit, on) for unit in chain)
    return next((head for head in heads if head is not None and head != giver), None)


def needs_witness(post: Post, on: date) -> bool:
    """The head of the city hands over before a witness (지방자치법 시행령 제66조제1항)."""
    version = organisation.post_on(post, on)
    unit = organisation.unit_on(version.unit, on) if version else None
    return bool(version and version.head and unit and unit.kind == "city")


def place(post: Post, day: date) -> str:
    """Unit and post as they are called on that day."""
    version = organisation.post_on(post, day)
    unit = organisation.unit_on(version.unit, day) if version else None
    return f"{unit or ''} {version or post}".strip()


def posts_held(actor: Actor | None) -> QuerySet[Post]:
    """Posts that the official holds or has held."""
    own = Appointment.objects.filter(official__key=actor.key if actor else "").values("post")
    return Post.objects.filter(pk__in=own).order_by("-pk")


def title_of(official: Official, day: date) -> str:
    held = organisation.posts_of(official, day)
    return place(held[0].post, day) if held else ""


def held(official: Official, on: date) -> list[tuple[Keeper, Belonging]]:
    """What the leaver holds open, but for handovers themselves."""
    own = Handover._meta.label_lower
    return [(k, one) for k, one in belongings.held(official.key, on) if not one.about or one.about[0] != own]


def keeper_named(item: HandoverItem) -> str:
    known = belongings.keepers.get(item.keeper)
    return known.title if known else item.keeper


def told(handover: Handover, passing: list[HandoverItem]) -> dict[str, Any]:
    """All that is signed."""
    return {
        "handover": handover.key,
        "giver": handover.giver.key,
        "taker": handover.taker.key if handover.taker else "",
        "witness": handover.witness.key if handover.witness else "",
        "post": handover.post.key,
        "place": handover.place,
        "from": handover.from_on.isoformat(),
        "interim": handover.interim,
        "manual": handover.manual,
        "texts": {name: getattr(handover, name) for name in rules.TEXTS},
        "items": [
            [item.keeper, item.thing_type, item.thing_key, item.what, item.about, str(item.due_on or "")]
            for item in passing
        ],
    }


def holds(handover: Handover) -> bool:
    """Whether the signed text is still that of the signatures and of the fields."""
    signed = rules.digest(handover.content) == handover.digest
    return signed and json.loads(handover.content) == told(handover, list(items(handover)))


def within_reach(actor: Actor, today: date) -> Q:
    """One's own, as any of the three, and those of posts in the units that one heads or in those below them."""
    if not isinstance(actor, Official):
        return Q(pk__in=())
    mine = Q(giver=actor) | Q(taker=actor) | Q(witness=actor)
    headed = {unit.pk for unit in followups.headed_units(actor, today)}
    if not headed:
        return mine
    below = [n.unit.pk for node in organisation.flat(today) if node.unit.pk in headed for n in node.walk()]
    return mine | Q(post__in=organisation.posts(today).filter(unit__in=below).values("post"))


def completed() -> QuerySet[Handover]:
    return Handover.objects.filter(state=State.DONE)


def completed_in_time() -> QuerySet[Handover]:
    return completed().filter(done_on__lte=F("due_on"))


def document(handover: Handover, *, language: Language, today: date) -> Document:
    """업무인계·인수서 (시행규칙 별지 제12호서식)."""
    signed = {Part(one.part): one for one in signatures(handover)}
    number = 0 if language == "ko" else 1
    named = {Part.GIVER: handover.giver, Part.TAKER: handover.taker, Part.WITNESS: handover.witness}
    return writing.handover(
        city=settings.CITY_NAMES[language],
        place=handover.place,
        from_on=handover.from_on,
        dated=handover.done_on or today,
        texts={name: getattr(handover, name) for name in rules.TEXTS},
        items=[
            (keeper_named(item), item.what, item.about, item.due_on, rules.OUTCOMES[item.outcome][number])
            for item in items(handover)
        ],
        manual=handover.manual,
        signers=[
            writing.Signer(
                rules.PARTS[part][number],
                signed[part].title if part in signed else (title_of(who, today) if who else ""),
                signed[part].name if part in signed else (who.name_ko if who else ""),
                signed[part].signed_on if part in signed else None,
                in_place=part in signed and signed[part].in_place,
            )
            for part, who in named.items()
            if who is not None or part is not Part.WITNESS
        ],
        digest=handover.digest,
        done=handover.state == State.DONE,
        language=language,
    )


def _cause(appointment: Appointment) -> str:
    official = appointment.official
    if official.until_on is not None and (appointment.until_on is None or official.until_on <= appointment.until_on):
        return "leaving"
    stands = organisation.post_on(appointment.post, appointment.until_on) if appointment.until_on else None
    return "transfer" if stands is not None else "reorganisation"
