"""What officials and citizens can find: every register's records, and nothing personal that their duties do not show."""

import pytest
from django.db import models

from haengan.kernel.registers.declare import registry
from haengan.kernel.search.declare import CITIZENS, searchables
from tests.house import sources

ELSEWHERE = {
    "registers.tokens": "one's own, a handful",
    "privacy.destructions": "a few a year; what they held must not be found",
    "privacy.reviews": "one a month",
    "access.locks": "found in their register by the sign-in name; over in a quarter of an hour",
    "followups.feeds": "one's own, a handful",
    "approvals.numbers": "found by their papers",
    "approvals.receipts": "found in their register by number and sender",
    "approvals.seals": "a handful",
    "autonomy.exchanges.lines": "found by their exchange",
    "support.trainings.enrolments": "found by the official or the cohort",
    "support.trainings.attendance": "found by the official or the session",
    "support.trainings.ratings": "what trainees wrote without their names",
    "support.ordinances.deadlines": "found by their case",
    "support.personnel.lines": "found by the official or the order",
    "digital.innovations.budgets": "numbers of a task",
    "dispatch.steps": "found by their plan",
    "digital.innovations.measurements": "numbers of an indicator",
    "places.headcounts": "a row a month",
    "safety.warnings.heads": "found by the resident",
    "safety.warnings.decisions": "found by their rule",
    "safety.warnings.situations": "found by their rule",
    "civil_affairs.petitions.services": "a dozen, chosen from a page of their own",
    "civil_affairs.petitions.holidays": "one or two a year",
    "civil_affairs.petitions.outages": "a few a year",
    "civil_affairs.petitions.sessions": "one a month; their petitions are found",
    "civil_affairs.petitions.dockets": "found by their petition",
    "civil_affairs.petitions.checks": "one a month",
    "civil_affairs.petitions.consultations": "found by their petition",
    "civil_affairs.petitions.appeals": "found by their petition",
    "civil_affairs.petitions.photos": "found by their petition",
    "civil_affairs.petitions.clients": "a handful",
    "civil_affairs.petitions.endpoints": "a handful",
    "civil_affairs.petitions.forwardings": "found by their petition",
    "readings.keys": "found by their station; a key has no words",
}
"""Registers whose records the search does not find, and why."""
ours = {name: register for name, register in registry.items() if ".tests." not in register.model.__module__}


def test_the_records_of_every_register_are_found_or_it_says_why_not():
    missing = {name for name, register in ours.items() if register.model._meta.label_lower not in searchables}
    assert missing == set(ELSEWHERE)


@pytest.mark.parametrize("register", ours.values(), ids=ours.keys())
def test_nothing_masked_is_searched(register):
    """A word that finds a record tells of it: what a reader without the duty sees masked must not be found by them."""
    personal = {column.path for column in register.shown if column.personal}
    label = register.model._meta.label_lower
    found = [s.fields for s in searchables.values() if s.model._meta.label_lower == label]
    sources.nothing([f"{register.name}: {name}" for fields in found for name in personal & set(fields)])


@pytest.mark.django_db
def test_citizens_find_only_rows_that_a_room_publishes():
    rows = {label: known.published() for label, known in searchables.items() if label.endswith(CITIZENS)}

    assert rows
    assert all(isinstance(found, models.QuerySet) and found.query.where for found in rows.values())
