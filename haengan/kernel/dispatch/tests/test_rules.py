"""States and what may follow them, in tables that can be read."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from haengan.kernel.dispatch import rules
from haengan.kernel.dispatch.rules import Channel, State

ROWS = [
    ("queued", "sent", True),
    ("queued", "done", True),
    ("sent", "queued", False),
    ("received", "sent", False),
    ("validated", "received", False),
    ("failed", "done", True),
    ("expired", "received", True),
    ("expired", "failed", False),
    ("done", "failed", False),
    ("done", "expired", False),
]


@pytest.mark.parametrize(("now", "then", "allowed"), ROWS)
def test_a_state_follows_another_or_not(now, then, allowed):
    assert rules.follows(now, then) is allowed


def test_nothing_ever_leads_back_to_queued_and_done_is_the_end():
    assert all(not rules.follows(state, State.QUEUED) for state in State)
    assert not any(rules.follows(State.DONE, state) for state in State)


PROVEN = [
    (["received", "validated", "done"], "done"),
    (["received", "failed"], "failed"),
    (["sent", "received"], "received"),
    (["failed", "done"], "done"),
    (["expired", "validated"], "expired"),
    ([], "queued"),
]


@pytest.mark.parametrize(("proven", "state"), PROVEN)
def test_the_order_in_which_proof_comes_makes_no_difference(proven, state):
    for order in itertools.permutations(proven):
        assert rules.settled("queued", order) == state


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 2), (2, 3), (6, 30), (40, 30)])
def test_a_terminal_is_tried_again_after_pauses_that_grow(attempt, seconds):
    assert rules.pause(Channel.TERMINAL, attempt) == timedelta(seconds=seconds)


def test_no_try_is_planned_past_the_expiry():
    now = datetime(2026, 7, 1, tzinfo=UTC)
    assert rules.next_try("mail", 3, now, now + timedelta(seconds=7)) == now + timedelta(seconds=7)


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (157, 3)])
def test_an_sms_is_cut_into_parts_that_fit(length, parts):
    found = rules.segments("가" * length)
    assert len(found) == parts
    assert "".join(found) == "가" * length


def test_a_sign_of_two_units_is_never_torn():
    assert all("😀" * (len(part)) == part for part in rules.segments("😀" * 80))
