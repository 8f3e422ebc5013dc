"""Giving duties to posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from haengan.kernel.access import declare
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.organisation import versions
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Post, PostVersion
from haengan.kernel.organisation.queries import post_on


@act("access.duties.give", by=("official", "system"))
def give(*, post: str, duties: Iterable[str], from_on: date, actor: Actor, reason: str = "") -> PostVersion:
    """A post carries exactly these duties from a day on; `post` is its key."""
    codes = tuple(sorted(set(duties)))
    unknown = [code for code in codes if code not in declare.duties or declare.duties[code].everyone]
    if unknown:
        raise Refused(_("No duty to give: %(codes)s.") % {"codes": ", ".join(unknown)}, field="duties")
    versions.carry_out([Change(Verb.CHANGE_POST, post, {"duties": codes})], from_on)
    version = post_on(Post.objects.get(key=post), from_on)
    assert version is not None
    return version
