"""Escalation plans: a step that reaches nobody is refused when it is saved."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.dispatch import queries
from haengan.kernel.dispatch.models import Plan, Step
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post

LONGEST = 24 * 3600


@act("dispatch.plans.draw", by=("official", "system"))
def draw(*, name: str, actor: Actor) -> Plan:
    if not name.strip():
        raise Refused(_("Give the plan a name."), field="name")
    if Plan.objects.filter(name=name.strip()).exists():
        raise Refused(_("There is a plan %(name)s already.") % {"name": name}, field="name")
    return Plan.objects.create(name=name.strip())


@act("dispatch.plans.add", by=("official", "system"))
def add(key: str, *, revision: int | None, post: Post, channel: str, after: int, today: date, actor: Actor) -> Step:
    """Refuses a step that would reach nobody today: no holder or deputy, or none with a contact of that channel."""
    plan = access.take(actor, Plan, key, revision)
    if channel not in {"sms", "mail"}:
        raise Refused(_("Officials are told by SMS or e-mail."), field="channel")
    if not 0 <= after <= LONGEST:
        raise Refused(_("A step comes within %(hours)d hours.") % {"hours": LONGEST // 3600}, field="after")
    if plan.steps.filter(post=post, channel=channel, after=after, ended_on=None).exists():
        raise Refused(_("The plan has this step already."), field="post")
    if not queries.reach(post.pk, channel, today):
        raise Refused(
            _nobody(post, channel, today), field="post", remedy=_("Fill the post, or enter the contact first.")
        )
    plan.save()
    return Step.objects.create(plan=plan, post=post, channel=channel, after=after)


@act("dispatch.plans.drop", by=("official", "system"))
def drop(key: str, *, revision: int | None, on: date, actor: Actor) -> Step:
    """The step is taken no more."""
    step = access.take(actor, Step, key, revision)
    if step.ended_on is not None:
        raise Refused(_("It ended on %(day)s already.") % {"day": step.ended_on})
    step.ended_on = on
    step.save()
    return step


def _nobody(post: Post, channel: str, today: date) -> str:
    there = organisation.holders_of(post, today) or organisation.deputies_of(post, today)
    if not there:
        return _("Nobody holds the post %(post)s today, nor deputises for it.") % {"post": post}
    names = ", ".join(official.title for official in there)
    what = _("mobile number") if channel == "sms" else _("mail address")
    return _("%(names)s: no %(what)s is known, so this step would reach nobody.") % {"names": names, "what": what}
