"""A close that is broken off, wherever that is, has told nothing; the next one tells it right."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from haengan.kernel.figures import actions, marking, queries
from haengan.kernel.figures.models import Close, Value
from haengan.kernel.figures.rules import year
from haengan.kernel.figures.tests.orchard import figures as f
from haengan.kernel.journal.models import Line

YEAR = year(2023)
PARTS = ({}, {"slice": "region", "member": "north"})
ASKED = [(figure, part) for figure in (f.BASKETS, f.WEIGHT, f.GROWERS, f.JARS, f.TREES) for part in PARTS]
SPACING = 7


class Broken(Exception):
    """What the test breaks a close off with."""


@contextmanager
def broken_off(at, how):
    """Before statement number `at` of this connection `how` is called."""
    number = 0

    def count(execute, sql, params, many, context):
        nonlocal number
        number += 1
        if number == at:
            how()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield


def told():
    return [queries.value(figure, YEAR, **part).amount for figure, part in ASKED]


def stored(mark):
    return [queries.value(figure, YEAR, **part, known_at=mark).amount for figure, part in ASKED]


def close(orchard):
    actions.close(actor=orchard.actor)
    return Close.objects.order_by("-mark").first().mark


def state():
    return Value.objects.count(), Close.objects.count(), Line.objects.count(), marking.pending()


def harvest(orchard, grower, number):
    basket = orchard.pick(grower=grower, on=date(2023, 1 + number % 12, 1 + number % 28), weight=number)
    orchard.fill(basket=basket)
    orchard.plant(grower=grower, on=basket.picked_on)
    orchard.move(grower=grower, region=("north", "south")[number % 2])


def test_a_close_that_fails_at_any_statement_changes_nothing_and_the_next_is_right(orchard, north):
    harvest(orchard, north, 1)
    first = close(orchard)
    then = stored(first)
    harvest(orchard, north, 2)
    before, at, done = state(), 0, False
    while not done:
        at += 1
        try:
            with transaction.atomic(), broken_off(at, _breaks):
                close(orchard)
            done = True
        except Broken:
            assert state() == before
    assert at > 40  # statements: every one of them was tried
    assert stored(Close.objects.order_by("-mark").first().mark) == told()
    assert stored(first) == then
    assert marking.pending()[0] == {}


def _breaks():
    raise Broken


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_in_a_close_leaves_nothing_and_the_next_close_is_right(orchard, tmp_path):
    with on_disk(tmp_path / "house.sqlite3"):
        grower = orchard.settle(region="north")
        harvest(orchard, grower, 1)
        marks = {close(orchard): told()}
        at, killed = 1, True
        while killed:
            harvest(orchard, grower, at)
            before = state()
            killed = in_a_process_killed_at(at, lambda: close(orchard))
            if killed:
                assert state() == before
            marks[close(orchard)] = told()
            at += SPACING
        harvest(orchard, grower, at)
        before = state()
        assert in_a_process_killed_at(None, lambda: close(orchard))  # all is written, but for the word to keep it
        assert state() == before
        marks[close(orchard)] = told()
        assert at > 40
        assert {mark: stored(mark) for mark in marks} == marks


@contextmanager
def on_disk(path):
    """The tests' database of SQLite lives in memory and dies with its process: within this it is a file like any other."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    ours, name = connection.connection, connection.settings_dict["NAME"]
    assert not ours.in_transaction  # a copy would wait for its end for ever
    copy = sqlite3.connect(path)
    ours.backup(copy)
    copy.close()
    connection.settings_dict["NAME"], connection.connection = str(path), None
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, ours


def in_a_process_killed_at(at, work):
    """Whether the process was killed: before its statement number `at`, or before its commit where there is no number."""
    child = os.fork()
    if child == 0:
        try:
            _own_connection()
            if at is None:
                connection._commit = _kills
            with broken_off(at, _kills):
                work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


_parents = []


def _own_connection():
    """The parent's connection is kept from being closed: it is still the parent's."""
    _parents.append(connection.connection)
    connection.connection = None
    connection.connect()


def _kills():
    os.kill(os.getpid(), signal.SIGKILL)
