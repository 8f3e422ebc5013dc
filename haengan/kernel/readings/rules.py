"""What is measured and how; moments as milliseconds; minutes out of readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from haengan.kernel.readings.engine import quality
from haengan.kernel.readings.engine.quality import Limits

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
DAY = 24 * 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DIGITS = 6


class Property(StrEnum):
    RAINFALL = "rainfall"
    WATER_LEVEL = "water_level"
    FLOW = "flow"
    SNOW = "snow"
    WIND = "wind"
    TEMPERATURE = "temperature"
    HUMIDITY = "humidity"
    SOIL = "soil"
    TILT = "tilt"
    FLOODED = "flooded"
    VOLTAGE = "voltage"
    OTHER = "other"


class How(StrEnum):
    """A level is how it stands at the moment; an increment what came since the reading before."""

    LEVEL = "level"
    INCREMENT = "increment"


@dataclass(frozen=True)
class Aggregate:
    """The usable readings of one minute; `bad` counts those that are not. Without a usable one the rest is None."""

    count: int = 0
    total: float = 0.0
    low: float | None = None
    high: float | None = None
    last: float | None = None
    bad: int = 0

    def with_one(self, value: float, marks: int) -> Aggregate:
        """And one more, later than all in it."""
        if not quality.usable(marks):
            return Aggregate(self.count, self.total, self.low, self.high, self.last, self.bad + 1)
        low = value if self.low is None else min(self.low, value)
        high = value if self.high is None else max(self.high, value)
        return Aggregate(self.count + 1, self.total + value, low, high, value, self.bad)


def aggregate(readings: Iterable[tuple[float, int]]) -> Aggregate:
    """Of values and marks in the order of time."""
    found = Aggregate()
    for value, marks in readings:
        found = found.with_one(value, marks)
    return found


def ms(at: datetime) -> int:
    """Milliseconds since 1970 of an aware moment, fractions cut off."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def moment(at_ms: int) -> datetime:
    return EPOCH + timedelta(milliseconds=at_ms)


def minute_of(at_ms: int) -> int:
    return at_ms // MINUTE_MS


def limits_of(
    *, low: float | None, high: float | None, step: float | None, stuck_minutes: int | None, how: str
) -> Limits:
    resting = 0.0 if how == How.INCREMENT else None
    return Limits(low, high, step, stuck_minutes * MINUTE_MS if stuck_minutes else None, resting)
