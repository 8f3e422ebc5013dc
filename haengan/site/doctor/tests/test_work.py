from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.jobs import upkeep
from haengan.site.doctor import work
from haengan.site.doctor.findings import State

pytestmark = pytest.mark.django_db


def test_a_house_in_which_no_worker_ever_ran_is_told_so():
    assert [finding.state for finding in work.worker()] == [State.FAULT]


def test_a_worker_that_has_just_arranged_its_timetable_is_at_work():
    upkeep.arrange(now=timezone.now())

    assert [finding.state for finding in work.worker()] == [State.WELL]


def test_a_timetable_that_stands_still_means_that_no_worker_runs():
    upkeep.arrange(now=timezone.now() - timedelta(hours=1))

    assert [finding.state for finding in work.worker()] == [State.FAULT]


def test_the_other_checks_find_something_to_say():
    for check in (work.norm_books, work.untaken_offers, work.figures_closed):
        assert list(check())
