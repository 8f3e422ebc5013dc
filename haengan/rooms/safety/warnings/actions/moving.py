"""How a warning goes from state to state: by the table and in no other way, each step on record."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.rooms.safety.warnings.models.warned import Move, Warning
from haengan.rooms.safety.warnings.rules import warned as rules
from haengan.rooms.safety.warnings.rules.warned import State


def begun(warning: Warning, *, now: datetime, by: str) -> None:
    Move.objects.create(warning=warning, at=now, becomes=warning.state, author=by)


def move(warning: Warning, to: State, *, now: datetime, by: str, reason: str = "") -> None:
    """Writes the step; the caller saves the warning. Refuses what the table does not allow."""
    if not rules.follows(warning.state, to):
        raise Refused(
            _("Warning %(number)s is in the state “%(state)s”: this cannot be done any more.")
            % {"number": warning.number, "state": warning.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )
    Move.objects.create(warning=warning, at=now, was=warning.state, becomes=to.value, author=by, reason=reason)
    warning.state = to.value


def must_be(warning: Warning, *states: State) -> None:
    if warning.state not in states:
        raise Refused(
            _("Warning %(number)s is in the state “%(state)s”: this cannot be done any more.")
            % {"number": warning.number, "state": warning.get_state_display()},
            remedy=_("Open its page anew and look at its history."),
        )


def must_be_timely(warning: Warning, now: datetime) -> None:
    """An expired warning can never go out."""
    if warning.expires_at <= now:
        raise Refused(
            _("It expired at %(moment)s already.") % {"moment": f"{warning.expires_at:%Y-%m-%d %H:%M %z}"},
            field="expires_at",
            remedy=_("Give a later moment if it still holds."),
        )
