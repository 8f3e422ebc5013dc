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
    "figures",
    "norms",
    "journal",
    "seals",
    "jobs",
    "tokens",
)

OPEN: tuple[str, ...] = ("figures", "approvals", "seals")
"""Screens of which some pages are the citizens' too."""
