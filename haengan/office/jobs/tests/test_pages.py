import pytest
from django.utils import timezone

from haengan.kernel.jobs.models import Timed, Work


@pytest.fixture
def failed(db):
    now = timezone.now()
    return Work.objects.create(
        name="kernel.jobs.clear",
        state="failed",
        run_at=now,
        enqueued_at=now,
        ended_at=now,
        attempt=3,
        tries=3,
        trace="OSError",
    )


def test_a_failed_job_is_shown_with_its_reason(kim, failed, desk):
    page = desk(kim).get("/office/jobs/?show=failed").content.decode()

    assert "kernel.jobs.clear" in page
    assert "Clear old jobs away" in page
    assert "OSError" in page


def test_only_who_keeps_jobs_tries_one_again(kim, lee, failed, give, desk):
    give(kim, "house.jobs.watch")

    desk(lee).post(f"/office/jobs/{failed.key}/again")
    assert Work.objects.filter(state="waiting").count() == 0
    desk(kim).post(f"/office/jobs/{failed.key}/again")
    assert Work.objects.filter(name="kernel.jobs.clear", state="waiting").count() == 1


def test_the_timetable_is_said_in_words(kim, desk):
    Timed.objects.create(name="kernel.jobs.clear", rule="40 3 * * *", next_at=timezone.now())
    page = desk(kim).get("/office/jobs/").content.decode()

    assert "every day, at 03:40" in page
    assert "* * *" not in page
