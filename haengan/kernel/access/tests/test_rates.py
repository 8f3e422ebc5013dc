from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from haengan.kernel.access import rates

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 9, 4, 9, 0, tzinfo=UTC)


def request(address="203.0.113.7", **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def spend(asked, now=NOW, what="ask"):
    rates.spend(asked, what, limit=2, now=now)


def test_an_address_is_held_back_beyond_its_limit():
    spend(request())
    spend(request())
    with pytest.raises(rates.TooOften):
        spend(request())


def test_other_addresses_other_things_and_later_hours_count_apart():
    for _ in range(2):
        spend(request())
    spend(request("203.0.113.8"))
    spend(request(), what="look_up")
    spend(request(), now=NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "198.51.100.1", "203.0.113.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "198.51.100.1", "203.0.113.7"),
    ],
)
def test_who_asks_is_seen_from_behind_as_many_proxies_as_there_are(proxies, passed, address, settings):
    settings.PROXIES = proxies
    assert rates.address(request(**{"X-Forwarded-For": passed})) == address
