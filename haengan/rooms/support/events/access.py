"""Duties over ceremonies and commemorations. What citizens read stands in the queries of the public pages."""

from haengan.kernel.access.declare import Duty

SEEN = (
    "support_events.Event",
    "support_events.ProgrammeItem",
    "support_events.Invitation",
    "support_events.Decision",
)

READ = Duty("support.events.read", ko="국경일·기념행사 열람", en="Reading events", sees=SEEN)
KEEP = Duty(
    "support.events.keep",
    ko="국경일·기념행사 관리",
    en="Keeping events",
    acts=(
        "support.events.enter",
        "support.events.correct",
        "support.events.order",
        "support.events.invite",
        "support.events.hold",
    ),
    sees=SEEN,
)
DECIDE = Duty(
    "support.events.decide",
    ko="국경일·기념행사 결정(연기, 취소, 철회)",
    en="Deciding on events (postponing, cancelling, retracting)",
    acts=("support.events.postpone", "support.events.cancel", "support.events.retract"),
    sees=SEEN,
)
