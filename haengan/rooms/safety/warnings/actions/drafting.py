"""Drafting a warning, writing on it, handing it in. Nothing here can send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch.rules import World
from haengan.kernel.people.models import Official
from haengan.rooms.safety.warnings.actions import moving
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import telling
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import Kind, State

ATTEMPTS = 5
CONTENT = ("cause", "level", "area", "wording", "correction", "ways", "clip", "told", "plan", "onset_at", "expires_at")


@act("safety.warnings.draft", by=("official", "system"))
def draft(
    *,
    cause: str,
    level: str,
    expires_at: datetime,
    now: datetime,
    actor: Actor,
    world: str = World.LIVE.value,
    origin: tuple[str, str] = ("", ""),
    **told: Any,
) -> Warning:
    """A new one. A program and an incoming message may do this and no more."""
    return _made(
        Kind.ALERT,
        world=world,
        actor=actor,
        now=now,
        origin=origin,
        cause=cause,
        level=level,
        expires_at=expires_at,
        **told,
    )


@act("safety.warnings.write")
def write(*, key: str, revision: int | None, now: datetime, actor: Actor, **told: Any) -> Warning:
    """Changes what is a draft or was returned; whoever writes on it may not approve it."""
    warning = access.take(actor, Warning, key, revision)
    moving.must_be(warning, State.DRAFT, State.RETURNED)
    _fill(warning, told)
    warning.author = _official(actor)
    _sound(warning, now)
    warning.save()
    return warning


@act("safety.warnings.follow", by=("official", "system"))
def follow(*, key: str, revision: int | None, kind: str, now: datetime, actor: Actor) -> Warning:
    """A draft that updates or cancels a warning in force, with its words and area to begin with. It never becomes an alert."""
    previous = access.take(actor, Warning, key, revision)
    moving.must_be(previous, State.SENT)
    if kind not in rules.ENDED_BY:
        raise Refused(_("A warning is followed by an update or a cancellation."), field="kind")
    if previous.kind == Kind.CANCEL:
        raise Refused(_("A cancellation is not followed by anything."), remedy=_("Draft a new warning."))
    return following(previous, Kind(kind), actor=actor, now=now)


@act("safety.warnings.submit")
def submit(*, key: str, revision: int | None, now: datetime, actor: Actor) -> Warning:
    """Ready for the second person: nothing in it is missing, and the words that take it back stand beside it."""
    warning = access.take(actor, Warning, key, revision)
    must_be_whole(warning, now)
    moving.move(warning, State.WAITING, now=now, by=actor.title)
    warning.save()
    return warning


@act("safety.warnings.withdraw")
def withdraw(*, key: str, revision: int | None, reason: str, now: datetime, actor: Actor) -> Warning:
    """It is not needed: nobody is told."""
    warning = access.take(actor, Warning, key, revision)
    moving.move(warning, State.WITHDRAWN, now=now, by=actor.title, reason=reason)
    warning.ended_at = now
    warning.save()
    return warning


def following(previous: Warning, kind: Kind, *, actor: Actor, now: datetime, **told: Any) -> Warning:
    """Of the same world, by the same ways, for the same area."""
    kept = {name: getattr(previous, name) for name in CONTENT if name != "onset_at"}
    if kind is Kind.CANCEL:
        kept["wording"] = previous.correction
        kept["correction"] = {}
    if kept["expires_at"] <= now:
        kept["expires_at"] = now + (previous.expires_at - (previous.sent_at or previous.drafted_at))
    return _made(kind, world=previous.world, actor=actor, now=now, previous=previous, **{**kept, **told})


def must_be_whole(warning: Warning, now: datetime) -> None:
    """Refuses what must not be sent: past, for nobody, wordless, without its correction."""
    moving.must_be_timely(warning, now)
    _sound(warning, now)
    if queries.place_of(warning, timezone.localdate(now)).empty:
        raise Refused(_("It covers no area."), field="area", remedy=_("Choose districts, or draw the area."))
    if not warning.ways and not warning.told:
        raise Refused(_("Nobody would be told."), field="ways", remedy=_("Choose terminals or people."))
    for remark in queries.remarks(warning, timezone.localdate(now)):
        if remark.stops:
            raise Refused(
                telling.said(remark), field=remark.part, remedy=_("Write it so that everybody understands what to do.")
            )
    _worded(warning)
    if warning.kind != Kind.CANCEL:
        _correctable(warning)


def _correctable(warning: Warning) -> None:
    for part in ("headline", "short"):
        if not warning.correction.get(part, {}).get("ko", "").strip():
            raise Refused(
                _("The correction that takes it back is not prepared."),
                field="correction",
                remedy=_("Write it now: in a false alarm there is no time for it."),
            )


def _language() -> str:
    return (get_language() or "ko")[:2]


def _made(
    kind: Kind, *, world: str, actor: Actor, now: datetime, origin: tuple[str, str] = ("", ""), **told: Any
) -> Warning:
    author = _official(actor)
    warning = Warning(
        world=World(world).value,
        kind=kind.value,
        previous=told.pop("previous", None),
        drafter=author,
        author=author,
        drafted_at=now,
        origin_type=origin[0],
        origin_key=origin[1],
    )
    _fill(warning, told)
    _sound(warning, now)
    moving.must_be_timely(warning, now)
    _number(warning, timezone.localdate(now).year)
    moving.begun(warning, now=now, by=actor.title)
    return warning


def _fill(warning: Warning, told: Mapping[str, Any]) -> None:
    for name in CONTENT:
        if name in told:
            value = told[name]
            setattr(warning, name, frozenset(value) if name in ("ways", "told") else value)


def _sound(warning: Warning, now: datetime) -> None:
    """What can never be right, also in a draft."""
    if warning.onset_at is not None and warning.onset_at >= warning.expires_at:
        raise Refused(
            _("It would expire at %(expires)s, before it begins at %(onset)s.")
            % {"expires": f"{warning.expires_at:%Y-%m-%d %H:%M}", "onset": f"{warning.onset_at:%Y-%m-%d %H:%M}"},
            field="expires_at",
            remedy=_("Check both moments."),
        )
    for name, known in (("cause", causes.CAUSES), ("level", causes.LEVELS)):
        if getattr(warning, name) not in known:
            raise Refused(
                _("“%(value)s” is not among the choices.") % {"value": getattr(warning, name)},
                field=name,
                remedy=_("Choose one of: %(codes)s.") % {"codes": ", ".join(known)},
            )
    try:
        found = queries.place_of(warning, timezone.localdate(now))
    except NotAnArea as wrong:
        raise Refused(wrong.told(_language()), field="area") from wrong
    warning.whole_city = found.whole_city


def _worded(warning: Warning) -> None:
    for way in sorted({"speech", "text"} & warning.ways):
        if not warning.wording.get(way, {}).get("ko", "").strip():
            raise Refused(
                _("The %(part)s is missing.") % {"part": rules.TEXTS[way][_language() != "ko"]},
                field=way,
                remedy=_("Write it, or leave this way out."),
            )


def _official(actor: Actor) -> Official | None:
    return actor if isinstance(actor, Official) else None


def _number(warning: Warning, year: int) -> None:
    """The next number of the year; where two come at once, the later one takes the number after."""
    for attempt in range(ATTEMPTS):
        warning.number = rules.number(warning.world, year, queries.last_number(warning.world, year) + 1)
        try:
            with transaction.atomic():
                warning.save()
                return
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
            warning.revision = 0


def imagined(told: Mapping[str, Any]) -> Warning:
    """As it would be drafted, in memory alone, for the preview."""
    warning = Warning(world=told.get("world") or World.LIVE.value)
    _fill(warning, told)
    return warning
