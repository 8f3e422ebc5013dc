"""A day's minutes of one series in few bytes, so that ten years of them stay small.

Each column is written as differences, zigzag and in groups of seven bits, then all of it is compressed. Values are kept to a
millionth of the unit, which is how readings are taken in; counts exactly. A missing value is the difference 0 beside a
count of 0, so that it costs a bit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

VERSION = b"\x01"
PARTS = 1_000_000
Packed = tuple[int, int, float, float | None, float | None, float | None, int]
"""Minute of the day, count, total, low, high, last, bad; low, high and last are None where the count is 0."""


def pack(minutes: Sequence[Packed]) -> bytes:
    """Minutes in the order of time."""
    columns = [
        [one[0] for one in minutes],
        [one[1] for one in minutes],
        [one[6] for one in minutes],
        *([_whole(one[place]) for one in minutes if one[1]] for place in (2, 3, 4, 5)),
    ]
    raw = b"".join(_varint(n) for n in (len(minutes), *(n for column in columns for n in _differences(column))))
    return VERSION + zlib.compress(raw, 9)


def unpack(packed: bytes) -> list[Packed]:
    """Raises ValueError for bytes that `pack` has not made."""
    if packed[:1] != VERSION:
        raise ValueError("not a packed day of this version")
    numbers = _numbers(zlib.decompress(packed[1:]))
    size = next(numbers, 0)
    places, counts, bads = (_sums(islice(numbers, size)) for _column in range(3))
    full = sum(1 for count in counts if count)
    values = [iter(_sums(islice(numbers, full))) for _column in range(4)]
    return [_minute(place, count, bad, values) for place, count, bad in zip(places, counts, bads, strict=True)]


def _minute(place: int, count: int, bad: int, values: list[Iterator[int]]) -> Packed:
    if not count:
        return place, 0, 0.0, None, None, None, bad
    total, low, high, last = (next(column) / PARTS for column in values)
    return place, count, total, low, high, last, bad


def _whole(value: float | None) -> int:
    return round((value or 0.0) * PARTS)


def _differences(column: Iterable[int]) -> Iterator[int]:
    """Zigzag: small changes in either direction are small numbers."""
    before = 0
    for number in column:
        change, before = number - before, number
        yield change * 2 if change >= 0 else -change * 2 - 1


def _sums(differences: Iterable[int]) -> list[int]:
    found, before = [], 0
    for number in differences:
        before += number // 2 if number % 2 == 0 else -(number + 1) // 2
        found.append(before)
    return found


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def _numbers(raw: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in raw:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
