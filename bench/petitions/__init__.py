"""Petitions: filing at 1 and 32 clients, and, at a million, the desk, every filter and sort of the list, search and duplicates."""

PACE = 600 / 5_000
"""Seconds between two citizens of a flood."""
