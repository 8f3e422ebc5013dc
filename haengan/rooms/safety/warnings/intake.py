"""Asking the sources of others' warnings: one after the other, each within its limits, a failing one later and later."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from haengan.kernel.acts.running import Actor, Refused
from haengan.lib.web import fetching
from haengan.lib.web.fetching import NotFetched
from haengan.rooms.safety.warnings.actions import incoming
from haengan.rooms.safety.warnings.engine.cap import feeds
from haengan.rooms.safety.warnings.engine.cap.words import Malformed
from haengan.rooms.safety.warnings.models.incoming import IncomingSource, Polling
from haengan.rooms.safety.warnings.queries import incoming as queries
from haengan.rooms.safety.warnings.rules import incoming as rules

log = structlog.get_logger("haengan.warnings")
LARGEST = 2 * 1024 * 1024
SECONDS = 10.0
WHOLE = timedelta(seconds=60)
AT_ONCE = 20
"""New messages fetched of one feed at a time; the others when it is asked next."""


def ask_all(*, now: datetime, actor: Actor) -> int:
    """How many new messages came. A source that fails is asked again later; the others are asked all the same."""
    return sum(ask(source, now=now, actor=actor) for source in queries.due(now))


def ask(source: IncomingSource, *, now: datetime, actor: Actor) -> int:
    polling = Polling.objects.filter(source=source).first() or Polling(source=source)
    polling.asked_at, count = now, 0
    try:
        answer = fetching.fetch(source.url, most=LARGEST, seconds=SECONDS, etag=polling.etag)
        if answer.fresh:
            count, left = _taken(source, answer, now, actor)
            polling.etag = "" if left else answer.etag
            polling.note = left
        polling.failures, polling.answered_at = 0, timezone.now()
    except (NotFetched, Malformed, Refused) as wrong:
        polling.failures += 1
        polling.note = str(wrong)[:300]
        log.warning("warnings.source_failed", source=source.key, kind=type(wrong).__name__, failures=polling.failures)
    polling.due_at = now + rules.pause(source.minutes, polling.failures)
    polling.save()
    return count


def _taken(source: IncomingSource, answer: fetching.Answer, now: datetime, actor: Actor) -> tuple[int, str]:
    """How many came, and what was left, in words; empty where nothing was."""
    if source.kind == rules.Kind.KMA:
        text = answer.body.decode("utf8", "replace").replace("\x00", "")
        return int(incoming.take(source=source, text=text, now=now, actor=actor).received_at == now), ""
    found = feeds.found(answer.body, answer.at)
    made = [incoming.take(source=source, text=feeds.text(one), now=now, actor=actor) for one in found.messages]
    known = queries.known_links(source, [link[:500] for link in found.links])
    fresh = [link for link in found.links if link[:500] not in known]
    left = [f"{found.strange} links lead to another host" for _one in range(bool(found.strange))]
    for at, link in enumerate(fresh[:AT_ONCE]):
        if timezone.now() - now > WHOLE:
            left.append(f"{len(fresh) - at} more: out of time")
            break
        try:
            body = fetching.fetch(link, most=LARGEST, seconds=SECONDS).body
            made.append(incoming.take(source=source, text=_text(body), now=now, actor=actor, found_at=link))
        except (NotFetched, Refused) as wrong:
            left.append(f"{link}: {wrong}")
    left += [f"{len(fresh) - AT_ONCE} more" for _one in range(len(fresh) > AT_ONCE)]
    return sum(one.received_at == now for one in made), "; ".join(left)[:300]


def _text(body: bytes) -> str:
    """What is no message is kept as it came, to be refused with its reason."""
    try:
        return feeds.text(body)
    except Malformed:
        return body.decode("utf8", "replace").replace("\x00", "") or "-"
