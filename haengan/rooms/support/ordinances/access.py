"""Who keeps the lawmaking desk, who promulgates, and what citizens read: what is or was announced."""

from __future__ import annotations

from django.db.models import Q

from haengan.kernel.access.declare import Duty, opens
from haengan.kernel.acts.running import Actor
from haengan.rooms.support.ordinances.models import Case

EVERYTHING = ("support_ordinances.*",)
KEEPING = (
    *("draft", "correct", "announce", "review", "submit", "passed", "receive", "object_to", "passed_again"),
    *("receive_again", "reject", "confirm", "report", "notify", "withdraw"),
    *("enter_law", "correct_law", "record", "take_down", "answer"),
)

READ = Duty("support.ordinances.read", ko="조례·규칙 열람", en="Reading ordinances and rules", sees=EVERYTHING)
KEEP = Duty(
    "support.ordinances.keep",
    ko="조례·규칙 관리",
    en="Keeping ordinances and rules",
    acts=tuple(f"support.ordinances.{verb}" for verb in KEEPING),
    sees=EVERYTHING,
)
DECIDE = Duty(
    "support.ordinances.decide",
    ko="조례·규칙 공포",
    en="Promulgating ordinances and rules",
    acts=("support.ordinances.promulgate", "support.ordinances.amend_promulgation"),
    sees=EVERYTHING,
)


@opens(Case, by=("anyone", "resident"))
def announced(actor: Actor) -> Q:
    """With the files attached to it."""
    return Q(announced_on__isnull=False) & ~Q(step="withdrawn")
