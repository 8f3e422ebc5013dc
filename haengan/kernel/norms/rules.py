"""What stands on a day: the law's value, or the city's own where it has set one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from haengan.kernel.norms.engine.book import Entry
from haengan.kernel.norms.engine.units import Unit, Value, Words


@dataclass(frozen=True)
class Own:
    """The city's own value of a norm for some days; `key` is the override's public key."""

    key: str
    from_on: date
    until_on: date | None
    value: Value
    author: str
    reason: str
    source: str

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True)
class Norm:
    """One norm as it stands on one day. `until_on` is exclusive; `own` tells who set the city's value and why."""

    key: str
    ko: str
    en: str
    unit: Unit
    value: Value
    from_on: date
    until_on: date | None
    article: str
    source: str
    confirm: bool
    fixed: bool
    note: str
    words: Words
    own: Own | None = None

    def title(self, language: str) -> str:
        return self.ko if language == "ko" else self.en

    def shown(self, language: str) -> str:
        return self.unit.shown(self.value, language=language, words=self.words)


def standing(entry: Entry, own: Sequence[Own], *, on: date) -> Norm | None:
    """None where the law says nothing on that day: the city cannot fill a day on which the norm does not exist."""
    law = entry.on(on)
    if law is None:
        return None
    city = next((one for one in own if one.covers(on)), None)
    return Norm(
        key=entry.key,
        ko=entry.ko,
        en=entry.en,
        unit=entry.unit,
        value=city.value if city else law.value,
        from_on=city.from_on if city else law.from_on,
        until_on=city.until_on if city else law.until_on,
        article=law.article,
        source=city.source if city else law.source,
        confirm=law.confirm and city is None,
        fixed=entry.fixed,
        note=entry.note,
        words=entry.words,
        own=city,
    )
