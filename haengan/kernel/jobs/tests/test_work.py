"""Several real workers on one real database: none takes the other's work, a killed one's work is done by the next."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

pytestmark = pytest.mark.xdist_group("workers")

SCRIPT = Path(__file__).with_name("worker_process.py")
DUE = "2024-01-01T02:30:00+09:00"


class Trial:
    def __init__(self, home, database):
        self.book = home / "book"
        self.env = os.environ | {
            "HAENGAN_HOME": str(home),
            "TRIAL_BOOK": str(self.book),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "haengan.site.settings.test",
        }

    def start(self, *words):
        return subprocess.Popen([sys.executable, str(SCRIPT), *words], env=self.env, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        process = self.start(*words)
        told, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return json.loads(told) if told else None

    def lines(self):
        return self.book.read_text("utf8").split("\n")[:-1] if self.book.exists() else []

    def wait_until_done(self, count):
        for _ in range(1200):
            if self.count_done() >= count:
                return
            time.sleep(0.02)
        raise AssertionError(f"{count} jobs were never done")

    def count_done(self):
        asked = "SELECT count(*) FROM kernel_jobs_work WHERE state = 'done'"
        if url := self.env["DATABASE_URL"]:
            with psycopg.connect(url) as server:
                return server.execute(asked).fetchone()[0]
        with closing(sqlite3.connect(self.book.with_name("haengan.sqlite3"), timeout=20)) as file:
            return file.execute(asked).fetchone()[0]

    def wait_for(self, word):
        for _ in range(1200):
            if any(line.startswith(word) for line in self.lines()):
                return
            time.sleep(0.05)
        raise AssertionError(f"{word} never came: {self.lines()}")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A migrated database, copied for each test: a file, or one on the PostgreSQL server of DATABASE_URL."""
    home = tmp_path_factory.mktemp("template")
    with database() as address:
        Trial(home, address).ask("migrate")
        yield home, address


@pytest.fixture
def trial(tmp_path, template):
    home, address = template
    with database(address.rpartition("/")[2]) as own:
        shutil.copytree(home, tmp_path, dirs_exist_ok=True)
        yield Trial(tmp_path, own)


@contextmanager
def database(template="template1"):
    """The address of a new database on the server; empty where there is none and a file will do."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    name = f"trial_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield url.rpartition("/")[0] + f"/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def all_done(processes):
    for process in processes:
        process.communicate(timeout=120)
    return all(process.returncode == 0 for process in processes)


def test_three_workers_do_each_piece_of_work_once(trial):
    trial.ask("enqueue", "trial.note", "90", '{"what": %d}')
    assert all_done([trial.start("until_empty", "60") for _ in range(3)])
    assert sorted(int(line.split()[0]) for line in trial.lines()) == list(range(90))
    assert trial.ask("states")["works"] == [["done", 1]] * 90


def test_what_a_killed_worker_held_is_done_by_the_next(trial):
    trial.ask("enqueue", "trial.slow", "1", '{"seconds": 600}')
    first = trial.start("until_empty", "2")
    trial.wait_for("begun")
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert all_done([trial.start("until_empty", "2")])
    assert [line.split()[0] for line in trial.lines()] == ["begun", "again", "ended"]
    assert trial.ask("states")["works"] == [["done", 2]]


def test_work_longer_than_its_lease_is_kept_by_the_heartbeat(trial):
    trial.ask("enqueue", "trial.slow", "1", '{"seconds": 4}')
    assert all_done([trial.start("until_empty", "1.5") for _ in range(2)])
    assert [line.split()[0] for line in trial.lines()] == ["begun", "ended"]


def test_a_worker_told_to_stop_ends_what_it_began(trial):
    trial.ask("enqueue", "trial.slow", "2", '{"seconds": 2}')
    worker = trial.start("worker")
    trial.wait_for("begun")
    worker.terminate()
    assert all_done([worker])
    assert [line.split()[0] for line in trial.lines()] == ["begun", "ended"]
    assert trial.ask("states")["works"] == [["done", 1], ["waiting", 0]]


def test_of_a_storm_of_kills_no_job_is_lost_and_no_atomic_one_applied_twice(trial):
    """The small form of `bin/trial jobs`: two of three workers die at their work, wherever they stand in it."""
    trial.ask("prepare", "120")
    workers = [trial.start("until_empty", "1.5") for _ in range(3)]
    for worker, wait_for in zip(workers[:2], (10, 40), strict=True):
        trial.wait_until_done(wait_for)
        os.kill(worker.pid, signal.SIGKILL)
        worker.communicate()
    assert all_done([workers[2]])
    told = trial.ask("tally")
    assert (told["done"], told["applied"], told["distinct"], told["begun"]) == (120, 60, 60, 60)


def test_timed_work_is_asked_for_once_across_workers(trial):
    trial.ask("arrange", "2024-01-01T00:00:00+09:00")
    assert all_done([trial.start("tick", DUE) for _ in range(4)])
    assert trial.ask("states") == {"works": [["waiting", 0]], "timed": 1}
