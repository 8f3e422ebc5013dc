"""The readings of one series that rules look back on, in the order of their own time, whatever order they came in.

Sums are running totals in whole millionths, so that a window costs two look-ups however long it is, and adding and
taking away leaves nothing behind. All moments are milliseconds since 1970.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

FOREVER = -(2**62)
MILLION = 1_000_000
MOST = 10**12
"""Millionths that one reading may add: nothing that falls from the sky or flows in a river comes near."""
SLACK = 256


class Buffer:
    """`moments` and `values` of what can be used, `totals` up to and with each; `bad` are the moments of the rest.
    From `start` on it holds every reading."""

    __slots__ = ("bad", "base", "changes", "moments", "start", "totals", "values")

    def __init__(self, start: int = FOREVER) -> None:
        self.moments, self.values, self.totals = array("q"), array("d"), array("q")
        self.bad = array("q")
        self.start, self.base, self.changes = start, 0, 0

    def put(self, at: int, value: float, usable: bool) -> bool:
        """What counts of a moment from now on; False where it is so already or older than what is kept."""
        if at < self.start:
            return False
        if usable and (not self.moments or at > self.moments[-1]) and (not self.bad or at > self.bad[-1]):
            self.moments.append(at)
            self.values.append(value)
            self.totals.append((self.totals[-1] if self.totals else self.base) + millionths(value))
        elif not self._lay(at, value, usable):
            return False
        self.changes += 1
        return True

    def forget(self, before: int) -> None:
        """Nothing before a moment is needed any more; done now and then, by the hundred."""
        count = bisect_left(self.moments, before)
        if count >= SLACK:
            self.base = self.totals[count - 1]
            del self.moments[:count], self.values[:count], self.totals[:count]
            self.start = max(self.start, before)
        count = bisect_left(self.bad, before)
        if count >= SLACK:
            del self.bad[:count]
            self.start = max(self.start, before)

    def last(self, at: int) -> int:
        """Place of the last usable reading at a moment or before; -1 for none."""
        moments = self.moments
        if moments and moments[-1] <= at:
            return len(moments) - 1
        return bisect_right(moments, at) - 1

    def total(self, after: int, until: int) -> int:
        """Millionths of what was usable in ``(after, until]``."""
        first, last = bisect_right(self.moments, after), self.last(until)
        return self._upto(last) - self._upto(first - 1)

    def count(self, after: int, until: int) -> int:
        return self.last(until) + 1 - bisect_right(self.moments, after)

    def bads(self, after: int, until: int) -> int:
        if not self.bad or self.bad[-1] <= after:
            return 0
        return bisect_right(self.bad, until) - bisect_right(self.bad, after)

    def following(self, at: int) -> int | None:
        """The next moment of any reading."""
        found = None
        for moments in (self.moments, self.bad):
            if moments and moments[-1] > at:
                moment = moments[bisect_right(moments, at)]
                found = moment if found is None or moment < found else found
        return found

    def _upto(self, place: int) -> int:
        return self.totals[place] if place >= 0 else self.base

    def _lay(self, at: int, value: float, usable: bool) -> bool:
        """In its place, instead of what stood there."""
        place, other = bisect_left(self.moments, at), bisect_left(self.bad, at)
        stands = place < len(self.moments) and self.moments[place] == at
        doubted = other < len(self.bad) and self.bad[other] == at
        if (stands and usable and self.values[place] == value) or (doubted and not usable):
            return False
        if doubted:
            self.bad.pop(other)
        if stands:
            self.moments.pop(place)
            self.values.pop(place)
            self.totals.pop(place)
        if usable:
            self.moments.insert(place, at)
            self.values.insert(place, value)
            self.totals.insert(place, 0)
        else:
            self.bad.insert(other, at)
        self._sum(place)
        return True

    def _sum(self, place: int) -> None:
        """The totals anew from a place on."""
        total = self._upto(place - 1)
        for index in range(place, len(self.values)):
            total += millionths(self.values[index])
            self.totals[index] = total


def millionths(value: float) -> int:
    return max(-MOST, min(MOST, round(value * MILLION))) if abs(value) < MOST else (MOST if value > 0 else -MOST)
