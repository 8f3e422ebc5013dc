"""The members of a slice: declared, or whatever its records and its entered totals have ever named."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from haengan.kernel.figures import counting
from haengan.kernel.figures.declare import Figure
from haengan.kernel.figures.models import Entered, Value
from haengan.kernel.figures.rules import Kind

MOST = 20
"""So many are named to whoever asks for one that there is not."""


def exists(figure: Figure, cut: str, member: str) -> bool:
    """A member that nobody ever named would count as 0; one without a record in the period asked honestly does."""
    divided = figure.slices[cut]
    if divided.members:
        return any(one.code == member for one in divided.members)
    named = {"figure": figure.name, "slice": cut, "member": member}
    return (
        (figure.kind is Kind.RATIO and any(exists(half, cut, member) for half in _halves(figure, cut)))
        or _recorded(figure, cut, member)
        or Entered.objects.filter(**named).exists()
        or Value.objects.filter(**named).exists()
    )


def known(figure: Figure, cut: str) -> tuple[str, ...]:
    """The first of them, by code."""
    divided = figure.slices[cut]
    if divided.members:
        return tuple(one.code for one in divided.members)
    found = set(Entered.objects.filter(figure=figure.name, slice=cut).values_list("member", flat=True).distinct())
    found |= {code for half in _halves(figure, cut) for code in known(half, cut)}
    if figure.source is not None:
        rows = figure.source().order_by(*divided.paths).values_list(*divided.paths).distinct()
        found |= {counting.code(row) for row in rows[:MOST]}
    return tuple(sorted(code for code in found if code)[:MOST])


def _halves(figure: Figure, cut: str) -> list[Figure]:
    return [half for half in (figure.part, figure.whole) if half is not None and cut in half.slices]


def _recorded(figure: Figure, cut: str, member: str) -> bool:
    if figure.source is None or member.count("|") + 1 != len(figure.slices[cut].paths):
        return False
    try:
        return counting.of_part(figure, cut, member).exists()
    except (ValueError, ValidationError):  # a word where the path holds a number or a day
        return False
