"""What has changed since a freeze, and why: late record, correction, changed definition, changed boundary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from haengan.kernel.figures import freezing, marking, queries
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.models import Freeze, Frozen
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.totals import Unanswerable
from haengan.kernel.journal import queries as journal


class Cause(StrEnum):
    """LATE: entered after the freeze. CORRECTION: its record was changed. DEFINITION: the question changed.
    BOUNDARY: the record stayed, what it is counted under moved. GONE: nobody asks this question any more."""

    LATE = "late"
    CORRECTION = "correction"
    DEFINITION = "definition"
    BOUNDARY = "boundary"
    GONE = "gone"


@dataclass(frozen=True)
class Reason:
    """Part of a difference: how much, through which record, by which journal lines."""

    cause: Cause
    key: str
    amount: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Changed:
    frozen: Frozen
    now: Reading | None
    reasons: tuple[Reason, ...]

    @property
    def difference(self) -> Decimal | None:
        if self.now is None or self.now.amount is None or self.frozen.amount is None:
            return None
        return Decimal(self.now.amount) - self.frozen.amount


def since(freeze: Freeze) -> list[Changed]:
    """Every frozen value that would come out otherwise today, with the causes of its difference."""
    return [
        changed
        for frozen in freeze.values.order_by("figure", "from_on", "slice", "member")
        if (changed := _since(frozen))
    ]


def between(earlier: Freeze, later: Freeze) -> list[tuple[Frozen | None, Frozen | None]]:
    """Pairs of values that differ between two freezes; one side is None where only the other asked."""
    old, new = ({_place(v): v for v in f.values.all()} for f in (earlier, later))
    pairs = [(old.get(place), new.get(place)) for place in sorted(old.keys() | new.keys())]
    return [(a, b) for a, b in pairs if a is None or b is None or a.amount != b.amount]


def _since(frozen: Frozen) -> Changed | None:
    figure = figures.get(frozen.figure)
    if figure is None or (frozen.slice and frozen.slice not in figure.slices):
        return Changed(frozen, None, (Reason(Cause.GONE, "", 0, ()),))
    asked = Asked(figure, frozen.period, frozen.slice, frozen.member, frozen.freeze.base_on)
    try:
        now = queries.read(asked)
        behind = freezing.behind(asked)
    except Unanswerable:
        return Changed(frozen, None, ())
    if now.amount == frozen.amount or (now.amount is not None and Decimal(now.amount) == frozen.amount):
        return None
    return Changed(frozen, now, tuple(_reasons(frozen, asked, behind)))


def _reasons(frozen: Frozen, asked: Asked, now: list[tuple[str, str, int]]) -> Iterable[Reason]:
    """A ratio changes for the reasons of its part and its whole."""
    for half in queries.parts(asked):
        kept = Frozen.objects.get(
            freeze=frozen.freeze,
            figure=half.figure.name,
            slice=half.slice,
            member=half.member,
            from_on=half.period.from_on,
            until_on=half.period.until_on,
        )
        yield from _reasons(kept, half, freezing.behind(half))
    old, new = ({key: n for key, _day, n in rows} for rows in (freezing.unpacked(frozen), now))
    differing = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    lines = journal.touched_after(frozen.freeze.mark, differing)
    added = journal.added_after(frozen.freeze.mark, differing)
    moved = _beside(asked, frozen.freeze.mark, [key for key in differing if key not in lines])
    redefined = asked.figure.fingerprint() != frozen.fingerprint
    for key in differing:
        cause = _cause(key, lines, added, redefined=redefined)
        yield Reason(cause, key, new.get(key, 0) - old.get(key, 0), tuple(lines.get(key) or moved.get(key) or ()))


def _beside(asked: Asked, mark: int, keys: list[str]) -> dict[str, list[int]]:
    """For records that were not touched themselves: the later lines that touched what they are counted under."""
    model = asked.figure.model
    if model is None or not keys:
        return {}
    related = {key: marking.related_keys(model, asked.figure.paths, key) for key in keys}
    lines = journal.touched_after(mark, {other for others in related.values() for other in others})
    return {key: sorted({n for other in others for n in lines.get(other, ())}) for key, others in related.items()}


def _cause(key: str, lines: dict[str, list[int]], added: set[str], *, redefined: bool) -> Cause:
    if key in added:
        return Cause.LATE
    if key in lines:
        return Cause.CORRECTION
    return Cause.DEFINITION if redefined else Cause.BOUNDARY


def _place(value: Frozen) -> tuple[str, str, str, str]:
    return (value.figure, str(value.period), value.slice, value.member)
