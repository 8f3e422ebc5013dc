from datetime import datetime, timedelta

import pytest

from haengan.rooms.civil_affairs.petitions.engine.photos.cleaning import Found
from haengan.rooms.civil_affairs.petitions.engine.photos.weighing import CITY, Bounds, Doubt, weighed

PAJU = Bounds(126.66, 37.68, 127.02, 38.03)
HERE = (126.78, 37.76)
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=CITY)


@pytest.mark.parametrize(
    ("place", "taken", "doubts"),
    [
        (HERE, "2026-11-23T10:00", []),
        (HERE, "2026-11-23T10:39", []),
        (HERE, "2026-11-23T10:41", [Doubt.FUTURE]),
        (HERE, "2025-11-20T10:00", [Doubt.OLD]),
        ((127.5, 37.4), "2026-11-23T10:00", [Doubt.OUTSIDE]),
        ((0.1, 0.1), "2036-11-23T10:00", [Doubt.OUTSIDE, Doubt.FUTURE]),
        (None, None, []),
    ],
)
def test_what_cannot_be_is_doubted(place, taken, doubts):
    found = Found(place, taken and datetime.fromisoformat(taken))

    told = weighed(found, bounds=PAJU, now=NOW)

    assert list(told.doubts) == doubts
    assert (told.place is None) == (place is None or Doubt.OUTSIDE in doubts)
    assert (told.taken_at is None) == (taken is None or Doubt.FUTURE in doubts)


def test_the_city_s_clock_counts():
    found = Found(HERE, datetime(2026, 11, 23, 10, 0))

    assert weighed(found, bounds=PAJU, now=NOW).taken_at == NOW - timedelta(minutes=30)


@pytest.mark.parametrize("doubt", Doubt)
def test_each_doubt_is_told_in_both_languages(doubt):
    assert doubt.told("ko") != doubt.told("en")
