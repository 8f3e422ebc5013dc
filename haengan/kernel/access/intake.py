"""Puts the permission check before every act of the house."""

from __future__ import annotations

from django.utils.translation import gettext as _

from haengan.kernel.access import holdings, queries
from haengan.kernel.acts import running
from haengan.kernel.acts.running import Actor, Refused, Registered


class NotPermitted(Refused):
    """The actor lacks the right; `why` says which duty is missing and who can give it."""

    code = "not_permitted"

    def __init__(self, why: queries.WhyNot) -> None:
        names = ", ".join(duty.title for duty in why.duties)
        super().__init__(_message(why, names), remedy=_remedy(why))
        self.why = why


def register() -> None:
    if permit not in running.permits:
        running.permits.append(permit)
        running.observers.append(holdings.watch)


def permit(known: Registered, actor: Actor) -> None:
    """Raises `NotPermitted` unless the act is open to the actor's kind and, for officials, covered by a duty held today."""
    why = queries.why_not(actor, known.name)
    if why is not None:
        raise NotPermitted(why)


def _message(why: queries.WhyNot, names: str) -> str:
    if why.reason != "no_duty":
        return _("This cannot be done from here (%(act)s).") % {"act": why.act}
    if not names:
        return _("No duty covers this act (%(act)s), so nobody may do it.") % {"act": why.act}
    return _("Your post does not carry the duty for this: %(duties)s.") % {"duties": names}


def _remedy(why: queries.WhyNot) -> str:
    if why.givers:
        return _("Ask %(givers)s to give the duty to your post.") % {"givers": ", ".join(why.givers)}
    return ""
