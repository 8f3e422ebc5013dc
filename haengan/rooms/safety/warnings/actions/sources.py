"""Who may send warnings to the city."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.safety.warnings.models.incoming import IncomingSource
from haengan.rooms.safety.warnings.queries import said

DESK = ("official", "system")
SLOWEST = 24 * 60


@act("safety.warnings.sources.name", by=DESK)
def name(*, actor: Actor, **told: Any) -> IncomingSource:
    source = IncomingSource(**told)
    _sound(source)
    source.save()
    return source


@act("safety.warnings.sources.rename", by=DESK)
def rename(*, key: str, revision: int | None, actor: Actor, reason: str = "", **told: Any) -> IncomingSource:
    source = access.take(actor, IncomingSource, key, revision)
    for field, value in told.items():
        setattr(source, field, value)
    _sound(source)
    source.save()
    return source


@act("safety.warnings.sources.end", by=DESK)
def end(*, key: str, revision: int | None, today: date, reason: str, actor: Actor) -> IncomingSource:
    """It is asked no more, and nothing of it is taken."""
    source = access.take(actor, IncomingSource, key, revision)
    if source.ended_on is not None:
        raise Refused(_("It has ended already."))
    source.ended_on = today
    source.save()
    return source


def _sound(source: IncomingSource) -> None:
    parts = urlsplit(source.url)
    if source.url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username):
        raise Refused(
            _("That is no address of a feed."), field="url", remedy=_("Write it like https://host/feed.atom.")
        )
    if not 1 <= source.minutes <= SLOWEST:
        raise Refused(_("A source is asked every 1 to 1,440 minutes."), field="minutes")
    wrong = Refused(
        _("That is no certificate."), field="certificates", remedy=_("Paste it as PEM, with both its lines.")
    )
    if source.certificates.strip() and not said.certificates(source):
        raise wrong
    for one in said.certificates(source):
        try:
            x509.load_pem_x509_certificate(one)
        except ValueError:
            raise wrong from None
