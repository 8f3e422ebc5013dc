"""Several real workers on one real database: none takes the other's work, a killed one's work is done by the next."""

import importlib
import json
import os
import signal
import sqlite3
import sys
import time
import traceback
import uuid
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.db import connection, connections

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "sqlite")  # it copies only what is committed

DUE = "2024-01-01T02:30:00+09:00"


class Process:
    """A process that does one verb of `worker_process.py` on the database of a trial, forked from this one."""

    def __init__(self, book, database, words):
        self.told = book.with_name(f"told-{uuid.uuid4().hex}")
        self.pid = os.fork()
        if self.pid:
            return
        code = 1
        try:
            os.environ["TRIAL_BOOK"] = str(book)
            sys.stdout = self.told.open("w", encoding="utf8")
            connections.databases["default"]["NAME"] = database
            connections["default"] = connections.create_connection("default")
            importlib.import_module("haengan.kernel.jobs.tests.worker_process").do(*words)
            sys.stdout.close()
            code = 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(code)

    def ended_well(self):
        _pid, status = os.waitpid(self.pid, 0)
        return status == 0

    def end(self, number):
        os.kill(self.pid, number)


class Trial:
    def __init__(self, home, database):
        self.book, self.database = home / "book", database

    def start(self, *words):
        return Process(self.book, self.database, words)

    def ask(self, *words):
        process = self.start(*words)
        assert process.ended_well()
        told = process.told.read_text("utf8")
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
        if connection.vendor == "postgresql":
            with psycopg.connect(os.environ["DATABASE_URL"], dbname=self.database) as server:
                return server.execute(asked).fetchone()[0]
        with closing(sqlite3.connect(self.database, timeout=20)) as file:
            return file.execute(asked).fetchone()[0]

    def wait_for(self, word):
        for _ in range(1200):
            if any(line.startswith(word) for line in self.lines()):
                return
            time.sleep(0.05)
        raise AssertionError(f"{word} never came: {self.lines()}")


@pytest.fixture
def trial(tmp_path):
    """A database of its own, empty as the tests' is; killed processes must not reach that one."""
    with copied(tmp_path / "house.sqlite3") as name:
        yield Trial(tmp_path, name)


@contextmanager
def copied(path):
    """The name of a new database like the tests' own: a file, or one on the PostgreSQL server."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        yield str(path)
        return
    own, name = connection.settings_dict["NAME"], f"trial_{uuid.uuid4().hex}"
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'CREATE DATABASE {name} TEMPLATE "{own}"')
    try:
        yield name
    finally:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def all_done(processes):
    outcomes = [process.ended_well() for process in processes]  # all are waited for
    return all(outcomes)


def test_three_workers_do_each_piece_of_work_once(trial):
    trial.ask("enqueue", "trial.note", "90", '{"what": %d}')
    assert all_done([trial.start("until_empty", "60") for _ in range(3)])
    assert sorted(int(line.split()[0]) for line in trial.lines()) == list(range(90))
    assert trial.ask("states")["works"] == [["done", 1]] * 90


def test_what_a_killed_worker_held_is_done_by_the_next(trial):
    trial.ask("enqueue", "trial.slow", "1", '{"seconds": 600}')
    first = trial.start("until_empty", "2")
    trial.wait_for("begun")
    first.end(signal.SIGKILL)
    assert not first.ended_well()
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
    worker.end(signal.SIGTERM)
    assert all_done([worker])
    assert [line.split()[0] for line in trial.lines()] == ["begun", "ended"]
    assert trial.ask("states")["works"] == [["done", 1], ["waiting", 0]]


def test_of_a_storm_of_kills_no_job_is_lost_and_no_atomic_one_applied_twice(trial):
    """The small form of `bin/trial jobs`: two of three workers die at their work, wherever they stand in it."""
    trial.ask("prepare", "120")
    workers = [trial.start("until_empty", "1.5") for _ in range(3)]
    for worker, wait_for in zip(workers[:2], (10, 40), strict=True):
        trial.wait_until_done(wait_for)
        worker.end(signal.SIGKILL)
        assert not worker.ended_well()
    assert all_done([workers[2]])
    told = trial.ask("tally")
    assert (told["done"], told["applied"], told["distinct"], told["begun"]) == (120, 60, 60, 60)


def test_timed_work_is_asked_for_once_across_workers(trial):
    trial.ask("arrange", "2024-01-01T00:00:00+09:00")
    assert all_done([trial.start("tick", DUE) for _ in range(4)])
    assert trial.ask("states") == {"works": [["waiting", 0]], "timed": 1}
