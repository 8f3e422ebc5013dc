"""The kernel's screens for officials: each is a small Django app of the room shape, mounted at `/office/NAME/`, home at `/`."""

SCREENS: tuple[str, ...] = (
    "home",
    "followups",
    "approvals",
    "people",
    "organisation",
    "duties",
    "places",
    "equipment",
    "readings",
    "dispatch",
    "figures",
    "norms",
    "journal",
    "privacy",
    "seals",
    "jobs",
    "tokens",
    "sessions",
)

OPEN: tuple[str, ...] = ("figures", "approvals", "seals", "privacy")
"""Screens of which some pages are the citizens' too."""

GUARDED: dict[str, str] = {"sessions": "access.sessions.end", "dispatch": "dispatch.messages.acknowledge"}
"""Screens that open only to whoever may do that act; the others open to every official."""
