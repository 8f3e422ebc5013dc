"""What is measured and how; moments as milliseconds; minutes out of readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


WORDS: Mapping[str, tuple[str, str]] = {
    Property.RAINFALL.value: ("강우량", "Rainfall"),
    Property.WATER_LEVEL.value: ("수위", "Water level"),
    Property.FLOW.value: ("유량", "Flow of water"),
    Property.SNOW.value: ("적설", "Depth of snow"),
    Property.WIND.value: ("풍속", "Wind speed"),
    Property.TEMPERATURE.value: ("기온", "Temperature"),
    Property.HUMIDITY.value: ("습도", "Humidity"),
    Property.SOIL.value: ("토양 수분", "Soil moisture"),
    Property.TILT.value: ("기울기", "Tilt"),
    Property.FLOODED.value: ("침수심", "Depth of flooding"),
    Property.VOLTAGE.value: ("전원 전압", "Supply voltage"),
    Property.OTHER.value: ("기타", "Other"),
}
"""Korean and English of what can be measured."""
HOWS: Mapping[str, tuple[str, str]] = {
    How.LEVEL.value: ("그때의 값", "Value at the moment"),
    How.INCREMENT.value: ("직전 측정 뒤 증가분", "Increment since the reading before"),
}


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
