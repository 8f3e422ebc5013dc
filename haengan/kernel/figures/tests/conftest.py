from datetime import date

import pytest

from haengan.kernel.acts.running import System
from haengan.kernel.figures.tests.orchard import actions


class Orchard:
    """The orchard's clerk: `on` is a day of 2023 written as month and day."""

    actor = System("orchard")

    def __getattr__(self, verb):
        return lambda **told: getattr(actions, verb)(actor=self.actor, **told)


@pytest.fixture
def orchard(db):
    return Orchard()


@pytest.fixture
def north(orchard):
    return orchard.settle(region="north")


@pytest.fixture
def south(orchard):
    return orchard.settle(region="south")


def on(month, day, year=2023):
    return date(year, month, day)
