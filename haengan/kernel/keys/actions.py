"""Changing the key ring. The file is written last, when nothing is left to refuse."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.tables import sealed, upkeep
from haengan.lib.crypto import ring as rings
from haengan.lib.crypto.ring import Ring

HOUSE = ("system",)
GRACE = timedelta(hours=1)
"""Longer than any transaction: what was begun under the key before it ceased to be current has ended."""


@act("keys.add", by=HOUSE)
def add(*, now: datetime, actor: Actor, name: str = "") -> str:
    """A new key in the ring, not used yet; its name."""
    ring = sealed.keys()
    name = name.strip() or ring.next_name()
    if not name.isascii() or not name.isidentifier() or len(name) > 40:
        raise Refused(
            _("“%(name)s” is no name of a key.") % {"name": name},
            field="name",
            remedy=_("Use Latin letters and digits, such as k2."),
        )
    if name in ring.keys or name in ring.retired:
        raise Refused(
            _("There is, or was, a key of the name %(name)s.") % {"name": name},
            field="name",
            remedy=_("Choose another name, or leave it out."),
        )
    _store(ring.with_key(name, now=now), added=name)
    return name


@act("keys.use", by=HOUSE)
def use(*, name: str, now: datetime, actor: Actor) -> None:
    """From now on everything new is sealed with it, in every process."""
    ring = sealed.keys()
    _known(ring, name)
    if name == ring.current:
        raise Refused(_("%(name)s is the current key already.") % {"name": name}, field="name")
    _store(ring.using(name, now=now), current=name, before=ring.current)


@act("keys.retire", by=HOUSE)
def retire(*, name: str, now: datetime, actor: Actor) -> None:
    """The key is forgotten for good; what it signed still verifies."""
    ring = sealed.keys()
    _known(ring, name)
    if name == ring.current:
        raise Refused(
            _("%(name)s is the current key.") % {"name": name},
            field="name",
            remedy=_("Change to another first: haengan keys rotate"),
        )
    if ring.since and now - datetime.fromisoformat(ring.since) < GRACE:
        raise Refused(
            _("The current key was changed less than an hour ago; something may still be writing under the old one."),
            field="name",
            remedy=_("Wait until an hour has passed, then retire it."),
        )
    left = upkeep.under(name)
    if left:
        some = ", ".join(f"{place} {count}" for place, count in sorted(left.items()))
        raise Refused(
            _("%(count)d values still lie under the key %(name)s: %(places)s.")
            % {"count": sum(left.values()), "name": name, "places": some},
            field="name",
            remedy=_("Seal them again first: haengan keys rotate"),
        )
    _store(ring.without(name), retired=name)


def _known(ring: Ring, name: str) -> None:
    if name not in ring.keys:
        raise Refused(
            _("There is no key %(name)s in the ring: it has %(names)s.")
            % {"name": name, "names": ", ".join(ring.names)},
            field="name",
        )


def _store(ring: Ring, **about: str) -> None:
    note(**about)
    rings.store(settings.HAENGAN_KEYS, ring)
