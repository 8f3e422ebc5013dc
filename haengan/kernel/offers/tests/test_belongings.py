"""What an official holds open is told by every keeper, and passes thing by thing."""

from datetime import date

import pytest

from haengan.kernel.acts.running import System
from haengan.kernel.offers import belongings
from haengan.kernel.offers.belongings import Belonging, Keeper, Passing

ON, HOUSE = date(2026, 1, 2), System("tests")
LETTER, TASK = ("tests.letter", "l", "편지"), ("tests.task", "t", "회신")


@pytest.fixture
def passed(monkeypatch):
    """Two keepers: one of tasks, one of the letters that tasks are about."""
    done = []

    def passes(passing, *, actor):
        done.append(passing.thing)
        return passing.thing != ("tests.task", "stuck", "")

    known = {
        "b.tasks": Keeper("b.tasks", "할 일", "Tasks", lambda who, on: [Belonging(TASK, "회신", on, LETTER)], passes),
        "a.letters": Keeper("a.letters", "편지", "Letters", lambda who, on: [], passes, types=("tests.letter",)),
    }
    monkeypatch.setattr(belongings, "keepers", known)
    return done


def test_every_keeper_is_asked(passed):
    ((keeper, one),) = belongings.held("kim", ON)
    assert (keeper.by, one.thing, one.about) == ("b.tasks", TASK, LETTER)


def test_what_a_thing_is_about_passes_along(passed):
    assert belongings.pass_on("b.tasks", Passing(TASK, "kim", "lee", ON), about=LETTER, actor=HOUSE)
    assert passed == [TASK, LETTER]


def test_what_does_not_pass_takes_nothing_along(passed):
    stuck = Passing(("tests.task", "stuck", ""), "kim", "lee", ON)
    assert not belongings.pass_on("b.tasks", stuck, about=LETTER, actor=HOUSE)
    assert passed == [stuck.thing]


def test_a_keeper_that_is_gone_passes_nothing(passed):
    assert not belongings.pass_on("c.gone", Passing(TASK, "kim", "lee", ON), actor=HOUSE)
