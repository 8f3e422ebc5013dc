"""What a terminal may do alone: how it is named, within which bounds."""

from __future__ import annotations

LEAST_CUT, USUAL_CUT, MOST_CUT = 30, 120, 3600
"""Seconds without the house's pulse, which comes every ten, before a terminal decides."""
USUAL_REST, MOST_REST = 3600, 24 * 3600
LONGEST = 300
"""Characters of a text; twenty rules in two languages must fit into one envelope (`lib.terminal.signed.LARGEST`)."""


def covers(rule: str, level: str) -> str:
    """What is said when a rule (its key) comes to a level: by the house or by a terminal alone."""
    return f"{rule}-{level}"


def rule_of(covers: str) -> str:
    return covers.rpartition("-")[0]
