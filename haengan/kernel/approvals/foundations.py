"""Kinds of papers that every city has: a letter, a paper that stays inside, an appointment, a restructuring."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.approvals import rules
from haengan.kernel.approvals.declare import Effect, Kind, Told
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.models import Appointment, Post, Restructuring
from haengan.kernel.people.models import Official


def _appoint(key: str, told: Told, *, state: str, actor: Actor) -> Appointment:
    """`told`: the post's key, `kind`, `from_on` and perhaps `until_on`, days as ISO texts."""
    return organisation.appoint(
        official=key,
        post=told["post"],
        kind=told.get("kind", Appointment.Kind.REGULAR.value),
        from_on=_day(told["from_on"]),
        until_on=_day(told["until_on"]) if told.get("until_on") else None,
        actor=actor,
    )


def _holdings(official: Official, told: Told) -> str:
    """What the official holds, and who holds the post: whoever signs has seen both."""
    day = _day(told["from_on"])
    post = Post.objects.filter(key=told["post"]).first()
    holders = [held.key for held in organised.holders_of(post, day)] if post else []
    own = [version.post.key for version in organised.posts_of(official, day)]
    return rules.digest(rules.canonical({"holders": holders, "own": own, "until": str(official.until_on)}))


def _appointed(official: Official, told: Told) -> list[str]:
    day = _day(told["from_on"])
    post = Post.objects.filter(key=told["post"]).first()
    version = organised.post_on(post, day) if post else None
    if version is None:
        raise Refused(_("That post does not stand on that day."), field="post", remedy=_("Choose another post or day."))
    unit = organised.unit_on(version.unit, day)
    kind = Appointment.Kind(told.get("kind", "regular")).label
    where = {"name": official.title, "unit": unit or version.unit, "post": version.title_ko, "kind": kind}
    said = _("%(name)s is appointed to %(unit)s, %(post)s (%(kind)s), from %(from_on)s on.")
    return [said % {**where, "from_on": _printed(day)}]


def _enact(key: str, told: Told, *, state: str, actor: Actor) -> Restructuring:
    restructuring = Restructuring.objects.get(key=key)
    return organisation.enact(key=key, revision=restructuring.revision, actor=actor)


def _planned(restructuring: Restructuring, told: Told) -> str:
    rows = restructuring.changes.order_by("position", "id").values_list("verb", "target", "values")
    plan = [list(row) for row in rows]
    day = restructuring.effective_on.isoformat()
    return rules.digest(rules.canonical({"plan": plan, "on": day, "state": restructuring.state}))


def _enacted(restructuring: Restructuring, told: Told) -> list[str]:
    count = restructuring.changes.count()
    if restructuring.state != Restructuring.State.DRAFT or not count:
        raise Refused(_("The restructuring is no draft with changes, so there is nothing to approve."))
    preview = organised.preview(restructuring)
    if preview.problems:
        raise Refused(
            _("The restructuring cannot take effect as it is planned."), remedy=_("Mend its plan, then submit it.")
        )
    said = _("“%(title)s” takes effect on %(day)s with %(count)s changes.")
    return [said % {"title": restructuring.title_ko, "day": _printed(restructuring.effective_on), "count": count}]


def _day(text: Any) -> date:
    found = parse_date(str(text))
    if found is None:
        raise Refused(_("That is no day."), field="from_on")
    return found


def _printed(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."


LETTER = Kind("letter", ko="시행문", en="Letter", final="approvals.final.letter", record="letters", outgoing=True)
INTERNAL = Kind("internal", ko="내부결재", en="Internal paper", final="approvals.final.internal", record="plans")
APPOINTMENT = Kind(
    "organisation.appoint",
    ko="임용",
    en="Appointment",
    final="approvals.final.appointment",
    record="appointments",
    effect=Effect(
        subject=Official,
        act=_appoint,
        asks="organisation.appointments.end",
        state=_holdings,
        says=_appointed,
    ),
)
RESTRUCTURING = Kind(
    "organisation.enact",
    ko="조직개편 시행",
    en="Enacting a restructuring",
    final="approvals.final.restructuring",
    record="organisation",
    effect=Effect(
        subject=Restructuring,
        act=_enact,
        asks="organisation.restructurings.draft",
        state=_planned,
        says=_enacted,
    ),
)
