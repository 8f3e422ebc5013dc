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
    "jobs",
    "tokens",
)

OPEN: tuple[str, ...] = ("figures", "approvals")
"""Screens of which some pages are the citizens' too."""
