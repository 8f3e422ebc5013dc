"""Taking in what others send, and making drafts of it. Nothing here can send."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.norms import queries as norms
from haengan.rooms.safety.warnings.actions import drafting
from haengan.rooms.safety.warnings.models.incoming import Incoming, IncomingSource
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import incoming as queries
from haengan.rooms.safety.warnings.queries import said
from haengan.rooms.safety.warnings.rules import incoming as rules
from haengan.rooms.safety.warnings.rules import warned
from haengan.rooms.safety.warnings.rules.incoming import State

LARGEST = 512 * 1024
ORIGIN = "safety_warnings.incoming"
DESK = ("official", "system")


@act("safety.warnings.incoming.take", by=DESK)
def take(*, source: IncomingSource, text: str, now: datetime, actor: Actor, found_at: str = "") -> Incoming:
    """Kept as it came, with what it says and why it is of this city; what cannot be taken is kept as refused. The same
    again is no second one. Gives the newest of what came."""
    if len(text.encode("utf8", "replace")) > LARGEST:
        raise Refused(
            _("It is larger than %(most)d bytes.") % {"most": LARGEST},
            field="text",
            remedy=_("No warning is that long."),
        )
    if source.ended_on is not None and source.ended_on <= timezone.localdate(now):
        raise Refused(
            _("Nothing of this source is taken any more."), field="source", remedy=_("Choose another source.")
        )
    if not text.strip():
        raise Refused(_("There is nothing in it."), field="text")
    kept = [_kept(source, told, now, found_at) for told in said.said(source, text.strip(), now)]
    return kept[-1]


@act("safety.warnings.incoming.relay")
def relay(*, key: str, revision: int | None, now: datetime, actor: Actor) -> Incoming:
    """A draft with its words and area, for the usual approval. An update or a cancellation becomes one of the warning that
    was made of what it follows, and can become nothing else; what has expired becomes nothing at all."""
    incoming = access.take(actor, Incoming, key, revision)
    _relayable(incoming, now)
    if incoming.source.kind == rules.Kind.KMA:
        earlier = [one for one in queries.told_before(incoming) if queries.in_force_of(one, now)]
        kind = warned.Kind.UPDATE if earlier else warned.Kind.ALERT
    else:
        kind, earlier = warned.Kind(incoming.message), queries.predecessors(incoming)
    if kind is warned.Kind.ALERT:
        incoming.warning = drafting.draft(actor=actor, now=now, **_told(incoming, now))
    else:
        incoming.warning = _following(incoming, kind, earlier, actor=actor, now=now)
    incoming.state, incoming.relayed_on = State.RELAYED.value, timezone.localdate(now)
    incoming.save()
    return incoming


@act("safety.warnings.incoming.dismiss")
def dismiss(*, key: str, revision: int | None, reason: str, actor: Actor) -> Incoming:
    """Looked at, and not told further."""
    incoming = access.take(actor, Incoming, key, revision)
    if incoming.state != State.OFFERED:
        raise Refused(_("Only what is offered for relay can be put aside."))
    incoming.state = State.DISMISSED.value
    incoming.save()
    return incoming


def _kept(source: IncomingSource, told: dict[str, Any], now: datetime, found_at: str) -> Incoming:
    same = Incoming.objects.filter(source=source, digest=told["digest"]).first()
    if same is not None:
        return same
    made = Incoming(
        source=source, received_at=now, received_on=timezone.localdate(now), found_at=found_at[:500], **told
    )
    if made.state != State.REFUSED:
        twin = Incoming.objects.filter(
            source=source, sender=made.sender, identifier=made.identifier, sent_at=made.sent_at
        ).exclude(state=State.REFUSED)
        if twin.exists():
            made.state, made.why = State.REFUSED.value, _("Another text came before under the same identifier.")
    if made.message == "cancel" and made.state == State.OFFERED and not made.matched:
        made.state = _of_cancelled(made)
    made.save()
    if made.state != State.REFUSED:
        _supersede(made)
    return made


def _of_cancelled(made: Incoming) -> str:
    """A cancellation without an area is of this city where what it cancels is."""
    known = any(one.matched for one in queries.predecessors(made))
    return (State.OFFERED if known else State.ELSEWHERE).value


def _supersede(made: Incoming) -> None:
    """What it follows is over; and so is itself where its successor came first."""
    if made.source.kind == rules.Kind.KMA:
        among = Incoming.objects.filter(source=made.source, superseded_by__isnull=True).exclude(pk=made.pk)
        newer = among.filter(sent_at__gt=made.sent_at).exclude(state=State.REFUSED).order_by("sent_at").first()
        earlier = list(among.filter(sent_at__lte=made.sent_at, state__in=rules.STANDING))
    else:
        newer = queries.successor(made)
        earlier = queries.predecessors(made) if made.message in ("update", "cancel") else []
    for one in earlier:
        if one.superseded_by_id is None:
            _over(one, made)
    if newer is not None:
        _over(made, newer)


def _over(one: Incoming, by: Incoming) -> None:
    one.superseded_by = by
    if one.state in (State.OFFERED, State.DISMISSED, State.ELSEWHERE):
        one.state = State.SUPERSEDED.value
    one.save()


def _relayable(incoming: Incoming, now: datetime) -> None:
    if incoming.superseded_by is not None:
        raise Refused(
            _("It was superseded by %(other)s.") % {"other": incoming.superseded_by}, remedy=_("Look at that one.")
        )
    drawn = incoming.warning
    if incoming.state != State.OFFERED and not (drawn is not None and drawn.state == warned.State.WITHDRAWN):
        raise Refused(_("It is not offered for relay."), remedy=_("Look at its state and its warning."))
    if incoming.expires_at is not None and incoming.expires_at <= now:
        raise Refused(
            _("It expired at %(expires)s and can never be relayed.")
            % {"expires": f"{timezone.localtime(incoming.expires_at):%Y-%m-%d %H:%M}"}
        )


def _following(
    incoming: Incoming, kind: warned.Kind, earlier: list[Incoming], *, actor: Actor, now: datetime
) -> Warning:
    standing = next((found for one in earlier if (found := queries.in_force_of(one, now))), None)
    if standing is None:
        raise Refused(
            _("It follows a message of which no warning of ours is in force. It can never become a new alert."),
            remedy=_("Where people must be told, draft a warning yourself; a draft of what it follows is withdrawn."),
        )
    if standing.following.filter(Q(state__in=warned.OPEN)).exists():
        raise Refused(
            _("A draft that follows %(warning)s is open already.") % {"warning": standing.number},
            remedy=_("Write on that draft, or withdraw it."),
        )
    told: dict[str, Any] = {}
    if kind is warned.Kind.UPDATE:
        told = {name: value for name, value in _told(incoming, now).items() if name not in ("world", "origin")}
        told = {name: value for name, value in told.items() if name not in ("ways", "told") and value}
    return drafting.following(standing, kind, actor=actor, now=now, origin=(ORIGIN, incoming.key), **told)


def _told(incoming: Incoming, now: datetime) -> dict[str, Any]:
    """What the draft begins with; whoever drafts mends the rest."""
    texts = incoming.facts.get("texts", {})
    wording = {
        part: {code: texts[code][part] for code in ("ko", "en") if texts.get(code, {}).get(part)}
        for part in ("headline", "short", "description", "instruction")
    }
    keys = sorted({key for one in incoming.matched for key in one["districts"]})
    headline = wording["headline"].get("ko", incoming.headline)
    return {
        "world": rules.WORLDS[incoming.status],
        "cause": incoming.cause or "other",
        "level": incoming.level or "attention",
        "area": {"districts": keys} if keys else {},
        "wording": {part: by for part, by in wording.items() if by},
        "correction": {
            "headline": {"ko": f"{headline} 해제"},
            "short": {"ko": f"{headline}: 해제되었습니다. 현장 안내에 따라 주시기 바랍니다."},
        },
        "told": {"subscribers", "heads"},
        "expires_at": incoming.expires_at or now + timedelta(minutes=_minutes(now)),
        "origin": (ORIGIN, incoming.key),
    }


def _minutes(now: datetime) -> float:
    return float(norms.value("warnings.incoming.minutes", on=timezone.localdate(now)))
