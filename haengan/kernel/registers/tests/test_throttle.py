"""Many processes, one limit: each has its own Throttle, the count is in the database."""

import pytest
from django.test import RequestFactory

from haengan.kernel.access.models import Knock
from haengan.kernel.registers.assembly import Throttle

pytestmark = pytest.mark.django_db


def passed(throttles, rounds, address="203.0.113.7"):
    asked = RequestFactory().get("/", REMOTE_ADDR=address)
    return sum(throttle.allow_request(asked) for _ in range(rounds) for throttle in throttles)


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_the_limit_holds_over_all_processes(processes):
    assert passed([Throttle(100) for _ in range(processes)], 120) == 100


def test_most_requests_write_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        passed([Throttle(100)], Throttle.HANDFUL - 1)


def test_whoever_is_held_back_costs_no_further_writing(django_assert_num_queries):
    throttle = Throttle(5)
    passed([throttle], 6)
    with django_assert_num_queries(0):
        assert passed([throttle], 50) == 0


def test_neither_addresses_nor_names_are_kept():
    passed([Throttle(5)], 1)
    assert "203.0.113.7" not in str(Knock.objects.values().get())
