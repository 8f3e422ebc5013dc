"""What machines that watch are told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from haengan.kernel.jobs import upkeep
from haengan.kernel.jobs.models import Timed
from haengan.kernel.journal import upkeep as sealing
from haengan.site import health, metrics, migrating

ABROAD = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def ready(db):
    upkeep.arrange(now=timezone.now())
    sealing.seal(now=timezone.now())


def told(public, name, **labels):
    page = public.get("/metrics").content.decode()
    samples = [s for family in text_string_to_metric_families(page) for s in family.samples]
    return [s.value for s in samples if s.name == name and labels.items() <= s.labels.items()]


def test_health_says_that_the_database_answers(public):
    assert public.get("/healthz").json() == {"database": "ok"}


def test_a_house_that_lacks_nothing_is_ready(public, ready):
    answer = public.get("/readyz", **ABROAD)

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "migrations": "ok", "worker": "ok", "journal": "ok"}


def test_without_a_worker_the_house_is_not_ready_and_says_what_to_start(public, ready):
    Timed.objects.update(next_at=timezone.now() - timedelta(hours=1))
    answer = public.get("/readyz")

    assert answer.status_code == 503
    assert "haengan worker" in answer.json()["worker"]
    assert answer.json()["database"] == "ok"


def test_a_missing_migration_is_named(public, ready, monkeypatch):
    monkeypatch.setattr(migrating, "pending", lambda: ["kernel_people.0009_more"])

    assert "kernel_people.0009_more" in public.get("/readyz").json()["migrations"]


def test_seals_that_lag_are_told_with_their_number(public, ready, kim, monkeypatch):
    monkeypatch.setattr(health, "LATE", timedelta(0))

    assert "wait" in public.get("/readyz").json()["journal"]


def test_why_it_is_not_ready_is_told_to_those_who_may_watch_only(public, ready, monkeypatch):
    monkeypatch.setattr(migrating, "pending", lambda: ["kernel_people.0009_more"])

    assert public.get("/readyz", **ABROAD).json()["migrations"] == "failed"


def test_metrics_answer_only_the_addresses_that_may_ask(public):
    assert public.get("/metrics", **ABROAD).status_code == 404
    assert public.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 200


def test_metrics_tell_what_the_database_knows(public, ready, kim):
    Timed.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    asked = upkeep.tick(now=timezone.now())

    assert told(public, "haengan_jobs", state="waiting") == [asked]
    assert told(public, "haengan_worker_idle") == [0]
    assert told(public, "haengan_journal_lines_total")[0] > 0
    assert told(public, "haengan_journal_unsealed_lines")[0] > 0
    assert told(public, "haengan_figures_dirty_days")[0] >= 0


def test_an_act_counts_once_it_is_committed(public, kim, give, django_capture_on_commit_callbacks):
    before = told(public, "haengan_acts_total", act="access.holdings.give") or [0]
    with django_capture_on_commit_callbacks(execute=True):
        give(kim, "autonomy.exchanges.keep")
    after = [s for s in told(public, "haengan_acts_total") if s]

    assert sum(after) > sum(before)


def test_requests_are_counted(public):
    public.get("/healthz")

    assert sum(told(public, "django_http_requests_total_by_method_total", method="GET")) > 0


def test_counts_of_processes_that_are_no_more_are_forgotten(tmp_path, monkeypatch):
    monkeypatch.setenv(metrics.FOLDER, str(tmp_path))
    for name in ("counter_1.db", "counter_999999999.db"):
        (tmp_path / name).touch()

    metrics.share(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["counter_1.db"]
